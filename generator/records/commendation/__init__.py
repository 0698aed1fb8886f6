"""The record type `commendation`."""

from generator.record_type import RecordType
from generator.records.commendation import views
from generator.records.commendation.checks import CHECKS
from generator.records.commendation.model import Commendation
from generator.records.commendation.views.deadlines import deadlines
from generator.records.commendation.views.occasions import occasions

TYPE = RecordType(
    model=Commendation,
    checks=CHECKS,
    summarize=views.summarize,
    page=views.page,
    figures=views.figures,
    sections={"commendations": views.landing},
    pages=views.pages,
    panel=views.panel,
    headline=views.headline,
    events=views.events,
    occasions=occasions,
    deadlines={Commendation: deadlines},
)
