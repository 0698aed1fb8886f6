"""A key that no model knows: which was meant, where it belongs, what becomes of what is written under it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from generator.diagnostics import Place
from generator.late import late
from generator.model import Part, Record
from generator.nearest import nearest
from generator.source_tree import Plain
from generator.values import shortened
from generator.written_keys import (
    Objection,
    field_of,
    fits,
    for_others,
    has_shape,
    known_keys,
    label_of,
    named,
    only_one,
    part_at,
    part_of,
    takes_any_text,
)

_MOST_PLACES, _MOST_OFFERED = 3, 4
_FOR_ID = frozenset({"编号", "ID", "Id"})
_COMPUTED = late(
    "status|state|stage|overdue|totals?|sum|share|growth|rate|percent(?:age)?|days|count"
    "|状态|进度|阶段|(?:是否)?逾期|合计|总计|总数|占比|比例|增长率?|执行率|满意率|办结"
)
"""What editors would write beside the facts, and the site works out."""

_DAYS = ("on", "handed_in", "published", "decided", "held")
_TEXTS = ("text", "measures", "reason", "statement", "explanation")
_UNITS = ("unit", "lead", "owner")
_CALLED = {
    "标题": ("title", "name"),
    "题目": ("title", "name"),
    "名称": ("name", "title", "honour", "label"),
    "姓名": ("name",),
    "日期": _DAYS,
    "时间": _DAYS,
    "date": _DAYS,
    "内容": _TEXTS,
    "content": _TEXTS,
    "text": _TEXTS,
    "金额": ("amount", "value"),
    "部门": _UNITS,
    "单位": _UNITS,
    "department": _UNITS,
    "备注": ("note",),
    "满意度": ("grade",),
    "satisfaction": ("grade",),
    "answers": ("responses",),
    "replies": ("responses",),
    "winners": ("recipients",),
    "主办": ("lead",),
    "承办单位": ("lead",),
    "牵头单位": ("lead",),
    "lead_units": ("lead",),
    "协办": ("supporting",),
    "配合单位": ("supporting",),
}
"""Common words for keys, each with the keys that it may stand for, the likeliest first."""


def intended_key(model: type[Record], part: type[Part], key: str, siblings: Mapping[str, Plain]) -> str:
    """The key that was probably meant by one that is not known, '' where none is near.

    `siblings` is the mapping that holds it, as written. Where one required key is missing and this is the only
    unknown one, whose value fits there, that is it.
    """
    if key in _FOR_ID and part is model:
        return ""
    value = siblings.get(key, "")
    meant = _called(part, key, siblings) or _alike(part, key, value)
    if meant and meant not in siblings:
        return meant
    if _COMPUTED.fullmatch(_plain(key)) or _elsewhere(model, part, key):
        return "" if meant and not _is_same(part, meant, key) else meant
    missing, strange = _missing(part, siblings), siblings.keys() - {"id", *known_keys(part)}
    return missing[0] if len(missing) == len(strange) == 1 and fits(part, missing[0], value) else meant


def _plain(key: str) -> str:
    return re.sub(r"[\s-]+", "_", unicodedata.normalize("NFKC", key).strip().casefold())


def _is_same(part: type[Part], meant: str, key: str) -> bool:
    """Whether a key is another, written otherwise: in capitals, or by its label."""
    return _plain(key) == meant or re.sub(r"\s", "", key) == label_of(part, meant)


def _called(part: type[Part], key: str, siblings: Mapping[str, Plain]) -> str:
    """The key that goes by another name: its label, or a common word; best one that is not there and has to be."""
    same = next((known for known in known_keys(part) if _is_same(part, known, key)), "")
    if same or _COMPUTED.fullmatch(_plain(key)):
        return same
    words = _CALLED.get(re.sub(r"\s", "", key)) or _CALLED.get(_plain(key), ())
    missing = _missing(part, siblings)
    able = [one for one in words if one in missing or _takes(part, one, siblings.get(key, ""))]
    return min(able, key=lambda one: (one in siblings, one not in missing), default="")


def _alike(part: type[Part], key: str, value: Plain) -> str:
    """The key that is spelt almost so, and takes what is written."""
    if _COMPUTED.fullmatch(_plain(key)):
        return ""
    labels = {label_of(part, known): known for known in known_keys(part)}
    near = nearest(_plain(key), known_keys(part))
    found = labels.get(nearest(key, labels), "") or (near if near[:1] == _plain(key)[:1] else "")
    return found if found and (found.startswith(_plain(key)) or _takes(part, found, value)) else ""


def _takes(part: type[Part], key: str, value: Plain) -> bool:
    """Whether a value has the shape that a key wants, or is a list of such whose others belong beside it."""
    return has_shape(part, key, value) or (isinstance(value, list) and for_others(part, key) != "")


def _missing(part: type[Part], siblings: Mapping[str, Plain]) -> list[str]:
    infos = ((key, field_of(part, key)) for key in known_keys(part) if key not in siblings)
    return [key for key, info in infos if info is not None and info.is_required()]


def unknown_key(model: type[Record], part: type[Part], place: Place, siblings: Mapping[str, Plain]) -> Objection:
    """What is said of a key that is not known. What is written under it is never to be thrown away unread."""
    key = str(place[-1])
    message = f"不认识的键「{shortened(key)}」"
    if part is model and key in _FOR_ID:
        return Objection("id-in-file", "编号不写在文件里", "删去这一行；编号就是文件名", at_key=True)
    meant = intended_key(model, part, key, siblings)
    elsewhere = _elsewhere(model, part, key) or _around(model, place, key)
    if not meant and _COMPUTED.fullmatch(key.strip().casefold()) and not elsewhere:
        return Objection("unknown-key", message, "删去这一行：它由程序从记录里算出来，不写", at_key=True)
    if not meant:
        remedy = elsewhere or _renamed(part, siblings, siblings.get(key, ""))
    elif meant not in siblings:
        remedy = f"是不是「{meant}」（{label_of(part, meant)}）？"
    elif siblings[meant] == siblings.get(key, ""):
        remedy = f"「{meant}」（{label_of(part, meant)}）已经写过一样的，删去这一行"
    else:
        remedy = f"「{meant}」（{label_of(part, meant)}）已经写过：两处的内容合在那里，再删去这里"
    if meant and isinstance(siblings.get(key, ""), list) and only_one(part, meant):
        remedy = f"{remedy}{'' if remedy.endswith('？') else '；'}{only_one(part, meant)}"
    return Objection("unknown-key", message, remedy, at_key=True)


def _elsewhere(model: type[Record], part: type[Part], key: str) -> str:
    """Where a key belongs that is known in another part of the record."""
    if part is not model:
        return f"「{key}」写在最外层，左边不缩进" if key in known_keys(model) else ""
    homes = [
        info.alias or name
        for name, info in part.model_fields.items()
        if (inner := part_of(info)) is not None and key in known_keys(inner)
    ]
    return f"「{key}」写在{'或'.join(f'「{home}」' for home in homes)}里" if 0 < len(homes) <= _MOST_PLACES else ""


def _around(model: type[Record], place: Place, key: str) -> str:
    """The same, where it is known in a part around the one that it was written in."""
    for end in range(len(place) - 2, 0, -1):
        if isinstance(place[end], str) and key in known_keys(part_at(model, place[:end])):
            return f"「{key}」写在外面一层，与「{place[end]}」左边对齐"
    return ""


def _renamed(part: type[Part], siblings: Mapping[str, Plain], value: Plain) -> str:
    """Which keys would take what is written under an unknown one: those that take any text only where there is no other."""
    unwritten = [key for key in known_keys(part) if key not in siblings]
    if not value:
        return "删去它" + _listed("；还可以写：", part, unwritten)
    fit = [key for key in unwritten if fits(part, key, value)]
    able = [key for key in fit if not takes_any_text(part, key)] or fit
    if able:
        return _listed("换成认识的键，例如 ", part, able[:_MOST_OFFERED]) + "；都不是的，把内容移到合适的地方再删去它"
    return "把内容移到认识的键里，再删去它" + _listed("；还可以写：", part, unwritten)


def _listed(before: str, part: type[Part], keys: Sequence[str]) -> str:
    return before + "、".join(named(part, key) for key in keys) if keys else ""
