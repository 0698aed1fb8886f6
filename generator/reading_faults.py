"""What is wrong with a written value, and what to write instead: pydantic's objections in an editor's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from generator.diagnostics import Place
from generator.late import late
from generator.model import ClauseReference, Part, Record, StatedOf
from generator.references import target_of
from generator.source_text import FULL_WIDTH_COLON
from generator.source_tree import Plain
from generator.unknown_keys import unknown_key
from generator.values import Choice, Leaf, is_id, narrowed, parse_line, shortened
from generator.written_choices import enumerated, near_choice
from generator.written_keys import Objection, field_of, known_keys, label_of, only_one, part_at, part_of, required_keys

Named = Callable[[type[Record], str], str]
"""The id of the record of a type that bears a name, '' where there is none or several."""

_EMPTY = frozenset(
    {"无", "暂无", "没有", "空", "-", "—", "——", "－", "/", "不详", "待定", "待补", "none", "n/a", "nil"}
)
_SEPARATOR = late(r"[、，,;；\s]+")
_AS_SCHOOL_YEAR = late(r"((?:19|20|21)\d{2})年?(?:[-~/至到]+((?:19|20|21)?\d{2}))?年?(学年)?度?\Z", re.ASCII)
_NUMBERING = late(r"\d{1,2}[.)．、]")


def explain(error: ErrorDetails, model: type[Record], siblings: Mapping[str, Plain], named: Named) -> Objection:
    """One of pydantic's errors. `siblings` is the mapping that holds its place, as written."""
    place, kind, value = error["loc"], error["type"], error.get("input")
    part = part_at(model, place[:-1])
    if kind == "missing":
        return _missing(part, place)
    if kind == "extra_forbidden":
        return unknown_key(model, part, place, siblings)
    if value == "":
        return _empty(part, place)
    if kind == "enum" and isinstance(value, str):
        return _with_hint(part, place, value, _not_one_of(model, part, place, value))
    if kind in ("tuple_type", "list_type"):
        return _not_a_list(model, place, value)
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return _not_a_mapping(model, place, value)
    if not isinstance(value, str):
        return _not_text(part, place, value, named)
    context: dict[str, Any] = dict(error.get("ctx") or {})
    remedy = _school_year(part, kind, value) or str(context.get("remedy", "照编辑手册改写"))
    objection = Objection(kind, error["msg"], remedy)
    return _with_hint(part, place, value, _reference(part, place, value, objection, named))


def _school_year(part: type[Part], kind: str, value: str) -> str:
    """What to do with a school year that was written where a calendar year belongs, '' where it is none."""
    if kind != "not-a-year" or "school_year" not in part.model_fields:
        return ""
    match = _AS_SCHOOL_YEAR.match(narrowed(value))
    if match is None or not (match[2] or match[3]):
        return ""
    first = int(match[1])
    if match[2] and int(match[2]) % 100 != (first + 1) % 100:
        return ""
    years = "" if match[3] else "；说的是前后两年，写 from 和 to"
    return f"说的是学年，把这一行写成 school_year: {first}-{first + 1}{years}"


def _not_text(part: type[Part], place: Place, value: object, named: Named) -> Objection:
    """A list or a mapping where one value belongs."""
    message, remedy = "这里要写一个值，却写了几项", "把值写在冒号后面的同一行；值里有「: 」时用引号括起来"
    key = str(place[-1])
    first = value[0] if isinstance(value, list) and value else None
    if not first or not isinstance(first, str) or not isinstance(place[-1], str):
        return Objection("not-text", message, remedy)
    assert isinstance(value, list)
    if len(value) == 1:
        message, remedy = "这里要写一个值，却写成了列表", f"写成「{key}: {_id_of(part, key, first, named)}」"
    elif only_one(part, key):
        message = f"「{key}」（{label_of(part, key)}）只有一个，却写了 {len(value)} 项"
        remedy = f"写成「{key}: {_id_of(part, key, first, named)}」；{only_one(part, key)}"
    return Objection("not-text", message, remedy)


def _id_of(part: type[Part], key: str, written: str, named: Named) -> str:
    """The id that is meant by a written name; what is written where no record bears it."""
    target = _target(part, key)
    meant = named(target, written) if target is not None and not is_id(written) else ""
    return meant or shortened(written)


def _target(part: type[Part], key: str) -> type[Record] | None:
    """What the records are that a key refers to."""
    info = field_of(part, key)
    targets = (target_of(one) for one in (info.annotation, *get_args(info.annotation))) if info is not None else ()
    return next(filter(None, targets), None)


def _missing(part: type[Part], place: Place) -> Objection:
    key = str(place[-1])
    info = field_of(part, key)
    assert info is not None
    where = "" if len(place) == 1 else f"「{'.'.join(str(step) for step in place[:-1] if isinstance(step, str))}」里"
    return Objection("missing-key", f"{where}缺少「{key}」（{info.title}）", f"加上 {key}: …（{info.description}）")


def _empty(part: type[Part], place: Place) -> Objection:
    if isinstance(place[-1], int):
        return Objection("empty-value", "列表里有一项是空的", "写上内容，或者删去这一行的短横线")
    info = field_of(part, str(place[-1]))
    remedy = "写上内容；没有内容就删去这一行"
    if info is not None and info.is_required():
        remedy = f"写上内容：{info.description}"
    return Objection("empty-value", f"「{place[-1]}」后面没有写内容", remedy, at_key=True)


def _not_one_of(model: type[Part], part: type[Part], place: Place, value: str) -> Objection:
    key = next((step for step in reversed(place) if isinstance(step, str)), "")
    words = _choices(part, key)
    if part is StatedOf and issubclass(model, Record) and model.quotes:  # of the figures those that the type checks
        words = {word: label for word, label in words.items() if word in model.quotes}
    money = key == "unit" and "万元" in words
    near = "" if money else near_choice(value.strip(), words)
    hint = f"是不是「{near}」？可以写：" if near else "可以写："
    remedy = hint + enumerated(word if word == label else f"{word}（{label}）" for word, label in words.items())
    if money:
        remedy += "；别的单位先换算金额；单位的编号写在 owner"
    return Objection("not-one-of", f"「{shortened(value)}」不能用作「{label_of(part, key)}」", remedy)


def _choices(part: type[Part], key: str) -> dict[str, str]:
    """The words of a closed list, each with what readers see for it."""
    info = field_of(part, key)
    for one in (info.annotation, *get_args(info.annotation)) if info is not None else ():
        if isinstance(one, type) and issubclass(one, Choice):
            return {member.value: member.label for member in one}
    return {}


def _with_hint(part: type[Part], place: Place, value: str, objection: Objection) -> Objection:
    """Where 无 or the like was written for nothing: what to do with the line."""
    if value.strip().casefold() not in _EMPTY:
        return objection
    info = field_of(part, str(place[-1]))
    first = "没有内容就删去这一行" if info is None or not info.is_required() else "这里必须写"
    return objection._replace(remedy=f"{first}；{objection.remedy}")


def _reference(part: type[Part], place: Place, value: str, objection: Objection, named: Named) -> Objection:
    """The remedy for a reference that is no id: most often the name of a unit."""
    key = next((step for step in reversed(place) if isinstance(step, str)), "")
    info, target = field_of(part, key), _target(part, key)
    if target is None:
        return objection
    if info is not None and ClauseReference in (info.annotation, *get_args(info.annotation)):
        number = re.search(r"\d{1,3}", value, re.ASCII)
        return objection._replace(remedy=f"只写条款的序号，例如 {int(number[0]) if number else 9}")
    pieces = [piece for piece in _SEPARATOR.split(value) if piece]
    joined = value.split(" - ")
    if len(joined) > 1 and all(map(is_id, joined)):
        return objection._replace(remedy="几项连成了一项：每项的短横线左边对齐")
    ids = [piece if is_id(piece) else named(target, piece) for piece in pieces]
    if len(ids) > 1 and all(ids):
        return objection._replace(remedy=_of_several(part, place, ids))
    meant = named(target, value.strip()) or named(target, re.sub(r"[（(].*", "", value).strip())
    if meant:
        return objection._replace(
            remedy=f"写编号，不写{'序号' if value.strip().isdigit() else '名称'}：是不是「{meant}」？"
        )
    if "是不是" in objection.remedy or not target.type_label:
        return objection
    remedy = f"写{target.type_label}的编号，就是 data/{target.folder}/ 里的文件名，不带 .yml"
    if not target.paged:
        remedy += f"；还没有的，在那里新写一个文件，写 {'、'.join(required_keys(target))}"
    return objection._replace(remedy=remedy)


def _of_several(part: type[Part], place: Place, ids: Sequence[str]) -> str:
    """Where one id belongs, several are written in one line."""
    if not isinstance(place[-1], str):
        return "一行写一个：" + " ".join(f"「- {one}」" for one in ids[:3])
    others = only_one(part, place[-1])
    return f"这里只写一个编号：写成「{place[-1]}: {ids[0]}」；{others}" if others else "这里只写一个编号"


def _not_a_list(model: type[Part], place: Place, value: object) -> Objection:
    key = str(place[-1])
    info = field_of(part_at(model, place[:-1]), key)
    if isinstance(value, dict):
        remedy = "每一项的第一个键前面加「- 」，其余的键与它对齐"
    elif isinstance(value, str) and value.startswith("-"):
        remedy = "短横线后面空一格：「- 」"
    elif isinstance(value, str) and value.lstrip("［[【（(")[:1].isalnum() and (info is None or part_of(info) is None):
        plain = value.strip("［］[]【】（）()") if value[0] in "［[【（(" else value
        pieces = [piece for piece in _SEPARATOR.split(plain) if piece and not _NUMBERING.fullmatch(piece)]
        remedy = "另起一行，缩进两个空格，一行写一项：" + " ".join(f"「- {shortened(piece)}」" for piece in pieces[:3])
    else:
        remedy = "另起一行，每项以半角的「- 」开头，缩进两个空格"
    return Objection("not-a-list", f"「{key}」要写成列表", remedy)


def _not_a_mapping(model: type[Record], place: Place, value: object) -> Objection:
    part = part_at(model, place)
    key = next((step for step in reversed(place) if isinstance(step, str)), "")
    if isinstance(value, list):
        return Objection("not-a-mapping", f"「{key}」不是列表", "去掉短横线，几个键左边对齐")
    remedy = "另起一行，缩进两个空格，写：" + "、".join(known_keys(part)[:6])
    if isinstance(value, str) and FULL_WIDTH_COLON.match(value):
        remedy = "把全角冒号「：」改成半角冒号加一个空格"
    elif isinstance(value, str) and isinstance(place[-1], int):
        first = next((one for one in part.model_fields.values() if _is_line(one)), None)
        name = next((info.alias or name for name, info in part.model_fields.items() if info is first), "")
        remedy = f"写成「- {name}: {shortened(value)}」" if name else remedy
    return Objection("not-a-mapping", f"「{key}」里要写「键: 值」", remedy)


def _is_line(info: FieldInfo) -> bool:
    return any(isinstance(one, Leaf) and one.parse is parse_line for one in info.metadata)
