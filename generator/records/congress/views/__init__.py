"""How congresses show themselves."""

from generator.records.congress.views.lists import figures, headline, landing, pages, panel
from generator.records.congress.views.page import page
from generator.records.congress.views.rows import events, summarize

__all__ = ["events", "figures", "headline", "landing", "page", "pages", "panel", "summarize"]
