"""All the files of open data, type after type."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from pydantic_core import to_json

from generator.dataset import Facts
from generator.outputs.open_data.csv_files import csv_bytes
from generator.outputs.open_data.descriptor import Publisher, field_of, package_json, resource
from generator.outputs.open_data.records import FOLDER, place_of, record_json
from generator.outputs.open_data.tables import Field, Row
from generator.outputs.open_data.type_data import FROM_SUMMARY, ID, LEAD, WITHDRAWN, TypeData, plain_field
from generator.outputs.open_data.xlsx import DAY, NUMBER, TEXT, Sheet, xlsx_bytes
from generator.publication import Artifact, DataPackage
from generator.record_type import AnyType

ALL = "all"
"""The name of the table of all records."""
PACKAGE = "datapackage.json"
_KINDS = {"parse_day": DAY, "parse_amount": NUMBER, "parse_count": NUMBER, "parse_cell": NUMBER}
_TYPE = (plain_field("type", "类型", "记录的类型"), plain_field("type.label", "类型（中文）", "记录类型的中文名称"))
ALL_FIELDS = (ID, *_TYPE, *LEAD, *FROM_SUMMARY, *WITHDRAWN)
_DICTIONARY = ("表", "列", "名称", "写什么", "说明")


class OpenData:
    """The open data of a site: what everyone may see, also where the site is for the campus."""

    def __init__(self, types: Sequence[AnyType], facts: Facts, publisher: Publisher) -> None:
        self.types = types
        self.facts = facts
        self.publisher = publisher
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
        data = self._filled[kind.name] = TypeData(kind, facts)
        tables = [(one, data.fields(one), data.rows[one.name]) for one in data.tables()]
        place = f"{FOLDER}/{kind.model.folder}"
        sheets = [_sheet(one.label, fields, rows) for one, fields, rows in tables]
        sheets.append(_dictionary([(one.label, fields) for one, fields, _ in tables]))
        made: list[tuple[str, Callable[[], bytes]]] = [
            *((f"{FOLDER}/{one.name}.csv", partial(csv_bytes, _keys(fields), rows)) for one, fields, rows in tables),
            (f"{place}.jsonl", partial(bytes, data.lines)),
            (f"{place}.xlsx", partial(xlsx_bytes, sheets)),
            (f"{place}.schema.json", partial(self._schema, kind)),
        ]
        return (Artifact(path, make, notes=lambda: facts.notes) for path, make in made)

    def files(self, facts: Facts) -> Iterator[Artifact]:
        """The table of all records, and the packages."""
        every = [row for data in self.filled(facts) for row in _in_all(data)]
        sheets = [_sheet("全部记录", ALL_FIELDS, every), _dictionary([("全部记录", ALL_FIELDS)])]
        resources = [resource(ALL, "全部记录", [field_of(one) for one in ALL_FIELDS], ["id"])]
        resources += [one for data in self.filled(facts) for one in _resources(data)]
        made: list[tuple[str, Callable[[], bytes]]] = [
            (f"{FOLDER}/{ALL}.csv", partial(csv_bytes, _keys(ALL_FIELDS), every)),
            (f"{FOLDER}/{ALL}.jsonl", lambda: b"".join(data.lines for data in self.filled(facts))),
            (f"{FOLDER}/{ALL}.xlsx", partial(xlsx_bytes, sheets)),
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
            if kind.name not in self._filled:
                self._filled[kind.name] = TypeData(kind, self.facts.again())
        return tuple(self._filled[kind.name] for kind in self.types)

    def packages(self, facts: Facts) -> Iterator[DataPackage]:
        """Further packages, in forms that their subjects have agreed on."""
        for kind in self.types:
            if kind.packages is not None:
                yield from kind.packages(facts)

    def _schema(self, kind: AnyType) -> bytes:
        """JSON Schema of what stands under `facts`, which is what an editor writes."""
        schema = kind.model.model_json_schema(by_alias=True)
        schema["properties"].pop("id")
        schema["required"] = [one for one in schema.get("required", ()) if one != "id"]
        head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
        if self.publisher.site_url:
            head["$id"] = f"{self.publisher.site_url}{FOLDER}/{kind.model.folder}.schema.json"
        schema["title"], schema["description"] = kind.model.type_label, f"{kind.model.type_label}：记录文件里写什么"
        return to_json({**head, **schema}, indent=1) + b"\n"

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


def _keys(fields: Sequence[Field]) -> list[str]:
    return [one.key for one in fields]


def _resources(data: TypeData) -> Iterator[dict[str, Any]]:
    """The tables of a type as resources: references point into the tables that hold their targets."""
    for table in data.tables():
        fields = data.fields(table)
        key = ["id"] if table is data.table else ["id", "place"]
        links = [] if table is data.table else [("id", data.table.name)]
        for one in fields:
            if one.kind == "reference" and one.target is not None and not one.many:
                links.append((one.key, one.target.folder or ALL))
        suppressed = any(one.kind == "parse_cell" for one in fields)
        yield resource(table.name, table.label, [field_of(one) for one in fields], key, links, suppressed)


def _in_all(data: TypeData) -> Iterator[Row]:
    """A type's rows in the table of all records."""
    keys = [one.key for one in data.fields(data.table)]
    places = [keys.index(one.key) if one.key in keys else None for one in (*LEAD, *FROM_SUMMARY, *WITHDRAWN)]
    model = data.kind.model
    for row in data.rows[data.table.name]:
        yield [row[0], model.type_name, model.type_label, *(row[n] if n is not None else "" for n in places)]


def _sheet(name: str, fields: Sequence[Field], rows: Sequence[Row]) -> Sheet:
    kinds = [TEXT if one.many else _KINDS.get(one.kind, TEXT) for one in fields]
    return Sheet(name, kinds, [one.label for one in fields], rows)


def _dictionary(tables: Sequence[tuple[str, Sequence[Field]]]) -> Sheet:
    """The columns in words, as the last sheet of a workbook."""
    rows = [
        [label, one.key, one.label, one.written.replace("`", ""), one.description]
        for label, fields in tables
        for one in fields
    ]
    return Sheet("字段说明", [TEXT] * len(_DICTIONARY), _DICTIONARY, rows)
