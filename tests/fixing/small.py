"""Small files to mend, and what comes of them."""

from __future__ import annotations

from generator.fixing import Mended, mend

CUP = "studios/hong/achievements/2025/cup.md"
STUDIO = "studios/hong/studio.yml"
MEMBERS = "studios/hong/members.yml"
TRAININGS = "studios/hong/trainings/2025.csv"
NOTICE = "content/notices/2026/result.md"
BODY = "---\n正文：  \n“照旧”，2025年3月5日。\n"


def run(path: str, text: str | bytes) -> Mended:
    """Mend a file; whatever it is, a second time changes nothing."""
    mended = mend(path, text if isinstance(text, bytes) else text.encode())
    assert mend(path, mended.after).after == mended.after
    return mended


def front(lines: str, path: str = CUP) -> str:
    """What becomes of the front matter of an achievement that has all it must have."""
    needed = "title: 甲\ntype: 专利\ndate: 2025-03-05\n"
    text = "".join(f"{line}\n" for line in needed.splitlines() if f"\n{line.split(':')[0]}" not in f"\n{lines}")
    mended = run(path, f"---\n{text}{lines}{BODY}").after.decode()
    assert mended.startswith(f"---\n{text}")
    assert mended.endswith(BODY), "prose stays as it is"
    return mended[4 + len(text) : -len(BODY)]


def whole(path: str, text: str) -> str:
    """What becomes of a file."""
    return run(path, text).after.decode()
