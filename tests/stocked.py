"""What builds keep for later ones, for many small schools together: most pages of one, the guide's above all, are those
of the next, and to render them anew each time takes longer than what a test asks."""

from __future__ import annotations

import atexit
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory


def stocked(root: Path) -> Path:
    """A school with the `.cache` of all others that this process builds so. Not for tests of what is kept."""
    (root / ".cache").symlink_to(_shared(), target_is_directory=True)
    return root


@cache
def _shared() -> Path:
    folder = TemporaryDirectory(prefix="jiangpu-stock-")
    atexit.register(folder.cleanup)
    return Path(folder.name)
