"""What only benchmarks need, from `requirements/bench.txt`: put beside the environment, where nothing else finds it."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements" / "bench.txt"


def installed() -> Path:
    """The folder with all of it; filled when it is first asked for, and anew when the list has changed."""
    folder = ROOT / ".cache" / "bench" / hashlib.sha256(LOCK.read_bytes()).hexdigest()[:16]
    if not folder.is_dir():
        pip = (sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "--only-binary", ":all:")
        aside = folder.with_suffix(".aside")
        subprocess.run((*pip, "--no-deps", "--target", str(aside), "-r", str(LOCK)), check=True)  # noqa: S603 - locked
        aside.rename(folder)
    return folder
