"""Checks of the delegations on a congress's roster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.nearest import nearest
from generator.record_type import Check, Findings, warning
from generator.records.congress.model import Congress

_SURE = 3
"""From how many other delegates of a unit on, all in one delegation, it is the unit's."""


@warning("P1；教育部令第32号")
def delegation_unlike_its_unit(congress: Congress, facts: Facts) -> Findings:
    """名册上，同一单位的代表在同一个代表团；代表团的名称没有写错的。

    一个单位只有一名代表不在其余的人所在的代表团，或者一个代表团只有一个人、名称与另一个代表团很像，才提醒。
    """
    delegations = Counter(one.delegation for one in congress.roster if one.delegation)
    for index, one in enumerate(congress.roster):
        if one.delegation is None or not (meant := next(_meant(index, congress, delegations), "")):
            continue
        message = f"「{one.unit.id}」的代表「{one.name}」写在「{one.delegation}」，像是「{meant}」"
        yield Finding(("roster", index, "delegation"), message, "查对名册；确实在这个代表团的不用改")


def _meant(index: int, congress: Congress, delegations: Counter[str]) -> Iterator[str]:
    here = congress.roster[index]
    assert here.delegation is not None
    others = {one.delegation for at, one in enumerate(congress.roster) if at != index and one.unit == here.unit}
    count = sum(one.unit == here.unit for one in congress.roster) - 1
    if count >= _SURE and len(others) == 1 and here.delegation not in others:
        yield from (one for one in others if one)
    if delegations[here.delegation] == 1:
        near = nearest(here.delegation, [one for one, many in delegations.items() if many >= _SURE])
        yield from (near,) if near else ()


CHECKS: tuple[Check[Congress], ...] = (delegation_unlike_its_unit,)
