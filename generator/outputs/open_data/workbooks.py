"""The workbooks of open data: a sheet for each table, and one with their columns in words."""

from __future__ import annotations

from collections.abc import Sequence

from generator.outputs.open_data.joining import Shown
from generator.outputs.open_data.tables import Field, Filled, plain_chunk
from generator.outputs.open_data.xlsx import DAY, NUMBER, SHARE, TEXT, Sheet, Told, xlsx_bytes
from generator.publication import Artifact

_KINDS = {
    "parse_day": DAY,
    "parse_year": NUMBER,
    "parse_amount": NUMBER,
    "parse_count": NUMBER,
    "parse_cell": NUMBER,
    "parse_share": SHARE,
}
_DICTIONARY = ("表", "列", "名称", "写什么", "说明")


def workbook_file(path: str, tables: Sequence[Filled], shown: Shown) -> Artifact:
    """The tables as one workbook; what is the same in the one that is shown is taken from there."""
    told: Told = {}

    def make() -> bytes:
        content, places = xlsx_bytes(_sheets(tables), shown(path))
        told.update(places)
        return content

    return Artifact(path, make, told=lambda: told)


def _sheets(tables: Sequence[Filled]) -> list[Sheet]:
    """A sheet for each table, and at the end one with their columns in words."""
    found = [Sheet(one.label, _kinds(one.fields), [field.label for field in one.fields], one.chunks) for one in tables]
    words = [
        [one.label, field.key, field.label, field.written.replace("`", ""), field.description]
        for one in tables
        for field in one.fields
    ]
    return [*found, Sheet("字段说明", [TEXT] * len(_DICTIONARY), _DICTIONARY, (plain_chunk(words),))]


def _kinds(fields: Sequence[Field]) -> list[str]:
    return [TEXT if one.many else _KINDS.get(one.kind, TEXT) for one in fields]
