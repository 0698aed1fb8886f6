"""The fields of records in words, taken from the models: the data dictionary and JSON Schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from generator.leaves import leaf_of
from generator.model import ClauseReference, Part, Record
from generator.record_type import AnyType
from generator.references import target_of
from generator.registry import RECORD_TYPES
from generator.values import LEAF_LABELS, Choice

COMMON = tuple(name for name in Record.model_fields if name != "id")


def dictionary_document() -> str:
    """docs/data-dictionary.md."""
    lines = ["# 数据字典", "", "<!-- 由 `make docs` 从模型生成，不要手改。 -->", ""]
    lines += [
        "一条记录一个文件：`data/<文件夹>/…/<编号>.yml`，文件夹下面可以再分。键用英文，值都写成文字。「必填」一栏空着的可以不写。",
        "",
    ]
    lines += ["## 每种记录都可以写", "", *_table([(name, Record.model_fields[name]) for name in COMMON])]
    for part in _parts_of(Record):
        lines += _part_section(part)
    for kind in RECORD_TYPES:
        lines += _type_section(kind)
    return "\n".join(lines).rstrip() + "\n"


def _type_section(kind: AnyType) -> list[str]:
    model = kind.model
    own = [(name, info) for name, info in model.model_fields.items() if name not in Record.model_fields]
    lines = [f"## {model.type_label} `data/{model.folder}/`", "", *_table(own)]
    for part in _parts_of(model):
        if part not in _parts_of(Record):
            lines += _part_section(part)
    return lines


def _part_section(part: type[Part]) -> list[str]:
    return [f"### `{part.__name__}`", "", *_table(list(part.model_fields.items()))]


def _table(fields: list[tuple[str, FieldInfo]]) -> list[str]:
    rows = ["| 键 | 名称 | 必填 | 写什么 | 说明 |", "|---|---|---|---|---|"]
    for name, info in fields:
        required = "是" if info.is_required() else ""
        rows.append(f"| `{info.alias or name}` | {info.title} | {required} | {_kind(info)} | {info.description} |")
    return [*rows, ""]


def _inner(info: FieldInfo) -> tuple[Any, ...]:
    return (info.annotation, *get_args(info.annotation))


def _kind(info: FieldInfo) -> str:
    """What is written in a field, in words."""
    many = "若干个：" if _is_list(info) else ""
    for one in _inner(info):
        if one is ClauseReference:
            return f"{many}条款序号"
        target = target_of(one)
        if target is not None:
            return f"{many}{target.type_label or '记录'}的编号"
        if isinstance(one, type) and issubclass(one, Part):
            return f"{many}`{one.__name__}`"
        if isinstance(one, type) and issubclass(one, Choice):
            words = "、".join(
                member.value if member.value == member.label else f"{member.value}（{member.label}）" for member in one
            )
            return f"{many}{words}"
    leaf = leaf_of(info)
    return many + (LEAF_LABELS[leaf.parse.__name__] if leaf is not None else "文字")


def _is_list(info: FieldInfo) -> bool:
    return get_origin(info.annotation) is tuple and get_args(info.annotation)[-1] is Ellipsis


def _parts_of(part: type[Part], seen: frozenset[type[Part]] = frozenset()) -> list[type[Part]]:
    """Every part that a record is made of, in the order of the model, each once."""
    found: dict[type[Part], None] = {}
    for inner in _direct_parts(part):
        if inner is not part and inner not in seen:
            found[inner] = None
            found.update(dict.fromkeys(_parts_of(inner, seen | {part, inner})))
    return list(found)


def _direct_parts(part: type[Part]) -> Iterator[type[Part]]:
    for info in part.model_fields.values():
        for one in _inner(info):
            if isinstance(one, type) and issubclass(one, Part) and not issubclass(one, Record):
                yield one
