"""Our own Jinja environment: escapes everything, refuses what is not defined, computes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from traceback import extract_tb

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup

from generator.outputs.compiled import Compiled
from generator.outputs.lean_jinja import LeanEnvironment
from generator.publication import Fragment, chinese_day


class BrokenTemplateError(Exception):
    """A template cannot be rendered; says which, where and why."""


class Templates:
    """Templates of the site, then ours: a site may override each file by its own of the same name."""

    def __init__(self, folders: Sequence[Path], ours: Path | None = None) -> None:
        """`ours` is the folder of ours, whose templates are compiled once, as Python compiles modules."""
        self._environment = LeanEnvironment(
            [ours] if ours is not None else [],
            bytecode_cache=Compiled([ours]) if ours is not None else None,
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
        self._environment.filters["once"] = self._once
        self._pieces: dict[tuple[int, Callable[..., Markup], tuple[object, ...]], tuple[object, Markup]] = {}

    def compile_all(self) -> None:
        """Have every template compiled but the theme's, which MkDocs renders, and those of new sites."""
        for name in self._environment.list_templates(["html"]):
            if not name.startswith(("theme/", "starter/")):
                self._environment.get_template(name)

    def _once(self, subject: object, macro: Callable[..., Markup], *how: object) -> Markup:
        """What a macro makes of a thing, made once: a record's row is the same in every list that it stands in."""
        key = id(subject), macro, how
        kept = self._pieces.get(key)
        if kept is None:  # the thing is kept too, so that no other comes to have its number
            kept = self._pieces[key] = subject, macro(subject, *how)
        return kept[1]

    def render(self, fragment: Fragment) -> Markup:
        """A fragment as HTML, its addresses still written from the root (`~/…`). Raises `BrokenTemplateError`."""
        try:
            html = self._environment.get_template(fragment.template).render(fragment.context)
        except (TemplateError, AttributeError, TypeError) as wrong:
            raise BrokenTemplateError(_said(fragment.template, wrong)) from wrong
        return Markup(html)  # noqa: S704 - autoescaped


def _said(name: str, wrong: Exception) -> str:
    """Which template, which line, what is wrong: a site may bring templates of its own."""
    if isinstance(wrong, TemplateSyntaxError):
        return f"模板 {wrong.filename or name} 第 {wrong.lineno} 行写得不对：{wrong.message}"
    if isinstance(wrong, TemplateNotFound):
        return f"没有模板 {wrong.name}" + (f"（{name} 要用它）" if name != wrong.name else "")
    rows = [frame for frame in extract_tb(wrong.__traceback__) if frame.filename.endswith(".html")]
    where = f"{rows[-1].filename} 第 {rows[-1].lineno} 行" if rows else name
    return f"模板 {where}：{wrong}"


def _iso(day: date) -> str:
    """`2026-03-05`, for tables."""
    return day.isoformat()


def _day(day: date) -> str:
    """`2026年3月5日`, for text."""
    return chinese_day(day)
