"""The example's words put to new use: moved to other years, made longer with each other's sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from benchmarks.yaml_text import Fields

_YEAR = re.compile(r"(?<![\d〔.])20[12]\d(?![\d.])")
_BRACKETED_YEAR = re.compile(r"(?<=〔)20[12]\d(?=〕)")
_DAY = re.compile(r"20\d\d-\d\d-\d\d\Z")
_SENTENCE = re.compile(r"[^。！？]+[。！？][”’）]?")
_NUMBERS = frozenset({"value", "heads", "count", "rate", "amount", "proposed", "approved", "adjusted", "executed"})
_ANOTHER_ONES = frozenset({"basis", "code"})


def day_of(text: str) -> date:
    """A day as it is written in a record."""
    return date.fromisoformat(text)


def later(text: str, years: int) -> str:
    """A text whose years are others; numbers of documents keep theirs."""
    moved = _YEAR.sub(lambda match: str(int(match[0]) + years), text)
    if _DAY.match(moved) and moved.endswith("-02-29"):
        return f"{moved[:4]}-02-28"
    return moved


def moved(value: Any, years: int, key: str = "") -> Any:
    """A record, or a part of one, some years later: its days, its periods, the years in its texts."""
    if isinstance(value, dict):
        return {name: moved(one, years, name) for name, one in value.items()}
    if isinstance(value, list):
        return [moved(one, years, key) for one in value]
    if key in _NUMBERS or key in _ANOTHER_ONES:
        return value
    if key == "document":
        value = _BRACKETED_YEAR.sub(lambda match: str(int(match[0]) + years), value)
    return later(value, years)


def redated(fields: Fields, shift: timedelta, years: int) -> Fields:
    """An event some days later; the years in its texts are moved, its days by the shift alone."""
    return {
        key: (day_of(value) + shift).isoformat()
        if isinstance(value, str) and _DAY.match(value)
        else moved(value, years)
        for key, value in fields.items()
    }


def sentences(texts: Iterable[str]) -> Iterator[str]:
    """The sentences of running text; lists and tables are left out."""
    for text in texts:
        for line in text.split("\n"):
            if line.strip() and not line.lstrip().startswith(("-", "|", "#", "1.", ">")):
                yield from (match[0].strip() for match in _SENTENCE.finditer(line))


def lengthened(text: str, pool: Sequence[str], size: int, random: Random) -> str:
    """A text with sentences from a pool in new paragraphs, until it has a size in bytes of UTF-8."""
    missing = size - len(text.encode())
    paragraphs = [text.strip("\n")]
    while missing > 0 and pool:
        chosen = random.sample(pool, k=min(len(pool), random.randint(2, 4)))
        paragraphs.append("".join(one for one in chosen if one not in text) or chosen[0])
        missing -= len(paragraphs[-1].encode())
    return "\n\n".join(paragraphs) + "\n"
