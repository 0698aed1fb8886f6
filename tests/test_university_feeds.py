"""The feeds, calendars, structured data and addresses of the whole example university agree with its pages and its data."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import feedparser
import pytest
from icalendar import Calendar

from generator.audience import Audience
from generator.dataset import Facts
from generator.load import load
from generator.outputs.feeds.site import Feeds
from generator.outputs.open_data.descriptor import Publisher
from generator.raw_files import record_files
from generator.registry import RECORD_TYPES
from tests.published import AS_OF, Release, words

ROOT = Path(__file__).parents[1]
URL = "https://gongkai.example.edu.cn/"
ATOM = "{http://www.w3.org/2005/Atom}"
NEEDED = {
    "Organization": {"name", "url"},
    "Dataset": {"name", "description", "url", "license", "distribution", "creator"},
    "GovernmentService": {"name", "url", "serviceType", "provider"},
    "BreadcrumbList": {"itemListElement"},
    "Event": {"name", "url", "startDate", "endDate"},
    "WebSite": {"name", "url", "publisher"},
}


@pytest.fixture(scope="module")
def release(university: Path) -> Release:
    return Release(university)


def feeds(release: Release) -> Iterator[tuple[str, ET.Element]]:
    for path in sorted((release.root / "feeds").rglob("*.xml")):
        yield path.relative_to(release.root).as_posix(), ET.fromstring(path.read_bytes())


def said(element: ET.Element, name: str) -> str:
    (found,) = element.findall(f"{ATOM}{name}")
    assert found.text
    return found.text


def hrefs(element: ET.Element, rel: str) -> list[str]:
    return [one.attrib["href"] for one in element.findall(f"{ATOM}link") if one.get("rel") == rel]


def test_every_feed_is_atom_as_the_rfc_wants_it(release: Release) -> None:
    seen = dict(feeds(release))
    assert {"feeds/all.xml", "feeds/due.xml"} <= seen.keys()
    for kind in RECORD_TYPES:
        if kind.views.page is not None:
            assert f"feeds/{kind.model.folder}.xml" in seen
        for page, row in release.records.items() if kind.views.subject else ():
            assert row["type"] != kind.name or f"feeds/{page.removesuffix('.html')}.xml" in seen
    ids = [said(feed, "id") for feed in seen.values()]
    assert len(set(ids)) == len(ids)
    for path, feed in seen.items():
        assert hrefs(feed, "self") == [URL + path]
        assert said(feed, "title")
        entries = feed.findall(f"{ATOM}entry")
        times = [said(one, "updated") for one in entries]
        assert said(feed, "updated") == max(times, default="1970-01-01T00:00:00+08:00")
        assert all(datetime.fromisoformat(one).utcoffset() == timedelta(hours=8) for one in times)
        assert len({said(one, "id") for one in entries}) == len(entries)
        assert feed.findall(f"{ATOM}author/{ATOM}name")
        assert not feedparser.parse((release.root / path).read_bytes()).bozo


def test_every_entry_says_what_its_page_says(release: Release) -> None:
    checked = 0
    for path, feed in feeds(release):
        for entry in feed.findall(f"{ATOM}entry"):
            (address,) = hrefs(entry, "alternate")
            page = unquote(address.removeprefix(URL))
            day = date.fromisoformat(said(entry, "updated")[:10])
            title = release.records[page]["computed.title"] if page in release.records else Path(page).stem
            assert said(entry, "title").endswith(f"：{title}"), (path, page)  # of what is withdrawn its id
            if path == "feeds/due.xml":
                continue
            assert day <= AS_OF
            shown = words(release.pages[page])
            assert any(one in shown for one in (*_written(day), *_written(day - timedelta(days=1)))), (path, page, day)
            checked += 1
    assert checked > 1000


def _written(day: date) -> tuple[str, str]:
    """A day as pages write it; what has lapsed, or begins, does so the day after the last one that they name."""
    return day.isoformat(), f"{day.year}年{day.month}月{day.day}日"


def test_the_feed_of_what_is_due_is_the_list_of_what_is_due(release: Release) -> None:
    feed = dict(feeds(release))["feeds/due.xml"]
    shown = sorted(unquote(hrefs(one, "alternate")[0].removeprefix(URL)) for one in feed.findall(f"{ATOM}entry"))
    owed = sorted(
        page
        for page, all_of_it in release.deadlines.items()
        for one in all_of_it
        if one["clock"] in ("逾期", "即将到期") and one["listed"] == "是"
    )
    assert shown == owed


def test_ids_and_times_are_the_same_on_another_day(release: Release) -> None:
    later = AS_OF + timedelta(days=40)
    facts = Facts(load(record_files(ROOT), RECORD_TYPES).dataset.visible_to(Audience.PUBLIC, later), later)
    made = {one.path: one.make() for one in Feeds(RECORD_TYPES, Publisher("", URL, "x", ""), {}).files(facts)}
    for path, feed in feeds(release):
        if path != "feeds/due.xml":
            again = ET.fromstring(made[path])
            assert said(again, "id") == said(feed, "id")
            now, then = (
                {said(one, "id"): said(one, "updated") for one in each.findall(f"{ATOM}entry")}
                for each in (feed, again)
            )
            assert all(then[key] == now[key] for key in now.keys() & then.keys())
            assert now.keys() <= then.keys() or len(then) == 50
    for place in sorted((release.root / "feeds").glob("*.ics")):
        known = _events(place.read_bytes())
        for uid, event in _events(made[f"feeds/{place.name}"]).items():
            assert uid not in known or place.name == "due.ics" or event["dtstamp"] == known[uid]["dtstamp"]


def _events(content: bytes) -> dict[str, Any]:
    events = Calendar.from_ical(content).walk("VEVENT")
    found = {str(one["uid"]): one for one in events}
    assert len(found) == len(events)
    return found


def test_calendars_hold_the_days_of_the_data(release: Release) -> None:
    days: dict[str, tuple[date, date]] = {}
    for row in release.table("congresses"):
        days[f"{row['id']}-held"] = (date.fromisoformat(row["held.from"]), date.fromisoformat(row["held.to"]))
    for name in ("disclosures", "commendations"):
        for row in release.table(name):
            if row["notice.from"] and not row["withdrawn.on"]:
                days[f"{row['id']}-notice"] = (
                    date.fromisoformat(row["notice.from"]),
                    date.fromisoformat(row["notice.to"]),
                )
    shown = {}
    for path in sorted((release.root / "feeds").glob("*.ics")):
        content = path.read_bytes()
        assert content.endswith(b"END:VCALENDAR\r\n")
        assert all(len(line) <= 75 and b"\n" not in line for line in content.split(b"\r\n"))
        for uid, event in _events(content).items():
            first, last = event.decoded("dtstart"), event.decoded("dtend") - timedelta(days=1)
            assert {type(first), type(last)} == {date}
            shown[uid.partition("@")[0]] = (first, last)
            assert unquote(str(event["url"]).removeprefix(URL)) in release.records
    assert {key: shown.get(key) for key in days} == days
    owed = [
        date.fromisoformat(one["due"])
        for all_of_it in release.deadlines.values()
        for one in all_of_it
        if one["due"] and not one["done"] and one["listed"] == "是"
    ]
    due = _events((release.root / "feeds/due.ics").read_bytes()).values()
    assert sorted(one.decoded("dtstart") for one in due) == sorted(owed)


def test_every_page_says_to_machines_what_it_says_to_people(release: Release) -> None:
    names = {row["id"]: row["name"] for row in release.table("units")}
    listed = re.findall("<loc>(.*?)</loc>", (release.root / "sitemap.xml").read_text("utf-8"))
    assert {unquote(one.removeprefix(URL)) for one in listed} == set(release.pages)
    for page in release.pages:
        html = (release.root / page).read_text("utf-8")
        (canonical,) = re.findall(r'<link rel="canonical" href="([^"]*)">', html)
        assert unquote(canonical) == URL + page
        assert f'<meta property="og:url" content="{canonical}">' in html
        (linked,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
        content = json.loads(linked)
        for thing in content.get("@graph", [content]):
            assert thing.keys() >= NEEDED[thing["@type"]], page
            for address in _addresses(thing):
                assert urlsplit(address).scheme == "https", (page, address)
            if thing["@type"] == "BreadcrumbList":
                last = thing["itemListElement"][-1]
                assert (last["item"], last["name"]) == (canonical, words(last["name"]))
            if page in release.records and thing["@type"] == "Organization":
                assert thing["name"] == names[release.records[page]["id"]]


def _addresses(thing: Any) -> Iterator[str]:
    if isinstance(thing, dict):
        for key, value in thing.items():
            if key in ("@id", "url", "item", "contentUrl", "license") and isinstance(value, str):
                yield value
            else:
                yield from _addresses(value)
    elif isinstance(thing, list):
        for one in thing:
            yield from _addresses(one)
