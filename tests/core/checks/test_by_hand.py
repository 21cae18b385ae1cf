"""Links of pages by hand: whatever stands on the site is known to the check, which draws none of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from urllib.parse import quote

from markdown import Markdown  # type: ignore[import-untyped]
from pymdownx.slugs import slugify  # type: ignore[import-untyped]

from generator.core.checks.by_hand import links_lead_somewhere
from generator.core.pages import Page
from generator.core.pipeline import Prepared

DAY = date(2026, 3, 18)


def told(prepared: Prepared, text: str) -> list[str]:
    """The links of a hand-written page that are told, as they are written."""
    dataset = replace(prepared.dataset, pages={"content/pages/linking.md": text})
    return [str(dict(each.args)["link"]) for each in links_lead_somewhere(dataset, DAY)]


def test_every_page_and_download_of_the_site_may_be_linked_to(
    prepared_sample: Prepared, every_page: tuple[Page, ...]
) -> None:
    assert prepared_sample.edition
    there = {place for page in every_page for place in (page.address, *(file.address for file in page.downloads))}
    ended = {each.address for each in prepared_sample.edition.addresses if each.outcome}
    assert len(there) > 1000
    assert ended
    assert told(prepared_sample, "\n".join(f"[甲]({quote(place)})\n" for place in sorted(there - ended))) == []
    # What has moved or is gone has a page that says so, and is better not linked to.
    assert sorted(told(prepared_sample, "\n".join(f"[甲]({place})\n" for place in ended))) == sorted(ended)


def test_a_download_that_is_none_is_told(prepared_sample: Prepared) -> None:
    dead = [
        "notices/none.json",
        "notices/none.ics",
        "notices/feed.atom",
        "grades/1999/grades.csv",
        "grades/2024/all.csv",
    ]
    dead += ["log/none.jsonl", "guide/none.html", "guide/codes/none.html", "studios/list.csv"]
    dead += ["studios/hong/reports/none.json"]
    assert told(prepared_sample, "\n".join(f"[甲]({place})\n" for place in dead)) == dead


PLACES = """
---
title: 甲
---
# 一、 开头（新）
## Second Part, 1.2
第三
----
!!! note "丙"

    ### 在 **里面**
#没有空格
## 自定 {#own .x}
段落
{: #para }
<a id="raw"></a> [^注]
## 重名
## 重名

[^注]: 甲
"""


def test_every_place_in_a_page_by_hand_may_be_linked_to(prepared_sample: Prepared) -> None:
    converter = Markdown(
        extensions=["admonition", "attr_list", "footnotes", "md_in_html", "toc"],
        extension_configs={"toc": {"slugify": slugify(case="lower")}},
    )
    _, _, body = PLACES.lstrip().partition("---\n")[2].partition("---\n")
    ids = re.findall(r'\bid="([^"]*)"', converter.convert(body))
    assert len(ids) == 11
    links = "\n".join(f"[甲](#{place})\n" for place in ids)
    assert told(prepared_sample, PLACES.lstrip() + "\n" + links) == []


def test_a_place_that_is_in_no_page_by_hand_is_told_with_the_nearest(prepared_sample: Prepared) -> None:
    dataset = replace(
        prepared_sample.dataset,
        pages={
            "content/pages/a.md": "[甲](#第三) [乙](b.md#如何申请) [丙](b.html#如何报名) [丁](b.md#?p=2)\n\n# 第二\n",
            "content/pages/b.md": "## 如何报名\n",
        },
    )
    said = [dict(each.args) for each in links_lead_somewhere(dataset, DAY)]
    assert [(each["link"], each["meant"]) for each in said] == [("#第三", "#第二"), ("b.md#如何申请", "#如何报名")]


def test_of_a_heading_whose_place_nobody_can_tell_nothing_is_said(prepared_sample: Prepared) -> None:
    assert told(prepared_sample, "# H~2~O\n\n[甲](#nowhere)\n") == []


def test_what_is_on_no_site_is_told(prepared_sample: Prepared) -> None:
    dead = ["compare.htm", "explorer.html", "studios/none/index.html", "people/p999.html", "grades/2019x.html"]
    assert told(prepared_sample, "\n".join(f"[甲]({place})\n" for place in dead)) == dead
