"""The page of open data: what there is to take, and what stands in each column."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from generator.dataset import Facts
from generator.outputs.feeds.site import Feed
from generator.outputs.open_data.deadlines import DEADLINE_FIELDS
from generator.outputs.open_data.packages import PACKAGE
from generator.outputs.open_data.records import FOLDER
from generator.outputs.open_data.site import OpenData
from generator.outputs.open_data.tables import Field
from generator.outputs.open_data.type_data import ALL, ALL_FIELDS
from generator.prose import Link
from generator.publication import Fragment
from generator.record_type import AnyType


class Offer(Struct, frozen=True):
    """A type's data on the page: its files, and its tables with their columns."""

    label: str
    folder: str
    count: int
    files: tuple[Link, ...]
    tables: tuple[tuple[str, str, int, tuple[Field, ...]], ...]
    """Label, file, rows and columns of each table."""


def data_page(data: OpenData, feeds: Sequence[Feed], facts: Facts) -> Fragment:
    """The section `data`: what it shows follows from open data, which is for everyone, not from what this audience sees."""
    every = tuple(_files(ALL))
    deadlines = Link(f"{FOLDER}/{ALL}-deadlines.csv", "全部期限")
    links = [(Link(f"{FOLDER}/{name}/{PACKAGE}", title), said) for name, title, said in data.packages]
    offers = [_offer(kind, data) for kind in data.types if data.joining.blocks[kind.name]]
    context = {
        "publisher": data.publisher,
        "as_of": data.facts.as_of,
        "count": sum(one.count for one in offers),
        "all": every,
        "whole": ((Link(f"{FOLDER}/{ALL}.csv", "全部记录"), ALL_FIELDS), (deadlines, DEADLINE_FIELDS)),
        "package": f"{FOLDER}/{PACKAGE}",
        "offers": offers,
        "packages": links,
        "feeds": feeds,
    }
    return Fragment("data.html", context)


def _offer(kind: AnyType, data: OpenData) -> Offer:
    model = kind.model
    folder = model.folder
    schema = Link(f"{FOLDER}/{folder}.schema.json", "JSON Schema")
    tables = tuple((one.label, f"{FOLDER}/{one.name}.csv", one.count, one.fields) for one in data.tables(kind))
    return Offer(model.type_label, folder, tables[0][2], (*_files(folder), schema), tables)


def _files(name: str) -> list[Link]:
    return [Link(f"{FOLDER}/{name}.{ending}", ending.upper()) for ending in ("csv", "xlsx")] + [
        Link(f"{FOLDER}/{name}.jsonl", "JSON Lines")
    ]
