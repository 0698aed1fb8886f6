"""JSON Schema of a record's own file, and of its line in JSON Lines: what an editor writes stands under `facts`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from pydantic_core import from_json, to_json

from generator.model import Record
from generator.outputs.installed import once
from generator.outputs.open_data.descriptor import Publisher
from generator.outputs.open_data.records import FOLDER
from generator.outputs.open_data.tables import Field
from generator.outputs.open_data.type_data import COMPUTED_KEY, LEAD, TypeData

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MARKS = "x-gongkai"


def schema_json(data: TypeData, publisher: Publisher) -> bytes:
    """The schema of a type's published records."""
    model: type[Record] = data.kind.model
    facts = from_json(_described(model))
    parts = facts.pop("$defs", {})
    written_id = facts["properties"].pop("id")
    facts["required"] = [one for one in facts.get("required", ()) if one != "id"]
    facts["title"], facts["description"] = model.type_label, f"{model.type_label}：记录文件里写什么"
    title, page = LEAD
    content = {
        "$schema": _DIALECT,
        "title": model.type_label,
        "description": f"{model.type_label}：每条记录的 JSON 文件，和 JSON Lines 里的一行",
        "type": "object",
        "properties": {
            "id": written_id,
            "type": {"const": model.type_name, "title": "类型"},
            "title": _text(title),
            "page": _text(page),
            "facts": {"$ref": "#/$defs/facts"},
            "withdrawn": {"$ref": "#/$defs/Withdrawal"},
            "computed": _computed(data.computed),
        },
        "required": ["id", "type"],
        "oneOf": [{"required": ["title", "facts"]}, {"required": ["withdrawn"]}],
        "additionalProperties": False,
        "$defs": _without_marks({**{name: _for_readers(one) for name, one in parts.items()}, "facts": facts}),
    }
    if publisher.site_url:
        content["$id"] = f"{publisher.site_url}{FOLDER}/{model.folder}.schema.json"
    return to_json(content, indent=1) + b"\n"


@cache
def _described(model: type[Record]) -> bytes:
    """What pydantic makes of a type: for all of them it takes a tenth of a second."""
    return once(f"schema-{model.type_name}", lambda: to_json(model.model_json_schema(by_alias=True)))


def _computed(fields: Sequence[Field]) -> dict[str, Any]:
    """What is computed of a record; only its line in JSON Lines has it."""
    properties = {one.key.removeprefix(COMPUTED_KEY): _text(one) for one in fields}
    words = "由记录算出，随日期变化；只在 JSON Lines 里有"
    return {"type": "object", "description": words, "properties": properties, "additionalProperties": False}


def _for_readers(part: dict[str, Any]) -> dict[str, Any]:
    """A part without its name and docstring in the code, which are in English; its fields have their own words."""
    return {key: value for key, value in part.items() if key not in ("title", "description")}


def _without_marks(schema: Any) -> Any:
    """A schema without what only our own code reads."""
    if isinstance(schema, dict):
        return {key: _without_marks(value) for key, value in schema.items() if key != _MARKS}
    return [_without_marks(one) for one in schema] if isinstance(schema, list) else schema


def _text(one: Field) -> dict[str, Any]:
    return {"type": "string", "title": one.label, "description": one.description}
