"""All the files of open data, type after type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from hashlib import sha256
from typing import Any

from pydantic_core import to_json

from generator.dataset import Facts
from generator.outputs.open_data.blocks import Block
from generator.outputs.open_data.csv_files import csv_head
from generator.outputs.open_data.deadlines import DEADLINE_FIELDS, LABEL
from generator.outputs.open_data.descriptor import Publisher, field_of, package_json, resource
from generator.outputs.open_data.joining import ALL_LINES, Joining, Shown, none_shown
from generator.outputs.open_data.packages import PACKAGE
from generator.outputs.open_data.record_schema import schema_json
from generator.outputs.open_data.records import FOLDER, place_of, record_json
from generator.outputs.open_data.statistics import Places, Told, asked, statistics
from generator.outputs.open_data.tables import Chunk, Field, Filled, joined
from generator.outputs.open_data.type_data import ALL, ALL_FIELDS, DEADLINES
from generator.outputs.open_data.workbooks import workbook_file
from generator.publication import Artifact
from generator.record_type import AnyType


class OpenData:
    """The open data of a site: what everyone may see, also where the site is for the campus."""

    def __init__(
        self,
        types: Sequence[AnyType],
        facts: Facts,
        publisher: Publisher,
        sections: Mapping[str, str] | None = None,
        shown: Shown = none_shown,
    ) -> None:
        """`sections`: the page behind whose words a section stands, by the section's name."""
        self.types = types
        self.facts = facts
        self.publisher = publisher
        self.joining = Joining(types, facts, shown)
        self.figures: Mapping[str, Told] | None = None
        """What the making of each page told of its figures; where it is not known, all types are asked."""
        self.packages: Sequence[tuple[str, str, str]] = ()
        """The name and the title of each further package, and what is said of it; known when these are made."""
        self._places = Places(sections or {}, types)

    def record_files(self, kind: AnyType, block: Block, facts: Facts) -> Iterator[Artifact]:
        """The files of a block's records; the last one's making tells of the block."""
        for record in block.records:
            facts.join(facts.about(record))
            place = place_of(record)
            told = partial(self.joining.make, block, facts) if place == block.last else None
            yield Artifact(place, partial(record_json, record, kind, facts), told=told)

    def type_files(self, kind: AnyType) -> Iterator[Artifact]:
        """The tables of a type in every form, and the schema of its records."""
        tables, data = self.tables(kind), self.joining.data[kind.name]
        place = f"{FOLDER}/{kind.model.folder}"
        yield from map(_csv_file, tables)
        lines = self.joining.json_lines(data.lines, self.joining.blocks[kind.name])
        yield _joined_file(data.lines, b"", lines)
        yield workbook_file(f"{place}.xlsx", tables, self.joining.shown)
        yield Artifact(f"{place}.schema.json", partial(schema_json, data, self.publisher))

    def files(self) -> Iterator[Artifact]:
        """The tables of all records and of all deadlines, and what describes all tables."""
        tables = (
            self._of_all(ALL, "全部记录", ALL_FIELDS, ("id",)),
            self._of_all(DEADLINES, LABEL, DEADLINE_FIELDS, ("id", "deadline"), ALL),
        )
        resources = [_resource(one) for one in (*tables, *(one for kind in self.types for one in self.tables(kind)))]
        yield from map(_csv_file, tables)
        yield _joined_file(ALL_LINES, b"", self.joining.json_lines(ALL_LINES, self.joining.every))
        yield workbook_file(f"{FOLDER}/{ALL}.xlsx", tables, self.joining.shown)
        yield Artifact(f"{FOLDER}/{PACKAGE}", partial(self._package, resources))

    def tables(self, kind: AnyType) -> list[Filled]:
        """Every table of a type: its records, the lists in them that have rows, the figures that are counted from them."""
        joining, blocks = self.joining, self.joining.blocks[kind.name]
        data = joining.data[kind.name]
        found = []
        for one in data.table.below():
            own, chunks = one is data.table, joining.table(one.name, blocks)
            if own or chunks:
                key, parent = (("id",), "") if own else (("id", "place"), data.table.name)
                found.append(Filled(one.name, one.label, data.fields(one), key, chunks, parent))
        counted = self._counted[kind.name]
        return [*found, counted] if counted.chunks else found

    def key(self, kinds: Iterable[AnyType]) -> str:
        """A hash over all that the tables of some types are made from."""
        names = [kind.name for kind in kinds]
        lines = [(one.name, self.joining.told(one)[0]) for name in names for one in self.joining.blocks[name]]
        figures = [one.name for name in names for one in self._counted[name].chunks]
        return sha256(to_json([self.facts.as_of, lines, figures])).hexdigest()

    @cached_property
    def _counted(self) -> dict[str, Filled]:
        """The figures of each type, by its name."""
        told = self.figures
        if told is not None:
            return {kind.name: statistics(kind, told) for kind in self.types}
        return {kind.name: statistics(kind, asked(kind, self.facts.again(), self._places)) for kind in self.types}

    def _of_all(
        self, name: str, label: str, fields: tuple[Field, ...], key: tuple[str, ...], parent: str = ""
    ) -> Filled:
        return Filled(name, label, fields, key, self.joining.table(name, self.joining.every), parent)

    def _package(self, resources: Sequence[dict[str, Any]]) -> bytes:
        title = f"{self.publisher.site_name}：开放数据"
        said = f"公开的全部记录，每种一张表。空着的单元格是没有写，不是零。状态截至 {self.facts.as_of}。"
        return package_json("gongkai", title, said, self.publisher, resources)


def _csv_file(table: Filled) -> Artifact:
    return _joined_file(f"{table.name}.csv", csv_head(table.head), table.chunks)


def _joined_file(name: str, head: bytes, chunks: Iterable[Chunk]) -> Artifact:
    """A file that tells where its chunks lie, for the next build."""
    told: dict[str, tuple[int, int]] = {}

    def make() -> bytes:
        lines, places = joined(chunks)
        told.update({chunk: (len(head) + start, len(head) + end) for chunk, (start, end) in places.items()})
        return head + lines

    return Artifact(f"{FOLDER}/{name}", make, told=lambda: told)


def _resource(table: Filled) -> dict[str, Any]:
    """A table as a resource: references point into the tables that hold their targets."""
    links = [("id", table.parent)] if table.parent else []
    for one in table.fields:
        if one.kind == "reference" and one.target is not None and not one.many:
            links.append((one.key, one.target.folder or ALL))
    suppressed = any(one.kind == "parse_cell" for one in table.fields)
    return resource(table.name, table.label, [field_of(one) for one in table.fields], table.key, links, suppressed)
