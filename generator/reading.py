"""A tree of text and a model to a record, or to diagnostics at the places where pydantic objects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from pydantic import ValidationError

from generator.diagnostics import Diagnostic, Place, Position, Severity
from generator.model import Record
from generator.reading_faults import Named, explain
from generator.source import Source
from generator.source_builder import MOST_FAULTS
from generator.source_tree import Mapping as Tree
from generator.source_tree import Plain, locate, plain
from generator.unknown_keys import intended_key
from generator.written_keys import Objection, part_at

R = TypeVar("R", bound=Record)

LEAF_FAULTS = {
    "missing-key": "每条记录写全必填的键。",
    "unknown-key": "记录里只写模型认识的键。",
    "id-in-file": "编号由文件名决定，不写在文件里。",
    "empty-value": "写了键就写值；没有内容就不写这一行。",
    "not-one-of": "只从规定的几个词里选一个。",
    "not-a-list": "该写列表的地方写列表，每项以「- 」开头。",
    "not-a-mapping": "该写几个「键: 值」的地方逐行写「键: 值」。",
    "not-text": "该写一个值的地方只写一个值。",
    "not-a-day": "日期写成 YYYY-MM-DD，而且日历上有这一天。",
    "not-a-year": "年份写四位数字。",
    "not-a-school-year": "学年写成前后相连的两个年份，例如 2024-2025。",
    "not-years": "年度写成一个年份；几个年度合在一起的写成 2009-2010，学年写成 2024-2025学年。",
    "not-a-month-day": "每年的某一天写成 MM-DD。",
    "not-an-amount": "金额只写数字和小数点。",
    "not-a-count": "个数只写阿拉伯数字。",
    "not-a-share": "比例写成百分数或千分数。",
    "not-yes-or-no": "「是」或「否」两者选一。",
    "not-an-id": "编号只用大写字母、数字和连字符，至少有一个字母；教代会写成 8-3。",
    "not-a-line": "一行文字不换行，不超过 200 字。",
    "empty-text": "文字不能是空的。",
    "not-a-cell": "公开的数字只写数字；小于 5 的人数写成 <5。",
}
"""Every fault that reading can find, with the rule it breaks; codes are `<type>/<fault>`."""


def nobody(target: type[Record], name: str) -> str:
    """Knows no record by its name."""
    return ""


def made_of(fields: dict[str, Plain], model: type[R], record_id: str) -> R | None:
    """The record that a file's fields are, None where they are none: `read` says why."""
    if "id" in fields:
        return None
    try:
        return model.model_validate({**fields, "id": record_id})
    except ValidationError:
        return None


def read(source: Source, model: type[R], record_id: str, named: Named = nobody) -> tuple[R | None, list[Diagnostic]]:
    """A record, or None and everything that keeps its file from being one. Of the id, `load` speaks."""
    tree = source.tree
    if tree is None:
        return None, []
    fields = plain(tree)
    assert isinstance(fields, dict)
    faults = list(_written_id(source, model, fields))
    fields["id"] = record_id
    try:
        record = model.model_validate(fields)
    except ValidationError as error:
        return None, [*faults, *_explained(source, tree, model, fields, error, named)]
    return (None if faults or source.faults else record), faults


def _written_id(source: Source, model: type[Record], fields: dict[str, Plain]) -> Iterator[Diagnostic]:
    if "id" in fields and source.tree is not None:
        spot = locate(source.tree, ("id",), at_key=True)
        objection = Objection("id-in-file", "编号不写在文件里", "删去这一行；编号就是文件名")
        yield _at(source.path, model, spot, objection)


def _at(path: str, model: type[Record], spot: tuple[int, int], objection: Objection) -> Diagnostic:
    code = f"{model.type_name}/{objection.code}"
    return Diagnostic(code, Severity.ERROR, Position(path, *spot), objection.message, objection.remedy)


def _explained(
    source: Source, tree: Tree, model: type[Record], fields: dict[str, Plain], error: ValidationError, named: Named
) -> Iterator[Diagnostic]:
    """Pydantic's errors at their places. A mistake is reported once: not where its line has a fault already,
    and no missing key where a misspelt one was meant for it."""
    errors = error.errors(include_url=False)[:MOST_FAULTS]
    spoiled = {fault.position.line for fault in source.faults}
    meant = {
        (one["loc"][:-1], _intended(model, fields, one["loc"])) for one in errors if one["type"] == "extra_forbidden"
    }
    for one in errors:
        place: Place = one["loc"]
        missing = one["type"] == "missing"
        if place == ("id",) or (missing and (place[:-1], place[-1]) in meant):
            continue
        if not missing and spoiled & {locate(tree, place)[0], locate(tree, place, at_key=True)[0]}:
            continue
        objection = explain(one, model, _siblings(fields, place), named)
        spot = locate(tree, place[:-1] if missing else place, at_key=objection.at_key)
        yield _at(source.path, model, spot, objection)


def _intended(model: type[Record], fields: Plain, place: Place) -> str:
    return intended_key(model, part_at(model, place[:-1]), str(place[-1]), _siblings(fields, place))


def _siblings(fields: Plain, place: Place) -> Mapping[str, Plain]:
    """The mapping as written that holds a place."""
    node = fields
    for step in place[:-1]:
        if isinstance(node, dict) and isinstance(step, str):
            node = node.get(step, "")
        elif isinstance(node, list) and isinstance(step, int):
            node = node[step]
    return node if isinstance(node, dict) else {}
