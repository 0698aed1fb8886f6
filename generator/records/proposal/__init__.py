"""The record type `proposal`."""

from generator.record_type import RecordType
from generator.records.congress.model import Congress
from generator.records.proposal import views
from generator.records.proposal.checks import CHECKS, CONGRESS_CHECKS
from generator.records.proposal.model import Proposal

TYPE = RecordType(
    model=Proposal,
    checks=CHECKS,
    checks_of=tuple((Congress, one) for one in CONGRESS_CHECKS),
    summarize=views.summarize,
    page=views.page,
    figures=views.figures,
    sections={"proposals": views.landing},
    pages=views.pages,
    panel=views.panel,
    headline=views.headline,
    events=views.events,
)
