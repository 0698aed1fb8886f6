"""The tables of a record type, derived from its model: one for the records, one for each list of parts in them.

A single part lies flat in its record's row (`review.on`); a list of parts is a table of its own, whose rows
name the record and their place in it. `2.3` is the third item in the second: what comes before the last dot
is the place of the row above, in the table above or, where parts nest in themselves, in the same table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from msgspec import Struct, field
from pydantic.fields import FieldInfo

from generator.fields import choice_in, inner, is_list, part_in, target_in, written_in
from generator.leaves import leaf_of
from generator.model import ClauseReference, Part, Record
from generator.outputs.open_data.csv_files import csv_lines, csv_rows
from generator.values import LEAF_LABELS

Values = Mapping[str, Any]
"""A part as text, by key: what `model_dump` makes of it."""
Titled = Callable[[str], str]
"""The title of a record, '' where it may not be seen."""

Row = list[str]

IDS, WORDS = " ", "；"
"""What stands between several ids, and between several texts, in one cell."""
_APART = ("id", "withdrawn")


class Field(Struct, frozen=True):
    """A column: where its text stands in a part, and what kind of text it is."""

    key: str
    label: str
    description: str
    path: tuple[str, ...]
    kind: str
    """The name of the leaf's parser, `choice`, `reference`, `title` (of what is referred to), `label` or `text`."""
    written: str = ""
    """What is written in it, in words."""
    many: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    """The words of a choice, by what is written."""
    target: type[Record] | None = None
    clause: bool = False


def plain_field(key: str, label: str, description: str, kind: str = "text") -> Field:
    """A column that stands in no model."""
    return Field(key, label, description, (key,), kind, LEAF_LABELS.get(kind, "文字"))


class Table(Struct):
    """A table: its columns after the key, and the tables of the lists in its rows."""

    name: str
    label: str
    fields: list[Field] = field(default_factory=list)
    children: list[tuple[tuple[str, ...], Table]] = field(default_factory=list)

    def below(self) -> Iterator[Table]:
        """This table and every one below it, each once."""
        yield self
        for _, child in self.children:
            if child is not self:
                yield from child.below()

    def cells(self, values: Values, titled: Titled) -> list[str]:
        """A part's row without its key."""
        return [_cell(one, values, titled) for one in self.fields]

    def fill_lists(self, values: Values, place: tuple[Any, ...], titled: Titled, into: dict[str, list[Row]]) -> None:
        """Add the rows of the lists in a part. `place`: the record's id, then the places of the lists around."""
        for path, child in self.children:
            for number, item in enumerate(_at(values, path) or (), 1):
                here = (*place, number)
                row = [place[0], ".".join(map(str, here[1:])), *child.cells(item, titled)]
                into.setdefault(child.name, []).append(row)
                if child.children:
                    child.fill_lists(item, here, titled, into)


class Chunk(Struct, frozen=True):
    """Lines of a file that were made together."""

    name: str
    """Says what they are: in the same file the same name stands for the same lines."""
    count: int
    """Of the lines' rows."""
    lines: Callable[[], bytes]


class Joined(NamedTuple):
    """Lines of a file, put together from chunks."""

    lines: bytes
    places: dict[str, tuple[int, int]]
    """Where each chunk begins and ends, by its name."""


def joined(chunks: Iterable[Chunk]) -> Joined:
    """Chunks one behind the other."""
    parts: list[bytes] = []
    places: dict[str, tuple[int, int]] = {}
    end = 0
    for one in chunks:
        part = one.lines()
        places[one.name] = end, end + len(part)
        end += len(part)
        parts.append(part)
    return Joined(b"".join(parts), places)


class Filled(Struct, frozen=True):
    """A table as it is published."""

    name: str
    label: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    """The columns that tell its rows apart."""
    chunks: tuple[Chunk, ...]
    """Its rows as lines of CSV."""
    parent: str = ""
    """The table of the records that its rows belong to, '' where its rows are the records or of no single one."""

    @property
    def head(self) -> list[str]:
        """The keys of its columns."""
        return [one.key for one in self.fields]

    @property
    def count(self) -> int:
        """Of its rows."""
        return sum(one.count for one in self.chunks)

    @property
    def rows(self) -> list[Row]:
        """Its rows as text."""
        return csv_rows(joined(self.chunks).lines)


def plain_filled(name: str, label: str, fields: tuple[Field, ...], key: tuple[str, ...], rows: list[Row]) -> Filled:
    """A table whose rows are of no single record."""
    return Filled(name, label, fields, key, (plain_chunk(rows),) if rows else ())


def plain_chunk(rows: Sequence[Sequence[str]]) -> Chunk:
    """Rows that are of no single record, named by what they say."""
    lines = csv_lines(rows)
    return Chunk(blake2b(lines, digest_size=12).hexdigest(), len(rows), lambda: lines)


def table_of(model: type[Record]) -> Table:
    """The table of a record type with all below it."""
    table = Table(model.folder, model.type_label)
    _add_fields(table, model, (), (), {})
    return table


def _add_fields(
    table: Table, part: type[Part], path: tuple[str, ...], labels: tuple[str, ...], known: dict[type[Part], Table]
) -> None:
    for name, info in _in_order(part):
        here, words = (*path, info.alias or name), (*labels, info.title or name)
        nested = part_in(info)
        if nested is None or target_in(info) is not None:
            table.fields.extend(_columns(info, here, words))
        elif is_list(info):
            table.children.append((here, _child(table, nested, here, words, known)))
        else:
            _add_fields(table, nested, here, words, known)


def _in_order(part: type[Part]) -> list[tuple[str, FieldInfo]]:
    """The fields of a part; of a record its own, then those that every record has, without the id and the withdrawal."""
    fields = list(part.model_fields.items())
    if not issubclass(part, Record):
        return fields
    common = [(name, info) for name, info in fields if name in Record.model_fields and name not in _APART]
    return [(name, info) for name, info in fields if name not in Record.model_fields] + common


def _child(
    table: Table, part: type[Part], path: tuple[str, ...], labels: tuple[str, ...], known: dict[type[Part], Table]
) -> Table:
    if part in known:  # lines within lines stand in one table
        return known[part]
    child = Table(f"{table.name}-{'.'.join(path)}", f"{table.label}·{'·'.join(labels)}")
    _add_fields(child, part, (), (), {**known, part: child})
    return child


def _columns(info: FieldInfo, path: tuple[str, ...], labels: tuple[str, ...]) -> Iterator[Field]:
    key, label, said = ".".join(path), "·".join(labels), info.description or ""
    choice, target, leaf, many = choice_in(info), target_in(info), leaf_of(info), is_list(info)
    written = written_in(info)
    if target is not None:
        clause = ClauseReference in inner(info)
        yield Field(key, label, said, path, "reference", written, many, target=target, clause=clause)
        yield Field(f"{key}.title", f"{label}（标题）", "所写编号的标题", path, "title", "文字", many, clause=clause)
    elif choice is not None:
        words = {one.value: one.label for one in choice}
        yield Field(key, label, said, path, "choice", written, many, words)
        if any(value != word for value, word in words.items()):
            yield Field(f"{key}.label", f"{label}（中文）", f"{label}的中文名称", path, "label", "文字", many, words)
    else:
        yield Field(key, label, said, path, leaf.parse.__name__ if leaf else "text", written, many)


def _at(values: Values | None, path: tuple[str, ...]) -> Any:
    found: Any = values
    for key in path:
        if found is None:
            return None
        found = found.get(key)
    return found


def _cell(one: Field, values: Values, titled: Titled) -> str:
    found = _at(values, one.path)
    if found is None or found == []:
        return ""
    if not one.many:
        return _text(one, found, titled)
    texts = (_text(one, item, titled) for item in found)
    return (IDS if one.kind == "reference" else WORDS).join(texts)


def _text(one: Field, written: str, titled: Titled) -> str:
    if one.kind == "label":
        return one.words[written]
    if one.target is not None or one.kind == "title":
        record_id = ClauseReference.id_of(written) if one.clause else written
        return record_id if one.kind == "reference" else titled(record_id)
    return written
