"""The fields of records in words, taken from the models: the data dictionary and JSON Schema."""

from __future__ import annotations

from pydantic.fields import FieldInfo

from generator.fields import parts_of, written_in
from generator.model import Part, Record
from generator.record_type import AnyType
from generator.registry import RECORD_TYPES

COMMON = tuple(name for name in Record.model_fields if name != "id")


def dictionary_document() -> str:
    """docs/data-dictionary.md."""
    lines = ["# 数据字典", "", "<!-- 由 `make docs` 从模型生成，不要手改。 -->", ""]
    lines += [
        "一条记录一个文件：`data/<文件夹>/…/<编号>.yml`，文件夹下面可以再分。键用英文，值都写成文字。「必填」一栏空着的可以不写。",
        "",
    ]
    lines += ["## 每种记录都可以写", "", *_table([(name, Record.model_fields[name]) for name in COMMON])]
    for part in parts_of(Record):
        lines += _part_section(part)
    for kind in RECORD_TYPES:
        lines += _type_section(kind)
    return "\n".join(lines).rstrip() + "\n"


def _type_section(kind: AnyType) -> list[str]:
    model = kind.model
    own = [(name, info) for name, info in model.model_fields.items() if name not in Record.model_fields]
    lines = [f"## {model.type_label} `data/{model.folder}/`", "", *_table(own)]
    for part in parts_of(model):
        if part not in parts_of(Record):
            lines += _part_section(part)
    return lines


def _part_section(part: type[Part]) -> list[str]:
    return [f"### `{part.__name__}`", "", *_table(list(part.model_fields.items()))]


def _table(fields: list[tuple[str, FieldInfo]]) -> list[str]:
    rows = ["| 键 | 名称 | 必填 | 写什么 | 说明 |", "|---|---|---|---|---|"]
    for name, info in fields:
        required = "是" if info.is_required() else ""
        rows.append(f"| `{info.alias or name}` | {info.title} | {required} | {written_in(info)} | {info.description} |")
    return [*rows, ""]
