"""A record that is missing or hidden is said once, whoever names it and wherever: in a field, a list or the text."""

from __future__ import annotations

import re

import pytest

from tests.test_one_cause import found_in, shipped


def _path(record: str) -> str:
    return next(one for one in shipped() if one.endswith(f"/{record}.yml"))


@pytest.mark.parametrize(
    ("record", "at", "count"),
    [
        ("8-2", "TA-0802-001", 91),
        ("JXXY-2025", "TA-JXXY-2025-01", 7),
        ("BG-2025-XX", "8-2", 5),
        ("KX-12", "GK-2023-005", 21),
    ],
)
def test_a_deleted_file_is_said_once(record: str, at: str, count: int) -> None:
    files = dict(shipped())
    del files[_path(record)]
    (found,) = found_in(files)
    assert found.position.path.endswith(f"/{at}.yml")
    assert f" 等 {count} 条记录" in found.message
    assert f"{record}.yml 删掉了，或者文件名写错了？" in found.remedy


def test_few_that_name_it_are_each_told_that_it_may_have_been_deleted() -> None:
    files = dict(shipped())
    del files[_path("GK-2024-048")]
    found = found_in(files)
    assert len(found) == 2
    assert all("补上 GK-2024-048.yml 或改回文件名" in one.remedy for one in found)


def test_a_hidden_record_is_said_where_it_is_hidden() -> None:
    path = _path("8-2")
    found = [
        one
        for one in found_in({**shipped(), path: f"audience: campus\n{shipped()[path]}"})
        if one.code.endswith("/needs-hidden")
    ]
    assert [(one.position.path, one.position.line) for one in found if "79 条" in one.message] == [(path, 1)]
    assert len(found) == 2


def test_a_hidden_record_that_many_tell_of_in_texts_is_said_where_it_is_hidden() -> None:
    path, told = _path("GK-2024-048"), [one for one in shipped() if "/proposals/8-2/" in one][:6]
    texts = {one: re.sub(r"^title: ", "title: 按 GK-2024-048 ", shipped()[one], flags=re.MULTILINE) for one in told}
    found = found_in({**shipped(), path: f"audience: campus\n{shipped()[path]}", **texts})
    at_the_hidden = [one for one in found if one.code.endswith("/needs-hidden") and one.position.path == path]
    assert ["6 条社会公开的记录在文字里写到「GK-2024-048」" in one.message for one in at_the_hidden] == [True]
    assert "删去它的编号" in at_the_hidden[0].remedy
    assert not any(one.code.endswith("/needs-hidden") and one.position.path in told for one in found)


@pytest.mark.parametrize(
    ("key", "day", "code"),
    [("proposal_deadline", "2025-03-01", "late-but-filed"), ("answers_due", "2025-06-03", "answered-late")],
)
def test_a_wrong_day_of_a_congress_is_said_there(key: str, day: str, code: str) -> None:
    path = _path("8-2")
    text = re.sub(rf"^{key}: .*$", f"{key}: {day}", shipped()[path], flags=re.MULTILINE)
    found = [one for one in found_in({**shipped(), path: text}) if one.code == f"proposal/{code}"]
    assert [(one.position.path, "可能是这里写错了" in one.message) for one in found] == [(path, True)]


CONGRESSES = ("8-2", "8-3", "JXXY-2025", "DQXY-2026")


@pytest.mark.parametrize("by", [-1, 1])
@pytest.mark.parametrize("key", ["held", "from", "to", "proposal_deadline", "answers_due"])
@pytest.mark.parametrize("congress", CONGRESSES)
def test_a_year_miswritten_in_a_day_of_a_congress_is_said_once_and_there(congress: str, key: str, by: int) -> None:
    path = _path(congress)
    pattern, count = (r"^(  (?:from|to): )(\d{4})", 2) if key == "held" else (rf"^( *{key}: )(\d{{4}})", 1)

    def moved(match: re.Match[str]) -> str:
        return f"{match[1]}{int(match[2]) + by}"

    text = re.sub(pattern, moved, shipped()[path], count=count, flags=re.MULTILINE)
    (found,) = found_in({**shipped(), path: text})
    assert found.position.path == path


def test_a_proposal_that_is_gone_is_said_where_it_is_named_and_where_its_congress_counts_it() -> None:
    files = dict(shipped())
    del files[_path("TA-0802-001")]
    found = found_in(files)
    assert [(one.code, one.position.path) for one in found] == [
        ("congress/stated-count-differs", _path("8-2")),
        ("proposal/unknown-id", _path("TA-0802-034")),
    ]
    assert "少 1 件；另有 1 处原文的数也因此对不上" in found[0].message
    assert "TA-0802-034、TA-0802-057、TA-0803-026 3 条记录" in found[1].message
