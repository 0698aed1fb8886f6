"""The rules on one page: what each says, its numbers and words, whether it was read at its source."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from generator.dataset import Facts
from generator.publication import Fragment, State, Tone
from generator.records.rule.model import Rule

VERIFIED = State("已核对原文", "●", Tone.DONE)
UNVERIFIED = State("未核对原文", "△", Tone.RUN)
SUBJECTS = (("P", "提案"), ("B", "经费"), ("D", "公开"), ("JD", "教代会"), ("BZ", "表彰"), ("GS", "公示"))
"""The letters that codes begin with, and what those rules are about."""


class Row(Struct, frozen=True):
    """A rule in its table."""

    code: str
    statement: str
    values: tuple[str, ...]
    basis: str
    valid: str
    state: State


def landing(facts: Facts) -> Fragment:
    """Every rule, by subject, in the order of codes."""
    groups: dict[str, list[Row]] = {name: [] for _, name in SUBJECTS}
    rules = sorted((one for one in facts.of_type(Rule) if one.withdrawn is None), key=_order)
    for rule in rules:
        groups.setdefault(_subject(rule), []).append(_row(rule))
    verified = sum(one.verified for one in rules)
    shown = [(name, rows) for name, rows in groups.items() if rows]
    return Fragment("rule/landing.html", {"count": len(rules), "verified": verified, "groups": shown})


def _order(rule: Rule) -> tuple[str, int, str]:
    """P9 before P10."""
    letters = rule.id.rstrip("0123456789")
    return (letters, int(rule.id.removeprefix(letters) or 0), rule.id)


def _subject(rule: Rule) -> str:
    letters = rule.id.rstrip("0123456789")
    return next((name for prefix, name in SUBJECTS if prefix == letters), "其他")


def _row(rule: Rule) -> Row:
    numbers = [f"{one.name} {one.value:f}{_spaced(one.unit)}" for one in rule.values]
    words = [f"{one.name}：{'、'.join(one.words)}" for one in rule.terms]
    state = VERIFIED if rule.verified else UNVERIFIED
    return Row(rule.id, rule.statement, (*numbers, *words), rule.basis, _valid(rule.start, rule.end), state)


def _spaced(unit: str) -> str:
    """`%` stands close to its number, a word does not."""
    return unit if unit in ("%", "‰") else f" {unit}"


def _valid(start: date | None, end: date | None) -> str:
    if start is None and end is None:
        return ""
    if end is None:
        return f"{start} 起"
    return f"{start} 至 {end}" if start is not None else f"到 {end} 为止"
