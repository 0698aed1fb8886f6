"""Makes a site of any size: `python -m benchmarks.generate FOLDER N SEED [TWIN]`.

The registers are the repository's own, the records are put together from the example university's words,
read back through the models, and pass `gongkai check`. The same seed gives the same site. TWIN is a folder for
the same records as a plain MkDocs project.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks.budgets import Budgets, accounts
from benchmarks.commendations import commendations
from benchmarks.congresses import school_congress, school_sittings, unit_congress, unit_sittings
from benchmarks.corpus import AS_OF, Corpus
from benchmarks.disclosures import disclosures
from benchmarks.markdown import as_markdown
from benchmarks.proposals import Proposals
from benchmarks.yaml_text import Fields, as_yaml
from generator.files import write_tree
from generator.load import load
from generator.raw_files import record_files
from generator.registry import RECORD_TYPES
from generator.starter import LEDGER, new_site

__all__ = ["as_markdown", "generate"]

_BUDGETS, _DISCLOSURES, _COMMENDATIONS = 0.08, 0.26, 0.09
"""Shares of all records; most of the rest are proposals."""
_OF_A_SCHOOL_SITTING, _OF_A_UNIT_SITTING = 90, 9
"""Proposals."""
_OF_THE_SCHOOL = 0.8


def generate(folder: Path, n: int, seed: int = 1) -> list[str]:
    """Lay out a site with `n` records beside its registers; returns their ids. Raises `ValueError` for faulty ones."""
    corpus, random = Corpus(), Random(seed)
    files = {path: one for path, one in new_site("示例大学", "github").items() if not path.startswith("data/")}
    files.pop(LEDGER)
    files["mkdocs.yml"] = _pinned(files["mkdocs.yml"])
    files |= dict(corpus.registers())
    ids = []
    for path, record_id, fields in _records(corpus, n, random):
        files[f"data/{path}/{record_id}.yml"] = as_yaml(fields).encode()
        ids.append(record_id)
    write_tree(folder, files)
    faults = load(record_files(folder), RECORD_TYPES).diagnostics
    if faults:
        raise ValueError("\n".join(str(one) for one in faults[:10]))
    return ids


def _records(corpus: Corpus, n: int, random: Random) -> Iterator[tuple[str, str, Fields]]:
    """Every record: its folder below `data/`, its id, its fields."""
    budgets = min(round(n * _BUDGETS), len(accounts(corpus)))
    others = {"disclosures": round(n * _DISCLOSURES), "commendations": round(n * _COMMENDATIONS)}
    rest = n - budgets - sum(others.values())
    for record_id, fields in Budgets(corpus, random).of(budgets):
        yield f"budgets/{fields['period']['year']}", record_id, fields
    for record_id, fields in disclosures(corpus, others["disclosures"], random):
        yield f"disclosures/{fields['published'][:4]}", record_id, fields
    for record_id, fields in commendations(corpus, others["commendations"], random):
        yield f"commendations/{fields['decided'][:4]}", record_id, fields
    yield from _congresses(corpus, rest, random)


def _congresses(corpus: Corpus, n: int, random: Random) -> Iterator[tuple[str, str, Fields]]:
    """Congresses with their proposals, `n` records together."""
    sittings = school_sittings(corpus, max(1, round(n * _OF_THE_SCHOOL / _OF_A_SCHOOL_SITTING)))
    school = [(one, school_congress(corpus, one, random)) for one in sittings]
    meetings = unit_sittings(corpus, round(n * (1 - _OF_THE_SCHOOL) / _OF_A_UNIT_SITTING), random)
    units = [(one, unit_congress(one, example)) for one, example in meetings]
    proposals = n - len(school) - len(units)
    of_units = round(proposals * (1 - _OF_THE_SCHOOL)) if units else 0
    maker = Proposals(corpus, random)
    for congresses, total in ((school, proposals - of_units), (units, of_units)):
        for place, (sitting, fields) in enumerate(congresses):
            yield "congresses", sitting.id, fields
            number = total // len(congresses) + (place < total % len(congresses))
            for record_id, proposal in maker.of(sitting, number):
                yield f"proposals/{sitting.id}", record_id, proposal


def _pinned(config: bytes) -> bytes:
    """A new site's mkdocs.yml with the day that the records speak of."""
    head, extra, tail = config.partition(b"extra:\n")
    return head + extra + f'  gongkai:\n    as_of: "{AS_OF}"\n'.encode() + tail


if __name__ == "__main__":
    place, number, chosen, *twin = sys.argv[1:]
    generate(Path(place), int(number), int(chosen))
    for one in twin:
        as_markdown(Path(place), Path(one))
