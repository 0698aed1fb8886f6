"""The numbers and states on every page of the example university are those of its open data."""

from __future__ import annotations

import gzip
import json
import re
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from tests.published import Release, clock, counted, links, lists, section, states, tables, target, tiles, words

MONEY = {"元", "万元"}
AWARDS = re.compile(r"(commendations/(unit|honour)-|units/)(?P<id>[^/]+)\.html")
BROWSE = {"index.html", "search.html"}
"""Pages that lead to the landing pages of all types, with the number of their records."""
CLOCK = re.compile(r"按时|未到期|(迟|逾期) \d+ 天|今天到期|\d+ 天内到期")
PHASES = {"预算草案": "proposed", "批准预算": "approved", "调整预算": "adjusted", "决算": "executed"}


@pytest.fixture(scope="module")
def release(university: Path) -> Release:
    return Release(university)


def test_every_record_s_page_says_what_its_data_say(release: Release) -> None:
    for page, row in release.records.items():
        html = release.pages[page]
        head = re.search(r'<p class="gk-id"><span>(.*?)</span>(.*?)</p>\s*<h1>(.*?)</h1>', html, re.DOTALL)
        assert head is not None, page
        assert (words(head[1]), words(head[3])) == (row["id"], row["computed.title"]), page
        stage, *clocks = states(head[2])
        assert stage == row["computed.stage"], page
        said = [one for one in clocks if CLOCK.fullmatch(one)]
        owed = [clock(row)] if row["computed.clock"] else []
        assert said in ([], owed), page
        assert said or not owed or row["type"] != "proposal", page
        content = (release.root / "data" / f"{page.removesuffix('.html')}.json").read_bytes()
        assert json.loads(content)["title"] == row["computed.title"]
        assert f"指纹 <code>{sha256(content).hexdigest()[:16]}</code>" in html, page


def test_an_account_lists_the_proposals_whose_money_is_in_it(release: Release) -> None:
    spent: dict[str, set[str]] = {}
    for page in release.records:
        if page.startswith("proposals/"):
            content = json.loads((release.root / "data" / f"{page.removesuffix('.html')}.json").read_bytes())
            for line in content.get("facts", {}).get("money", ()):
                spent.setdefault(line["budget"], set()).add(page)
    assert sum(map(len, spent.values())) >= 7
    for account, proposals in spent.items():
        html = release.pages[f"budgets/{account}.html"]
        (listed,) = re.findall(r"<dt>引用本记录</dt><dd>(.*?)</dd>", html, re.DOTALL)
        assert proposals <= {address.removeprefix("../") for address in re.findall(r'href="([^"]+)"', listed)}, account


def test_pages_of_records_are_small(release: Release) -> None:
    """On a slow line (400 kbit/s) a page of 6 KB is there after an eighth of a second."""
    sizes = [
        len(gzip.compress(release.pages[page].encode())) for page in release.records if page.startswith("proposals/")
    ]
    assert sorted(sizes)[len(sizes) // 2] <= 7 * 1024


def test_every_deadline_on_a_page_is_in_the_data_with_how_it_came_about(release: Release) -> None:
    assert sum(map(len, release.deadlines.values())) > 300
    for page in release.records:
        shown = [
            (states(one)[0], words(what), words(due), words(how))
            for one, what, due, how in re.findall(
                r'<details class="gk-clock"><summary>(.*?<b>(.*?)</b>(?: 期限 <time[^>]*>(.*?)</time>)?.*?)</summary>\s*<p>(.*?)</p>',
                release.pages[page],
                re.DOTALL,
            )
        ]
        known = [(one["state"], one["what"], one["due"], one["how"]) for one in release.deadlines.get(page, ())]
        assert shown == known, page


def test_every_record_in_a_list_is_as_in_the_data(release: Release) -> None:
    number = 0
    for page, html in release.pages.items():
        for one in (one for rows in lists(page, html) for one in rows):
            row, number = release.records[one.page], number + 1
            assert one.title == row["computed.title"], (page, one)
            assert one.unit == row["computed.unit"], (page, one)
            owed = row["computed.clock"] and not row["computed.done"]
            known = {clock(row) if owed else row["computed.stage"]}
            known |= {each["state"] for each in release.deadlines.get(one.page, ()) if one.due in ("", each["due"])}
            if row["type"] != "catalogue":  # which shows whether it was published this year
                assert one.state in known, (page, one)
    assert number > 3000


def test_every_list_of_what_a_figure_counts_has_as_many_rows_as_it_says(release: Release) -> None:
    for page, html in release.pages.items():
        for anchor, _, said, inside in counted(html):
            (rows,) = lists(page, inside)
            assert len({one.page for one in rows}) == len(rows) == said, (page, anchor)


def test_every_figure_leads_to_the_records_that_it_counts(release: Release) -> None:
    for page, html in release.pages.items():
        for tile in tiles(html):
            where, anchor = target(page, tile.href)
            if not tile.href or tile.unit in MONEY:
                continue
            there = {name: number for name, _, number, _ in counted(release.pages[where])}
            assert not anchor or anchor in there or f'id="{anchor}"' in release.pages[where], (page, tile)
            number = _number(tile.label, tile.value)
            if anchor in there and tile.unit in ("件", "条", "份", "次", "") and number:
                assert there[anchor] == number, (page, tile)
            elif not anchor and number and (tile.unit, tile.label) != ("", ""):
                assert number in _sizes(release, where, release.pages[where]), (page, tile)


def _number(label: str, value: str) -> int | None:
    """How many records a figure counts: `59`, or what its label says of `90.5%`."""
    part = re.search(r"中 (\d+) ", f"{label} ")
    return int(value) if value.isdigit() else int(part[1]) if part else None


def _sizes(release: Release, page: str, html: str) -> set[int]:
    """How many records some HTML of a page lists: in each table, in all of them; how many rows; what its own figures say."""
    each = [
        {one for cells in rows for one in links(page, cells[0])} & release.records.keys() for _, rows in tables(html)
    ]
    rows = [len(rows) for _, rows in tables(html)]
    said = {number for one in tiles(html) if (number := _number(one.label, one.value)) is not None}
    given = sum(int(one.value) for one in tiles(html) if one.label.startswith("授予"))
    return {len(one) for one in each} | {len(set().union(*each))} | {*rows, sum(rows), given} | said


def test_every_figure_stands_in_the_open_data(release: Release) -> None:
    keys = ("page", "value", "of", "unit", "label")
    rows = [
        row for place in sorted((release.root / "data").glob("*-statistics.csv")) for row in release.table(place.stem)
    ]
    known = {tuple(row[key] for key in keys) for row in rows}
    shown = {
        (page, one.value, one.of, one.unit, one.label)
        for page, html in release.pages.items()
        for one in tiles(html)
        if release.records.get(page, {}).get("type") != "budget"  # whose sums stand in its own lines
    }
    assert len(shown) > 800
    assert shown - known == set()
    for row in rows:
        ids = row["records"].split()
        there = {anchor: size for anchor, _, size, _ in counted(release.pages[row["page"]])}
        assert there.get(row["figure"], 0) in (0, len(ids)), row


def test_every_award_on_a_register_is_in_the_data(release: Release) -> None:
    """A register of a honour or of a unit counts awards, not decisions: each is a row of its own table."""
    awards = {(row["id"], row["place"]): row for row in release.table("commendations-awards")}
    revoked = {(row["id"], row["recipient"]) for row in release.table("commendations-revoked")}
    stands = [
        (row["unit"], award["honour"], award["object"])
        for row in release.table("commendations-awards-recipients")
        if (award := awards[row["id"], row["place"].partition(".")[0]]) and (row["id"], row["name"]) not in revoked
    ]
    checked = 0
    for page, html in release.pages.items():
        if (found := AWARDS.fullmatch(page)) is not None:
            own = [one[2] for one in stands if found["id"].upper() in one[:2]]
            for tile in tiles(html):
                for word in ("集体", "个人"):
                    if tile.label == f"授予{word}的荣誉":
                        assert int(tile.value) == own.count(word), (page, tile)
                        checked += 1
    assert checked > 40


def test_every_group_has_as_many_records_as_its_link_says(release: Release) -> None:
    for page, html in release.pages.items():
        for block in re.findall(r'<ul class="gk-groups">(.*?)</ul>', html, re.DOTALL):
            for href, number in re.findall(r'<a href="([^"]*)">.*?</a> <small>(\d+)</small>', block):
                where, anchor = target(page, href)
                inside = release.pages[where]
                if anchor:
                    inside = section(inside, anchor)
                assert inside, (page, href)
                if page in BROWSE:
                    continue
                assert int(number) in _sizes(release, where, inside), (page, href, number)


def test_every_number_that_is_a_link_leads_to_as_many_records(release: Release) -> None:
    checked = 0
    for page, html in release.pages.items():
        for href, number in re.findall(r'<a [^>]*?href="([^"]*#[^"]*)"[^>]*>(\d+)(?: [件条份次])?</a>', html):
            where, anchor = target(page, href)
            if where not in release.records:
                inside = section(release.pages[where], anchor)
                assert inside, (page, href)
                assert int(number) in _sizes(release, where, inside), (page, href, number)
                checked += 1
    assert checked > 100


def test_the_home_page_counts_the_records_there_are(release: Release) -> None:
    html = release.pages["index.html"]
    count: dict[str, int] = {}
    for row in release.table("all"):
        if not row["withdrawn.on"]:
            count[row["type.label"]] = count.get(row["type.label"], 0) + 1
    shown = re.findall(r'<li><a href="[^"]*">(.*?)</a> <small>(\d+)</small></li>', html)
    assert len(shown) > 6
    assert {int(number) for _, number in shown} <= set(count.values())
    assert sorted(int(number) for label, number in shown if label in count) == sorted(
        count[label] for label, _ in shown if label in count
    )


def test_what_is_due_is_what_the_data_say(release: Release) -> None:
    rows = [one for rows in lists("due.html", release.pages["due.html"]) for one in rows if one.due]
    owed = [
        (one["due"], page, one["state"])
        for page, all_of_it in release.deadlines.items()
        for one in all_of_it
        if one["clock"] in ("逾期", "即将到期") and one["listed"] == "是"
    ]
    assert sorted((one.due, one.page, one.state) for one in rows) == sorted(owed)


def test_every_line_of_an_account_is_that_of_the_data(release: Release) -> None:
    units = {row["id"]: Decimal(10_000 if row["unit"] == "万元" else 1) for row in release.table("budgets")}
    checked = 0
    for name, direction in (("fiscal/income", "收入"), ("fiscal/expenditure", "支出")):
        lines = release.table(name)
        for page in (page for page, row in release.records.items() if row["type"] == "budget"):
            own = [row for row in lines if page == f"budgets/{row['budget']}.html"]
            for block in re.findall(
                rf'aria-label="{direction}明细表">(<table.*?</table>)', release.pages[page], re.DOTALL
            ):
                ((head, rows),) = tables(block)
                for cells, line in zip(rows[: len(own)], own, strict=True):
                    assert words(re.sub(r"<small>.*?</small>", "", cells[0])) == line["name"]
                    for phase, cell in zip(head, cells, strict=True):
                        if phase in PHASES:
                            assert _yuan(cell, units[line["budget"]]) == _amount(line[PHASES[phase]]), (page, line)
                            checked += 1
    assert checked > 500


def _yuan(cell: str, unit: Decimal) -> Decimal | None:
    own = re.search(r'<span class="gk-own">([^<]*)</span>', cell)
    return Decimal(own[1].replace(",", "").replace("−", "-")) * unit if own else None


def _amount(cell: str) -> Decimal | None:
    return Decimal(cell) if cell else None
