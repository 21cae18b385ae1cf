"""What a school's records hold runs in no browser, and fetches nothing: in every kind of page, in a real Chromium.

Each attack stands in every free text of every record (`lay_hostile_school`), all of them in prose. The same watch over
the same prose, as Python-Markdown alone sets it, sees it run.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from markdown import markdown  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, Dialog, Page

from generator.core.pages import draw
from generator.core.pages.address import SEARCH
from generator.core.pipeline import prepare
from generator.decoding import Decoder
from generator.website.build import build
from tests.stocked import stocked
from tests.theme.test_pages import AS_OF, EVIL, lay_hostile_school

ATTACKS = {
    "markup": "</title><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>{{7*7}}",
    "attribute": '" onmouseover=alert(1) onfocus=alert(2) autofocus x=\'"><img src=//e.example/x onerror=alert(3)>',
    "single": "' onmouseover='alert(1)' style='background:url(https://e.example/s)' '>{% raw %}${7*7}#{7*7}<%= 7*7 %>",
    "foreign": "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table></mtext></math>",
    "mutation": '<svg></p><style><a id="</style><img src=x onerror=alert(1)>"></svg><noscript><p title=\'</noscript>',
    "comment": "--><img src=x onerror=alert(1)><!-- ]]><script>alert(2)</script><![CDATA[ <plaintext><!--",
    "clobber": "<form id=__config name=body><input name=parentNode><base href=https://evil.example/><iframe src=x>",
    "entity": "&lt;script&gt;alert(1)&lt;/script&gt;&#60;img src=x onerror=alert(2)&#62;\\u003cscript>alert(3)",
}
LINKS = "javascript:alert(1) JaVaScRiPt:alert(1) java&#x73;cript:alert(1) data:text/html,<b>"
PIECES = (
    *ATTACKS.values(),
    EVIL,
    *(f"[甲](<{url}>) ![乙](<{url}>) <{url}>" for url in (*LINKS.split(" ")[:-1], "data:text/html,<b>")),
    "[丙][a]\n\n[a]: javascript:alert(1) \"' onmouseover='alert(2)\"",
    '## 标题 {#__config onclick="alert(1)"}',
    "<div id=__config>{}</div>\n\n<a href='https://evil.example/' onclick=alert(1)>丁</a>",
    "![戊](https://evil.example/pixel.png)",
    "| a | b |\n| - | - |\n| <img src=x onerror=alert(1)> | `</code><script>alert(1)</script>` |",
    "```html\n</code></pre><script>alert(1)</script>\n```",
    "[^1]\n\n[^1]: <script>alert(1)</script>",
)
PROSE = "\n\n".join(PIECES)
TOUCH = """async () => {
  const all = [...document.querySelectorAll('*')]
  document.addEventListener('click', event => event.preventDefault(), true)
  for (const element of all) {
    for (const kind of ['mouseover', 'mouseenter', 'pointerover', 'mousemove'])
      element.dispatchEvent(new MouseEvent(kind, {bubbles: true}))
    if (element.focus) element.focus()
    if (element.matches('a, button, summary, input, h1, h2, h3, p, td')) element.click()
  }
  await new Promise(done => setTimeout(done, 20))
}"""
"""A visitor who moves over everything, puts the focus on everything, and presses whatever can be pressed."""
STANDING = """() => [
  ...[...document.querySelectorAll('*')].flatMap(element => [...element.attributes]
    .filter(each => each.name.startsWith('on')).map(each => element.tagName + ' ' + each.name)),
  ...[...document.querySelectorAll('[href], [src], [action], [formaction]')]
    .map(element => element.href?.baseVal ?? element.href ?? element.src ?? element.action ?? '')
    .filter(url => !/^(file:|https:|mailto:|tel:|data:image|$)/i.test(url)),
  ...[...document.querySelectorAll('iframe, object, embed, base, plaintext')].map(element => element.tagName),
  ...[...document.querySelectorAll('form')].filter(form => !/\\/search\\.html$/.test(form.getAttribute('action')
    && form.action)).map(form => form.tagName),
  ...(document.querySelector('meta[http-equiv="Content-Security-Policy"]') ? [] : ['no policy']),
]"""
"""What could run another day: handlers, addresses that are programs, frames; and a page without its policy."""


@contextmanager
def watched(context: BrowserContext) -> Iterator[tuple[Page, list[str]]]:
    """A page, and all that it does which it should not."""
    page = context.new_page()
    seen: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        seen.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.on("console", lambda said: seen.append(f"console {said.text}") if said.type == "error" else None)
    page.on("pageerror", lambda error: seen.append(f"error {error}"))
    page.on(
        "request", lambda asked: None if asked.url.startswith(("file:", "data:")) else seen.append(f"host {asked.url}")
    )
    yield page, seen
    page.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context()
    opened.route(lambda url: not url.startswith(("file:", "data:")), lambda route: route.abort())
    yield opened
    opened.close()


def build_hostile(root: Path, attack: str) -> tuple[Path, Sequence[str]]:
    """The site of the hostile school, and one address of every kind of page."""
    lay_hostile_school(root / "school", attack, PROSE)
    prepared = prepare(stocked(root / "school"), AS_OF, decode=Decoder(root / "cache"))
    assert prepared.edition is not None, [(each.code.id, each.where) for each in prepared.problems if each.is_error]
    assert prepared.edition.studios
    assert build(prepared, root / "site").written is not None
    kinds = {page.template: page.address for page in draw(prepared.edition)}
    return root / "site", sorted(kinds.values())


SOUGHT = dict.fromkeys(ATTACKS, "onerror") | {"single": "style", "entity": "script", "clobber": "config"}
"""What is looked for in the search, so that it shows the attack."""
FIRST = ("attribute",)
LONG = os.environ.get("JIANGPU_LONG") == "1"
"""What every run of the tests tries; the others take minutes."""


@pytest.mark.parametrize(
    "attack", [pytest.param(name, marks=() if name in FIRST else pytest.mark.long) for name in ATTACKS]
)
def test_nothing_that_was_written_runs(attack: str, tmp_path: Path, context: BrowserContext) -> None:
    site, addresses = build_hostile(tmp_path, ATTACKS[attack])
    assert len(addresses) > 30
    found: dict[str, list[str]] = {}
    shown = 0
    with watched(context) as (page, seen):
        for address in addresses:
            seen.clear()
            page.goto((site / address).as_uri())
            if address == SEARCH:
                page.fill("#jp-query", SOUGHT[attack])
                page.locator(".jp-found mark").first.wait_for()
            shown += ATTACKS[attack].split("<")[-1][:12] in page.inner_text("body")
            seen += page.evaluate(STANDING)
            page.evaluate(TOUCH)
            if seen:
                found[address] = list(seen)
    assert found == {}
    assert shown > 10  # it is there to be read


TYPED = (
    *ATTACKS.values(),
    EVIL,
    *LINKS.split(" ")[:-1],
    "[甲](<javascript:alert(1)>)",
    "=1+1",
    "{{7*7}}",
    "::error::x",
)
"""What somebody types into the search, or is led to by a link to it."""


def test_nothing_that_is_typed_into_the_search_runs(tmp_path: Path, context: BrowserContext) -> None:
    site, _ = build_hostile(tmp_path, ATTACKS["markup"])
    place, shown = (site / SEARCH).as_uri(), 0
    with watched(context) as (page, seen):
        for number, typed in enumerate(TYPED):
            for by_link in (True, False) if LONG else (number % 2 == 0,):
                page.goto(f"{place}?q={quote(typed)}" if by_link else place)
                if not by_link:
                    page.fill("#jp-query", typed)
                page.locator("[data-status]:not(:empty)").wait_for()
                page.wait_for_timeout(50)
                shown += page.locator(".jp-found mark").count() > 0
                seen += page.evaluate(STANDING)
                page.evaluate(TOUCH)
                assert seen == [], typed
        assert shown >= len(ATTACKS) // (1 if LONG else 2)  # some are found, and results are drawn
        page.goto(place)  # the same watch, had the results been set as HTML
        page.evaluate("html => { document.querySelector('.jp-found').innerHTML = html }", ATTACKS["markup"])
        page.wait_for_timeout(50)
        seen += page.evaluate(STANDING)
        assert [each for each in seen if each.startswith("console")]
        assert {"IMG onerror", "svg onload"} <= set(seen)


def test_the_watch_sees_what_runs_without_our_cleaning(tmp_path: Path, context: BrowserContext) -> None:
    """As MkDocs alone would set it: Python-Markdown, a title that nobody escapes, no policy."""
    place = tmp_path / "plain.html"
    extensions = ["attr_list", "md_in_html", "tables"]
    titles = [f"<title>{ATTACKS['markup']}</title>"]
    with watched(context) as (page, seen):
        for piece in titles + [markdown(each.replace("<![CDATA[", ""), extensions=extensions) for each in PIECES]:
            place.write_text(f"<!doctype html><meta charset=utf-8>{piece}", encoding="utf-8")
            page.goto(place.as_uri())
            seen += page.evaluate(STANDING)
            page.evaluate(TOUCH)
    kinds = {each.partition(" ")[0] for each in seen}
    assert {"dialog", "host", "no", "IMG", "FORM", "IFRAME", "BASE", "PLAINTEXT"} <= kinds
    assert len([each for each in seen if each.startswith("dialog")]) > 10
    assert [each for each in seen if each.lower().startswith("javascript:")]
