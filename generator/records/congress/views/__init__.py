"""How congresses show themselves."""

from generator.records.congress.views.lists import batches, figures, headline, landing, panel
from generator.records.congress.views.page import page
from generator.records.congress.views.rows import events, summarize

__all__ = ["batches", "events", "figures", "headline", "landing", "page", "panel", "summarize"]
