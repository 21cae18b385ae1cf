"""The search in Chromium, from a disk and from a server, against plain substring search in the same texts."""

from __future__ import annotations

import mimetypes
import os
import random
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from generator.core.edition import Edition
from generator.core.pages.search import Entry, entries
from generator.core.values.fold import table
from generator.website.search import by_hand
from tests.browser.pages import ORIGIN, held_back
from tests.website.reading import fold

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'"
)
ASKED = 240 if os.environ.get("JIANGPU_LONG") == "1" else 100
"""How many queries are asked."""
MANY, STEP, UNCERTAIN = 60, 20, 400
"""Up to how many results all are looked at; how many a page shows first; beyond how many a count may be too high."""
INPUT, STATUS, LINKS, MORE = "#jp-query", "[data-status]", ".jp-found a", "[data-more]"
ASK = """async ([queries, most]) => {
  const [input, status, list, more] = ["#jp-query", "[data-status]", "[data-found]", "[data-more]"]
    .map(each => document.querySelector(each))
  const rest = done => new Promise((go, give_up) => {
    const end = Date.now() + 5000
    const look = () => done() ? go() : Date.now() > end ? give_up(Error(input.value)) : setTimeout(look, 4)
    look()
  })
  const answers = []
  for (const query of queries) {
    status.textContent = ""
    input.value = query
    input.dispatchEvent(new Event("input"))
    const number = () => Number((status.textContent.match(/[0-9]+/) || [0])[0])
    await rest(() => /^[共没检]/.test(status.textContent) || number() > 420)
    const count = number()
    await rest(() => list.children.length === Math.min(count, 20) || !count)
    while (count <= most && list.children.length < count) {
      const before = list.children.length
      more.click()
      await rest(() => list.children.length === Math.min(count, before + 20))
    }
    answers.push([count, count ? [...list.children].map(item => [
      item.querySelector("a").getAttribute("href"),
      [...item.querySelectorAll("a mark")].map(mark => mark.textContent),
      [...item.querySelectorAll("p mark")].map(mark => mark.textContent),
    ]) : []])
  }
  return answers
}"""
"""Types one query after the other and tells of each the count, and of each result where it leads and what is marked."""


@pytest.fixture(scope="module")
def found(site: Path, edition: Edition) -> tuple[Entry, ...]:
    """All there is to find."""
    return entries(edition, by_hand({"about.html": site / "about.html"}))


@pytest.fixture
def page(tab: Page, site: Path) -> Page:
    """The search, opened from a disk."""
    tab.goto((site / "search.html").as_uri())
    expect(tab.locator(INPUT)).to_be_focused()
    return tab


def query_of(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def titles(page: Page) -> list[str]:
    return page.locator(LINKS).all_inner_texts()


@cache
def plain(each: Entry) -> tuple[str, str]:
    """The names of an entry, and all it says, folded."""
    names = fold("\n".join(each.names))
    return names, f"{names}\n{fold(chr(10).join(each.lines))}"


def expected(found: Sequence[Entry], query: str) -> list[Entry]:
    """What plain substring search finds, what has it in its names first."""
    words = fold(query).split()
    hits = [each for each in found if all(word in plain(each)[1] for word in words)]
    return sorted(hits, key=lambda each: not all(word in plain(each)[0] for word in words))


def marks(text: str, query: str) -> list[str]:
    """Every part of a text that belongs to a word."""
    inside = bytearray(len(text))
    for word in fold(query).split():
        for hit in re.finditer(f"(?={re.escape(word)})", fold(text)):
            inside[hit.start() : hit.start() + len(word)] = b"x" * len(word)
    return [text[run.start() : run.end()] for run in re.finditer(b"x+", inside)]


def queries(found: Sequence[Entry]) -> list[str]:
    """Pieces of what entries say, of one to six characters, some as others write them; words, numbers, nonsense."""
    draw = random.Random(7)
    others = {target: chr(code) for code, target in table().items() if code > 0x2E80}
    asked = [
        "焊",
        "2",
        "焊接",
        "技能大师工作室",
        "云职〔2026〕11号",
        "雲職（2026）11號",
        "何守誠",
        "WELDING-HE",
        "p101",
        "不會有的話",
    ]
    asked += [
        "焊接 一等奖",
        "2025 国家级 竞赛",
        "ｍ２０２５－０１",
        "2025-12-09",
        "2025年12月",
        "1+X",
        "CNC",
        "焊接 zzz",
        "zzz",
        "（",
        "—",
    ]
    while len(asked) < ASKED:
        each = draw.choice(found)
        line = draw.choice((*each.names, *each.lines))
        start = draw.randrange(len(line))
        piece = line[start : start + draw.randint(1, 6)]
        if draw.random() < 0.25:
            piece = "".join(others.get(sign, sign) for sign in piece)
        if piece.split():
            asked.append(piece)
    return asked


def test_it_finds_what_substring_search_finds_in_the_same_order_and_marks_it(
    page: Page, found: tuple[Entry, ...]
) -> None:
    asked = queries(found)
    assert len(asked) == ASKED
    for query, (count, shown) in zip(asked, page.evaluate(ASK, [asked, MANY]), strict=True):
        hits, words = expected(found, query), fold(query).split()
        assert count == len(hits) or (count > UNCERTAIN and count > len(hits)), query
        assert len(shown) == (count if count <= MANY else STEP), query
        for hit, (leads, above, below) in zip(hits, shown, strict=count <= MANY):
            assert leads == hit.address, query
            assert above == marks(hit.names[0], query)
            assert above or below
            assert all(any(word in fold(mark) for word in words) for mark in (*above, *below))


def test_results_come_as_one_types_and_stand_in_the_address(page: Page) -> None:
    page.locator(INPUT).press_sequentially("焊")
    expect(page.locator(STATUS)).to_have_text(re.compile("共 [0-9]+ 条"))
    many = page.locator(STATUS).inner_text()
    page.locator(INPUT).press_sequentially("接机器人")
    expect(page.locator(STATUS)).not_to_have_text(many)
    expect(page).to_have_url(re.compile("q="))
    assert query_of(page) == {"q": ["焊接机器人"]}
    expect(page.locator("[data-lists]")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("[data-lists]")).to_be_visible()
    assert query_of(page) == {}
    assert titles(page) == []


def test_an_input_method_is_waited_for(page: Page) -> None:
    keyboard = page.context.new_cdp_session(page)
    for text in ("h", "ha", "han", "han j"):
        keyboard.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
        page.wait_for_timeout(90)
        assert page.locator(INPUT).input_value() == text
        assert query_of(page) == {}
        assert page.locator(STATUS).text_content() == ""
    keyboard.send("Input.insertText", {"text": "焊接"})
    expect(page.locator(STATUS)).to_have_text(re.compile("共 [0-9]+ 条"))
    assert query_of(page) == {"q": ["焊接"]}


def test_filters_narrow_and_stand_in_the_address(page: Page, found: tuple[Entry, ...]) -> None:
    page.locator(INPUT).fill("焊接")
    page.locator("select[name=kind]").select_option("achievement")
    page.locator("select[name=studio]").select_option("welding-he")
    page.locator("select[name=year]").select_option("2025")
    hits = [
        each
        for each in expected(found, "焊接")
        if each.kind == "achievement" and each.year == "2025" and "welding-he" in each.studios
    ]
    expect(page.locator(STATUS)).to_have_text(f"共 {len(hits)} 条")
    assert titles(page) == [each.names[0] for each in hits][:20]
    assert query_of(page) == {"q": ["焊接"], "kind": ["achievement"], "year": ["2025"], "studio": ["welding-he"]}
    kinds = page.locator("select[name=kind] option:enabled").evaluate_all("all => all.map(each => each.value)")
    there = {each.kind for each in expected(found, "焊接") if each.year == "2025" and "welding-he" in each.studios}
    assert set(kinds) - {""} == there
    page.reload()
    expect(page.locator(STATUS)).to_have_text(f"共 {len(hits)} 条")
    assert page.locator("select[name=kind]").input_value() == "achievement"


def test_keys_lead_through_the_results(page: Page) -> None:
    page.locator(INPUT).fill("数控加工")
    expect(page.locator(LINKS)).to_have_count(20)
    for key, place in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0)):
        page.keyboard.press(key)
        expect(page.locator(LINKS).nth(place)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(INPUT)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator(INPUT)).to_be_focused()
    assert page.locator(INPUT).input_value() == "数控加工"
    page.locator(MORE).click()
    expect(page.locator(LINKS).nth(20)).to_be_focused()
    first = page.locator(LINKS).first
    leads = first.get_attribute("href")
    first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{leads}")


def test_more_can_be_asked_for_while_the_rest_is_still_being_read(page: Page) -> None:
    """What was taken up for reading counted neither as waiting nor as found: nothing more was shown."""
    page.evaluate(
        """([found, more]) => new MutationObserver((_, watch) => {
             if (document.querySelectorAll(found).length === 20) {
               watch.disconnect();
               document.querySelector(more).click();
             }
           }).observe(document.body, {childList: true, subtree: true})""",
        [LINKS, MORE],
    )
    page.locator(INPUT).fill("技能竞赛")
    expect(page.locator(LINKS).nth(20)).to_be_focused()


def test_the_way_back_leads_to_what_was_asked(page: Page) -> None:
    for query in ("陶瓷", "数控"):
        page.locator(INPUT).fill(query)
        expect(page.locator(".jp-found li").first).to_contain_text(query)
        page.keyboard.press("Enter")
    page.locator(LINKS).first.click()
    page.wait_for_url(re.compile(r"/(?!search)[^/]*\.html"))
    page.go_back()
    expect(page.locator(INPUT)).to_have_value("数控")
    expect(page.locator(".jp-found li").first).to_contain_text("数控")
    page.go_back()
    expect(page.locator(INPUT)).to_have_value("陶瓷")
    expect(page.locator(".jp-found li").first).to_contain_text("陶瓷")


def test_a_server_with_a_policy_of_its_own_serves_it_to_the_form_in_every_head(
    context: BrowserContext, site: Path
) -> None:
    def answer(route: Route) -> None:
        place = site / urlsplit(route.request.url).path.removeprefix("/school/")
        kind = mimetypes.guess_type(place)[0] or "text/html"
        route.fulfill(body=place.read_bytes(), headers={"Content-Type": kind, "Content-Security-Policy": POLICY})

    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.route(f"{ORIGIN}**", answer)
    page.goto(f"{ORIGIN}achievements/welding-he/national-contest.html")
    page.locator("#jp-search").fill("云职〔2026〕11号")
    page.keyboard.press("Enter")
    expect(page.locator(LINKS)).to_have_text(["云岭职业学校关于2026年度拟认定技能大师工作室名单的公示"])
    assert page.url.startswith(f"{ORIGIN}search.html?q=")
    assert not page.locator("#jp-search").count()  # the page has a field of its own


def test_a_phone_has_a_door_to_it(context: BrowserContext, site: Path) -> None:
    page = context.new_page()
    page.goto((site / "notices/index.html").as_uri())
    door = page.get_by_role("link", name="搜索")
    box = door.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    door.click()
    expect(page.locator(INPUT)).to_be_visible()


def test_without_a_script_the_lists_are_there(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "search.html?q=焊接").as_uri().replace("%3F", "?"))
    assert "名录是完整的" in page.inner_text("main")
    expect(page.locator(INPUT)).to_be_hidden()
    page.get_by_role("link", name="成果", exact=True).last.click()
    page.wait_for_url("**/achievements/index.html")
    context.close()


def test_files_that_are_lost_are_told(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.route("**/search/text-*.js", lambda route: route.abort())
    page.goto((site / "search.html").as_uri())
    page.locator(INPUT).fill("焊接")
    expect(page.locator(STATUS)).to_contain_text("没有取到")
    page.close()


SHIFTED = """() => new Promise(done => new PerformanceObserver((list, it) => {
  it.disconnect();
  done(list.getEntries().filter(each => !each.hadRecentInput).reduce((sum, each) => sum + each.value, 0));
}).observe({type: "layout-shift", buffered: true}) ?? setTimeout(() => done(0), 300))"""


def test_on_a_slow_line_one_types_at_once_and_is_told_what_is_waited_for(context: BrowserContext, site: Path) -> None:
    let_go = held_back(context, "/search/index")
    page = context.new_page()
    page.goto((site / "search.html").as_uri(), wait_until="domcontentloaded")
    expect(page.locator(INPUT)).to_be_focused()
    page.keyboard.type("焊接")
    expect(page.locator(STATUS)).to_have_text("正在读取检索目录，可以先输入。")
    expect(page.locator("select[name=year]")).to_be_disabled()
    let_go()
    expect(page.locator(LINKS).first).to_be_visible()
    expect(page.locator(INPUT)).to_have_value("焊接")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["焊接"]}
    expect(page.locator("select[name=year]")).to_be_enabled()
    expect(page.locator("[data-found]")).to_have_attribute("aria-busy", "false")
    assert page.evaluate(SHIFTED) == 0


def test_results_of_before_stay_until_others_come_and_it_says_so(context: BrowserContext, site: Path) -> None:
    context.route("**/*", lambda route: route.continue_())  # whatever is to be held back must be watched from the start
    page = context.new_page()
    page.goto((site / "search.html").as_uri() + "?q=焊接")
    expect(page.locator(LINKS).first).to_be_visible()
    let_go = held_back(context, "/search/(grams|text|longer)")
    page.fill(INPUT, "2023")
    expect(page.locator(STATUS)).to_have_text("正在查找。")
    expect(page.locator("[data-found]")).to_have_attribute("aria-busy", "true")
    expect(page.locator(LINKS).first).to_be_visible()
    let_go()
    expect(page.locator(STATUS)).to_contain_text("条")
    expect(page.locator("[data-found]")).to_have_attribute("aria-busy", "false")


def test_where_nothing_is_found_it_says_what_to_do_and_shows_the_lists(page: Page) -> None:
    page.fill(INPUT, "麒麟独角兽")
    expect(page.locator(STATUS)).to_contain_text("换个说法")
    expect(page.locator("[data-lists]")).to_be_visible()
    page.fill(INPUT, "焊接")
    expect(page.locator(LINKS).first).to_be_visible()
    expect(page.locator("[data-lists]")).to_be_hidden()
    page.select_option("select[name=year]", "2024")
    page.fill(INPUT, "麒麟独角兽")
    expect(page.locator(STATUS)).to_contain_text("改回“全部”")
