"""What is kept of an earlier build is what would be made now, whichever record has changed in whatever way."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.audience import Audience
from generator.dataset import Dataset, Facts, Note
from generator.entry import Entry
from generator.load import load
from generator.model import Reference
from generator.publication import Fragment, Page
from generator.raw_files import record_files
from generator.records.proposal.model import Proposal
from generator.records.proposal.views.sortings import at_stage, led_by, of_category, of_congress
from generator.registry import RECORD_TYPES
from generator.sorting import sorting
from tests.example_files import AS_OF
from tests.shown import TEMPLATES, facts_of

ROOT = Path(__file__).parent.parent


@cache
def university() -> Dataset:
    """The example university as the public sees it."""
    return load(record_files(ROOT), RECORD_TYPES).dataset.visible_to(Audience.PUBLIC, AS_OF)


class Made(NamedTuple):
    """A batch as it was made: what was asked for it, what the answers were, what came of it."""

    notes: tuple[Note, ...]
    answers: tuple[str, ...]
    pages: str


def answers(notes: tuple[Note, ...], dataset: Dataset, on: date) -> tuple[str, ...]:
    return tuple(dataset.digest(one, on) for one in notes)


def _said(page: Page) -> str:
    return repr((page.address, page.title, page.description, TEMPLATES.render(Fragment(page.template, page.context))))


def batches(dataset: Dataset, on: date) -> Iterator[tuple[str, Made]]:
    """Every batch of every type."""
    for kind in RECORD_TYPES:
        for batch in kind.views.batches(Facts(dataset, on)) if kind.views.batches is not None else ():
            facts = Facts(dataset, on)
            try:
                said = "".join(_said(one) for one in batch.make(facts))
            except (LookupError, ValueError, AssertionError, TypeError) as wrong:
                said = f"no pages of such records: {wrong!r}"  # a check would have stopped the build
            notes = tuple(sorted(facts.notes))
            yield f"{kind.name}/{batch.name}", Made(notes, answers(notes, dataset, on), said)


@cache
def before() -> dict[str, Made]:
    return dict(batches(university(), AS_OF))


def _entry(dataset: Dataset, key: str, /, **update: object) -> Entry:
    entry = dataset.entries[key]
    record = entry.record.model_copy(update=update)
    return Entry(record, entry.path, sha256(repr(record).encode()).hexdigest())


def changed(dataset: Dataset, chance: random.Random) -> Dataset:
    """The same records, but one: it is gone, or one of its fields is as in another record of its type."""
    by_type = {kind.name: [one.id for one in dataset.of_type(kind.model)] for kind in RECORD_TYPES}
    several = [name for name, ids in by_type.items() if len(ids) > 1]
    ids = by_type[chance.choice([*several, *["proposal"] * len(several)])]
    while True:
        entry, other = dataset.entries[chance.choice(ids)], dataset.entries[chance.choice(ids)].record
        name = chance.choice(sorted(set(type(other).model_fields) - {"id"}))
        if name == "audience":
            return Dataset(one for one in dataset.entries.values() if one is not entry)
        if getattr(entry.record, name) != getattr(other, name):
            update = {name: getattr(other, name)}
            return Dataset({**dataset.entries, entry.record.id: _entry(dataset, entry.record.id, **update)}.values())


@settings(max_examples=10)
@given(st.integers(0, 999), st.sampled_from([0] * 8 + [1, 40]))
def test_no_batch_is_kept_that_would_be_made_otherwise(seed: int, days: int) -> None:
    chance, on = random.Random(seed), AS_OF + timedelta(days=days)
    now = changed(university(), chance)
    for name, made in batches(now, on):
        kept = before().get(name)
        if kept is not None and answers(kept.notes, now, on) == kept.answers:
            assert made.pages == kept.pages, name


def test_a_change_of_one_record_leaves_the_lists_that_it_is_not_in() -> None:
    key = "TA-0802-003"
    now = Dataset({**university().entries, key: _entry(university(), key, reason="另一个理由")}.values())
    again = {name for name, one in before().items() if answers(one.notes, now, AS_OF) != one.answers}
    facts = Facts(university(), AS_OF)
    record = facts.get(Reference[Proposal](key))
    assert record.lead is not None
    assert {"proposal/congress/8-2", f"proposal/unit/{record.lead.id}"} <= again
    assert not {"proposal/congress/8-3", "proposal/congress/8-1"} & again
    proposals = {one for one in before() if one.startswith("proposal/")}
    assert len(again & proposals) <= 9 < len(proposals)
    assert again <= proposals


def test_a_sorting_puts_records_under_keys_and_notes_which_were_asked_for() -> None:
    facts = facts_of()
    assert facts.keys(of_congress) == ("8-3",)
    assert facts.keys(led_by) == ("CWC", "HQC")
    assert [one.id for one in facts.under(led_by, "HQC")] == ["TA-0803-001"]
    assert [one.id for one in facts.under(at_stage, "CLOSED")] == ["TA-0803-002"]
    assert facts.under(of_category, "没有") == ()
    assert facts.notes == {
        Note("keys", "proposal", "of_congress"),
        Note("keys", "proposal", "led_by"),
        Note("under", "proposal", "led_by HQC"),
        Note("under", "proposal", "at_stage CLOSED"),
        Note("under", "proposal", "of_category 没有"),
    }


def test_the_answer_changes_with_what_the_sorting_has_asked() -> None:
    def digest(on: date, key: str) -> str:
        return university().digest(Note("under", "proposal", f"at_stage {key}"), on)

    later = AS_OF + timedelta(days=600)
    assert digest(AS_OF, "REOPENED") != digest(later, "REOPENED"), "promises lapse as days pass"
    assert digest(AS_OF, "NOT_FILED") == digest(later, "NOT_FILED")


def test_what_a_sorting_is_not_known_of_is_taken_for_changed() -> None:
    known, unknown = Note("under", "proposal", "led_by NIEMAND"), Note("under", "proposal", "no_such NIEMAND")
    assert university().digest(known, AS_OF) != university().digest(unknown, AS_OF)


def test_a_name_is_given_to_one_sorting_of_a_type() -> None:
    def at_stage(proposal: Proposal, facts: Facts) -> tuple[str, ...]:
        return ()

    with pytest.raises(TypeError, match="at_stage"):
        sorting(Proposal)(at_stage)
