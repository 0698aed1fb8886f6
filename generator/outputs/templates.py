"""Our own Jinja environment: escapes everything, refuses what is not defined, computes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.publication import Fragment, chinese_day


class Templates:
    """Templates of the site, then ours: a site may override each file by its own of the same name."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._environment = Environment(
            loader=FileSystemLoader([str(folder) for folder in folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        self._environment.filters["iso"] = _iso
        self._environment.filters["day"] = _day

    def render(self, fragment: Fragment) -> Markup:
        """A fragment as HTML, its addresses still written from the root (`~/…`)."""
        return Markup(self._environment.get_template(fragment.template).render(fragment.context))  # noqa: S704 - autoescaped


def _iso(day: date) -> str:
    """`2026-03-05`, for tables."""
    return day.isoformat()


def _day(day: date) -> str:
    """`2026年3月5日`, for text."""
    return chinese_day(day)
