"""All the files of open data, type after type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from hashlib import sha256
from typing import Any

from pydantic_core import to_json

from generator.dataset import Facts
from generator.outputs.open_data.csv_files import csv_bytes
from generator.outputs.open_data.deadlines import deadline_table
from generator.outputs.open_data.descriptor import Publisher, field_of, package_json, resource
from generator.outputs.open_data.record_schema import schema_json
from generator.outputs.open_data.records import FOLDER, place_of, record_json
from generator.outputs.open_data.statistics import Places, Told, asked, statistics
from generator.outputs.open_data.tables import Field, Filled, Row, plain_field
from generator.outputs.open_data.type_data import FROM_SUMMARY, ID, LEAD, WITHDRAWN, TypeData
from generator.outputs.open_data.xlsx import DAY, NUMBER, SHARE, TEXT, Sheet, xlsx_bytes
from generator.publication import Artifact, DataPackage
from generator.record_type import AnyType

ALL = "all"
"""The name of the table of all records."""
PACKAGE = "datapackage.json"
_KINDS = {
    "parse_day": DAY,
    "parse_year": NUMBER,
    "parse_amount": NUMBER,
    "parse_count": NUMBER,
    "parse_cell": NUMBER,
    "parse_share": SHARE,
}
_TYPE = (plain_field("type", "类型", "记录的类型"), plain_field("type.label", "类型（中文）", "记录类型的中文名称"))
ALL_FIELDS = (ID, *_TYPE, *LEAD, *FROM_SUMMARY, *WITHDRAWN)
_DICTIONARY = ("表", "列", "名称", "写什么", "说明")


class OpenData:
    """The open data of a site: what everyone may see, also where the site is for the campus."""

    def __init__(
        self, types: Sequence[AnyType], facts: Facts, publisher: Publisher, sections: Mapping[str, str] | None = None
    ) -> None:
        """`sections`: the page behind whose words a section stands, by the section's name."""
        self.types = types
        self.places = Places(sections or {}, types)
        self.facts = facts
        self.publisher = publisher
        self.figures: Mapping[str, Told] | None = None
        """What the making of each page told of its figures; where it is not known, all types are asked."""
        self._filled: dict[str, TypeData] = {}

    def record_files(self) -> Iterator[Artifact]:
        """A file for every record."""
        for kind in self.types:
            for record in self.facts.of_type(kind.model):
                asked = self.facts.about(record)
                make = partial(record_json, record, kind, asked)
                yield Artifact(place_of(record), make, notes=lambda asked=asked: asked.notes)  # type: ignore[misc]

    def type_files(self, kind: AnyType, facts: Facts) -> Iterator[Artifact]:
        """The tables of a type in every form, and the schema of its records."""
        data = self._data_of(kind)
        sheets, lines = data.sheets, data.lines
        facts.join(data.facts)
        place = f"{FOLDER}/{kind.model.folder}"
        made: list[tuple[str, Callable[[], bytes]]] = [
            *_csv_files(sheets),
            (f"{place}.jsonl", partial(bytes, lines)),
            (f"{place}.xlsx", partial(xlsx_bytes, _sheets(sheets))),
            (f"{place}.schema.json", partial(schema_json, data, self.publisher)),
        ]
        return (Artifact(path, make, notes=lambda: facts.notes) for path, make in made)

    def files(self, facts: Facts) -> Iterator[Artifact]:
        """The table of all records, and the packages."""
        every = [row for data in self.filled(facts) for row in _in_all(data)]
        tables = (
            Filled(ALL, "全部记录", ALL_FIELDS, every, ("id",)),
            deadline_table(ALL, self.types, facts),
        )
        resources = [_resource(one) for one in tables]
        resources += [_resource(one) for data in self.filled(facts) for one in data.sheets]
        made: list[tuple[str, Callable[[], bytes]]] = [
            *_csv_files(tables),
            (f"{FOLDER}/{ALL}.jsonl", lambda: b"".join(data.lines for data in self.filled(facts))),
            (f"{FOLDER}/{ALL}.xlsx", partial(xlsx_bytes, _sheets(tables))),
            (f"{FOLDER}/{PACKAGE}", partial(self._package, resources)),
        ]
        for package in self.packages(facts):
            made.extend(self._further(package))
        return (Artifact(path, make, notes=lambda: facts.notes) for path, make in made)

    def filled(self, facts: Facts) -> tuple[TypeData, ...]:
        """The data of every type, each filled once; whoever asks for it has asked for everything."""
        assert facts.as_of == self.facts.as_of
        for kind in self.types:
            facts.of_type(kind.model)
        return tuple(map(self._data_of, self.types))

    def _data_of(self, kind: AnyType) -> TypeData:
        if kind.name not in self._filled:
            self._filled[kind.name] = TypeData(kind, self.facts.again(), self.counted(kind))
        return self._filled[kind.name]

    def counted(self, kind: AnyType) -> Filled:
        """The figures of a type."""
        if self.figures is None:
            return statistics(kind, asked(kind, self.facts.again(), self.places))
        return statistics(kind, self.figures)

    def figures_key(self, kinds: Iterable[AnyType]) -> str:
        """A hash over the figures of types: what files are made from beside what they ask."""
        return sha256(to_json([self.counted(kind).rows for kind in kinds])).hexdigest()

    def packages(self, facts: Facts) -> tuple[DataPackage, ...]:
        """Further packages, in forms that their subjects have agreed on; whoever asks has asked all that they ask."""
        reader, found = self._packages
        facts.join(reader)
        return found

    @cached_property
    def _packages(self) -> tuple[Facts, tuple[DataPackage, ...]]:
        reader = self.facts.again()
        makers = [kind.views.packages for kind in self.types if kind.views.packages is not None]
        return reader, tuple(one for make in makers for one in make(reader))

    def _package(self, resources: Sequence[dict[str, Any]]) -> bytes:
        title = f"{self.publisher.site_name}：开放数据"
        said = f"公开的全部记录，每种一张表。空着的单元格是没有写，不是零。状态截至 {self.facts.as_of}。"
        return package_json("gongkai", title, said, self.publisher, resources)

    def _further(self, package: DataPackage) -> Iterator[tuple[str, Callable[[], bytes]]]:
        resources = [
            resource(one.name, one.title, [dict(field) for field in one.fields], one.key) for one in package.tables
        ]
        for table in package.tables:
            head = [str(one["name"]) for one in table.fields]
            yield f"{FOLDER}/{package.name}/{table.name}.csv", partial(csv_bytes, head, table.rows)
        content = package_json(
            package.name, package.title, package.description, self.publisher, resources, **package.more
        )
        yield f"{FOLDER}/{package.name}/{PACKAGE}", partial(bytes, content)


def _csv_files(tables: Sequence[Filled]) -> Iterator[tuple[str, Callable[[], bytes]]]:
    for one in tables:
        head = [field.key for field in one.fields]
        yield f"{FOLDER}/{one.name}.csv", partial(csv_bytes, head, one.rows)


def _resource(table: Filled) -> dict[str, Any]:
    """A table as a resource: references point into the tables that hold their targets."""
    links = [("id", table.parent)] if table.parent else []
    for one in table.fields:
        if one.kind == "reference" and one.target is not None and not one.many:
            links.append((one.key, one.target.folder or ALL))
    suppressed = any(one.kind == "parse_cell" for one in table.fields)
    return resource(table.name, table.label, [field_of(one) for one in table.fields], table.key, links, suppressed)


def _in_all(data: TypeData) -> Iterator[Row]:
    """A type's rows in the table of all records."""
    keys = [one.key for one in data.fields(data.table)]
    places = [keys.index(one.key) if one.key in keys else None for one in (*LEAD, *FROM_SUMMARY, *WITHDRAWN)]
    model = data.kind.model
    for row in data.rows[data.table.name]:
        yield [row[0], model.type_name, model.type_label, *(row[n] if n is not None else "" for n in places)]


def _sheets(tables: Sequence[Filled]) -> list[Sheet]:
    """A sheet for each table, and at the end one with their columns in words."""
    found = [Sheet(one.label, _kinds(one.fields), [field.label for field in one.fields], one.rows) for one in tables]
    words = [
        [one.label, field.key, field.label, field.written.replace("`", ""), field.description]
        for one in tables
        for field in one.fields
    ]
    return [*found, Sheet("字段说明", [TEXT] * len(_DICTIONARY), _DICTIONARY, words)]


def _kinds(fields: Sequence[Field]) -> list[str]:
    return [TEXT if one.many else _KINDS.get(one.kind, TEXT) for one in fields]
