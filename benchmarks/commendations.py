"""Commendations: the example's decisions in other years, with other people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from random import Random

from benchmarks.corpus import AS_OF, Corpus
from benchmarks.words import day_of, lengthened, moved
from benchmarks.yaml_text import Fields, as_yaml

_FIRST = date(2021, 3, 1)
"""Notices last so many working days, and calendars are known from 2021."""
_SIZE = (900, 2700, 1500)


def commendations(corpus: Corpus, number: int, random: Random) -> Iterator[tuple[str, Fields]]:
    """So many commendations with their ids; what has been used in every year comes again as a further lot."""
    examples = corpus.examples("commendations")
    shifts = [
        (one, years)
        for one in examples
        for years in range(-5, 4)
        if _FIRST <= day_of(moved(one["decided"], years)) <= AS_OF
    ]
    serials: Counter[int] = Counter()
    words, citations = corpus.words("commendations", "text"), _citations(examples)
    for lot in count(1):
        random.shuffle(shifts)
        for example, years in shifts:
            if serials.total() == number:
                return
            fields = _commendation(example, years, corpus, citations, random)
            if lot > 1:
                fields["title"] += f"（第{lot}批）"
            text = fields.get("text", "")
            missing = int(random.triangular(*_SIZE)) - len(as_yaml(fields).encode())
            full = lengthened(text or words[0], words, len(text.encode()) + missing, random)
            year = day_of(fields["decided"]).year
            serials[year] += 1
            yield f"BZ-{year}-{serials[year]:03d}", fields | {"text": full}


def _commendation(example: Fields, years: int, corpus: Corpus, citations: list[str], random: Random) -> Fields:
    fields: Fields = moved(example, years)
    decided = day_of(fields["decided"])
    span = (date(int(fields["year"]), 1, 1), decided)
    if "notice" in fields:
        first, last = decided - timedelta(days=21), decided - timedelta(days=9)
        fields["notice"] = fields["notice"] | {"from": first.isoformat(), "to": last.isoformat()}
        fields["notice"].pop("objections", None)
    names: set[str] = set()
    for award in fields["awards"]:
        found = (_recipient(one, award["object"], span, corpus, random) for one in award["recipients"])
        award["recipients"] = [one for one in found if one is not None and one["name"] not in names]
        names.update(one["name"] for one in award["recipients"])
        for one in award["recipients"]:
            if award["object"] == "个人" and "citation" not in one and random.random() < 0.5:
                one["citation"] = random.choice(citations)
    fields["awards"] = [one for one in fields["awards"] if one["recipients"]]
    return fields


def _recipient(recipient: Fields, kind: str, span: tuple[date, date], corpus: Corpus, random: Random) -> Fields | None:
    """A person for a person; a collective stays, None where its unit was not there."""
    if kind == "个人":
        unit = recipient.get("unit", "")
        one = corpus.person(random, *span, unit if unit and corpus.there(unit, *span) else "")
        return recipient | {"name": one.name, "unit": one.unit}
    return recipient if corpus.there(recipient.get("unit", "XX"), *span) else None


def _citations(examples: tuple[Fields, ...]) -> list[str]:
    """What persons are praised for."""
    awards = (award for one in examples for award in one["awards"] if award["object"] == "个人")
    return sorted({one["citation"] for award in awards for one in award["recipients"] if "citation" in one})
