"""Congresses of the school and of units, and what their proposals need to know of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from benchmarks.corpus import AS_OF, Corpus, Person
from benchmarks.words import day_of, lengthened, moved
from benchmarks.yaml_text import Fields

CATEGORIES = ("教学科研", "人事与待遇", "后勤与基建", "校园管理", "民主管理", "文体福利")
_FIRST_YEAR = 2010
_SITTINGS_OF_A_TERM = 5
_DELEGATES_OF_A_UNIT = 24


@dataclass(frozen=True)
class Sitting:
    """A congress with the days between which its proposals come and go."""

    id: str
    number: str
    """How the congress is named in the ids of its proposals."""
    held: date
    delegates: tuple[Person, ...]
    unit: str = ""

    @property
    def deadline(self) -> date:
        """The last day for proposals."""
        return self.held - timedelta(days=17)

    @property
    def reviewed(self) -> date:
        """When proposals are reviewed."""
        return self.held - timedelta(days=9)

    @property
    def assigned(self) -> date:
        """When they are handed to units."""
        return self.held + timedelta(days=7)

    @property
    def due(self) -> date:
        """By when units answer; never just before the day of the site, where all of a sitting would be overdue."""
        usual = self.held + timedelta(days=95)
        return usual if self.held.year < AS_OF.year else max(usual, AS_OF + timedelta(days=45))


def school_sittings(corpus: Corpus, number: int) -> list[Sitting]:
    """The last sittings of the school's congress, one a year."""
    found = []
    for year in range(AS_OF.year, max(_FIRST_YEAR, AS_OF.year - number), -1):
        term, session = divmod(year - 1984, _SITTINGS_OF_A_TERM)
        held = date(year, 3, 26)
        there = tuple(one for one in corpus.roster if corpus.there(one.unit, held, held))
        found.append(Sitting(f"{term}-{session + 1}", f"{term:02d}{session + 1:02d}", held, there))
    return found


def unit_sittings(corpus: Corpus, number: int, random: Random) -> list[tuple[Sitting, Fields]]:
    """Meetings of units, each a year of one that the example has, with its record."""
    found: dict[str, tuple[Sitting, Fields]] = {}
    for years in range(AS_OF.year - _FIRST_YEAR):
        for example in corpus.examples("congresses"):
            unit, held = str(example.get("unit", "")), day_of(moved(example["held"]["from"], -years))
            name = f"{unit}-{held.year}"
            if not unit or name in found or not corpus.there(unit, held, held):
                continue
            people = (corpus.person(random, held, held, unit) for _ in range(_DELEGATES_OF_A_UNIT))
            delegates = tuple({one.name: one for one in people}.values())
            sitting = Sitting(name, f"{unit}-{held.year}", held, delegates, unit)
            found[name] = (sitting, moved(example, -years))
    return sorted(found.values(), key=lambda one: (-one[0].held.toordinal(), one[0].id))[:number]


def school_congress(corpus: Corpus, sitting: Sitting, random: Random) -> Fields:
    """The record of a sitting of the school's congress, after one of the example."""
    examples = [one for one in corpus.examples("congresses") if "unit" not in one]
    example = random.choice(examples)
    fields: Fields = moved(example, sitting.held.year - day_of(example["held"]["from"]).year)
    term, _, session = sitting.id.partition("-")
    due = len(sitting.delegates)
    present = due - random.randint(6, 18)
    words = corpus.words("congresses", "text")
    fields |= {
        "term": term,
        "session": session,
        "held": _two_days(sitting.held),
        "delegates": {"due": str(due), "present": str(present)},
        "decisions": [_decision(one, present) for one in fields["decisions"]],
        "text": lengthened(f"应到代表{due}人，实到{present}人，分团讨论后大会表决。", words, 900, random),
        "roster": [{"name": one.name, "unit": one.unit, "delegation": one.delegation} for one in sitting.delegates],
    }
    return _for_proposals(fields, sitting)


def unit_congress(sitting: Sitting, example: Fields) -> Fields:
    """The record of a unit's meeting; its title follows from unit and year."""
    fields = {key: one for key, one in example.items() if key not in ("title", "term", "session")}
    return _for_proposals(fields, sitting)


def _for_proposals(fields: Fields, sitting: Sitting) -> Fields:
    return fields | {
        "proposal_deadline": sitting.deadline.isoformat(),
        "answers_due": sitting.due.isoformat(),
        "seconders": "2",
        "categories": list(CATEGORIES),
        "reports": _without_records(fields.get("reports", [])),
        "decisions": _without_records(fields.get("decisions", [])),
    }


def _without_records(items: Sequence[Fields]) -> list[Fields]:
    return [{key: one for key, one in item.items() if key != "record"} for item in items]


def _two_days(first: date) -> Fields:
    return {"from": first.isoformat(), "to": (first + timedelta(days=1)).isoformat()}


def _decision(decision: Fields, present: int) -> Fields:
    """A decision voted on by those who are present now, in the example's proportions."""
    votes = {key: int(one) for key, one in decision.get("votes", {}).items()}
    if not votes:
        return decision
    cast = sum(votes.values())
    counted = {key: one * present // cast for key, one in votes.items() if key != "abstained"}
    counted["abstained"] = present - sum(counted.values())
    return decision | {"votes": {key: str(one) for key, one in counted.items()}}
