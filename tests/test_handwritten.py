"""Links between records in the words of handwritten pages, and the sections behind them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.dataset import Dataset, Facts
from generator.entry import Entry
from generator.model import Record
from generator.outputs.listings import handwritten_pages, sections_of
from generator.outputs.templates import Templates
from generator.publication import Fragment
from generator.record_type import RecordType, Views
from generator.shells import Rendered, ShellError, handwritten
from tests.html_trees import can_run, elements, tree


class Note(Record):
    """A record with a hostile heading."""

    type_name = "note"
    type_label = "便条"
    folder = "notes"

    def heading(self, find: object) -> str:
        return f'{self.id} <script>"&'


class Remark(Note):
    """A record without a page."""

    type_name = "remark"
    paged = False


FACTS = Facts(
    Dataset([Entry(Note(id="BT-1"), "data/notes/BT-1.yml", "1"), Entry(Remark(id="BT-2"), "data/notes/BT-2.yml", "2")]),
    date(2026, 5, 1),
)


def made(html: str, path: str = "about/x.html", section: str = "", body: str = "") -> str:
    """The page that comes of what MkDocs rendered."""
    folder = Path(__file__).parent / "templates"
    rendered = Rendered({path: html}, {path: section} if section else {}, {path: "x.md"})
    sections = {"body": lambda facts: Fragment("body.html", {"body": body})}
    pages = handwritten_pages(handwritten(rendered), rendered.sections, sections, Templates([folder]), FACTS)
    (artifact,) = pages
    assert artifact.path == path
    return artifact.make().decode()


def links(html: str) -> list[tuple[str, str]]:
    return [(one.attributes["href"], one.text) for one in elements(tree(html), "a")]


def test_a_record_is_linked_by_its_title_or_other_words() -> None:
    page = made("<p>见 [[BT-1]]，[[BT-1|<strong>另见</strong>]]，[[ BT-1 ]]。</p>")
    title = 'BT-1 <script>"&'
    assert links(page) == [("../notes/BT-1.html", title), ("../notes/BT-1.html", "另见"), ("../notes/BT-1.html", title)]
    assert can_run(tree(page)) == []
    assert links(made("<p>[[BT-1]]</p>", path="index.html")) == [("./notes/BT-1.html", title)]


def test_a_record_without_a_page_is_named() -> None:
    assert made("<p>[[BT-2]]</p>") == "<p>BT-2 &lt;script&gt;&quot;&amp;</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<p>[[BT-9]] [[bt-1]] [[]]</p>",
        "<p><code>[[BT-1]]</code></p>",
        "<pre><span>[[BT-1]]</span></pre>",
        '<p title="[[BT-1]]">x</p>',
        '<title>[[BT-1]]</title><script>["[[BT-1]]"]</script>',
        '<a href="https://a.example/">[[BT-1]]</a>',
    ],
)
def test_what_is_no_record_or_stands_elsewhere_stays_as_it_was_written(html: str) -> None:
    assert made(html) == html


def test_what_is_stamped_is_not_read_for_links() -> None:
    page = made("<p>[[BT-1|甲]]</p><p>gkslotbody</p>", section="body", body="[[BT-1|乙]]")
    assert links(page) == [("../notes/BT-1.html", "甲")]
    assert "[[BT-1|乙]]" in page


def test_an_unknown_section_is_named_with_a_suggestion() -> None:
    with pytest.raises(ShellError, match=r"about/x\.html.*没有叫「bodi」的 section，是不是 body？"):
        made("<p>gkslotbody</p>", section="bodi")
    with pytest.raises(ShellError, match=r"没有叫「zzz」的 section；可以写：body"):
        made("<p>gkslotbody</p>", section="zzz")


def test_two_types_do_not_share_a_section() -> None:
    views: Views[Any] = Views(sections={"notes": lambda facts: Fragment("body.html")})
    types = (RecordType(model=Note, offers=lambda: views), RecordType(model=Remark, offers=lambda: views))
    with pytest.raises(ValueError, match="two sections are named notes"):
        sections_of(types)
