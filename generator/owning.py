"""Who must agree to a change of what, as git hosts read it: GitHub, Gitea and GitLab know this form of CODEOWNERS.

The last line that fits a path counts. Teams are named after the folders of the studios.
"""

from __future__ import annotations

from collections.abc import Iterable

MAINTAINERS = "maintainers"
"""Whoever may change the program and the workflows may publish anything."""
PUBLICITY = "publicity"


def owners(studios: Iterable[str], organisation: str) -> str:
    """The text of a CODEOWNERS file for these studios."""
    lines = {
        "*": MAINTAINERS,
        "/content/": PUBLICITY,
        "/studios/": PUBLICITY,
        **{f"/studios/{studio}/": studio for studio in sorted(studios)},
    }
    return "".join(f"{path} @{organisation}/{team}\n" for path, team in lines.items())
