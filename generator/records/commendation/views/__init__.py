"""How commendations show themselves."""

from generator.records.commendation.views.lists import landing, pages
from generator.records.commendation.views.page import page
from generator.records.commendation.views.panels import headline, panel
from generator.records.commendation.views.rows import events, summarize
from generator.records.commendation.views.statistics import figures

__all__ = ["events", "figures", "headline", "landing", "page", "pages", "panel", "summarize"]
