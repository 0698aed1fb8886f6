"""The only list of record types. A type is added with its two lines here."""

from __future__ import annotations

from generator.record_type import AnyType
from generator.records.alias import TYPE as ALIAS
from generator.records.budget import TYPE as BUDGET
from generator.records.calendar import TYPE as CALENDAR
from generator.records.catalogue import TYPE as CATALOGUE
from generator.records.classification import TYPE as CLASSIFICATION
from generator.records.clause import TYPE as CLAUSE
from generator.records.commendation import TYPE as COMMENDATION
from generator.records.congress import TYPE as CONGRESS
from generator.records.disclosure import TYPE as DISCLOSURE
from generator.records.proposal import TYPE as PROPOSAL
from generator.records.rule import TYPE as RULE
from generator.records.title import TYPE as TITLE
from generator.records.unit import TYPE as UNIT

RECORD_TYPES: tuple[AnyType, ...] = (
    PROPOSAL,
    BUDGET,
    DISCLOSURE,
    COMMENDATION,
    UNIT,
    CONGRESS,
    CATALOGUE,
    CLAUSE,
    CLASSIFICATION,
    TITLE,
    RULE,
    CALENDAR,
    ALIAS,
)
"""In the order of the site's navigation."""
