"""What holds for every record type, and what somebody who adds one is told when it does not."""

from __future__ import annotations

import ast
import importlib.util
import pkgutil
import re
import types
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any, Union, get_args, get_origin

import pytest
from pydantic.fields import FieldInfo

from generator import records
from generator.leaves import leaf_of
from generator.model import Part, Record, Reference
from generator.record_type import Check, checks_for
from generator.registry import RECORD_TYPES

RECORDS = Path(records.__file__).parent
RULES = {path.stem for path in (RECORDS.parents[1] / "data" / "rules").glob("*.yml")}
_RULE = re.compile(r"(?<![A-Z0-9/])[A-Z]{1,2}\d{1,2}(?!\d)")


def modules_of(folder: str, part: str) -> Iterator[types.ModuleType]:
    """A type's module of that name, or the modules below it."""
    name = f"{records.__name__}.{folder}.{part}"
    if importlib.util.find_spec(name) is None:
        return
    module = importlib.import_module(name)
    yield module
    for one in pkgutil.iter_modules(getattr(module, "__path__", ())):
        yield importlib.import_module(f"{name}.{one.name}")


def checks_in(value: Any) -> Iterator[Check[Any]]:
    """The checks that a name of a module stands for, one or several."""
    if isinstance(value, Check):
        yield value
    elif isinstance(value, tuple):
        yield from (one for one in value if isinstance(one, Check))


def parts_of(part: type[Part], found: dict[type[Part], None]) -> dict[type[Part], None]:
    """A part with all that may stand in it."""
    if part not in found:
        found[part] = None
        for info in part.model_fields.values():
            for kind in kinds(info.annotation):
                if isinstance(kind, type) and issubclass(kind, Part) and not issubclass(kind, Record):
                    parts_of(kind, found)
    return found


def kinds(annotation: Any) -> Iterator[Any]:
    """What a field holds: without the tuple, the None and the marks around it."""
    if get_origin(annotation) in (tuple, Union, types.UnionType):
        for one in get_args(annotation):
            yield from kinds(one)
    elif hasattr(annotation, "__metadata__") or annotation not in (None, type(None), ...):
        yield annotation


def plain(info: FieldInfo) -> list[Any]:
    """What of a field is no leaf, choice, part or reference: pydantic reads it by rules of its own."""
    if leaf_of(info) is not None:
        return []
    return [
        one
        for one in kinds(info.annotation)
        if not hasattr(one, "__metadata__")
        and get_origin(one) is not Reference
        and not (isinstance(one, type) and issubclass(one, Part | Reference | Enum))
    ]


FIELDS = [
    pytest.param(part, name, id=f"{part.__name__}.{name}")
    for part in {part: None for kind in RECORD_TYPES for part in parts_of(kind.model, {})}
    for name in part.model_fields
]


@pytest.mark.parametrize(("part", "name"), FIELDS)
def test_every_field_has_a_label_a_sentence_and_a_kind_that_is_read_by_our_rules(part: type[Part], name: str) -> None:
    info = part.model_fields[name]
    if issubclass(part, Record) and name == "id":
        return
    assert info.title, f"{part.__name__}.{name}: declare it with field('标签', '一句说明')"
    assert info.description, f"{part.__name__}.{name}: declare it with field('标签', '一句说明')"
    assert plain(info) == [], f"{part.__name__}.{name}: a leaf of generator.values, a Reference, a Part or a choice"


@pytest.mark.parametrize("folder", sorted(one.name for one in RECORDS.iterdir() if (one / "__init__.py").exists()))
def test_every_check_that_is_written_is_run(folder: str) -> None:
    run = {one.name for kind in RECORD_TYPES for one in checks_for(kind.name, RECORD_TYPES)}
    written = {
        check.name: module.__name__
        for module in modules_of(folder, "checks")
        for value in vars(module).values()
        for check in checks_in(value)
    }
    assert {name: module for name, module in written.items() if name not in run} == {}, "not in the type's CHECKS"


def test_the_rules_that_checks_name_as_their_source_are_there() -> None:
    named = {
        f"{kind.name}/{one.name}: {code}"
        for kind in RECORD_TYPES
        for one in checks_for(kind.name, RECORD_TYPES)
        for code in _RULE.findall(one.source.partition("（")[0])
        if code not in RULES
    }
    assert len(RULES) > 20
    assert named == set()


def test_checks_and_views_of_a_type_stand_apart_and_are_nobody_elses() -> None:
    """Whoever checks would wait for the views; whoever changes a type would have to look at another one's checks."""
    for path in RECORDS.rglob("*.py"):
        own, *rest = path.relative_to(RECORDS).with_suffix("").parts
        here = rest[0] if rest else ""
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.ImportFrom):
                continue
            found = re.match(rf"{re.escape(records.__name__)}\.(\w+)\.(checks|views)\b", node.module or "")
            if found is None:
                continue
            assert found[1] == own, f"{path}:{node.lineno}"
            assert here not in {"model", "checks", "views"} - {found[2]}, f"{path}:{node.lineno}"
