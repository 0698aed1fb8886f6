"""Units × school years in open data: whether the staff met, and which of the obligatory reports they heard."""

from __future__ import annotations

from collections.abc import Iterator

from generator.dataset import Facts
from generator.publication import DataPackage, DataTable, data_fields
from generator.records.congress.model import Congress
from generator.records.congress.views.matrix import WHAT, rows_of, years_of
from generator.writing import write_school_year

_FIELDS = data_fields(
    ("unit", "单位", "单位的编号，学校写「学校」", "string"),
    ("school_year", "学年", "9 月 1 日至次年 8 月 31 日，例如 2024-2025", "string"),
    ("what", "内容", "开会，或四项报告之一", "string"),
    ("state", "情况", "有没有记录", "string"),
    ("page", "页面", "会议或报告的页面，从网站的根算起", "string"),
)


def packages(facts: Facts) -> Iterator[DataPackage]:
    """The numbers of the matrix 开会和四项必报."""
    every = [one for one in facts.of_type(Congress) if one.withdrawn is None]
    if not every:
        return
    years = years_of(every, facts)
    rows = tuple(
        (row.key, write_school_year(year), what, cell.state.word, cell.address)
        for row in rows_of(every, years, facts)
        for (year, what), cell in zip(((year, what) for year in years for what in WHAT), row.cells, strict=True)
    )
    said = "学校和各二级单位各学年开会没有、四项必报的报告作了没有；与网页上的相同，由会议记录算出。"
    table = DataTable("obligations", "开会和四项必报", _FIELDS, ("unit", "school_year", "what"), rows)
    yield DataPackage("congress-reports", "教代会和教职工大会：开会和四项必报", said, (table,))
