"""Links of handwritten pages to records and pages."""

from __future__ import annotations

import pytest

from generator.audience import Audience
from generator.content_links import content_faults
from generator.dataset import Dataset
from generator.entry import Entry
from generator.publication import Fragment
from generator.record_type import RecordType, Views
from generator.records.unit.model import Unit, UnitKind


def _dataset() -> Dataset:
    open_unit = Unit(id="HQC", name="后勤保障处", kind=UnitKind.OFFICE)
    hidden = Unit(id="BMB", name="保密办", kind=UnitKind.OFFICE, audience=Audience.CAMPUS)
    numbered = Unit(id="BM-9", name="九科", kind=UnitKind.OFFICE, audience=Audience.CAMPUS)
    return Dataset([Entry(one, f"data/units/{one.id}.yml", "0") for one in (open_unit, hidden, numbered)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("见 [[HQC]] 和 [单位](units/HQC.html)、[关于](about.md)、[外面](https://example.org/x.html)。", []),
        ("`[[NN]]` 是写法。\n\n```\n[[XYZ]]\n```\n", []),
        ("第一行\n见 [[HQD]]。", [("content/unknown-id", 2, 3, "是不是 [[HQC]]？")]),
        ("见 [[BMB]]。", [("content/needs-hidden", 1, 3, "删去这个链接")]),
        (
            "见\n`bm-9` 号。",
            [("content/needs-hidden", 2, 2, "删去这个编号；只是举例的，写成「GK-年份-序号」这样不是编号的字")],
        ),
        ("[单位](units/HQD.html)", [("content/broken-link", 1, 6, "是不是 units/HQC.html？")]),
        ("```\n电话 13800138000\n```", [("content/personal-number", 2, 4, "删去它；联系方式写部门名称")]),
        ("[手册](abuot.html)", [("content/broken-link", 1, 6, "是不是 about.html？")]),
    ],
)
def test_links_are_checked(text: str, expected: list[tuple[str, int, int, str]]) -> None:
    pages = {"about.md": b"# x\n", "page.md": text.encode()}
    found = list(content_faults(pages, _dataset(), [RecordType(model=Unit)]))
    assert [(one.code, one.position.line, one.position.column, one.remedy) for one in found] == expected


def test_a_link_is_relative_to_its_page() -> None:
    pages = {"guides/a.md": b"[b](b.md) [top](../about.html) [no](about.html)\n", "guides/b.md": b"", "about.md": b""}
    found = list(content_faults(pages, _dataset(), [RecordType(model=Unit)]))
    assert [one.message for one in found] == ["没有页面「about.html」"]


def test_links_lead_to_the_pages_that_types_offer_beside_their_records() -> None:
    asked = []

    def offers() -> Views[Unit]:
        asked.append("views")
        return Views(sections={"units": lambda facts: Fragment("x.html")}, batches=lambda facts: ())

    kind = RecordType(model=Unit, offers=offers)
    known = {"a.md": b"[x](units/HQC.html) [x](a.md) [x](a.html) [[HQC]]"}
    assert list(content_faults(known, _dataset(), [kind])) == []
    assert asked == [], "the views are imported where nothing else has a page there"
    (fault,) = content_faults({"a.md": b"[x](units.html) [x](units/all.html) [x](unit.html)"}, _dataset(), [kind])
    assert (fault.message, fault.remedy, asked) == ("没有页面「unit.html」", "是不是 units.html？", ["views"])
