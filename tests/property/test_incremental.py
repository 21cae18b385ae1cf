"""However a school has come to where it is, its site is that of a clean build: edits, additions, removals, renamings,
changes of rules, of the day and of the theme, builds that were cut off, and whatever becomes of what is kept."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from generator.core.document import Parsed, parse
from generator.core.pipeline import prepare
from generator.core.source import SourceFile, read_sources
from generator.website.build import Built, build
from generator.website.work import Work
from tests.golden.overlay import lay_school
from tests.website.small import HOUSE, tree

DAY = date(2026, 1, 20)
STEPS = 150 if os.environ.get("JIANGPU_LONG") else 6
CUP = "studios/hong/achievements/2025/cup.md"
STUDIO = "studios/hong/studio.yml"
KEPT = "leaves.sqlite"

Step = Callable[[Path, random.Random], None]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    lay_school(tmp_path / "school", "")
    shutil.copytree(HOUSE / "theme", tmp_path / "school" / "theme")
    shutil.copy(HOUSE / "mkdocs.yml", tmp_path / "school" / "mkdocs.yml")
    return tmp_path / "school"


def built(root: Path, site: Path, day: date = DAY, work: Work | None = None) -> Built:
    return build(prepare(root, day), site, work or Work(jobs=1))


def clean(root: Path, site: Path, day: date = DAY) -> Mapping[str, bytes]:
    """What a build gives that takes nothing from those before."""
    shutil.rmtree(site, ignore_errors=True)
    built(root, site, day, Work(no_cache=True, jobs=1))
    return tree(site)


def change(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def pages_that_differ(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> set[str]:
    return {name for name in one.keys() | other.keys() if name.endswith(".html") and one.get(name) != other.get(name)}


class TestCounted:
    """What a build costs in files that are parsed, pages that are rendered and bytes that are written, which no machine
    makes more or fewer."""

    def test_who_remembers_what_was_parsed_parses_what_has_changed(self, root: Path, tmp_path: Path) -> None:
        parsed: list[str] = []

        @cache
        def read(file: SourceFile) -> Parsed:
            parsed.append(file.path)
            return parse(file)

        def work_of(built: Built) -> tuple[int, int, int]:
            assert built.written is not None
            done = len(parsed), built.rendered, built.written.bytes_written
            parsed.clear()
            return done

        texts = sum(file.text is not None for file in read_sources(root).files.values())
        first = work_of(build(prepare(root, DAY, parse=read), tmp_path / "site", Work(jobs=1)))
        before = tree(tmp_path / "site")
        assert first == (texts, first[1], sum(map(len, before.values())))
        assert first[1] > 300
        assert work_of(build(prepare(root, DAY, parse=read), tmp_path / "site", Work(jobs=1))) == (0, 0, 0)
        change(root, CUP, "---\n", "---\nsummary: 比赛的经过另有记录。\n")
        files, rendered, written = work_of(build(prepare(root, DAY, parse=read), tmp_path / "site", Work(jobs=1)))
        after = tree(tmp_path / "site")
        assert (files, written) == (1, sum(len(data) for name, data in after.items() if before.get(name) != data))
        assert 0 < rendered <= 20

    def test_nothing_is_rendered_again_where_nothing_has_changed(self, root: Path, tmp_path: Path) -> None:
        first = built(root, tmp_path / "site")
        again = built(root, tmp_path / "site")
        elsewhere = built(root, tmp_path / "other")
        assert first.rendered > 300
        assert again.rendered == elsewhere.rendered == 0
        assert again.written is not None
        assert (again.written.new, again.written.changed, again.written.removed) == (0, 0, 0)

    def test_a_changed_story_renders_its_page_and_those_that_quote_it(self, root: Path, tmp_path: Path) -> None:
        built(root, tmp_path / "site")
        before = tree(tmp_path / "site")
        change(root, CUP, "---\n", "---\nsummary: 比赛的经过另有记录。\n")
        after = built(root, tmp_path / "site")
        differ = pages_that_differ(before, tree(tmp_path / "site"))
        assert f"achievements/hong/{Path(CUP).stem}.html" in differ
        assert len(differ) <= after.rendered <= 20

    def test_without_a_cache_everything_is(self, root: Path, tmp_path: Path) -> None:
        first = built(root, tmp_path / "site")
        assert built(root, tmp_path / "site", work=Work(no_cache=True, jobs=1)).rendered == first.rendered


def retitle(root: Path, chance: random.Random) -> None:
    path = chance.choice(sorted((root / "studios").rglob("achievements/*/*.md")))
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[1] = f"title: 第{chance.randrange(1000)}号成果"
    path.write_text("\n".join(lines), encoding="utf-8")


def add(root: Path, chance: random.Random) -> None:
    name = f"more-{chance.randrange(1000)}"
    path = root / f"studios/hong/achievements/{chance.choice([2024, 2025])}/{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"---\ntitle: {name}标准\ntype: 课程标准\nlevel: 校级\ndate: {path.parent.name}-05-01\n"
        "people: [p101]\n---\n经过。\n",
        encoding="utf-8",
    )


def remove(root: Path, chance: random.Random) -> None:
    if added := sorted((root / "studios").rglob("more-*.md")):
        chance.choice(added).unlink()


def rename(root: Path, chance: random.Random) -> None:
    if added := sorted((root / "studios").rglob("more-*.md")):
        path = chance.choice(added)
        path.rename(path.with_name(f"more-{chance.randrange(1000, 2000)}.md"))


def damage(root: Path, chance: random.Random) -> None:
    if added := sorted((root / "studios").rglob("more-*.md")):
        chance.choice(added).write_text("---\ntitle: [\n", encoding="utf-8")


def say_otherwise(root: Path, chance: random.Random) -> None:
    path = root / STUDIO
    text = path.read_text(encoding="utf-8")
    lines = [
        f"summary: 第{chance.randrange(1000)}版简介。" if line.startswith("summary:") else line
        for line in text.split("\n")
    ]
    path.write_text("\n".join(lines), encoding="utf-8")


def call_the_school_otherwise(root: Path, chance: random.Random) -> None:
    path = root / "content/site.yml"
    text = path.read_text(encoding="utf-8")
    lines = [f"name: 匠谱{chance.randrange(1000)}" if line.startswith("name:") else line for line in text.split("\n")]
    path.write_text("\n".join(lines), encoding="utf-8")


def change_a_template(root: Path, chance: random.Random) -> None:
    path = root / "theme/pages/achievement.html"
    path.write_text(f"{path.read_text(encoding='utf-8')}<!-- {chance.randrange(1000)} -->\n", encoding="utf-8")


def change_a_style(root: Path, chance: random.Random) -> None:
    path = root / "theme/assets/stylesheets/jiangpu.css"
    path.write_text(f"{path.read_text(encoding='utf-8')}/* {chance.randrange(1000)} */\n", encoding="utf-8")


def spoil_what_is_kept(root: Path, chance: random.Random) -> None:
    for path in (root / ".cache").rglob(KEPT):
        data = bytearray(path.read_bytes())
        for _ in range(200):
            data[chance.randrange(len(data))] ^= 255
        path.write_bytes(data if chance.random() < 0.5 else data[: len(data) // 2])


def lose_what_is_kept(root: Path, _: random.Random) -> None:
    shutil.rmtree(root / ".cache", ignore_errors=True)


def meddle_with_the_site(root: Path, chance: random.Random) -> None:
    site = root.parent / "site"
    pages = sorted(site.rglob("*.html"))
    chance.choice(pages).write_text("changed", encoding="utf-8")
    chance.choice(pages).unlink(missing_ok=True)
    (site / "stale.html").write_text("stale", encoding="utf-8")


EDITS: tuple[Step, ...] = (
    *(retitle, add, add, remove, rename, damage, say_otherwise, call_the_school_otherwise),
    *(change_a_template, change_a_style, spoil_what_is_kept, lose_what_is_kept, meddle_with_the_site),
)


@pytest.mark.parametrize("seed", range(4 if os.environ.get("JIANGPU_LONG") else 1))
def test_any_way_leads_to_the_site_of_a_clean_build(root: Path, tmp_path: Path, seed: int) -> None:
    chance, day, taken = random.Random(seed), DAY, []
    built(root, tmp_path / "site", day)
    for _ in range(STEPS):
        for edit in chance.choices(EDITS, k=chance.choice([1, 1, 2, 3])):
            edit(root, chance)
            taken.append(edit.__name__)
        day += timedelta(days=chance.choice([0, 0, 0, 1, 40]))
        built(root, tmp_path / "site", day)
        found, wanted = tree(tmp_path / "site"), clean(root, tmp_path / "clean", day)
        assert found.keys() == wanted.keys(), taken
        assert [name for name in found if found[name] != wanted[name]] == [], taken
