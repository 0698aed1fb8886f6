"""The record type `unit`."""

from generator.record_type import RecordType
from generator.records.unit import views
from generator.records.unit.checks import CHECKS
from generator.records.unit.described import described
from generator.records.unit.model import Unit

TYPE = RecordType(
    model=Unit,
    checks=CHECKS,
    summarize=views.summarize,
    page=views.page,
    figures=views.figures,
    sections={"units": views.landing},
    subject=True,
    events=views.events,
    synonyms=Unit.names,
    described=described,
)
