"""The record type `proposal`."""

from generator.record_type import Checks, RecordType, Views
from generator.records.congress.model import Congress
from generator.records.proposal.model import Proposal


def checking() -> Checks[Proposal]:
    """What holds of it."""
    from generator.records.proposal.checks import CHECKS, CONGRESS_CHECKS

    return Checks(CHECKS, tuple((Congress, one) for one in CONGRESS_CHECKS))


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


TYPE = RecordType(model=Proposal, checking=checking, offers=offers)
