"""The ledger of the clauses in open data: clause × school year × kind of record."""

from __future__ import annotations

from collections.abc import Iterator

from generator.dataset import Facts
from generator.publication import DataPackage, DataTable, data_fields
from generator.records.clause.evidence import by_kind, evidence, in_year, strength, strength_in, years_of
from generator.records.clause.model import Clause
from generator.writing import write_school_year

_CLAUSE = ("clause", "条款", "条款的编号", "string")
_YEAR = ("school_year", "学年", "9 月 1 日至次年 8 月 31 日，例如 2024-2025", "string")
_RECORDS = (
    ("records", "条数", "公开记录的条数", "integer"),
    ("ids", "记录", "这些记录的编号，用空格分开", "string"),
)


def packages(facts: Facts) -> Iterator[DataPackage]:
    """The numbers of the ledger."""
    found = {one.id: evidence(one, facts) for one in facts.of_type(Clause) if one.withdrawn is None}
    if not found:
        return
    years = years_of(list(found.values()), facts)
    strengths, kinds = [], []
    for key, pieces in found.items():
        strengths.append((key, "全部", strength(pieces).word, str(len(pieces))))
        for year in years:
            own, written = in_year(pieces, year), write_school_year(year)
            strengths.append((key, written, strength_in(pieces, year, facts).word, str(len(own))))
            for label, some in by_kind(own).items():
                kinds.append((key, written, label, str(len(some)), " ".join(one.record.id for one in some)))
    state = ("strength", "强弱", "两种以上的记录、一种，还是没有", "string")
    tables = (
        DataTable(
            "strength",
            "各条款、各学年有几种材料",
            data_fields(
                _CLAUSE, (_YEAR[0], _YEAR[1], f"{_YEAR[2]}；「全部」是各学年合起来", _YEAR[3]), state, _RECORDS[0]
            ),
            ("clause", "school_year"),
            tuple(strengths),
        ),
        DataTable(
            "evidence",
            "各条款、各学年、各种记录",
            data_fields(_CLAUSE, _YEAR, ("kind", "种类", "记录的种类", "string"), *_RECORDS),
            ("clause", "school_year", "kind"),
            tuple(kinds),
        ),
    )
    said = "每一条有哪些公开记录作材料，分学年和种类；一条记录在哪几个学年有进展，就算在哪几个学年。"
    yield DataPackage("clause-ledger", "条款落实台账", said, tables)
