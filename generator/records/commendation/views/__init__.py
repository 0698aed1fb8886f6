"""How commendations show themselves."""

from generator.records.commendation.views.lists import batches, landing
from generator.records.commendation.views.page import page
from generator.records.commendation.views.panels import headline, panel
from generator.records.commendation.views.rows import events, summarize
from generator.records.commendation.views.statistics import figures

__all__ = ["batches", "events", "figures", "headline", "landing", "page", "panel", "summarize"]
