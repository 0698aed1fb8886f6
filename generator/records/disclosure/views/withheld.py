"""The register of what is withheld, by whom, on which ground, and when that is looked at again (D4); what is for the campus (D3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from generator.dataset import Facts
from generator.prose import Link
from generator.publication import LONGEST_LIST, Clock, Figure, Fragment, State, Tone
from generator.records.catalogue.model import CatalogueItem, Mode, Reach, in_order
from generator.records.disclosure.model import Disclosure, Ground, Withheld
from generator.records.disclosure.views.summary import summarize, unit_name
from generator.records.rule.model import ruled

_ALL = "withheld.html#all"
SET = State("不予公开", "■", Tone.IDLE)


class Row(Struct, frozen=True):
    """Something that is withheld."""

    link: Link
    unit: str
    ground: str
    basis: str
    decided_by: str
    decided: date | None
    """The day on which the decision was published."""
    review_on: date
    state: State


Held = tuple[Disclosure, Withheld, Clock]


def withheld(facts: Facts) -> Fragment:
    """What is withheld case by case, the next to be reviewed first, and what the catalogue closes once for all."""
    notice = int(ruled(facts, "QX1", "提前天数"))
    held = [
        (one, one.withheld, Clock(one.withheld.review_on, None, facts.as_of, notice))
        for one in facts.of_type(Disclosure)
        if one.withheld is not None and one.withdrawn is None
    ]
    held.sort(key=lambda one: (one[1].review_on, one[0].id))
    items = in_order(one for one in facts.of_type(CatalogueItem) if one.withdrawn is None)
    context = {
        "as_of": facts.as_of,
        "figures": _figures(held, facts),
        "rows": [_row(record, said, clock, facts) for record, said, clock in held],
        "closed": [_closed(one) for one in items if one.mode is Mode.NEVER],
        "campus": [_closed(one) for one in items if one.mode is not Mode.NEVER and one.reach is Reach.CAMPUS],
    }
    return Fragment("disclosure/withheld.html", context)


def _row(record: Disclosure, said: Withheld, clock: Clock, facts: Facts) -> Row:
    return Row(
        Link(record.address, record.title),
        unit_name(record, facts),
        said.ground.value,
        said.basis,
        said.decided_by,
        record.published,
        said.review_on,
        _state(clock),
    )


def _state(review: Clock) -> State:
    """■ 不予公开, until its review is near or overdue."""
    if review.kind == "未到期":
        return SET
    return State(f"复查{review.state.word}", review.state.shape, review.state.tone)


def _closed(item: CatalogueItem) -> tuple[Link, str, str, str]:
    return Link(item.address, item.name), f"{item.list} {item.code}", item.reason or "没有写明", item.basis


def _figures(held: Sequence[Held], facts: Facts) -> tuple[Figure, ...]:
    """How many are withheld, on each ground, and how many reviews are overdue."""
    found = [Figure("withheld-all", "逐项决定不予公开", str(len(held)), unit="项", href=_ALL)]
    overdue = [one for one in held if one[2].overdue]
    found.append(_figure("withheld-overdue", "过了复查日期", overdue, facts, late=bool(overdue)))
    for number, ground in enumerate(Ground, 1):
        own = [one for one in held if one[1].ground is ground]
        if own:
            found.append(_figure(f"withheld-ground-{number}", ground.value, own, facts))
    return tuple(found) if held else ()


def _figure(key: str, label: str, held: Sequence[Held], facts: Facts, late: bool = False) -> Figure:
    """A count; where its records are too many for a tile, the register below holds them."""
    short = len(held) <= LONGEST_LIST
    rows = tuple(summarize(one, facts) for one, _, _ in held) if short else ()
    return Figure(key, label, str(len(held)), unit="项", counted=rows, late=late, href="" if short else _ALL)
