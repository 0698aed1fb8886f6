"""What holds of a unit, seen from the titles of its sittings."""

from __future__ import annotations

from collections import Counter

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.late import late
from generator.record_type import Check, Findings, warning
from generator.records.congress.model import Congress
from generator.records.unit.model import Unit

_WHOSE = late(r"([\u4e00-\u9fff（）()·]{4,30}?)(?:第[\u4e00-\u9fff\d]{1,3}届|20\d{2}[年—–－-])")
"""Who sits: what a title begins with."""
_SITTINGS = 2
"""From so many titles of one name on, the unit's own name is what has changed."""


@warning("编写规则：改名前的名称也认得出是哪个单位")
def former_name_missing(unit: Unit, facts: Facts) -> Findings:
    """单位改过名称的，以前的名称写在 former_names 里：它的几次会议用过的名称，是它的全称、简称或者曾用名。"""
    called: Counter[str] = Counter()
    for one in facts.referrers(unit, Congress):
        whose = who_sits(one) if one.unit is not None and one.unit.id == unit.id else ""
        if whose and not bears(unit, whose):
            called[whose] += 1
    for name, times in called.most_common(1):
        if times < _SITTINGS or any(other.name in name for other in facts.of_type(Unit)):
            continue
        message = f"{times} 次会议的名称写的是「{name}」，「{unit.name}」的全称和曾用名里没有它"
        remedy = f"改过名称的，在 former_names 写上「{name}」和停用的日期（to）；没有改过的，改正 name"
        yield Finding(("name",), message, remedy)


def who_sits(congress: Congress) -> str:
    """Whose sitting it is by its title, '' where that does not begin with a name."""
    found = _WHOSE.match(congress.title or "")
    return found[1] if found else ""


def bears(unit: Unit, name: str) -> bool:
    """Whether a unit is or was called so, in full, in short, or by some of the signs of its name (机电学院)."""
    rest = iter(unit.name)
    return any(one in name for one in unit.names()) or all(sign in rest for sign in name)


CHECKS: tuple[Check[Unit], ...] = (former_name_missing,)
