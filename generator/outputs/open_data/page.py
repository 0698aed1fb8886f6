"""The page of open data: what there is to take, and what stands in each column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.dataset import Facts
from generator.outputs.feeds.site import Feed
from generator.outputs.open_data.deadlines import DEADLINE_FIELDS
from generator.outputs.open_data.records import FOLDER
from generator.outputs.open_data.site import ALL, ALL_FIELDS, PACKAGE, OpenData
from generator.outputs.open_data.tables import Field
from generator.outputs.open_data.type_data import TypeData
from generator.prose import Link
from generator.publication import Fragment


@dataclass(frozen=True, slots=True)
class Offer:
    """A type's data on the page: its files, and its tables with their columns."""

    label: str
    folder: str
    count: int
    files: tuple[Link, ...]
    tables: tuple[tuple[str, str, int, tuple[Field, ...]], ...]
    """Label, file, rows and columns of each table."""


def data_page(data: OpenData, feeds: Sequence[Feed], facts: Facts) -> Fragment:
    """The section `data`. `facts` is what this audience sees; open data is for everyone, and may hold less."""
    every = tuple(_files(ALL))
    deadlines = Link(f"{FOLDER}/{ALL}-deadlines.csv", "全部期限")
    packages = [
        (Link(f"{FOLDER}/{one.name}/{PACKAGE}", one.title), one.description)
        for one in data.packages(data.facts.again())
    ]
    offers = [_offer(one) for one in data.filled(facts) if one.records]
    context = {
        "publisher": data.publisher,
        "as_of": data.facts.as_of,
        "count": sum(one.count for one in offers),
        "all": every,
        "whole": ((Link(f"{FOLDER}/{ALL}.csv", "全部记录"), ALL_FIELDS), (deadlines, DEADLINE_FIELDS)),
        "package": f"{FOLDER}/{PACKAGE}",
        "offers": offers,
        "packages": packages,
        "feeds": feeds,
    }
    return Fragment("data.html", context)


def _offer(data: TypeData) -> Offer:
    model = data.kind.model
    folder = model.folder
    schema = Link(f"{FOLDER}/{folder}.schema.json", "JSON Schema")
    tables = tuple((one.label, f"{FOLDER}/{one.name}.csv", len(one.rows), one.fields) for one in data.sheets)
    return Offer(model.type_label, folder, len(data.records), (*_files(folder), schema), tables)


def _files(name: str) -> list[Link]:
    return [Link(f"{FOLDER}/{name}.{ending}", ending.upper()) for ending in ("csv", "xlsx")] + [
        Link(f"{FOLDER}/{name}.jsonl", "JSON Lines")
    ]
