"""A release as anyone can read it: the words of its pages beside its open data. Nothing here looks at the records."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import unescape
from io import StringIO
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote

AS_OF = date(2026, 5, 1)
_ARTICLE = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)
_TILE = re.compile(
    r'<(?:a|div) class="gk-tile[^"]*"(?: href="([^"]*)")?>\s*<b>(.*?)</b>\s*<span>(.*?)</span>', re.DOTALL
)
_COUNTED = re.compile(
    r'<details class="gk-counted" id="([^"]*)"><summary>(.*?)：(\d+) 条记录</summary>(.*?)</details>', re.DOTALL
)
_TABLE = re.compile(r"<table.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr[^>]*>(?:(?!<tr).)*?</tr>", re.DOTALL)
_CELL = re.compile(r"<(?:th|td)[^>]*>(.*?)</(?:th|td)>", re.DOTALL)
_STATE = re.compile(r'<span class="gk-state[^>]*><i[^>]*>[^<]*</i>(.*?)</span>')
_LINK = re.compile(r'<a [^>]*?href="([^"]*)"')


class Tile(NamedTuple):
    """A figure as a page shows it."""

    href: str
    value: str
    of: str
    unit: str
    label: str


class Listed(NamedTuple):
    """A record in a list."""

    page: str
    title: str
    unit: str
    state: str
    due: str
    """What stands in the column 期限, where the list has one."""


@dataclass(frozen=True)
class Release:
    """A release in its folder."""

    root: Path

    @cached_property
    def pages(self) -> dict[str, str]:
        """The article of every page, without the theme's chrome."""
        found = {}
        for path in sorted(self.root.rglob("*.html")):
            article = _ARTICLE.search(path.read_text("utf-8"))
            if path.name != "404.html":
                assert article is not None, path
                found[path.relative_to(self.root).as_posix()] = article[1]
        return found

    def table(self, name: str) -> list[dict[str, str]]:
        """A table of open data."""
        text = (self.root / "data" / f"{name}.csv").read_text("utf-8-sig")
        return list(csv.DictReader(StringIO(text, newline="")))

    @cached_property
    def records(self) -> dict[str, Mapping[str, str]]:
        """Every record's row, by its page."""
        return {row["computed.page"]: row for row in self.table("all") if row["computed.page"]}

    @cached_property
    def deadlines(self) -> dict[str, list[Mapping[str, str]]]:
        """The deadlines of every record, by its page."""
        pages = {row["id"]: page for page, row in self.records.items()}
        found: dict[str, list[Mapping[str, str]]] = {}
        for row in self.table("all-deadlines"):
            found.setdefault(pages[row["id"]], []).append(row)
        return found


def words(html: str) -> str:
    """The words of some HTML."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def target(page: str, href: str) -> tuple[str, str]:
    """The page and the anchor that a link on a page leads to."""
    path, _, anchor = unquote(unescape(href)).partition("#")
    return normpath(join(dirname(page), path)) if path else page, anchor


def links(page: str, html: str) -> set[str]:
    """The pages that some HTML of a page leads to."""
    return {target(page, href)[0] for href in _LINK.findall(html)}


def section(html: str, anchor: str) -> str:
    """What stands under an anchor: up to the next heading of its level, or up to the end of what it marks."""
    before, _, inside = html.partition(f'id="{anchor}"')
    headings = re.findall(r"<(/?)h([1-6])", before)
    level = headings[-1][1] if headings and not headings[-1][0] else "6"
    return re.split(rf"<h[1-{level}]\b", inside)[0]


def states(html: str) -> list[str]:
    """The words of the states in some HTML."""
    return [words(one) for one in _STATE.findall(html)]


def tiles(html: str) -> Iterator[Tile]:
    """The figures on a page."""
    for href, number, label in _TILE.findall(html):
        value = re.sub(r"<i.*?</i>", "", number)
        small = [unescape(one) for one in re.findall(r"<small>(.*?)</small>", value)]
        of = next((one.removeprefix(" / ") for one in small if one.startswith(" / ")), "")
        unit = next((one.strip() for one in small if not one.startswith(" / ")), "")
        yield Tile(href, words(re.sub(r"<small>.*?</small>", "", value)), of, unit, words(label))


def counted(html: str) -> Iterator[tuple[str, str, int, str]]:
    """The lists of what figures count: anchor, label, how many it says, and the list."""
    for anchor, label, number, inside in _COUNTED.findall(html):
        yield anchor, words(label), int(number), inside


def tables(html: str) -> Iterator[tuple[list[str], list[list[str]]]]:
    """The tables of a page: the heads of their columns, and the HTML of each row's cells."""
    for one in _TABLE.findall(html):
        head, *rows = [_CELL.findall(row) for row in _ROW.findall(one)]
        yield [words(cell) for cell in head], rows


def lists(page: str, html: str) -> Iterator[list[Listed]]:
    """The lists of records on a page: tables that have a title, a unit and a state."""
    for head, rows in tables(html):
        if head[:1] in (["标题"], ["记录"]) and {"单位", "状态"} <= set(head):
            yield [_listed(page, head, cells) for cells in rows]


def _listed(page: str, head: Sequence[str], cells: Sequence[str]) -> Listed:
    named = dict(zip(head, cells, strict=True))
    (where,) = links(page, cells[0])
    (state,) = states(named["状态"])
    return Listed(where, words(cells[0]), words(named["单位"]), state, words(named.get("期限", "")))


def clock(row: Mapping[str, str]) -> str:
    """What a page must say of a record's deadline, as anyone can work it out from its row."""
    done = row["computed.done"]
    late = ((date.fromisoformat(done) if done else AS_OF) - date.fromisoformat(row["computed.due"])).days
    said = {"迟": f"迟 {late} 天", "逾期": f"逾期 {late} 天", "即将到期": f"{-late} 天内到期" if late else "今天到期"}
    return said.get(row["computed.clock"], row["computed.clock"])
