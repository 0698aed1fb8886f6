"""Feeds and calendars, read by a feed parser and by a calendar library."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import feedparser
import pytest
from icalendar import Calendar
from msgspec.structs import replace

from generator.audience import Audience
from generator.dataset import Dataset, Facts
from generator.load import load
from generator.outputs.due import open_deadlines, owed
from generator.outputs.feeds.atom import MOST, atom
from generator.outputs.feeds.entries import Entry, entries, tag
from generator.outputs.feeds.site import Feeds
from generator.outputs.open_data.descriptor import Publisher
from generator.prose import Link
from generator.publication import Event
from generator.raw_files import RawFile
from generator.registry import RECORD_TYPES
from tests.example_files import merged, read_before

DAY = date(2026, 5, 1)
URL = "https://gongkai.example.edu.cn/"
PUBLISHER = Publisher("示例大学 · 公开", URL, "示例大学工会", "CC-BY-4.0")
LANDINGS = {kind.model.folder: Link(f"{kind.model.folder}.html", kind.model.type_label) for kind in RECORD_TYPES}
WITHDRAWN = {"proposals/TA-0803-001.yml": "withdrawn:\n  on: 2026-04-20\n  by: 提案委员会\n  reason: 误报\n"}


def world(overlay: Mapping[str, str] | None = None) -> Dataset:
    raw = [RawFile(path, text.encode()) for path, text in merged(dict(overlay or {})).items()]
    return load(raw, RECORD_TYPES, read_before()).dataset.visible_to(Audience.PUBLIC, DAY)


def made(seen: Dataset, publisher: Publisher = PUBLISHER, day: date = DAY) -> dict[str, bytes]:
    feeds = Feeds(RECORD_TYPES, publisher, LANDINGS, "due.html")
    return {one.path: one.make() for one in feeds.files(Facts(seen, day))}


@pytest.fixture(scope="module")
def found() -> dict[str, bytes]:
    return made(world())


def nothing(record: object, facts: Facts) -> tuple[Event, ...]:
    """The events of a type that has none: its feed says what is withdrawn."""
    return ()


def parsed(content: bytes) -> feedparser.FeedParserDict:
    read = feedparser.parse(content)
    assert not read.bozo, read.get("bozo_exception")
    return read


def test_every_feed_is_well_formed_and_in_order(found: dict[str, bytes]) -> None:
    feeds = {path: parsed(content) for path, content in found.items() if path.endswith(".xml")}
    assert {"feeds/all.xml", "feeds/due.xml", "feeds/proposals.xml", "feeds/congresses/8-3.xml"} <= feeds.keys()
    for path, feed in feeds.items():
        assert feed.version == "atom10"
        assert (bool(feed.feed.title), feed.feed.author) == (True, "示例大学工会")
        assert {(one.rel, one.href) for one in feed.feed.links} >= {("self", URL + path)}
        ids = [one.id for one in feed.entries]
        assert len(set(ids)) == len(ids)
        assert all(one.startswith("tag:gongkai.example.edu.cn,2026:") for one in ids)
        days = [one.updated for one in feed.entries]
        assert days == sorted(days, reverse=True)
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00\+08:00", one) for one in days)
        assert feed.feed.updated == (days[0] if days else "1970-01-01T00:00:00+08:00")
        assert all(one.link.startswith(URL) and one.title and one.summary for one in feed.entries)
        assert len(ids) <= MOST


def test_a_feed_says_what_happened(found: dict[str, bytes]) -> None:
    facts = Facts(world(), DAY)
    kinds = {kind.name: kind for kind in RECORD_TYPES}
    for name, rows in entries(RECORD_TYPES, facts).items():
        kind = kinds[name]
        events = [one for record in facts.of_type(kind.model) for one in (kind.views.events or nothing)(record, facts)]
        assert len(rows) == sum(one.day <= DAY for one in events)
        titles = [one.title for one in parsed(found[f"feeds/{kind.model.folder}.xml"]).entries]
        assert titles == [one.title for one in rows[:MOST]]
    every = parsed(found["feeds/all.xml"])
    assert {one.category for one in every.entries} >= {"提案", "公开事项"}


def test_the_feed_of_a_congress_holds_what_refers_to_it(found: dict[str, bytes]) -> None:
    linked = {one.link for one in parsed(found["feeds/congresses/8-3.xml"]).entries}
    assert f"{URL}proposals/TA-0803-001.html" in linked
    assert f"{URL}congresses/8-3.html" in linked


def test_what_is_due_is_what_the_page_shows() -> None:
    seen, shown = world({"proposals/TA-0803-002.yml": "# without: responses\n# without: ratings\n"}), set()
    for day in (date(2026, 4, 10), date(2026, 6, 25), date(2026, 9, 1)):
        rows = owed(RECORD_TYPES, Facts(seen, day))
        due = parsed(made(seen, day=day)["feeds/due.xml"])
        assert {one.link for one in due.entries} == {URL + row.address for row in rows}
        for row in rows:
            assert row.clock is not None
            shown.add(row.clock.overdue)
            came = row.clock.due + timedelta(days=1) if row.clock.overdue else row.clock.due - timedelta(days=10)
            assert any(one.link == URL + row.address and one.updated.startswith(str(came)) for one in due.entries)
    assert shown == {False, True}


def test_ids_and_days_do_not_depend_on_the_day_of_the_build() -> None:
    seen = world()
    earlier, later = (parsed(made(seen, day=day)["feeds/all.xml"]) for day in (DAY, DAY + timedelta(days=1)))
    assert [(one.id, one.updated) for one in earlier.entries] == [(one.id, one.updated) for one in later.entries]


def test_of_a_withdrawn_record_only_the_withdrawal_is_said() -> None:
    seen = world(WITHDRAWN)
    title = seen.entries["TA-0803-001"].record.heading(lambda _: None)
    files = made(seen)
    assert not any(title.encode() in content for content in files.values())
    (entry,) = (one for one in parsed(files["feeds/all.xml"]).entries if "TA-0803-001" in one.link)
    assert (entry.title, entry.summary) == ("撤回公开：TA-0803-001", "提案委员会：误报")
    assert entry.updated.startswith("2026-04-20")


def test_a_register_has_a_feed_that_says_what_is_withdrawn() -> None:
    files = made(world({"catalogue/QD-3.yml": "withdrawn:\n  on: 2026-04-20\n  by: 办公室\n  reason: 编号有误\n"}))
    for path in ("feeds/catalogue.xml", "feeds/all.xml"):
        (entry,) = (one for one in parsed(files[path]).entries if "QD-3" in one.link)
        assert (entry.title, entry.summary) == ("撤回公开：QD-3", "办公室：编号有误")
    assert parsed(files["feeds/clauses.xml"]).entries == []


def test_a_campus_record_is_in_no_feed() -> None:
    files = made(world({"proposals/TA-0803-001.yml": "audience: campus\n"}))
    assert not any(b"TA-0803-001" in content for content in files.values())


def test_two_events_of_a_kind_on_one_day_have_two_ids() -> None:
    rows = [Entry(f"TA-1/2026-01-01/答复{n}", DAY, "题", "", "proposals/TA-1.html", "TA-1", "提案") for n in ("", "/2")]
    feed = parsed(atom("all.xml", "<题> & 名", "index.html", rows, PUBLISHER))
    assert len({one.id for one in feed.entries}) == 2
    assert feed.feed.title == "<题> & 名"


def test_an_id_holds_the_path_of_the_site() -> None:
    assert tag("https://a.example:8443/gongkai/", "TA-1/甲") == "tag:a.example,2026:gongkai/TA-1/%E7%94%B2"


def test_calendars_hold_whole_days_and_stay_the_same(found: dict[str, bytes]) -> None:
    calendars = {path: Calendar.from_ical(content) for path, content in found.items() if path.endswith(".ics")}
    assert {"feeds/due.ics", "feeds/congresses.ics", "feeds/disclosures.ics"} <= calendars.keys()
    for one in calendars.values():
        uids = [str(event["uid"]) for event in one.walk("VEVENT")]
        assert len(set(uids)) == len(uids)
        for event in one.walk("VEVENT"):
            assert type(event.decoded("dtstart")) is date
            assert event.decoded("dtend") > event.decoded("dtstart")
            assert event.decoded("dtstamp").tzinfo is not None
            assert event.decoded("dtstamp") < datetime(2100, 1, 1, tzinfo=UTC)
    sittings = {str(event["uid"]): event for event in calendars["feeds/congresses.ics"].walk("VEVENT")}
    assert "8-3-held@gongkai.example.edu.cn" in sittings
    assert all(
        len(line) <= 75 for content in found.values() if content[:6] == b"BEGIN:" for line in content.splitlines()
    )


def test_what_is_due_is_in_the_calendar(found: dict[str, bytes]) -> None:
    rows = [one.row for one in open_deadlines(RECORD_TYPES, Facts(world(), DAY))]
    events = Calendar.from_ical(found["feeds/due.ics"]).walk("VEVENT")
    assert {(str(one["url"]), one.decoded("dtstart")) for one in events} == {
        (URL + row.address, row.clock.due) for row in rows if row.clock
    }


def test_without_an_address_there_are_none() -> None:
    feeds = Feeds(RECORD_TYPES, replace(PUBLISHER, site_url=""), LANDINGS, "due.html")
    assert list(feeds.files(Facts(world(), DAY))) == []
    assert feeds.listed() == feeds.everywhere() == feeds.of_page("due.html") == ()


def test_every_feed_that_a_page_names_is_there(found: dict[str, bytes]) -> None:
    feeds, seen = Feeds(RECORD_TYPES, PUBLISHER, LANDINGS, "due.html"), world()
    named = {one.address for one in feeds.listed()}
    for entry in seen.entries.values():
        named |= {one.address for one in feeds.of_page(entry.record.address, entry.record)}
    named |= {one.address for one in feeds.of_page("due.html")}
    assert named == set(found)
