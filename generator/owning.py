"""Who must agree to a change of what, as git hosts read it in the file CODEOWNERS.

GitHub and GitLab take patterns, of which the last that fits a path counts; Gitea takes expressions, of which every one
that fits counts, and `!` turns one round. Teams are named after the folders of the studios.
"""

from __future__ import annotations

from collections.abc import Iterable

MAINTAINERS = "maintainers"
"""Whoever may change the program and the workflows may publish anything."""
PUBLICITY = "publicity"


def owners(studios: Iterable[str], organisation: str) -> str:
    """The file for GitHub and GitLab."""
    folders = {f"/studios/{studio}/": studio for studio in sorted(studios)}
    return _written({"*": MAINTAINERS, "/content/": PUBLICITY, "/studios/": PUBLICITY, **folders}, organisation)


def owners_for_gitea(studios: Iterable[str], organisation: str) -> str:
    """The file for Gitea. A new studio has no team yet: the rules of the branch ask for an approval all the same."""
    folders = {f"studios/{studio}/.*": studio for studio in sorted(studios)}
    lines = {"!(content|studios)/.*": MAINTAINERS, "content/.*": PUBLICITY}
    return _written({**lines, **folders}, organisation)


def _written(lines: dict[str, str], organisation: str) -> str:
    return "".join(f"{path} @{organisation}/{team}\n" for path, team in lines.items())
