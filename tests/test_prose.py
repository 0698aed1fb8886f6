"""Markdown of records: nothing in it can run, links between records work, and it reads like the handbooks' Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import markdown  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.prose import Link, plain_text, render, targets
from tests.html_trees import can_run, elements, fragment

LINKS = {
    "TA-1": Link("proposals/TA-1.html", '食堂 <b onclick="x">"与"</b> & 超市'),
    "BG-1": Link("budgets/BG-1.html", "预算"),
    "B3": Link("", "规则 B3"),
}
ALLOWED = {
    "p", "br", "em", "strong", "del", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "div",
    "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


def html(text: str) -> str:
    return str(render(text, LINKS.get))


def links(text: str) -> list[tuple[str, str]]:
    """The address and the words of every link that readers get."""
    return [(one.attributes.get("href", ""), one.text) for one in elements(fragment(html(text)), "a")]


ATTACKS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "a <script\n>alert(1)</script\n> b",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<p style='background:url(javascript:alert(1))' onmouseover=alert(1)>x</p>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?><script>alert(1)</script>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<details open ontoggle=alert(1)>x</details>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](<java\u0000script:alert(1)>)",
    "[x](<javascript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#x6A&#x61vascript:alert(1))",
    "[x](\u0001javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example/x)",
    "[x](\\\\evil.example\\x)",
    "[x](/\\evil.example)",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "[x][1]\n\n[1]: //evil.example/x",
    "[1]\n\n[1]: data:text/html,x 'title'",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    "![x](javascript:alert(1))",
    '![x](x "onerror=alert(1)")',
    '![x" onerror="alert(1)](x)',
    '[x](https://a.example/ "\\" onmouseover=alert(1) x=\\"")',
    "[x](https://a.example/\"onmouseover=alert(1))",
    "[x](https://a.example/ '[[TA-1|\" onmouseover=alert(1) ]]')",
    "[a [b](javascript:alert(1)) c](javascript:alert(2))",
    "[[TA-1|<script>alert(1)</script>]]",
    "[[TA-1|\" onmouseover=alert(1) x=\"]]",
    "[[TA-1\"><script>alert(1)</script>]]",
    "[[javascript:alert(1)]]",
    "[[//evil.example|x]]",
    "[x]([[TA-1|javascript:alert(1)]])",
    "[x](javascript:[[TA-1]])",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    '```"><script>alert(1)</script>\nx\n```',
    "    <script>alert(1)</script>",
    "| a |\n|---|\n| <script>alert(1)</script> [x](javascript:alert(1)) |",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\ue0000\ue001<script>alert(1)</script>",
    "&#xE000;0&#xE001; [[TA-1|x]]",
    "&#xE000;7&#xE001;",
    "# <script>alert(1)</script>",
    "- <img src=x onerror=alert(1)>\n> <iframe src=javascript:alert(1)>",
    "x\n: <script>alert(1)</script>{: onclick=alert(1)}",
    "[^1]\n\n[^1]: javascript:alert(1)",
    "https://a.example/?q=<script>alert(1)</script>",
    "<https://a.example/\"onmouseover=alert(1)>",
]  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_an_editor_writes_can_run(attack: str) -> None:
    root = fragment(html(attack))
    assert can_run(root) == []
    _only_what_is_allowed(root)


def _only_what_is_allowed(root: Any) -> None:
    for one in elements(root):
        assert one.name in ALLOWED, one
        assert set(one.attributes) <= {"href", "rel", "align", "start", "class"}, one
        address = one.attributes.get("href")
        if address is not None:
            assert address.startswith(("http://", "https://", "mailto:", "tel:", "~/")), one


pieces = st.sampled_from(
    ["<", ">", '"', "'", "[", "]", "(", ")", "[[TA-1]]", "[[TA-1|", "]]", "`", "```\n", "\n", "\n\n", "|", "|-|\n", "&#x", "e000;0", ";", "javascript:", "data:", "//x", "<script>", "</a>", "<a href=", " onclick=", "*", "_", "https://a.b/", "attachments/", "\ue000", "\ue001", "0", "# ", "- ", "    ", "\\", "!", "词"]
)  # fmt: skip


@given(st.lists(pieces | st.text(st.characters(exclude_categories=["Cs"]), max_size=3), max_size=30).map("".join))
def test_nothing_can_run_whatever_is_written(text: str) -> None:
    root = fragment(html(text))
    assert can_run(root) == []
    _only_what_is_allowed(root)
    assert "\ue000" not in html(text)


def test_links_between_records() -> None:
    title = LINKS["TA-1"].title
    assert links("见 [[TA-1]]。") == [("~/proposals/TA-1.html", title)]
    assert links("见 [[ TA-1 ]] 和[[BG-1|去年的 *预算*]]") == [
        ("~/proposals/TA-1.html", title),
        ("~/budgets/BG-1.html", "去年的 *预算*"),
    ]
    assert links("[[TA-1|]]") == [("~/proposals/TA-1.html", title)]
    assert links("**[[BG-1]]**") == [("~/budgets/BG-1.html", "预算")]
    assert links("## [[BG-1]]\n\n- [[BG-1]]\n\n> [[BG-1]]") == [("~/budgets/BG-1.html", "预算")] * 3


def test_a_link_with_other_words_may_stand_in_a_table() -> None:
    text = "| 提案 | 数 |\n|---|--:|\n| [[TA-1|一号]] | [[BG-1]] |"
    assert [words for _, words in links(text)] == ["一号", "预算"]
    cells = list(elements(fragment(html(text)), "td"))
    assert [one.text for one in cells] == ["一号", "预算"]


@pytest.mark.parametrize("text", ["[[TA-2]]", "[[ta-1]]", "[[]]", "[[TA-1", "[TA-1]", "[[TA-2|词]]", "[[TA\n1]]"])
def test_unknown_ids_stay_as_they_were_written(text: str) -> None:
    assert links(f"见 {text}。") == []
    assert f"见 {text}。" in "".join(fragment(html(f"见 {text}。")).itertext())


def test_a_record_without_a_page_is_named_but_not_linked() -> None:
    assert html("依 [[B3]]。") == "<p>依 规则 B3。</p>\n"


def test_in_code_a_link_stays_as_it_was_written() -> None:
    assert links("`[[TA-1|<词>]]`\n\n```\n[[TA-1]]\n```") == []
    code = [one.text for one in elements(fragment(html("`[[TA-1|<词>]]`\n\n```\n[[TA-1]]\n```")), "code")]
    assert code == ["[[TA-1|<词>]]", "[[TA-1]]\n"]


def test_a_link_inside_another_link_is_its_words() -> None:
    assert links("[见 [[BG-1]] 全文](https://a.example/)") == [("https://a.example/", "见 预算 全文")]


def test_a_link_inside_an_address_does_not_break_the_address() -> None:
    assert links("[词](https://a.example/[[BG-1]])") == [("", "词")]
    assert links('[词](https://a.example/ "[[BG-1]]")') == [("https://a.example/", "词")]


def test_where_links_may_lead() -> None:
    assert links("[a](https://a.example/?x=1&y=2)") == [("https://a.example/?x=1&y=2", "a")]
    assert links("[a](mailto:gonghui@example.edu.cn) [b](tel:010-1) <https://b.example/>") == [
        ("mailto:gonghui@example.edu.cn", "a"),
        ("tel:010-1", "b"),
        ("https://b.example/", "https://b.example/"),
    ]
    assert links("[通知](attachments/2026/tongzhi.pdf)") == [("~/attachments/2026/tongzhi.pdf", "通知")]
    assert links("[a](proposals/TA-1.html) [b](/x) [c](#d)") == [("", "a"), ("", "b"), ("", "c")]


def test_links_out_of_the_site_do_not_tell_where_they_came_from() -> None:
    (link,) = elements(fragment(html("[a](https://a.example/)")), "a")
    assert link.attributes["rel"] == "noopener noreferrer"


def test_headings_stand_below_those_of_the_page() -> None:
    names = [one.name for one in elements(fragment(html("# 一\n\n## 二\n\n### 三\n\n#### 四\n\n###### 六")))]
    assert names == ["h3", "h4", "h5", "h6", "h6"]


def test_words_that_look_like_markup_stay_words() -> None:
    text = 'href="attachments/x" href="~/y" 与 <h1> <table> 的写法'
    shown = "".join(fragment(html(f"`{text}`")).itertext()).strip()
    assert shown == text


def test_tables_scroll_by_themselves() -> None:
    root = fragment(html("| 项目 | 数 |\n|:--|--:|\n| 会费 | 3 |"))
    names = [one.name for one in elements(root)]
    assert names == ["div", "table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]
    assert [one.attributes.get("class") for one in elements(root)][:2] == ["gk-scroll", "gk-table"]
    assert [one.attributes for one in elements(root, "td")] == [{"align": "left"}, {"align": "right"}]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("**粗**体与*斜*体、~~删~~、`码`", "粗体与斜体、删、码"),
        ("2026-05-01 的 TA-0803-001（5-6 人）", "2026-05-01 的 TA-0803-001（5-6 人）"),
        ("# 标题\n\n- 一\n- 二\n\n1. 三\n\n> 引", "标题 一 二 三 引"),
        ("| 项目 | 数 |\n|:---|---:|\n| 会费 | -3 |", "项目 数 会费 -3"),
        ("[校历](https://a.example/x) 与 ![图](a.png)", "校历 与 图"),
        ("见 [[TA-1]] 和[[BG-1|预算]]", "见 TA-1 和预算"),
        ("断开的\n一行", "断开的一行"),
        ("broken\nline", "broken line"),
        ("snake_case、3*4、\\*星\\*", "snake_case、3*4、*星*"),
        ("---\n\n```\n码\n```", "码"),
        ("", ""),
    ],
)  # fmt: skip
def test_plain_text(text: str, plain: str) -> None:
    assert plain_text(text) == plain


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_plain_text_is_one_line(text: str) -> None:
    assert plain_text(text) == " ".join(plain_text(text).split())


def test_targets_name_every_link_with_its_kind_and_place() -> None:
    text = "[[TA-1|词]] [a](https://a.example/) [b](attachments/x.pdf) [c](<javascript:x>) [d](y.html) [e](MAILTO:z@a)"
    found = {one.address: (one.kind, text[one.offset :][:2]) for one in targets(text)}
    assert found == {
        "TA-1": ("record", "[["),
        "https://a.example/": ("outside", "]("),
        "attachments/x.pdf": ("attachment", "]("),
        "javascript:x": ("unsafe", "]("),
        "y.html": ("unsafe", "]("),
        "MAILTO:z@a": ("outside", "]("),
    }


BOTH = [
    "第一段，说明缘由。\n仍是第一段。\n\n第二段。",
    "- 一\n- 二\n- 三",
    "1. 一\n2. 二",
    "3. 三\n4. 四",
    "- 一\n\n    - 一之一\n    - 一之二\n\n- 二",
    "**粗**体",
    "这是**粗体**和*斜体*。",
    "**“引号”**之后",
    "**《办法》**规定，**第十二条**：",
    "共**126**件",
    "经费（**拨缴**）",
    "snake_case_word",
    "`代码 <b>`",
    "| 项目 | 金额 |\n|---|---|\n| 会费 | 3 |\n| 拨缴 | 5 |",
    "| 项目 | 金额 |\n|:---|---:|\n| **会费** | [a](https://a.example/) |",
    "见[校历](https://a.example/x?y=1)。",
    "<https://a.example/>",
    "> 引用一段\n> 两行\n\n之后",
    "> - 引\n> - 用",
    "一\n\n---\n\n二",
    "## 小标题\n\n文字",
    "结尾两个空格  \n换行",
    "5 < 6 & 7 > 3 \"引\" '号'",
    "&amp; &copy; &nbsp;x",
    "\\*不是斜体\\*",
    "2 * 3 * 4",
    "- **甲**：一\n- **乙**：二",
    "1. 第一\n\n    说明\n\n2. 第二",
    "    码 <b>\n    第二行",
]


def _handbook(text: str) -> str:
    """What Python-Markdown makes of a text, with the extensions of mkdocs.yml."""
    config = (Path(__file__).parent.parent / "mkdocs.yml").read_text("utf-8")
    listed = config.partition("markdown_extensions:\n")[2].partition("\n\n")[0]
    return str(markdown.markdown(text, extensions=[line.strip(" -") for line in listed.splitlines()]))


def _shape(markup: str, shift: int = 0) -> list[tuple[str, str]]:
    """Elements and their text as readers see them, whoever made them."""
    shape = []
    for one in elements(fragment(markup)):
        if one.name == "div" or (one.name == "p" and not one.text.strip()):
            continue
        name = f"h{int(one.name[1]) + shift}" if shift and one.name[1:].isdigit() else one.name
        kept = {key: value for key, value in one.attributes.items() if key in ("href", "start")}
        align = one.attributes.get("align") or one.attributes.get("style", "").partition("text-align: ")[2].rstrip(";")
        shape.append((f"{name} {kept or ''}{align}".strip(), " ".join(one.text.split())))
    return shape


@pytest.mark.parametrize("text", BOTH)
def test_records_and_handbooks_read_the_same(text: str) -> None:
    assert _shape(html(text)) == _shape(_handbook(text), shift=2)


def test_in_records_a_list_needs_no_empty_line_before_it() -> None:
    assert [name for name, _ in _shape(html("办法：\n- 一\n- 二"))] == ["p", "ul", "li", "li"]
