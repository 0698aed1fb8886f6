"""Disclosures: the example's, in other years and with other figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import count
from random import Random

from benchmarks.corpus import AS_OF, Corpus
from benchmarks.words import day_of, lengthened, moved
from benchmarks.yaml_text import Fields, as_yaml

_FIRST = date(2021, 2, 1)
"""Working days are counted from then on, as calendars are known from 2021."""
_SIZE = (1000, 2900, 1600)
_SHARES = ("%", "‰")
_LEAST_COUNT = 5
"""Smaller counts stand as they are, as some of them may only be published as `<5`."""


def disclosures(corpus: Corpus, number: int, random: Random) -> Iterator[tuple[str, Fields]]:
    """So many disclosures with their ids; what has been used in every year comes again as a further part."""
    examples = [one for one in corpus.examples("disclosures") if "published" in one and "audience" not in one]
    shifts = [(one, years) for one in examples for years in range(-5, 4) if _in_range(one, years, corpus)]
    serials: Counter[int] = Counter()
    words = corpus.words("disclosures", "text")
    for part in count(1):
        random.shuffle(shifts)
        for example, years in shifts:
            if serials.total() == number:
                return
            fields = _disclosure(example, years, random)
            if part > 1:
                fields["title"] += f"（第{part}部分）"
            if "text" in fields:
                missing = int(random.triangular(*_SIZE)) - len(as_yaml(fields).encode())
                fields["text"] = lengthened(fields["text"], words, len(fields["text"].encode()) + missing, random)
            year = day_of(fields["published"]).year
            serials[year] += 1
            yield f"GK-{year}-{serials[year]:03d}", fields


def _in_range(example: Fields, years: int, corpus: Corpus) -> bool:
    produced, published = (
        day_of(moved(example.get(key, example["published"]), years)) for key in ("produced", "published")
    )
    there = corpus.there(example["unit"], produced.replace(month=1, day=1), published)
    return produced >= _FIRST and published <= AS_OF and there


def _disclosure(example: Fields, years: int, random: Random) -> Fields:
    fields: Fields = moved(example, years)
    published = day_of(fields["published"])
    if "produced" in fields and fields.get("kind") != "依申请" and random.random() < 0.95:
        published = min(published, day_of(fields["produced"]) + timedelta(days=20))
        fields["published"] = published.isoformat()
    if "secrecy_review" in fields:
        reviewed = min(day_of(fields["secrecy_review"]["on"]), published)
        fields["secrecy_review"] = fields["secrecy_review"] | {"on": reviewed.isoformat()}
    if "notice" in fields:
        ends = max(day_of(fields["notice"]["to"]), published + timedelta(days=12))
        fields["notice"] = {"from": published.isoformat(), "to": ends.isoformat(), "contacts": ["校工会", "校纪委"]}
    if "withheld" in fields:
        review_on = max(day_of(fields["withheld"]["review_on"]), AS_OF + timedelta(days=200))
        fields["withheld"] = fields["withheld"] | {"review_on": review_on.isoformat()}
    if "figures" in fields:
        fields["figures"] = _figures(fields["figures"], random)
    return fields


def _figures(figures: list[Fields], random: Random) -> list[Fields]:
    """The figures multiplied by about one; totals follow, whatever gap they have stays."""
    before = {_cell(one): one["value"] for one in figures}
    after = dict(before)
    factor = Decimal(random.randint(92, 109)) / 100
    for one in figures:
        if "sum_of" not in one and one["of"] not in _SHARES:
            after[_cell(one)] = _times(one["value"], factor)
    for _ in figures:  # a total may be one of another's parts
        for one in figures:
            if "sum_of" in one and one["value"] != "<5":
                parts = [(label, one.get("period", "")) for label in one["sum_of"]]
                gap = Decimal(before[_cell(one)]) - _sum(before, parts)
                after[_cell(one)] = f"{_sum(after, parts) + gap:f}"
    return [one | {"value": after[_cell(one)]} for one in figures]


def _cell(figure: Fields) -> tuple[str, str]:
    return figure["label"], figure.get("period", "")


def _sum(values: dict[tuple[str, str], str], cells: list[tuple[str, str]]) -> Decimal:
    return sum((Decimal(values[cell]) for cell in cells if values.get(cell, "<5") != "<5"), Decimal(0))


def _times(text: str, factor: Decimal) -> str:
    if text == "<5" or abs(Decimal(text)) < 2 * _LEAST_COUNT:
        return text
    return f"{(Decimal(text) * factor).quantize(Decimal(text), ROUND_HALF_UP):f}"
