"""The record type `clause`."""

from generator.record_type import RecordType
from generator.records.clause.checks import CHECKS
from generator.records.clause.model import Clause
from generator.records.clause.packages import packages
from generator.records.clause.views import COLUMNS, headline, landing, page, summarize

TYPE = RecordType(
    model=Clause,
    checks=CHECKS,
    summarize=summarize,
    page=page,
    sections={"clauses": landing},
    headline=headline,
    subject=True,
    columns=COLUMNS,
    packages=packages,
)
