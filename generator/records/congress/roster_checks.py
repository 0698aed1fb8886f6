"""Checks of the delegations on a congress's roster."""

from __future__ import annotations

from collections import Counter

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.nearest import nearest
from generator.one_name import beside_a_name, several_people, without_it
from generator.record_type import Check, Findings, error, warning
from generator.records.congress.model import Congress
from generator.records.unit.model import called

_SURE = 3
"""From how many other delegates of a unit on, all in one delegation, it is the unit's."""


@error("P1")
def several_delegates_in_one(congress: Congress, facts: Facts) -> Findings:
    """名册上每项只写一名代表的姓名。"""
    for index, one in enumerate(congress.roster):
        if several_people(one.name):
            remedy = "每人写一项：各有自己的 name 和 unit；就是一个人的，姓名里不加空格，少数民族的用间隔号「·」"
            yield Finding(("roster", index, "name"), f"「{one.name}」把几个人写在一起", remedy)


@warning("P1")
def more_than_a_delegate(congress: Congress, facts: Facts) -> Findings:
    """名册的姓名里只写姓名，不写序号、单位和多余的标点；区分同名的人的（女）（男）除外。"""
    for index, one in enumerate(congress.roster):
        beside = beside_a_name(one.name)
        if beside and not several_people(one.name):
            message = f"姓名「{one.name}」里多写了「{beside}」"
            yield Finding(("roster", index, "name"), message, f"写成「{without_it(one.name)}」；单位写在 unit")


@warning("P1；教育部令第32号")
def delegation_unlike_its_unit(congress: Congress, facts: Facts) -> Findings:
    """名册上，同一单位的代表在同一个代表团；代表团的名称没有写错的。

    一个单位只有一名代表不在其余的人所在的代表团，或者一个代表团只有一个人、名称与另一个代表团很像，才提醒。
    """
    delegations = Counter(one.delegation for one in congress.roster if one.delegation)
    of_unit: dict[str, Counter[str]] = {}
    for one in congress.roster:
        of_unit.setdefault(one.unit.id, Counter())[one.delegation or ""] += 1
    for index, one in enumerate(congress.roster):
        meant = _meant(one.delegation, of_unit[one.unit.id], delegations) if one.delegation else ""
        if meant:
            message = f"{called(one.unit, facts.find)}的代表「{one.name}」写在「{one.delegation}」，像是「{meant}」"
            yield Finding(("roster", index, "delegation"), message, "查对名册；确实在这个代表团的不用改")


def _meant(written: str, of_unit: Counter[str], delegations: Counter[str]) -> str:
    """The delegation that was meant, '' where there is no doubt: all others of the unit are in it, or it is misspelt."""
    others = of_unit - Counter([written])
    if len(others) == 1 and written not in others and (most := next(iter(others))) and others[most] >= _SURE:
        return most
    large = [one for one, many in delegations.items() if many >= _SURE]
    return nearest(written, large) if delegations[written] == 1 else ""


CHECKS: tuple[Check[Congress], ...] = (several_delegates_in_one, more_than_a_delegate, delegation_unlike_its_unit)
