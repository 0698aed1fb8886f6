"""Queries drawn from the pages of a site, and what they must find: plain string search over the visible text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from generator.outputs.search.folding import fold
from generator.outputs.search.pages import article, read

SEED = 20260501
_KINDS = {"word": 70, "part": 70, "string": 110, "pair": 50, "name": 40, "id": 40, "number": 20, "nowhere": 30}
"""How many queries of each kind."""


@dataclass(frozen=True)
class Query:
    """One query with the pages that hold it."""

    kind: str
    text: str
    truth: frozenset[str]


def texts_of(site: Path) -> dict[str, str]:
    """The folded words of every page, by address."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        own = article(path.read_bytes())
        if own:
            found[path.relative_to(site).as_posix()] = fold(read(own).text)
    return found


def queries(texts: dict[str, str]) -> list[Query]:
    """The queries, the same for the same pages; all kinds in turn, so that the first of them are a fair sample."""
    chosen = Random(SEED)
    records = sorted(one for one in texts if re.search(r"/[A-Z0-9-]+\.html$", one))
    drawn: dict[str, Callable[[], str]] = {
        "word": lambda: _run(chosen, _words(texts[chosen.choice(records)]), 2, 2),
        "part": lambda: _run(chosen, _words(texts[chosen.choice(records)]), 3, 4),
        "string": lambda: _run(chosen, texts[chosen.choice(records)].split("\n"), 3, 8),
        "pair": lambda: " ".join(_run(chosen, lines, 2, 3) for lines in [_words(texts[chosen.choice(records)])] * 2),
        "name": lambda: chosen.choice(
            re.findall(r"(?<=[、\n])[\u4e00-\u9fff]{2,3}(?=\()", texts[chosen.choice(records)]) or [""]
        ),
        "id": lambda: fold(chosen.choice(records).rpartition("/")[2].removesuffix(".html")),
        "number": lambda: chosen.choice(
            re.findall(r"[\u4e00-\u9fff]+\(\d{4}\)\d+号", texts[chosen.choice(records)]) or [""]
        ),
        "nowhere": lambda: "".join(chosen.choice("麒麟氍毹龃龉魑魅耄耋饕餮") for _ in range(3)),
    }
    found: list[Query] = []
    for kind, number in _KINDS.items():
        for _ in range(number * 40):
            text = drawn[kind]().strip()
            if len(text) < 2 or any(one.text == text for one in found) or '"' in text or " -" in f" {text}":
                continue
            found.append(Query(kind, text, holding(texts, text)))
            if sum(one.kind == kind for one in found) == number:
                break
    return _in_turn(found)


def _in_turn(found: Sequence[Query]) -> list[Query]:
    places: dict[str, int] = {}
    shares = []
    for one in found:
        places[one.kind] = places.get(one.kind, 0) + 1
        shares.append(places[one.kind] / _KINDS[one.kind])
    return [one for _, _, one in sorted(zip(shares, range(len(found)), found, strict=True), key=lambda row: row[:2])]


def holding(texts: dict[str, str], query: str) -> frozenset[str]:
    """The pages that hold every word of a query: plain string search."""
    return frozenset(page for page, body in texts.items() if all(word in body for word in query.split(" ")))


def _words(text: str) -> list[str]:
    return re.findall(r"[\u4e00-\u9fff]{2,}", text) or [""]


def _run(chosen: Random, lines: Sequence[str], fewest: int, most: int) -> str:
    fit = [one for one in lines if len(one) >= fewest]
    if not fit:
        return ""
    line = chosen.choice(fit)
    size = min(chosen.randint(fewest, most), len(line))
    start = chosen.randrange(len(line) - size + 1)
    return line[start : start + size]
