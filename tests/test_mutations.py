"""No mistake in a record makes a check stumble: every key taken away, every list emptied, every reference turned.

What stands in a place is put to one other text or two, those in use in turn: with all of them in every place the
tests take three times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

import pytest
import yaml

from generator.source import parse
from generator.source_tree import Mapping, Node, Scalar, Sequence
from tests.example_files import diagnose, merged

WORLD = merged({})
IDS = {path.split("/")[-1].removesuffix(".yml") for path in WORLD}
STAND_INS = ("XX", "8-3", "TA-0803-001", "KM-2022", "BG-2025-XGH", "QD-6", "RL-2026", "GS1", "NOWHERE-1")


_turn = count()


def variants(node: Node) -> Iterator[Node]:
    """The tree with one thing changed in each place."""
    if isinstance(node, Scalar):
        texts = tuple(_other_texts(node.text))
        first = next(_turn)
        for step in range(1 if len(texts) < 5 else 2):
            yield Scalar(texts[(first + 3 * step) % len(texts)], 1, 1)
    elif isinstance(node, Sequence):
        if node.items:
            yield Sequence(1, 1, [])
            yield Sequence(1, 1, [*node.items, node.items[0]])
        for index, item in enumerate(node.items[:2]):
            for changed in variants(item):
                yield Sequence(1, 1, [*node.items[:index], changed, *node.items[index + 1 :]])
    else:
        for key, value in node.values.items():
            yield Mapping(1, 1, {}, {name: one for name, one in node.values.items() if name != key})
            for changed in variants(value):
                yield Mapping(1, 1, {}, {**node.values, key: changed})


def _other_texts(text: str) -> Iterator[str]:
    if text in IDS:
        yield from (one for one in STAND_INS if one != text)
    elif re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        yield from ("1990-01-01", "2031-12-31", "2026-02-29")
    elif re.fullmatch(r"\d{4}", text):
        yield from ("1990", "2099")
    elif re.fullmatch(r"-?[\d.]+", text):
        yield from ("0", "-1", "99999999.99", "1")
    else:
        yield from ("甲", "测试" * 120, "〔〕[]()（）#| <b>")


def as_yaml(node: Node) -> object:
    """The tree as plain data."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [as_yaml(item) for item in node.items]
    return {key: as_yaml(value) for key, value in node.values.items()}


@pytest.mark.parametrize("path", sorted(path for path in WORLD if "/rules/" not in path))
def test_no_single_mistake_makes_a_check_stumble(path: str) -> None:
    global _turn
    _turn = count(sum(path.encode()))
    tree = parse(path, WORLD[path].encode()).tree
    assert tree is not None
    for changed in variants(tree):
        text = yaml.dump(as_yaml(changed), Dumper=yaml.CSafeDumper, allow_unicode=True)
        for found in diagnose({**WORLD, path: text}):
            assert found.message
            assert found.remedy
            assert "\n" not in found.message
            assert "None" not in found.message
            assert found.position.line <= text.count("\n") + 1 or found.position.path != path
