"""Pages pressed by many hands: the same leaves in the same order, whoever presses them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from generator.core.pages import Page
from generator.website import assets
from generator.website.leaf import Leaf, Press
from generator.website.pressing import FEW, pressed
from tests.command import start
from tests.website.small import tree

THEME = Path(__file__).parents[2] / "theme"


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(
        THEME, dict(assets.published(THEME)), "search/index.a.js", {"achievement": "a", "training": "b", "notice": "c"}
    )


@pytest.fixture(scope="module")
def pages(every_page: tuple[Page, ...]) -> Sequence[Page]:
    return every_page[::4][:FEW]


def told(leaves: Sequence[Leaf]) -> list[object]:
    return [(each.filling, each.links.out, each.links.within, each.links.ids, each.said) for each in leaves]


@pytest.fixture(scope="module")
def alone(press: Press, pages: Sequence[Page]) -> list[Leaf]:
    return list(pressed(press, pages, jobs=1))


def test_threads_that_are_handed_in_do_not_disturb_each_other(
    press: Press, pages: Sequence[Page], alone: list[Leaf]
) -> None:
    with ThreadPoolExecutor(4) as threads:
        assert told(list(pressed(press, pages, executor=threads))) == told(alone)


class Counting(ThreadPoolExecutor):
    """Wants to know beforehand how much there is to do, as that of a Dask cluster does."""

    def map(self, fn: Callable[..., Any], *iterables: Any, **options: Any) -> Iterator[Any]:
        assert sum(len(each) for each in iterables)
        return super().map(fn, *iterables, **options)


def test_an_executor_may_ask_how_much_there_is_to_do(press: Press, pages: Sequence[Page], alone: list[Leaf]) -> None:
    with Counting(1) as threads:
        assert told(list(pressed(press, pages, executor=threads))) == told(alone)


def test_processes_that_share_nothing_press_the_same(press: Press, pages: Sequence[Page], alone: list[Leaf]) -> None:
    with ProcessPoolExecutor(2, get_context("spawn")) as others:
        assert told(list(pressed(press, pages, executor=others))) == told(alone)


def test_all_files_of_the_theme_that_pages_ask_for_are_known(alone: list[Leaf]) -> None:
    asked = frozenset[str]().union(*(each.asked for each in alone))
    assert [name for name in asked if name.startswith("assets/javascripts/copy.")]


def test_any_number_of_jobs_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    """Three, and as many as there are cores; one: see `test_two_builds_anywhere_are_the_same_bytes`."""
    assert start("build", "--no-cache", "--jobs", "3", "-d", tmp_path / "3").returncode == 0
    assert tree(tmp_path / "3") == tree(site)
