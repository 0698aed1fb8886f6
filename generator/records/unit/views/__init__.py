"""How units show themselves."""

from generator.records.unit.views.lists import figures, landing
from generator.records.unit.views.page import page
from generator.records.unit.views.rows import events, summarize

__all__ = ["events", "figures", "landing", "page", "summarize"]
