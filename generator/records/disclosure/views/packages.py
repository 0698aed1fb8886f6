"""What had to be published in open data: catalogue × school years, and the 20-day rate by school year and unit."""

from __future__ import annotations

from collections.abc import Iterator

from generator.dataset import Facts
from generator.publication import DataPackage, DataTable, data_fields
from generator.records.catalogue.model import CatalogueItem, in_order
from generator.records.disclosure.model import Disclosure
from generator.records.disclosure.stage import Tally, tally
from generator.records.disclosure.views.coverage import by_item
from generator.records.disclosure.views.coverage import school_years as columns_of
from generator.records.disclosure.views.school_year import by_unit, school_years
from generator.records.disclosure.views.standing import counts_in, of_all_units
from generator.writing import write_school_year

_YEAR = ("school_year", "学年", "9 月 1 日至次年 8 月 31 日，例如 2024-2025", "string")
_COUNTS = (
    ("published", "主动公开", "公开了多少条", "integer"),
    ("timed", "能核对期限", "其中写了形成日期、能核对期限的，是按期率的分母", "integer"),
    ("in_time", "按期", "其中在期限以内公开的，是按期率的分子", "integer"),
    ("late", "迟", "其中迟于期限公开的", "integer"),
    ("overdue", "逾期未公开", "已经形成、过了期限还没有公开的", "integer"),
)


def packages(facts: Facts) -> Iterator[DataPackage]:
    """The numbers of the pages 目录对照 and 按期公开率."""
    if facts.of_type(Disclosure):
        said = "目录里每一项在各学年公开的情况，和各学年、各单位按期公开的条数；与网页上的数相同，由记录算出。"
        yield DataPackage("openness", "应当公开的公开了没有", said, (_items(facts), _years(facts), _units(facts)))


def _items(facts: Facts) -> DataTable:
    fields = data_fields(
        ("item", "事项", "目录事项的编号", "string"),
        ("title", "名称", "目录事项的名称", "string"),
        _YEAR,
        ("state", "情况", "公开的情况", "string"),
        ("reason", "理由", "为什么是这种情况，不言自明的空着", "string"),
        ("records", "条数", "这一学年的记录条数", "integer"),
        ("ids", "记录", "这些记录的编号，用空格分开", "string"),
    )
    years, known = columns_of(facts.of_type(Disclosure), facts), by_item(facts)
    rows = []
    for item in in_order(one for one in facts.of_type(CatalogueItem) if one.withdrawn is None):
        for year in years:
            records = known.get(item.id, ())
            found = of_all_units(item, records, year, facts)
            ids = [one.id for one in records if counts_in(one) == year]
            cells = (item.id, item.name, write_school_year(year), found.state.word, found.why)
            rows.append((*cells, str(len(ids)), " ".join(ids)))
    return DataTable("items", "目录对照", fields, ("item", "school_year"), tuple(rows))


def _years(facts: Facts) -> DataTable:
    rows = tuple((write_school_year(one.year), *_counts(one.counted)) for one in school_years(facts))
    return DataTable("rates", "按期公开率：各学年", data_fields(_YEAR, *_COUNTS), ("school_year",), rows)


def _units(facts: Facts) -> DataTable:
    fields = data_fields(("unit", "单位", "单位的编号", "string"), _YEAR, *_COUNTS)
    rows = tuple(
        (unit.id, write_school_year(one.year), *_counts(tally(kept, facts)))
        for one in school_years(facts)
        for unit, kept in by_unit(one, facts)
    )
    return DataTable("unit-rates", "按期公开率：各单位", fields, ("unit", "school_year"), rows)


def _counts(counted: Tally) -> tuple[str, ...]:
    kinds = (counted.published, counted.timed, counted.in_time, counted.late, counted.overdue)
    return tuple(str(len(one)) for one in kinds)
