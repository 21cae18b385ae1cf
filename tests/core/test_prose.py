"""Contributors' prose becomes clean HTML, and what will not be shown is said with its place."""

from __future__ import annotations

import time
from collections.abc import Collection

import pytest

from generator.core.document import LINE_CHARACTERS, parse
from generator.core.problem import Problem, RecordKey
from generator.core.prose import Prose, illustrated, picture_name, render_prose
from generator.core.source import SourceFile

HEAD = "---\ntitle: x\n---\n"
FIRST = 4
"""The line on which a body begins."""


def rendered(body: str, pictures: Collection[str] = ()) -> tuple[Prose, list[tuple[str, int, int]]]:
    """The prose, and code, line of the body (from 1) and column of each problem."""
    document = parse(SourceFile("studios/hong/profile.md", 0, "", HEAD + body)).document
    assert document is not None
    prose, problems = render_prose(document, RecordKey("profile", "hong"), pictures)
    return prose, [(found.code.id, found.where.line - FIRST + 1, found.where.column) for found in problems]


def said_of(body: str) -> tuple[Problem, ...]:
    """What is said of a body."""
    document = parse(SourceFile("studios/hong/profile.md", 0, "", HEAD + body)).document
    assert document is not None
    return render_prose(document, RecordKey("profile", "hong"))[1]


def html(body: str) -> str:
    return rendered(body)[0].html


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("按照**《办法》**规定", "按照<strong>《办法》</strong>规定"),
        ("**“大师”**带徒", "<strong>“大师”</strong>带徒"),
        ("工艺**（试行）**，见下", "工艺<strong>（试行）</strong>，见下"),
        ("a\\*b", "a*b"),
        ("~~旧~~新", "<del>旧</del>新"),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        ("`<b>`", "<code>&lt;b&gt;</code>"),
        ("{{ 7*7 }} {% raw %}", "{{ 7*7 }} {% raw %}"),
        ('--8<-- ".git/config"', "--8&lt;-- &quot;.git/config&quot;"),
    ],
)
def test_paragraphs(written: str, shown: str) -> None:
    assert html(written).replace("&quot;", '"') == f"<p>{shown}</p>".replace("&quot;", '"')


def test_tables_lists_and_notes() -> None:
    prose, problems = rendered("| 年 | 数 |\n|---|--:|\n| 2025 | 3 |\n\n- [x] 完成\n\n说明[^1]\n\n[^1]: 注\n")
    assert problems == []
    assert '<td align="right">3</td>' in prose.html
    assert 'type="checkbox"' in prose.html
    assert 'href="#text-fn-1"' in prose.html
    assert 'id="text-fn-1"' in prose.html


@pytest.mark.parametrize(
    ("written", "levels"),
    [("# 一\n## 二", [3, 4]), ("## 一\n### 二", [3, 4]), ("#### 一", [3]), ("# 一\n###### 六", [3, 6])],
)
def test_headings_stand_below_the_pages_own(written: str, levels: list[int]) -> None:
    shown = html(written)
    assert [int(part[0]) for part in shown.split("<h")[1:]] == levels
    assert [int(part[0]) for part in shown.split("</h")[1:]] == levels


def test_ids_cannot_meet_those_of_the_page() -> None:
    shown = html("脚注[^__config]\n\n[^__config]: 注\n\n## x {#__config}\n")
    ids = [part.partition('"')[0] for part in shown.split('id="')[1:]]
    assert ids
    assert all(each.startswith("text-") for each in ids)


class TestHtml:
    @pytest.mark.parametrize(
        "written",
        [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            '<a href="javascript:alert(1)">x</a>',
            "<style>*{display:none}</style>",
            "<iframe src=//evil.example></iframe>",
            "</main></body>",
            "<plaintext>",
            "<svg><script>alert(1)</script></svg>",
            "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        ],
    )
    def test_it_is_dropped_and_said(self, written: str) -> None:
        prose, problems = rendered(f"前文\n\n{written}\n")
        for bad in ("<script", "onerror", "javascript:", "<style", "<iframe", "<svg", "<plaintext", "</main", "<img"):
            assert bad not in prose.html
        assert problems == [("M251", 3, 1)]

    def test_a_comment_that_is_not_closed_swallows_nothing(self) -> None:
        prose, problems = rendered("甲 <!-- 乙\n\n丙\n")
        assert "丙" in prose.html
        assert "<!--" not in prose.html
        assert problems == []

    def test_its_place_is_that_of_the_first_on_each_line(self) -> None:
        _, problems = rendered(
            "甲<b>乙</b>，`<i>`，<u>丙</u>\n<https://hong.example/> 1 < 2 <br>\n\n```\n<p>\n```\n\n<div>\n"
        )
        assert problems == [("M251", 1, 2), ("M251", 2, 31), ("M251", 8, 1)]

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("<b>乙</b>", "**乙**"),
            ("<H3 class=x> 乙 </H3>", "## 乙"),
            ('<a href="https://hong.example/?a=1&amp;b=2">乙</a>', "[乙](https://hong.example/?a=1&b=2)"),
            ('<a href="http://hong.example">乙</a>', "[乙](https://hong.example)"),
            ('<a href="javascript:alert(1)">乙</a>', ""),
            ('<img src="files/a.jpg" alt="乙">', "![乙](files/a.jpg)"),
            ('<img src="https://evil.example/a.jpg">', ""),
            ("<u>乙</u>", ""),
            ("<b>乙", ""),
            ("<b", ""),
        ],
    )
    def test_what_to_write_instead_is_said_where_markdown_has_it(self, written: str, meant: str) -> None:
        found = said_of(f"甲{written}")
        assert [dict(each.args)["meant"] for each in found] == ([meant] if written != "<b" else [])

    @pytest.mark.parametrize("body", ["<![>", "<!-->", "<?", "<!DOCTYPE", "<a" * 5000, "&#0;", "\\", "[^1]: "])
    def test_nothing_breaks_the_engine(self, body: str) -> None:
        rendered(body)


@pytest.mark.parametrize("sign", ["&#8238;", "&#x202E;", "&shy;", "&ZeroWidthSpace;", "&#xE0041;", "&#x1b;"])
@pytest.mark.parametrize("form", ["甲\n\n乙{}丙\n", '甲\n\n[乙](https://hong.example/ "{}")\n'], ids=["text", "title"])
def test_what_nobody_sees_is_refused_when_it_is_written_by_its_number_too(form: str, sign: str) -> None:
    prose, problems = rendered(form.format(sign))
    assert [(code, line) for code, line, _ in problems] == [("R105", 3)]
    assert prose.html == ""
    assert rendered(f"`{sign}`")[1] == []


def test_what_stands_too_deep_is_refused_before_it_is_cleaned() -> None:
    assert rendered("> " * 20 + "x")[1] == []
    for body in ("> " * 21 + "x", "- " * 21 + "x", "*a **b " * 11 + "c" + "** b*" * 11):
        prose, problems = rendered(body)
        assert [code for code, _, _ in problems] == ["M260"]
        assert prose.html == ""


class TestLinks:
    def test_safe_ones_are_kept_and_known_with_their_places(self) -> None:
        prose, problems = rendered("见[《办法》](https://hong.example/a?b=1&c=2)和 <mailto:a@hong.example>。\n")
        assert problems == []
        assert [(link.url, link.text, link.where.line - FIRST + 1, link.where.column) for link in prose.links] == [
            ("https://hong.example/a?b=1&c=2", "《办法》", 1, 2),
            ("mailto:a@hong.example", "mailto:a@hong.example", 1, 42),
        ]
        assert 'href="https://hong.example/a?b=1&amp;c=2"' in prose.html
        assert 'rel="noopener noreferrer nofollow"' in prose.html

    @pytest.mark.parametrize(
        "url",
        [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "http://hong.example/",
            "//hong.example/",
            "other.md",
            "/absolute",
            "#top",
            "https:",
            "https://",
            "mailto:",
        ],
    )
    def test_others_are_dropped_and_said(self, url: str) -> None:
        prose, problems = rendered(f"见\n[这里]({url})。\n")
        assert problems == [("M252", 2, 1)]
        assert url not in prose.html
        assert "这里" in prose.html

    @pytest.mark.parametrize(
        ("url", "meant"),
        [
            ("http://hong.example/a?b=1", "https://hong.example/a?b=1"),
            ("www.hong.example", "https://www.hong.example"),
            ("https：//hong.example/", "https://hong.example/"),
            ("hong@hong.example", "mailto:hong@hong.example"),
            ("javascript:alert(1)", ""),
            ("cup.md", ""),
            ("//hong.example/", ""),
        ],
    )
    def test_the_whole_address_is_proposed_where_it_is_plain(self, url: str, meant: str) -> None:
        assert [dict(each.args)["meant"] for each in said_of(f"见[这里]({url})。\n")] == [meant]

    def test_pictures_from_elsewhere_are_not_shown(self) -> None:
        prose, problems = rendered("成品：![角尺](square.jpg)，![](https://evil.example/files/x.jpg)\n")
        assert [code for code, *_ in problems] == ["M253", "M253", "M254"]
        assert [image.text for image in prose.images] == ["角尺", ""]
        assert "src" not in prose.html
        assert illustrated(prose.html, lambda *_: "SHOWN") == "<p>成品：，</p>"

    @pytest.mark.parametrize("url", ["files/角尺.jpg", "../../files/角尺.jpg", "files/%E8%A7%92%E5%B0%BA.jpg"])
    def test_pictures_of_the_studio_are_put_in_by_whoever_has_them(self, url: str) -> None:
        prose, problems = rendered(f'成品：![“角尺” <b>](<{url}> "课上做的")。\n', {"角尺.jpg"})
        assert problems == []
        assert (
            illustrated(prose.html, lambda *said: f"[{'|'.join(said)}]")
            == "<p>成品：[角尺.jpg|“角尺” <b>|课上做的]。</p>"
        )

    @pytest.mark.parametrize(
        "url", ["files/../x.jpg", "files/a/b.jpg", "/files/x.jpg", "files/", "files/x.jpg?a", "#files/x"]
    )
    def test_no_other_address_is_one(self, url: str) -> None:
        assert picture_name(url) is None


def test_the_text_is_plain() -> None:
    assert rendered("## 题\n\n1 < 2 **&** `a>b`\n\n| 甲 | 乙 |\n|---|---|\n")[0].text == "题 1 < 2 & a>b 甲 乙"


def test_headings_are_known() -> None:
    assert rendered("## 做什么\n\n### **《办法》**\n")[0].headings == ((2, "做什么"), (3, "《办法》"))


@pytest.mark.parametrize(
    "piece", ["![[]()", "[ a_", "* ", "[", "`", "> ", "<a ", "**a ", "| a ", "[^1]", "~", "<b>", "`a", "[](x)"]
)
def test_time_is_linear_in_what_hangs_other_engines(piece: str) -> None:
    line = (piece * LINE_CHARACTERS)[: LINE_CHARACTERS - 1]
    begun = time.process_time()
    rendered("\n".join([line] * 6))
    assert time.process_time() - begun < 3


def test_a_studio_has_only_so_much_room_for_marks() -> None:
    document = parse(SourceFile("studios/hong/profile.md", 0, "", "---\ntitle: x\n---\n- 一\n- 二\n")).document
    assert document is not None
    key = RecordKey("profile", "hong")
    assert render_prose(document, key, room=6)[0].marks == 6
    prose, problems = render_prose(document, key, room=5)
    assert (prose.html, [(found.code.id, found.hint) for found in problems]) == ("", [("M262", "hint_studio")])
