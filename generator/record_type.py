"""The contract of a record type: all that the rest of the house knows of it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from msgspec import Struct, field

from generator.dataset import Facts
from generator.diagnostics import Finding, Severity
from generator.model import Record

if TYPE_CHECKING:
    from generator.deadlines import Deadline
    from generator.documents import Draft
    from generator.publication import Column, DataPackage, Event, Figure, Fragment, Occasion, Page, Summary

R = TypeVar("R", bound=Record)

Findings = Iterator[Finding]
Section = Callable[[Facts], "Fragment"]
"""A type's part of a handwritten page: its landing list, a matrix, a register."""


class Batch(Struct, frozen=True):
    """Pages that are made in one go: a list with the page behind its figures.

    Each batch of a type stands or falls on its own: it is made again when an answer changes that it was given.
    So `make` asks everything of the facts that are handed to it, and holds nothing but what it is named after.
    """

    name: str
    """What tells it from the type's other batches: `unit/HQC`. It stays the same while the pages are of the same."""
    make: Callable[[Facts], Iterable[Page]]


class Setting(Struct, frozen=True):
    """What another record sets for many, and a check holds them against: where it is wrong, so are most of them."""

    of: str
    """The field of the checked record that refers to the one with the setting."""
    keys: tuple[str, ...]
    """Where the setting stands there; the first of them that is written."""
    alike: str = ""
    """The field in which the records agree that one change of the setting puts in the wrong; '' takes all together."""


class Check(Struct, Generic[R], frozen=True):
    """One rule about a record. The docstring of `run` is the rule, in Chinese: it is shown to editors."""

    run: Callable[[R, Any], Findings]
    severity: Severity
    source: str
    """Where the rule comes from: a rule of the domain (`P3`), a law, or the writing rules."""
    setting: Setting | None = None
    """What may be wrong where many records break the rule: then it is said once, there."""

    @property
    def name(self) -> str:
        """The part of the code after the type: `response-before-assignment`."""
        return self.run.__name__.replace("_", "-")

    @property
    def sentence(self) -> str:
        """The rule as one true sentence."""
        return inspect.getdoc(self.run).partition("\n")[0] if self.run.__doc__ else ""  # type: ignore[union-attr]

    @property
    def why(self) -> str:
        """Why the rule holds, in a few sentences; '' where the sentence says it all."""
        return (inspect.getdoc(self.run) or "").partition("\n")[2].strip()


def error(source: str, setting: Setting | None = None) -> Callable[[Callable[[R, Facts], Findings]], Check[R]]:
    """Make a function a check whose findings stop the build."""
    return lambda run: Check(run, Severity.ERROR, source, setting)


def warning(source: str, setting: Setting | None = None) -> Callable[[Callable[[R, Facts], Findings]], Check[R]]:
    """Make a function a check whose findings are listed for the editors."""
    return lambda run: Check(run, Severity.WARNING, source, setting)


class Views(Struct, Generic[R], frozen=True):
    """What readers get of a record type; everything may be left out."""

    summarize: Callable[[R, Facts], Summary] | None = None
    """The record in one row. A type without it does not show up in lists, search and feeds."""
    page: Callable[[R, Facts], Page] | None = None
    """The page of a record."""
    figures: Callable[[Sequence[R], Facts], tuple[Figure, ...]] | None = None
    """The type's statistics of any subset of its records."""
    sections: Mapping[str, Section] = field(default_factory=dict)
    """Name in the front matter of a handwritten page -> what is stamped into it. The first is the landing page."""
    batches: Callable[[Facts], Iterable[Batch]] | None = None
    """Further pages: lists by congress, by unit, by year. Their names are in lower case.

    Which batches there are is asked by every build; what is in them only where something has changed.
    """
    drafts: Callable[[Facts], Iterable[Draft]] | None = None
    """Documents that an office finishes, as Word files; `batches` show each as a page too."""
    panel: Callable[[Record, Facts], Fragment | None] | None = None
    """The type's part of the page of a unit, a congress or a clause; None where it has nothing to say of it.

    Rows (`Summary`) under `owed` in its context are what the subject owes now: its page shows those of all types
    together, before the parts.
    """
    headline: Callable[[Facts], tuple[Figure, ...]] | None = None
    """The few figures of this year that the home page shows."""
    synonyms: Callable[[R], Sequence[str]] | None = None
    """Words that search takes for one another: a set of synonyms, what a unit is and was called."""
    subject: bool = False
    """Whether its pages are put together from every type's panel: units, congresses, clauses."""
    named_by: bool = False
    """Whether a page lists every record that names this one, in whatever field; else those that call it related."""
    events: Callable[[R, Facts], Iterable[Event]] | None = None
    """What happened when: what is new, timelines, feeds."""
    described: Callable[[R, Facts], Mapping[str, Any] | None] | None = None
    """The record as a thing of schema.org, for machines; its address and name are added to it.

    Addresses in it are written from the root of the site, as in templates: `~/units/HQC.html`.
    """
    occasions: Callable[[R, Facts], Iterable[Occasion]] | None = None
    """On which days it takes place, those to come included: calendars."""
    deadlines: Mapping[type[Record], Callable[[Any, Facts], Iterable[Deadline]]] = field(default_factory=dict)
    """What is or was owed by a day, of its own records and of another type's: a catalogue item is due by disclosures."""
    standing: Callable[[R, Facts], R] | None = None
    """The record as it stood on the day, for open data; None where the days in it say all there is to say."""
    columns: tuple[Column, ...] = ()
    """What open data publishes beside the fields of the model: computed, never typed."""
    packages: Callable[[Facts], Iterable[DataPackage]] | None = None
    """Further packages of open data, in the form that the subject has agreed on: budgets as a Fiscal Data Package."""

    def landing(self) -> str:
        """The name of the landing section, '' where the type has none."""
        return next(iter(self.sections), "")

    def pages(self, facts: Facts) -> Iterator[Page]:
        """Every further page."""
        for batch in self.batches(facts) if self.batches is not None else ():
            yield from batch.make(facts)


class RecordType(Struct, Generic[R], frozen=True, dict=True):
    """What a record type offers; everything but the model may be left out."""

    model: type[R]
    checking: Callable[[], Sequence[Check[R]]] = tuple
    """Imports and returns what is checked of its records: by whoever looks at records of the type."""
    lending: tuple[tuple[type[Record], Callable[[], Sequence[Check[Any]]]], ...] = ()
    """The same for another type's records that need this type to be known: a congress's counts follow from its proposals."""
    offers: Callable[[], Views[R]] = Views
    """Imports and returns what readers get of it: checking needs none of it and would wait for it longest."""

    @property
    def name(self) -> str:
        """The type's name, as in codes."""
        return self.model.type_name

    @cached_property
    def views(self) -> Views[R]:
        """What readers get of it, from when it is first asked for. Raises `TypeError` where it is no page's type."""
        views = self.offers()
        if views.page is not None and not self.model.paged:
            raise TypeError(f"{self.name}: a page is offered only where the model is paged")
        return views


AnyType = RecordType[Any]


def checks_for(name: str, types: Iterable[AnyType]) -> tuple[Check[Any], ...]:
    """Every check of a type's records: its own, then those that other types have of them."""
    kinds = tuple(types)
    own = (check for kind in kinds if kind.name == name for check in kind.checking())
    lent = (check for kind in kinds for model, lend in kind.lending if model.type_name == name for check in lend())
    return (*own, *lent)


def neighbours(types: Iterable[AnyType]) -> list[str]:
    """The names of types, those next to each other that ask for the same: a type, then those whose records it checks."""
    return list(
        dict.fromkeys(name for kind in types for name in (kind.name, *(one.type_name for one, _ in kind.lending)))
    )
