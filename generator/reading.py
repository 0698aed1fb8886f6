"""A tree of text and a model to a record, or to diagnostics at the places where pydantic objects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.diagnostics import Diagnostic, Place, Position, Severity
from generator.model import Part, Record
from generator.nearest import nearest
from generator.source import Source
from generator.source_tree import Mapping, Plain, locate, plain
from generator.values import Choice

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


def read(source: Source, model: type[R], record_id: str) -> tuple[R | None, list[Diagnostic]]:
    """A record, or everything that keeps its file from being one; never both None and empty."""
    tree = source.tree
    if tree is None:
        return None, []
    fields = plain(tree)
    assert isinstance(fields, dict)
    faults = list(_written_id(source, model, fields))
    fields["id"] = record_id
    spoiled = {fault.position.line for fault in source.faults}
    try:
        record = model.model_validate(fields)
    except ValidationError as error:
        for one in error.errors(include_url=False):
            fault = _diagnostic(source.path, tree, model, one)
            if fault.position.line not in spoiled:
                faults.append(fault)
        return None, faults
    return (None if faults or source.faults else record), faults


def _written_id(source: Source, model: type[Record], fields: dict[str, Plain]) -> Iterator[Diagnostic]:
    if "id" in fields and source.tree is not None:
        line, column = locate(source.tree, ("id",), at_key=True)
        yield _at(source.path, model, "id-in-file", (line, column), "编号不写在文件里", "删去这一行；编号就是文件名")


def _at(path: str, model: type[Record], fault: str, spot: tuple[int, int], message: str, remedy: str) -> Diagnostic:
    return Diagnostic(f"{model.type_name}/{fault}", Severity.ERROR, Position(path, *spot), message, remedy)


def _diagnostic(path: str, tree: Mapping, model: type[Record], error: ErrorDetails) -> Diagnostic:
    """One of pydantic's errors, at its place, in Chinese."""
    place: Place = error["loc"]
    kind = error["type"]
    value = error.get("input")
    part = part_at(model, place[:-1])
    if kind == "missing":
        spot = locate(tree, place[:-1])
        return _at(path, model, "missing-key", spot, *_missing(part, place))
    if kind == "extra_forbidden":
        spot = locate(tree, place, at_key=True)
        return _at(path, model, "unknown-key", spot, *_unknown(part, str(place[-1]), tree, place))
    if value == "" and isinstance(place[-1], str):
        spot = locate(tree, place, at_key=True)
        return _at(path, model, "empty-value", spot, f"「{place[-1]}」后面没有写内容", "写上内容；没有内容就删去这一行")
    spot = locate(tree, place)
    if kind == "enum":
        return _at(path, model, "not-one-of", spot, *_not_one_of(part, place, str(value)))
    if kind in ("tuple_type", "list_type"):
        return _at(
            path, model, "not-a-list", spot, f"「{place[-1]}」要写成列表", "另起一行，每项以「- 」开头，缩进两个空格"
        )
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return _at(path, model, "not-a-mapping", spot, *_not_a_mapping(model, place))
    context: dict[str, Any] = dict(error.get("ctx") or {})
    return _at(path, model, kind, spot, error["msg"], str(context.get("remedy", "照编辑手册改写")))


def part_at(model: type[Part], place: Place) -> type[Part]:
    """The part of a model that holds a place: `("responses", 1)` of a proposal is `Response`."""
    part = model
    for step in place:
        if isinstance(step, str):
            for name, info in part.model_fields.items():
                if step == (info.alias or name):
                    inner = [info.annotation, *get_args(info.annotation)]
                    part = next((one for one in inner if isinstance(one, type) and issubclass(one, Part)), part)
                    break
    return part


def known_keys(part: type[Part]) -> list[str]:
    """The keys that may be written in a part, in the order of the model."""
    return [
        info.alias or name
        for name, info in part.model_fields.items()
        if not (name == "id" and issubclass(part, Record))
    ]


def label_of(part: type[Part], key: str) -> str:
    """The Chinese label of a key."""
    return next((info.title or key for name, info in part.model_fields.items() if (info.alias or name) == key), key)


def _missing(part: type[Part], place: Place) -> tuple[str, str]:
    key = str(place[-1])
    info = next(info for name, info in part.model_fields.items() if (info.alias or name) == key)
    where = "" if len(place) == 1 else f"「{'.'.join(str(step) for step in place[:-1] if isinstance(step, str))}」里"
    return f"{where}缺少「{key}」（{info.title}）", f"加上 {key}: …（{info.description}）"


def _unknown(part: type[Part], key: str, tree: Mapping, place: Place) -> tuple[str, str]:
    keys = known_keys(part)
    labels = {label_of(part, known): known for known in keys}
    near = nearest(key, keys) or labels.get(key, "")
    if near:
        return f"不认识的键「{key}」", f"是不是「{near}」（{label_of(part, near)}）？"
    return f"不认识的键「{key}」", "删去它；这里可以写：" + "、".join(keys)


def _not_one_of(part: type[Part], place: Place, value: str) -> tuple[str, str]:
    key = next((step for step in reversed(place) if isinstance(step, str)), "")
    holder = part_at(part, ()) if isinstance(place[-1], str) else part
    words = _choices(holder, key)
    by_label = {label: word for word, label in words.items()}
    near = by_label.get(value) or nearest(value, words) or by_label.get(nearest(value, by_label), "")
    hint = f"是不是「{near}」？可以写：" if near else "可以写："
    remedy = hint + "、".join(word if word == label else f"{word}（{label}）" for word, label in words.items())
    if key == "unit" and "万元" in words:
        remedy += "；单位编号写在 owner"
    return f"「{value}」不能用作「{label_of(holder, key)}」", remedy


def _choices(part: type[Part], key: str) -> dict[str, str]:
    """The words of a closed list, each with what readers see for it."""
    for name, info in part.model_fields.items():
        if (info.alias or name) == key:
            for one in (info.annotation, *get_args(info.annotation)):
                if isinstance(one, type) and issubclass(one, Choice):
                    return {member.value: member.label for member in one}
    return {}


def _not_a_mapping(model: type[Record], place: Place) -> tuple[str, str]:
    part = part_at(model, place)
    keys = "、".join(known_keys(part)[:6])
    key = next((step for step in reversed(place) if isinstance(step, str)), "")
    return f"「{key}」里要写「键: 值」", f"另起一行，缩进两个空格，写：{keys}"
