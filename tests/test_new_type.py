"""A type that no output has heard of: visits. It gets lists, feeds, open data and all the rest from what it offers alone."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import Any, ClassVar

import feedparser
import pytest
from icalendar import Calendar

from generator import build, examination, mkdocs_plugin
from generator.audience import Audience
from generator.build import Site
from generator.dataset import Facts
from generator.deadlines import Deadline, Reckoning
from generator.examination import examine, settings_of
from generator.mkdocs_plugin import render_shells
from generator.model import Find, Record, Reference, field
from generator.publication import Column, Event, Facet, Figure, Fragment, Occasion, Page, State, Summary, Tone
from generator.record_type import AnyType, Batch, RecordType, Views
from generator.records.unit.model import Unit
from generator.registry import RECORD_TYPES
from generator.values import Count, Day, Line
from tests.example_files import AS_OF
from tests.small_site import lay_out, write

OPEN = State("待回访", "○", Tone.IDLE)


class Visit(Record):
    """A day on which the union's chair received staff."""

    type_name: ClassVar[str] = "visit"
    type_label: ClassVar[str] = "接待日"
    folder: ClassVar[str] = "visits"
    title: Line = field("主题", "接待的主题")
    unit: Reference[Unit] = field("单位", "哪个单位接待")
    on: Day = field("日期", "哪天接待", begins=True)
    came: Count = field("人次", "来了多少人")
    follow_up: Day = field("回访期限", "哪天以前回访")

    def heading(self, find: Find) -> str:
        return self.title


def _summarize(visit: Visit, facts: Facts) -> Summary:
    unit = facts.get(visit.unit)
    return Summary(
        visit.id, "visit", "接待日", visit.address, visit.title, visit.on, visit.on.year, OPEN, None, unit.short,
        (Facet("topic", "主题", visit.title),), (("host", unit.id),),
    )  # fmt: skip


def _figures(visits: Sequence[Visit], facts: Facts) -> tuple[Figure, ...]:
    rows = tuple(_summarize(one, facts) for one in visits)
    return (Figure("visits-came", "接待职工", str(sum(one.came for one in visits)), unit="人次", counted=rows),)


def _events(visit: Visit, facts: Facts) -> Iterator[Event]:
    yield Event(visit.on, "接待职工", f"来了 {visit.came} 人", visit.id)


def _occasions(visit: Visit, facts: Facts) -> Iterator[Occasion]:
    yield Occasion("held", visit.title, visit.on, visit.on)


def _deadlines(visit: Visit, facts: Facts) -> Iterator[Deadline]:
    yield Deadline("back", "回访", Reckoning(visit.follow_up, "接待时约定"), None, facts.as_of, 10)


def _page(visit: Visit, facts: Facts) -> Page:
    return Page(visit.address, visit.title, visit.title, "visit/page.html", {"title": visit.title})


def _list(visits: Sequence[Visit], facts: Facts) -> Mapping[str, Any]:
    return {"figures": _figures(visits, facts), "rows": [_summarize(one, facts) for one in visits]}


def _pages(facts: Facts) -> Iterator[Page]:
    yield Page("visits/year-2026.html", "2026 年", "2026 年", "visit/list.html", _list(facts.of_type(Visit), facts))


def _panel(subject: Record, facts: Facts) -> Fragment | None:
    found = facts.referrers(subject, Visit)
    return Fragment("visit/list.html", _list(found, facts)) if found else None


def _landing(facts: Facts) -> Fragment:
    return Fragment("visit/list.html", _list(facts.of_type(Visit), facts))


VISIT: AnyType = RecordType(
    model=Visit,
    offers=lambda: Views(
        summarize=_summarize,
        figures=_figures,
        page=_page,
        batches=lambda facts: (Batch("lists", _pages),),
        sections={"visits": _landing},
        panel=_panel,
        headline=lambda facts: _figures(facts.of_type(Visit), facts),
        events=_events,
        occasions=_occasions,
        deadlines={Visit: _deadlines},
        described=lambda visit, facts: {"@type": "Event", "startDate": visit.on.isoformat()},
        columns=(Column("crowd", "场面", lambda visit, facts: "热闹" if visit.came > 5 else "冷清"),),
    ),
)
TYPES = (*RECORD_TYPES, VISIT)
LIST = (
    '{% from "pieces/figures.html" import tiles %}{% from "pieces/list.html" import record_list %}'
    "{{ tiles(figures) }}{{ record_list(rows) }}"
)
RECORD = "title: 主席接待日答职工问\nunit: HQC\non: 2026-04-10\ncame: 7\nfollow_up: 2026-04-25\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = lay_out(tmp_path_factory.mktemp("visits"))
    write(root, "data/visits/LF-1.yml", RECORD)
    write(root, "site_templates/visit/page.html", "<h1>{{ title }}</h1>")
    write(root, "site_templates/visit/list.html", LIST)
    with pytest.MonkeyPatch.context() as patch:
        for module in (build, examination, mkdocs_plugin):
            patch.setattr(module, "RECORD_TYPES", TYPES)
        rendered = render_shells(root / "mkdocs.yml", root / "staging", Audience.PUBLIC)
        examined = examine(root, AS_OF, AS_OF)
    assert examined.errors == []
    made = Site(examined, settings_of(root)[0], Audience.PUBLIC, TYPES)
    return {one.path: one.make() for one in made.artifacts(rendered, None)}


def table(site: Mapping[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(site[f"data/{name}.csv"].decode("utf-8-sig"), newline="")))


def test_it_has_pages_and_stands_in_every_list(site: dict[str, bytes]) -> None:
    html = {path: content.decode() for path, content in site.items() if path.endswith(".html")}
    shown = {path for path in html if "主席接待日答职工问" in html[path]}
    assert shown >= {
        "index.html", "due.html", "visits.html", "visits/LF-1.html", "visits/year-2026.html", "units/HQC.html",
    }  # fmt: skip
    assert "接待职工" in html["index.html"]
    assert re.search(r'<a href="[^"]*visits.html">接待日</a> <small>1</small>', html["index.html"])
    assert "逾期 6 天" in html["due.html"]
    assert "gk-sheet" in html["visits/LF-1.html"]
    assert '"startDate":"2026-04-10"' in html["visits/LF-1.html"]
    assert b"visits/LF-1.html" in site["sitemap.xml"]
    assert any("主席接待日".encode() in content for path, content in site.items() if path.startswith("assets/search/"))


def test_it_has_feeds_and_calendars(site: dict[str, bytes]) -> None:
    for path in ("all", "visits", "units/HQC", "due"):
        titles = [one.title for one in feedparser.parse(site[f"feeds/{path}.xml"]).entries]
        assert any("主席接待日答职工问" in one for one in titles), path
    for path, summary in (("visits", "主席接待日答职工问"), ("due", "回访期限：主席接待日答职工问")):
        events = Calendar.from_ical(site[f"feeds/{path}.ics"]).walk("VEVENT")
        assert summary in [str(one["summary"]) for one in events]


def test_it_has_open_data_in_every_form(site: dict[str, bytes]) -> None:
    record = json.loads(site["data/visits/LF-1.json"])
    assert record["facts"]["came"] == "7"
    assert json.loads(site["data/visits.jsonl"])["computed"]["crowd"] == "热闹"
    assert {"data/visits.xlsx", "data/visits.schema.json"} <= site.keys()
    (row,) = table(site, "visits")
    assert (row["on"], row["unit.title"], row["computed.crowd"]) == ("2026-04-10", "后勤保障处", "热闹")
    assert [one["id"] for one in table(site, "all") if one["type"] == "visit"] == ["LF-1"]
    pages = {one["page"]: (one["value"], one["records"]) for one in table(site, "visits-statistics")}
    assert pages == dict.fromkeys(
        ("index.html", "visits.html", "visits/year-2026.html", "units/HQC.html"), ("7", "LF-1")
    )
    (due,) = (one for one in table(site, "all-deadlines") if one["id"] == "LF-1")
    assert (due["what"], due["due"], due["state"]) == ("回访", "2026-04-25", "逾期 6 天")
    resources = json.loads(site["data/datapackage.json"])["resources"]
    assert {"visits", "visits-statistics"} <= {one["name"] for one in resources}
    assert 'id="visits"' in site["data.html"].decode()
