"""How deadlines were counted, in words, over the real calendars; what of them is listed, fed and put into calendars."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.deadlines import Deadline, in_runs
from generator.outputs.due import deadlines_of, due_section, open_deadlines
from generator.records.calendar.reckoning import counted, spanned
from generator.registry import RECORD_TYPES
from tests.shown import facts_of, html_of, record, words_of
from tests.test_calendar_working_days import DAYS, FIRST, LAST

TWELFTH = date(2026, 1, 12)


def _days(*texts: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(one) for one in texts)


def _lines(deadline: Deadline) -> dict[str, str]:
    return {label: words_of(str(value)) for label, value in deadline.reckoning.lines}


def deadlines(record_id: str, overlay: dict[str, str] | None = None, on: str = "2026-05-01") -> dict[str, Deadline]:
    facts = facts_of(overlay, date.fromisoformat(on))
    return {one.key: one for one in deadlines_of(record(facts, record_id), RECORD_TYPES, facts)}


def test_twenty_working_days_over_the_spring_festival() -> None:
    said = counted(DAYS, date(2026, 1, 26), "形成", 20, "D1")
    assert said.how == "2026-01-26 形成 → 第 20 个工作日是 2026-02-28"
    assert dict(said.skipped)["春节"] == tuple(date(2026, 2, 15) + timedelta(days=n) for n in range(9))
    assert said.worked == _days("2026-02-14", "2026-02-28")
    assert [(one.address, one.title) for one in said.rules] == [
        ("rules.html#D1", "规则 D1"),
        ("calendar.html#y2026", "2026 年工作日历"),
    ]
    lines = {label: words_of(str(value)) for label, value in said.lines}
    assert lines["不计"].endswith("春节 9 天（2026-02-15 至 02-23）")
    assert lines["调休上班计入"] == "其中 2 天是周末（2026-02-14、02-28）"
    assert lines["计入"].startswith("工作日 20 天（2026-01-27 至 01-30、")


@pytest.mark.parametrize(
    ("begun", "due", "off", "worked"),
    [
        ("2023-01-09", "2023-02-09", {"春节": 7}, ("2023-01-28", "2023-01-29")),
        ("2023-09-18", "2023-10-20", {"中秋节、国庆节": 8}, ("2023-10-07", "2023-10-08")),
        ("2024-01-22", "2024-02-22", {"春节": 8}, ("2024-02-04", "2024-02-18")),
        ("2024-09-09", "2024-10-12", {"中秋节": 3, "国庆节": 7}, ("2024-09-14", "2024-09-29", "2024-10-12")),
        ("2025-01-13", "2025-02-14", {"春节": 8}, ("2025-01-26", "2025-02-08")),
        ("2025-12-15", "2026-01-13", {"元旦": 3}, ("2026-01-04",)),
        ("2026-04-13", "2026-05-13", {"劳动节": 5}, ("2026-05-09",)),
    ],
)
def test_real_holidays(begun: str, due: str, off: dict[str, int], worked: tuple[str, ...]) -> None:
    said = counted(DAYS, date.fromisoformat(begun), "形成", 20, "D1")
    named = {name: len(days) for name, days in said.skipped if name != "周末"}
    assert (said.due, named, said.worked) == (date.fromisoformat(due), off, _days(*worked))


@given(st.dates(FIRST, date(2026, 9, 1)), st.integers(1, 60))
def test_every_day_counts_or_says_why_it_does_not(begun: date, limit: int) -> None:
    said = counted(DAYS, begun, "形成", limit, "D1")
    assert said.due is not None
    parts = [said.counted, *(days for _, days in said.skipped)]
    every = [day for days in parts for day in days]
    assert sorted(every) == [begun + timedelta(days=n) for n in range(1, (said.due - begun).days + 1)]
    assert len(said.counted) == limit
    assert said.counted[-1] == said.due
    assert set(said.worked) == {day for day in said.counted if day.weekday() >= 5}
    assert all(day.weekday() >= 5 for name, days in said.skipped if name == "周末" for day in days)


@given(st.dates(FIRST, LAST), st.integers(0, 40))
def test_a_span_counts_both_its_ends(start: date, more: int) -> None:
    end = min(start + timedelta(days=more), LAST)
    said = spanned(DAYS, start, end, 5, "GS1")
    assert said.due == end
    assert len(said.counted) == DAYS.spanning(start, end)
    assert len(said.counted) + sum(len(days) for _, days in said.skipped) == (end - start).days + 1


def test_a_year_without_a_calendar_is_named_and_not_guessed() -> None:
    said = counted(DAYS, date(2026, 12, 20), "形成", 20, "D1")
    assert said.due is None
    assert ("缺日历", "日历里没有 2027 年，放假安排公布以前不作推算") in said.lines


def test_runs_of_days() -> None:
    assert in_runs(()) == ""
    assert in_runs(_days("2025-12-31", "2026-01-01", "2026-01-05")) == "（2025-12-31 至 2026-01-01、01-05）"
    assert in_runs(tuple(date(2026, 1, 1) + timedelta(days=2 * n) for n in range(20))) == ""


def test_a_proposal_says_whose_day_it_is() -> None:
    waiting = "# without: responses\n# without: ratings\n"
    said = deadlines("TA-0803-002", {"proposals/TA-0803-002.yml": waiting})["answer"]
    assert "大会确定的答复期限" in said.reckoning.how
    assert "第八届教职工代表大会第三次会议" in _lines(said)["谁定的"]
    own = waiting + "deadline:\n  on: 2026-06-30\n  reason: 等待管道竣工验收\n"
    said = deadlines("TA-0803-002", {"proposals/TA-0803-002.yml": own})["answer"]
    assert said.reckoning.how.startswith("2026-06-30，这件提案另定的答复期限；大会确定的是 ")
    assert _lines(said)["理由"] == "等待管道竣工验收"
    assert said.state.word == "未到期"


def test_a_congress_says_how_many_have_answered() -> None:
    overlay = {"proposals/TA-0803-002.yml": "# without: responses\n# without: ratings\n"}
    said = deadlines("8-3", overlay)["answers"]
    assert said.note == "1 / 2 件已答复，1 件没有"
    assert not said.listed


def test_a_disclosure_shows_how_its_day_came_about() -> None:
    facts = facts_of()
    found = deadlines("GK-2026-001")
    kind = next(one for one in RECORD_TYPES if one.name == "disclosure")
    assert kind.views.page is not None
    made = kind.views.page(record(facts, "GK-2026-001"), facts)
    html = html_of(replace(made, context={**made.context, "deadlines": list(found.values())}))
    assert "怎么算的" in html
    assert 'href="~/rules.html#D1"' in html
    assert 'href="~/calendar.html#y2026"' in html


def test_a_notice_that_was_too_short_says_so() -> None:
    short = (
        "notice:\n  from: 2026-04-03\n  to: 2026-04-08\n  contacts:\n    - 校工会\n    - 校纪委\ndecided: 2026-04-20\n"
    )
    said = deadlines("BZ-2026-001", {"commendations/BZ-2026-001.yml": short})["notice"]
    assert said.state.word == "只有 3 个工作日"
    assert said.reckoning.how == "2026-04-03 至 2026-04-08，首尾都算，共 3 个工作日；要满 5 个，至少到 2026-04-10"
    assert dict(said.reckoning.skipped) == {"清明节": _days("2026-04-04", "2026-04-05", "2026-04-06")}


def test_what_cannot_be_told_is_listed_apart() -> None:
    late = "produced: 2026-12-20\n# without: published\n# without: secrecy_review\nperiod:\n  year: 2026\n"
    facts = facts_of({"disclosures/GK-2026-001.yml": late}, date(2026, 12, 28))
    due = due_section(RECORD_TYPES, facts)
    (group,) = due.context["unknown"]
    assert (group.title, [row.id for row in group.rows]) == ("日历里没有 2027 年", ["GK-2026-001"])
    assert "日历里没有 2027 年" in words_of(html_of(due))


def test_a_promise_is_listed_beside_answers() -> None:
    answered = """
responses:
  - on: 2026-03-12
    unit: CWC
    signed_by: 分管财务工作的副校长
    result: 列入计划
    text: 拟在五月开通。
    measures: 网上报销
    due: 2026-05-08
# without: ratings
# without: closed
"""
    facts = facts_of({"proposals/TA-0803-002.yml": answered})
    rows = {(one.row.id, one.deadline.what): one for one in open_deadlines(RECORD_TYPES, facts)}
    assert rows["TA-0803-002", "提案承诺"].row.state.word == "7 天内到期"
    assert "2026-03-12 答复时承诺" in rows["TA-0803-002", "提案承诺"].deadline.reckoning.how


def of_item(record_id: str, item: str, on: str, overlay: dict[str, str] | None = None) -> list[tuple[str, str, str]]:
    """What the deadlines of a catalogue item say: the period, the day, the state."""
    place = {f"catalogue/{record_id}.yml": item, **(overlay or {})}
    found = deadlines(record_id, place, on).values()
    return [(one.note, str(one.reckoning.due), one.state.word) for one in found]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-03-11", [("2025—2026 学年", "2026-03-31", "未到期")]),
        ("2026-03-25", [("2025—2026 学年", "2026-03-31", "按时")]),
        ("2026-05-01", [("2025—2026 学年", "2026-03-31", "按时")]),
        ("2026-10-01", [("2025—2026 学年", "2026-03-31", "按时"), ("2026—2027 学年", "2027-03-31", "未到期")]),
        ("2027-03-25", [("2025—2026 学年", "2026-03-31", "按时"), ("2026—2027 学年", "2027-03-31", "6 天内到期")]),
        ("2027-04-02", [("2026—2027 学年", "2027-03-31", "逾期 2 天")]),
    ],
)
def test_a_yearly_item_is_due_on_its_day(on: str, expected: list[tuple[str, str, str]]) -> None:
    assert of_item("QD-3", "frequency: 每年\ndue: 03-31\n", on) == expected


def test_a_yearly_item_that_came_after_its_day_is_late() -> None:
    assert of_item("QD-3", "frequency: 每年\ndue: 03-02\n", "2026-05-01") == [
        ("2025—2026 学年", "2026-03-02", "迟 10 天")
    ]


def test_what_is_due_every_term_or_month_is_due_twenty_working_days_after_it() -> None:
    about = {"disclosures/GK-2026-001.yml": "period:\n  from: 2025-09-01\n  to: 2026-01-31\n"}
    assert of_item("QD-3", "frequency: 每学期\n# without: due\n", "2026-05-01", about) == [
        ("2025—2026 学年第一学期", "2026-03-05", "迟 7 天"),
        ("2025—2026 学年第二学期", "2026-09-28", "未到期"),
    ]
    about = {"disclosures/GK-2026-001.yml": "period:\n  from: 2026-02-01\n  to: 2026-02-28\n"}
    assert of_item("QD-3", "frequency: 每月\n# without: due\n", "2026-05-01", about) == [
        ("2026 年 3 月", "2026-04-29", "逾期 2 天"),
        ("2026 年 4 月", "2026-06-01", "未到期"),
    ]
    assert of_item("QD-3", "frequency: 每月\n# without: due\n", "2026-04-01", about)[0][2] == "按时"


def test_an_item_for_each_unit_waits_for_the_last_of_them() -> None:
    item = "# without: units\neach_unit: 是\nfrequency: 每年\ndue: 04-20\n"
    own = {"disclosures/GK-2026-001.yml": "unit: JXXY\n"}
    assert of_item("QD-3", item, "2026-05-01", own) == [("2025—2026 学年，1 个单位里有 1 个公开", "2026-04-20", "按时")]
    assert of_item("QD-3", item, "2026-05-01") == [
        ("2025—2026 学年，1 个单位里有 0 个公开", "2026-04-20", "逾期 11 天")
    ]


@pytest.mark.parametrize(
    "item", ["frequency: 即时\n", "frequency: 长期\n", "mode: 依申请\n", "reach: 校内\nreason: 内部\n"]
)
def test_items_without_a_rhythm_have_no_clock(item: str) -> None:
    assert of_item("QD-3", item + "# without: due\n", "2026-05-01") == []


UNPUBLISHED = "# without: published\n# without: secrecy_review\n# without: text\n"


@pytest.mark.parametrize(
    ("text", "what", "due", "state", "how"),
    [
        (
            f"{UNPUBLISHED}produced: 2026-04-03\n",
            "信息公开",
            "2026-05-07",
            "6 天内到期",
            "2026-04-03 形成或获取 → 第 20 个工作日是 2026-05-07",
        ),
        (
            f"{UNPUBLISHED}# without: produced\nkind: 依申请\nrequest:\n  received: 2026-04-02\n",
            "公开申请答复",
            "2026-04-24",
            "逾期 7 天",
            "2026-04-02 收到申请 → 第 15 个工作日是 2026-04-24",
        ),
        (
            f"{UNPUBLISHED}# without: produced\nkind: 依申请\nrequest:\n  received: 2026-04-02\n  extended: 是\n",
            "公开申请答复",
            "2026-05-19",
            "未到期",
            "2026-04-02 收到申请（依规延期一次） → 第 30 个工作日是 2026-05-19",
        ),
        (
            f"{UNPUBLISHED}# without: produced\nitem: QD-6\nperiod:\n  school_year: 2024-2025\n",
            "年度报告",
            "2025-10-31",
            "逾期 182 天",
            "2025-10-31，2024—2025学年（到 2025-08-31 为止）的年度报告，每年都是这一天截止",
        ),
        (
            "notice:\n  from: 2026-04-28\n  to: 2026-05-08\n  contacts:\n    - 校工会\n",
            "公示",
            "2026-05-08",
            "7 天内到期",
            "2026-04-28 至 2026-05-08，首尾都算，共 6 个工作日；要满 5 个，至少到 2026-05-07",
        ),
        (
            "# without: text\nwithheld:\n  ground: 个人隐私\n  basis: 政府信息公开条例第十五条\n"
            "  decided_by: 学校保密委员会\n  review_on: 2026-04-20\n",
            "不公开的复查",
            "2026-04-20",
            "逾期 11 天",
            "2026-04-20，学校保密委员会决定不公开时定的复查日期",
        ),
    ],
)
def test_every_clock_of_a_disclosure_is_listed(text: str, what: str, due: str, state: str, how: str) -> None:
    facts = facts_of({"disclosures/GK-2026-001.yml": text})
    (found,) = (one for one in open_deadlines(RECORD_TYPES, facts) if one.row.id == "GK-2026-001")
    assert (found.deadline.what, str(found.deadline.reckoning.due), found.row.state.word) == (what, due, state)
    assert found.deadline.reckoning.how.startswith(how)


@pytest.mark.parametrize(
    ("received", "note"),
    [("2026-04-02", "过了期限的 7 天里，工作日有 4 天"), ("2026-04-20", "")],
)
def test_beside_a_limit_in_working_days_lateness_is_told_in_them_too(received: str, note: str) -> None:
    text = f"{UNPUBLISHED}# without: produced\nkind: 依申请\nrequest:\n  received: {received}\n"
    facts = facts_of({"disclosures/GK-2026-001.yml": text})
    (found,) = (one for one in open_deadlines(RECORD_TYPES, facts) if one.row.id == "GK-2026-001")
    assert found.deadline.note == note
