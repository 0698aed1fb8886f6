"""Telling the name of a person from that of a collective, where no unit bears it."""

from __future__ import annotations

from generator.late import late
from generator.surnames import SURNAMES

_COLLECTIVE = late(
    r"(?:院|系|处|部|科|室|馆|所|站|社|班|组|队|团|厂|校|会|办|中心|基地|窗口|柜台|小家|之家|团队|食堂|宿舍|工作坊|岗)\Z"
)
_SHORTEST_COLLECTIVE = 5
"""A shorter name may be a person's: 欧阳建处 does not occur, 马会 may."""


def looks_like_unit(name: str) -> bool:
    """Whether a name ends like that of a collective and is too long for a person's."""
    return len(name) >= _SHORTEST_COLLECTIVE and "·" not in name and bool(_COLLECTIVE.search(name))


def looks_like_person(name: str) -> bool:
    """Whether a name is as short as a person's, begins with a surname and does not end like a collective's."""
    if "·" in name:
        return True
    return 2 <= len(name) <= 3 and name[0] in SURNAMES and not _COLLECTIVE.search(name)
