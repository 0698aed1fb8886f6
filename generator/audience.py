"""Who may see a record."""

from __future__ import annotations

from generator.values import Choice


class Audience(Choice):
    """Who may see a record."""

    PUBLIC = "public"
    CAMPUS = "campus"

    @property
    def label(self) -> str:
        return {"public": "社会公开", "campus": "校内公开"}[self.value]
