"""The record type `proposal`."""

from generator.record_type import Check, RecordType, Views
from generator.records.congress.model import Congress
from generator.records.proposal.model import Proposal


def checking() -> tuple[Check[Proposal], ...]:
    """What holds of it."""
    from generator.records.proposal.checks import CHECKS

    return CHECKS


def of_congresses() -> tuple[Check[Congress], ...]:
    """What holds of a congress, whose counts follow from its proposals."""
    from generator.records.proposal.checks import CONGRESS_CHECKS

    return CONGRESS_CHECKS


def offers() -> Views[Proposal]:
    """What readers get of it."""
    from generator.records.proposal import views
    from generator.records.proposal.views.deadlines import deadlines, of_congress
    from generator.records.proposal.views.occasions import occasions
    from generator.records.proposal.views.promise_data import COLUMNS
    from generator.records.proposal.views.promises import promises

    return Views(
        summarize=views.summarize,
        page=views.page,
        figures=views.figures,
        sections={"proposals": views.landing, "promises": promises},
        batches=views.batches,
        panel=views.panel,
        headline=views.headline,
        events=views.events,
        occasions=occasions,
        deadlines={Proposal: deadlines, Congress: of_congress},
        columns=COLUMNS,
    )


TYPE = RecordType(model=Proposal, checking=checking, lending=((Congress, of_congresses),), offers=offers)
