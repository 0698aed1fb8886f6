"""The register of what is withheld, by whom and on which ground (D4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.dataset import Facts
from generator.prose import Link
from generator.publication import Fragment, State, Tone
from generator.records.catalogue.model import CatalogueItem, Mode
from generator.records.disclosure.model import Disclosure, Ground
from generator.records.disclosure.views.summary import unit_name

DUE = State("待复查", "▲", Tone.LATE)
SET = State("不予公开", "■", Tone.IDLE)


@dataclass(frozen=True, slots=True)
class Row:
    """Something that is withheld."""

    link: Link
    unit: str
    ground: str
    basis: str
    decided_by: str
    review_on: date
    state: State


def withheld(facts: Facts) -> Fragment:
    """What is withheld case by case, the next to be reviewed first, and what the catalogue closes once for all."""
    rows = [
        Row(
            Link(one.address, one.title),
            unit_name(one, facts),
            str(one.withheld.ground),
            one.withheld.basis,
            one.withheld.decided_by,
            one.withheld.review_on,
            DUE if one.withheld.review_on < facts.as_of else SET,
        )
        for one in facts.of_type(Disclosure)
        if one.withheld is not None and one.withdrawn is None
    ]
    grounds = [(str(ground), sum(row.ground == ground for row in rows)) for ground in Ground]
    closed = [
        (Link(item.address, item.name), f"{item.list} {item.code}", item.reason or "", item.basis)
        for item in facts.of_type(CatalogueItem)
        if item.mode is Mode.NEVER and item.withdrawn is None
    ]
    context = {
        "as_of": facts.as_of,
        "rows": sorted(rows, key=lambda one: (one.review_on, one.link.address)),
        "grounds": [(ground, count) for ground, count in grounds if count],
        "closed": closed,
    }
    return Fragment("disclosure/withheld.html", context)
