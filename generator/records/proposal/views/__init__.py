"""How proposals show themselves."""

from generator.records.proposal.views.events import events
from generator.records.proposal.views.landing import landing
from generator.records.proposal.views.lists import batches
from generator.records.proposal.views.page import page
from generator.records.proposal.views.panels import headline, panel
from generator.records.proposal.views.rows import summarize
from generator.records.proposal.views.statistics import figures

__all__ = ["batches", "events", "figures", "headline", "landing", "page", "panel", "summarize"]
