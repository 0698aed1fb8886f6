"""What is wrong with a written value, and what to write instead: pydantic's objections in an editor's words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, get_args

from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticCustomError

from generator.diagnostics import Place
from generator.model import ClauseReference, Part, Record
from generator.nearest import nearest
from generator.references import target_of
from generator.source_text import FULL_WIDTH_COLON
from generator.source_tree import Plain
from generator.values import Choice, Leaf, parse_id, parse_line, shortened

Named = Callable[[type[Record], str], str]
"""The id of the record of a type that bears a name, '' where there is none or several."""

_EMPTY = frozenset(
    {"无", "暂无", "没有", "空", "-", "—", "——", "－", "/", "不详", "待定", "待补", "none", "n/a", "nil"}
)
_DECISIVE = re.compile("[不未没无非待拟已暂部基较]")
"""What turns the sense of a word, or its degree: 比较满意 is not 满意, 待落实 not 已落实, 部分成立 not 成立."""
_SEPARATOR = re.compile(r"[、，,;；\s]+")
_NUMBERING = re.compile(r"\d{1,2}[.)．、]")
_MOST_PLACES = 3
_COMPUTED = re.compile(
    "status|state|stage|overdue|totals?|sum|share|growth|rate|percent(?:age)?|days|count"
    "|状态|进度|阶段|(?:是否)?逾期|合计|总计|总数|占比|比例|增长率?|执行率|满意率|办结"
)
"""What editors would write beside the facts, and the site works out."""

_CALLED = {
    "标题": ("title", "name"),
    "题目": ("title", "name"),
    "名称": ("name", "title", "honour", "label"),
    "姓名": ("name",),
    "日期": ("on", "handed_in", "published", "decided", "held"),
    "时间": ("on", "handed_in", "published", "decided", "held"),
    "内容": ("text", "measures", "statement"),
    "金额": ("amount", "value"),
    "部门": ("unit", "lead", "owner"),
    "单位": ("unit", "lead", "owner"),
    "备注": ("note",),
}
"""Common Chinese words for keys, each with the keys that it may stand for, the likeliest first."""


class Objection(NamedTuple):
    """A fault of a written value: the last part of its code, the sentence, the remedy, and whether the key is meant."""

    code: str
    message: str
    remedy: str
    at_key: bool = False


def explain(error: ErrorDetails, model: type[Record], siblings: Mapping[str, Plain], named: Named) -> Objection:
    """One of pydantic's errors. `siblings` is the mapping that holds its place, as written."""
    place, kind, value = error["loc"], error["type"], error.get("input")
    part = part_at(model, place[:-1])
    if kind == "missing":
        return _missing(part, place)
    if kind == "extra_forbidden":
        return _unknown(model, part, place, siblings)
    if value == "":
        return _empty(place)
    if kind == "enum" and isinstance(value, str):
        return _with_hint(part, place, value, _not_one_of(part, place, value))
    if kind in ("tuple_type", "list_type"):
        return _not_a_list(model, place, value)
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return _not_a_mapping(model, place, value)
    if not isinstance(value, str):
        return Objection(
            "not-text", "这里要写一个值，却写了几项", "把值写在冒号后面的同一行；值里有「: 」时用引号括起来"
        )
    context: dict[str, Any] = dict(error.get("ctx") or {})
    objection = Objection(kind, error["msg"], str(context.get("remedy", "照编辑手册改写")))
    return _with_hint(part, place, value, _reference(part, place, value, objection, named))


def part_at(model: type[Part], place: Place) -> type[Part]:
    """The part of a model that holds a place: `("responses", 1)` of a proposal is `Response`."""
    part = model
    for step in place:
        info = _field(part, step) if isinstance(step, str) else None
        part = (_part_of(info) if info is not None else None) or part
    return part


def _field(part: type[Part], key: str) -> FieldInfo | None:
    return next((info for name, info in part.model_fields.items() if (info.alias or name) == key), None)


def _part_of(info: FieldInfo) -> type[Part] | None:
    inner = (info.annotation, *get_args(info.annotation))
    return next((one for one in inner if isinstance(one, type) and issubclass(one, Part)), None)


def known_keys(part: type[Part]) -> list[str]:
    """The keys that may be written in a part: its own before those of every record."""
    names = [name for name in part.model_fields if not (name == "id" and issubclass(part, Record))]
    names.sort(key=lambda name: issubclass(part, Record) and name in Record.model_fields)
    return [part.model_fields[name].alias or name for name in names]


def label_of(part: type[Part], key: str) -> str:
    """The Chinese label of a key."""
    info = _field(part, key)
    return (info.title or key) if info is not None else key


def _missing(part: type[Part], place: Place) -> Objection:
    key = str(place[-1])
    info = _field(part, key)
    assert info is not None
    where = "" if len(place) == 1 else f"「{'.'.join(str(step) for step in place[:-1] if isinstance(step, str))}」里"
    return Objection("missing-key", f"{where}缺少「{key}」（{info.title}）", f"加上 {key}: …（{info.description}）")


def _empty(place: Place) -> Objection:
    if isinstance(place[-1], int):
        return Objection("empty-value", "列表里有一项是空的", "写上内容，或者删去这一行的短横线")
    return Objection("empty-value", f"「{place[-1]}」后面没有写内容", "写上内容；没有内容就删去这一行", at_key=True)


def intended_key(part: type[Part], key: str) -> str:
    """The key that was probably meant by one that is not known, '' where none is near."""
    keys = known_keys(part)
    plain = re.sub(r"[\s-]+", "_", unicodedata.normalize("NFKC", key).strip().casefold())
    if plain in keys:
        return plain
    labels = {label_of(part, known): known for known in keys}
    bare = re.sub(r"\s", "", key)
    if bare in labels:
        return labels[bare]
    if _COMPUTED.fullmatch(plain):
        return ""
    called = next((one for one in _CALLED.get(bare, ()) if one in keys), "")
    word = called or labels.get(nearest(key, labels), "")
    near = nearest(plain, keys)
    return word or (near if near[:1] == plain[:1] else "")


def _unknown(model: type[Record], part: type[Part], place: Place, siblings: Mapping[str, Plain]) -> Objection:
    key = str(place[-1])
    message = f"不认识的键「{shortened(key)}」"
    if part is model and key in ("编号", "ID", "Id"):
        return Objection("id-in-file", "编号不写在文件里", "删去这一行；编号就是文件名", at_key=True)
    meant = intended_key(part, key)
    if not meant and _COMPUTED.fullmatch(key.strip().casefold()) and not _elsewhere(model, part, key):
        return Objection("unknown-key", message, "删去这一行：它由程序从记录里算出来，不写", at_key=True)
    if meant in siblings:
        remedy = f"「{meant}」（{label_of(part, meant)}）已经写过，删去这一行"
    elif meant:
        remedy = f"是不是「{meant}」（{label_of(part, meant)}）？"
    else:
        more = "、".join(_unwritten(part, siblings))
        remedy = _elsewhere(model, part, key) or ("删去它" + (f"；还可以写：{more}" if more else ""))
    return Objection("unknown-key", message, remedy, at_key=True)


def _elsewhere(model: type[Record], part: type[Part], key: str) -> str:
    """Where a key belongs that is known in another part of the record."""
    if part is not model:
        return f"「{key}」写在最外层，左边不缩进" if key in known_keys(model) else ""
    homes = [
        info.alias or name
        for name, info in part.model_fields.items()
        if (inner := _part_of(info)) is not None and key in known_keys(inner)
    ]
    return f"「{key}」写在{'或'.join(f'「{home}」' for home in homes)}里" if 0 < len(homes) <= _MOST_PLACES else ""


def _unwritten(part: type[Part], siblings: Mapping[str, Plain]) -> Iterator[str]:
    for key in known_keys(part):
        if key not in siblings:
            yield f"{key}（{label_of(part, key)}）"


def _not_one_of(part: type[Part], place: Place, value: str) -> Objection:
    key = next((step for step in reversed(place) if isinstance(step, str)), "")
    words = _choices(part, key)
    money = key == "unit" and "万元" in words
    near = "" if money else _near_choice(value.strip(), words)
    hint = f"是不是「{near}」？可以写：" if near else "可以写："
    remedy = hint + "、".join(word if word == label else f"{word}（{label}）" for word, label in words.items())
    if money:
        remedy += "；别的单位先换算金额；单位的编号写在 owner"
    return Objection("not-one-of", f"「{shortened(value)}」不能用作「{label_of(part, key)}」", remedy)


def _near_choice(value: str, words: Mapping[str, str]) -> str:
    """The choice that was probably meant; never one that says the opposite, or more or less."""
    by_label = {label: word for word, label in words.items()}
    sense = sorted(_DECISIVE.findall(value))
    alike = [label for label in by_label if sorted(_DECISIVE.findall(label)) == sense]
    return (
        by_label.get(value) or nearest(value, words.keys() - by_label.keys()) or by_label.get(nearest(value, alike), "")
    )


def _choices(part: type[Part], key: str) -> dict[str, str]:
    """The words of a closed list, each with what readers see for it."""
    info = _field(part, key)
    for one in (info.annotation, *get_args(info.annotation)) if info is not None else ():
        if isinstance(one, type) and issubclass(one, Choice):
            return {member.value: member.label for member in one}
    return {}


def _with_hint(part: type[Part], place: Place, value: str, objection: Objection) -> Objection:
    """Where 无 or the like was written for nothing: what to do with the line."""
    if value.strip().casefold() not in _EMPTY:
        return objection
    info = _field(part, str(place[-1]))
    first = "没有内容就删去这一行" if info is None or not info.is_required() else "这里必须写"
    return objection._replace(remedy=f"{first}；{objection.remedy}")


def _reference(part: type[Part], place: Place, value: str, objection: Objection, named: Named) -> Objection:
    """The remedy for a reference that is no id: most often the name of a unit."""
    info = _field(part, next((step for step in reversed(place) if isinstance(step, str)), ""))
    targets = (target_of(one) for one in (info.annotation, *get_args(info.annotation))) if info is not None else ()
    target = next(filter(None, targets), None)
    if target is None:
        return objection
    if info is not None and ClauseReference in (info.annotation, *get_args(info.annotation)):
        number = re.search(r"\d{1,3}", value, re.ASCII)
        return objection._replace(remedy=f"只写条款的序号，例如 {int(number[0]) if number else 9}")
    pieces = [piece for piece in _SEPARATOR.split(value) if piece]
    joined = value.split(" - ")
    if len(joined) > 1 and all(map(_is_id, joined)):
        return objection._replace(remedy="几项连成了一项：每项的短横线左边对齐")
    if len(pieces) > 1 and all(map(_is_id, pieces)):
        rows = " ".join(f"「- {piece}」" for piece in pieces[:3])
        return objection._replace(remedy="这里只写一个编号" if isinstance(place[-1], str) else f"一行写一个：{rows}")
    meant = named(target, re.sub(r"[（(].*", "", value).strip())
    if meant:
        return objection._replace(remedy=f"写编号，不写名称：是不是「{meant}」？")
    if "是不是" in objection.remedy or not target.type_label:
        return objection
    return objection._replace(remedy=f"写{target.type_label}的编号，就是 data/{target.folder}/ 里的文件名，不带 .yml")


def _is_id(text: str) -> bool:
    try:
        parse_id(text)
    except PydanticCustomError:
        return False
    return True


def _not_a_list(model: type[Part], place: Place, value: object) -> Objection:
    key = str(place[-1])
    info = _field(part_at(model, place[:-1]), key)
    if isinstance(value, dict):
        remedy = "每一项的第一个键前面加「- 」，其余的键与它对齐"
    elif isinstance(value, str) and value.startswith("-"):
        remedy = "短横线后面空一格：「- 」"
    elif isinstance(value, str) and value[:1].isalnum() and (info is None or _part_of(info) is None):
        pieces = [piece for piece in _SEPARATOR.split(value) if piece and not _NUMBERING.fullmatch(piece)]
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
