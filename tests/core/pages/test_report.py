"""A report's page: its data, and what stands at the foot of its print."""

from __future__ import annotations

import hashlib
import json
import re

from generator.core.edition.form import Report
from generator.core.pages import address
from generator.core.pages.page import Page
from generator.core.pages.studio import contents

HERE = address.report("welding-he", "annual-2025")


def page(every_page: tuple[Page, ...]) -> Page:
    return next(page for page in every_page if page.address == HERE)


def said(css: str) -> str:
    """The text of a string in a stylesheet, its escapes read as a browser reads them."""
    text = re.fullmatch(r'@page dossier\{@bottom-left\{content:"(.*)"\}\}\n', css)
    assert text
    return re.sub(r"\\([0-9a-fA-F]{1,6}) ?", lambda found: chr(int(found[1], 16)), text[1])


def test_the_foot_names_the_address_and_the_digest_of_the_data(every_page: tuple[Page, ...]) -> None:
    data, foot = page(every_page).downloads
    digest = hashlib.sha256(data.content.decode().encode()).hexdigest()
    assert said(foot.content.decode()) == f"来源：https://jiangpu.example/{HERE}\nSHA-256 {digest}"
    assert json.loads(data.content.decode())["title"] == "焊接技术技能大师工作室2025年度工作报告"


def test_the_contents_are_the_headings_of_the_text(every_page: tuple[Page, ...]) -> None:
    assert page(every_page).view["contents"] == ("技术服务", "没有做好的事")
    odd = "<h3>一 <b>&lt;二&gt;</b></h3><p>h3</p>"
    assert contents(Report("x", "2025", "t", "年度工作报告", None, None, (), (), odd, "")) == ("一 <二>",)
