"""Diagnostics as people and continuous integration read them."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, Position, Severity
from generator.raw_files import RawFile
from generator.reports import FORMATS, MOST_SHOWN, Sources, text

PATH = "data/proposals/TA-1.yml"
YAML = "title: 关于食堂\nhanded_in: 2026-02-30\n"
SOURCES = {PATH: RawFile(PATH, YAML.encode())}


def fault(
    line: int = 2,
    column: int = 12,
    code: str = "proposal/not-a-day",
    path: str = PATH,
    severity: Severity = Severity.ERROR,
    message: str = "「2026-02-30」不是日期",
    remedy: str = "写成 YYYY-MM-DD",
) -> Diagnostic:
    return Diagnostic(code, severity, Position(path, line, column), message, remedy)


WARNING = fault(1, 1, "proposal/odd-title", severity=Severity.WARNING, message="案由少见", remedy="查对")


def plainly(found: list[Diagnostic], sources: Sources = SOURCES) -> str:
    return text(found, sources, lambda words, _: words)


def sources_of(content: str | bytes) -> Sources:
    return {PATH: RawFile(PATH, content.encode() if isinstance(content, str) else content)}


def test_what_a_fault_quotes_is_masked() -> None:
    one = fault(
        message="「胡兰芝13800138000」不在名册上，「1380013…」也不在", remedy="改成其中之一：民主管理13800138000"
    )
    assert one.message == "「胡兰芝138******00」不在名册上，「***…」也不在"
    assert one.remedy == "改成其中之一：民主管理138******00"


def test_a_fault_says_where_what_which_and_how() -> None:
    assert plainly([fault()]) == (
        "data/proposals/TA-1.yml:2:12 错误 proposal/not-a-day 「2026-02-30」不是日期\n"
        "  | handed_in: 2026-02-30\n"
        "  |            ^\n"
        "  改法：写成 YYYY-MM-DD\n"
    )
    assert plainly([fault(), WARNING]).count("\n\n") == 1
    assert "1:1 警告 proposal/odd-title 案由少见" in plainly([WARNING])
    assert plainly([]) == ""


@pytest.mark.parametrize(
    ("line", "column", "caret"),
    [
        ("title: x", 8, "       ^"),
        ("标题: x", 5, "      ^"),
        ("a，b（c）", 5, "      ^"),
        ("😀: x", 4, "    ^"),
        ("\tx", 2, " ^"),
        ("“引”: x", 6, "      ^"),
    ],
)
def test_the_caret_stands_under_its_sign_whatever_is_before_it(line: str, column: int, caret: str) -> None:
    rows = plainly([fault(1, column)], sources_of(line)).splitlines()
    assert rows[1] == f"  | {line.replace(chr(9), '·')}"
    assert rows[2] == f"  | {caret}"


def test_of_a_long_line_the_part_around_the_place_is_shown() -> None:
    line = "字" * 500 + "错" + "字" * 500
    _, shown, caret, _ = plainly([fault(1, 501)], sources_of(line)).splitlines()
    assert "错" in shown
    assert len(shown) < 110
    before = shown.partition("错")[0].removeprefix("  | ")
    assert len(caret) - len("  | ^") == 2 * len(before) - before.count("…")


@pytest.mark.parametrize(("path", "line"), [("data/x.yml", 1), (PATH, 3), (PATH, 99), (PATH, 0)])
def test_a_place_without_a_line_has_no_excerpt(path: str, line: int) -> None:
    assert plainly([fault(line, 1, path=path)]).count("\n") == 2


def test_only_the_first_fifty_are_shown_to_people() -> None:
    found = [fault(1, number + 1) for number in range(MOST_SHOWN + 7)]
    shown = plainly(found)
    assert shown.count("改法") == MOST_SHOWN == 50
    assert "另有 7 处没有列出" in shown
    assert "没有列出" not in plainly(found[:MOST_SHOWN])


def test_what_stops_a_build_is_not_hidden_behind_warnings() -> None:
    found = [fault(1, number + 1, severity=Severity.WARNING) for number in range(MOST_SHOWN + 20)]
    found += [fault(1, 90, path="data/z.yml"), fault(1, 91, path="data/z.yml")]
    shown = plainly(found)
    assert shown.count("data/z.yml") == 2
    assert shown.count("改法") == MOST_SHOWN
    assert shown.index("data/z.yml") > shown.index("警告"), "what is shown stands in the order of places"


def unknown(path: str, line: int = 2, what: str = "「HQC」", kind: str = "单位") -> Diagnostic:
    message, remedy = f"没有编号为{what}的{kind}", "补上或改回文件名"
    return fault(line, 12, "proposal/unknown-id", path, message=message, remedy=remedy)


def test_an_id_that_no_record_has_is_said_once_to_people() -> None:
    found = [unknown(PATH), *(unknown(f"data/proposals/TA-{number}.yml") for number in range(2, 7))]
    found += [unknown("data/proposals/TA-6.yml", 9, kind="记录"), unknown("data/proposals/TA-7.yml", what="「HQD」")]
    shown = plainly(found)
    assert shown.count("没有编号为「HQC」") == 1
    assert shown.count("改法") == 2
    named = "data/proposals/TA-2.yml、data/proposals/TA-3.yml、data/proposals/TA-4.yml 等 5 个文件"
    assert f"  另有 6 处也是：{named}\n  改法：补上或改回文件名\n" in shown
    assert shown.startswith(f"{PATH}:2:12 错误 proposal/unknown-id")
    assert "data/proposals/TA-7.yml:2:12 错误 proposal/unknown-id 没有编号为「HQD」" in shown


def test_two_places_that_name_one_id_stand_each_by_itself() -> None:
    shown = plainly([unknown(PATH), unknown("data/proposals/TA-2.yml")])
    assert shown.count("没有编号为「HQC」") == 2
    assert "另有" not in shown


def test_what_is_not_listed_counts_the_places_of_each_id() -> None:
    found = [fault(1, number + 1) for number in range(MOST_SHOWN)]
    found += [unknown(f"data/z/{number}.yml") for number in range(4)]
    assert "……另有 4 处没有列出" in plainly(found)


@pytest.mark.parametrize("name", FORMATS)
def test_machines_are_told_every_place(name: str) -> None:
    found = [unknown(f"data/proposals/TA-{number}.yml") for number in range(1, 6)]
    shown = FORMATS[name](found, {one.position.path: SOURCES[PATH] for one in found})
    assert all(f"data/proposals/TA-{number}.yml" in shown for number in range(1, 6))
    assert shown.count("没有编号为「HQC」的单位") >= 5


IDENTITY = "11010519491231002X"
PERSONAL = [
    IDENTITY,
    "13800138000",
    "138-0013-8000",
    "138—0013—8000",
    "138－0013－8000",
    "138/0013/8000",
    "1380 0138 000",
    "6222021234567890128",
    "440305·19880101·1233",
    "zhouyanqiu@qq.com",
    "12345678@163.com",
    "zhouyanqiu（at）qq.com",
    "ｚｗ＠ｑｑ．ｃｏｍ",
    "微信号：zhouyanqiu88",
    "家住教工宿舍 12 栋 301 室",
]


@pytest.mark.parametrize("number", PERSONAL)
@pytest.mark.parametrize("code", ["proposal/personal-number", "proposal/bad-link"])
def test_no_report_repeats_a_personal_number(number: str, code: str) -> None:
    line = f"reason: 请联系 {number} 办理"
    found = [fault(1, 9, code, message="文字里有个人信息（***）")]
    outputs = [plainly(found, sources_of(line)), *(make(found, sources_of(line)) for make in FORMATS.values())]
    name = number.partition("@")[0].removeprefix("微信号：").removeprefix("家住")
    assert not [one for one in outputs if name in one]
    assert "请联系" in outputs[0]


def test_an_excerpt_keeps_days_and_amounts() -> None:
    line = "{on: 2026-02-30, amount: 12345678.90}"
    assert line in plainly([fault(1, 6)], sources_of(line))


def test_colours_are_asked_for_and_change_nothing_else() -> None:
    painted = text([fault(), WARNING], SOURCES, lambda words, style: f"<{style}>{words}</>")
    for style, words in (("error", "错误"), ("warning", "警告"), ("help", "改法"), ("error", "^")):
        assert f"<{style}>{words}</>" in painted


HOSTILE = "]]>&<\"'>\x00\x1b[31m\u2028\u202e\ufffe\udcff ::error::x%0A\r\n::set-env name=x::y"
ODD_PATH = f"data/proposals/提案 #1?{HOSTILE}.yml"
HOSTILE_FAULT = fault(1, 3, "file/nowhere", ODD_PATH, message=HOSTILE, remedy=HOSTILE)
MANY = [fault(), WARNING, HOSTILE_FAULT, *(fault(2, 20 + n) for n in range(60))]


def test_in_a_terminal_and_a_log_hostile_signs_do_nothing() -> None:
    shown = plainly([HOSTILE_FAULT], {ODD_PATH: RawFile(ODD_PATH, b"\x1b[2J\xff\x07")})
    assert shown.count("\n") == 4
    assert not [row for row in shown.splitlines() if row.startswith("::")]
    assert not set(shown) & set("\x00\x07\x1b\u2028\u202e\r\udcff")


def test_github() -> None:
    assert FORMATS["github"]([fault(), WARNING], SOURCES) == (
        "::error file=data/proposals/TA-1.yml,line=2,col=12,title=proposal/not-a-day::「2026-02-30」不是日期 改法：写成 YYYY-MM-DD\n"
        "::warning file=data/proposals/TA-1.yml,line=1,col=1,title=proposal/odd-title::案由少见 改法：查对\n"
    )
    rows = FORMATS["github"](MANY, SOURCES).split("\n")
    assert len(rows) == len(MANY) + 1
    assert all(row.startswith(("::error file=", "::warning file=")) for row in rows[:-1])
    assert rows[2].partition(",line=")[0].count(",") == 0
    assert "%25" in rows[2]


def test_gitlab() -> None:
    rows = json.loads(FORMATS["gitlab"](MANY, SOURCES))
    assert len(rows) == len(MANY)
    assert rows[0] == {
        "description": "「2026-02-30」不是日期 改法：写成 YYYY-MM-DD",
        "check_name": "proposal/not-a-day",
        "fingerprint": rows[0]["fingerprint"],
        "severity": "major",
        "location": {
            "path": PATH,
            "positions": {"begin": {"line": 2, "column": 12}},
            "lines": {"begin": 2},
        },
    }
    assert rows[1]["severity"] == "minor"
    assert len({row["fingerprint"] for row in rows}) == len(MANY)


def test_a_gitlab_fingerprint_stays_when_lines_are_added_above() -> None:
    (before,) = json.loads(FORMATS["gitlab"]([fault()], SOURCES))
    (after,) = json.loads(FORMATS["gitlab"]([fault(3)], sources_of("# 注\n" + YAML)))
    assert before["fingerprint"] == after["fingerprint"]


def test_sarif() -> None:
    report = json.loads(FORMATS["sarif"](MANY, SOURCES))
    assert (report["version"], len(report["runs"])) == ("2.1.0", 1)
    assert urlsplit(report["$schema"]).scheme == "https"
    run = report["runs"][0]
    driver = run["tool"]["driver"]
    assert driver["name"] == "gongkai"
    assert [rule["id"] for rule in driver["rules"]] == ["file/nowhere", "proposal/not-a-day", "proposal/odd-title"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert len(run["results"]) == len(MANY)
    for one, result in zip(MANY, run["results"], strict=True):
        _sarif_result(one, result, driver["rules"])


def _sarif_result(one: Diagnostic, result: dict[str, Any], rules: list[dict[str, str]]) -> None:
    assert set(result) == {"ruleId", "ruleIndex", "level", "message", "locations"}
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == one.code
    assert result["level"] in ("error", "warning")
    assert result["message"]["text"]
    place = result["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": one.position.line, "startColumn": one.position.column}
    uri = place["artifactLocation"]["uri"]
    assert uri.isascii()
    assert not set(uri) & set(' <>"{}|\\^`#?\n\r')
    assert unquote(uri, errors="surrogateescape").partition("\x1b")[0] == one.position.path.partition("\x1b")[0]


def test_junit() -> None:
    clean = "data/proposals/TA-2.yml"
    root = ET.fromstring(FORMATS["junit"](MANY, {**SOURCES, clean: RawFile(clean, b"x")}))
    (suite,) = root
    assert (root.tag, suite.attrib) == (
        "testsuites",
        {"name": "gongkai check", "tests": "3", "failures": "2", "errors": "0"},
    )
    cases = {case.attrib["name"]: case for case in suite}
    assert list(cases["TA-2.yml"]) == []
    failure, out = cases["TA-1.yml"]
    assert cases["TA-1.yml"].attrib["file"] == PATH
    assert failure.attrib == {"message": "「2026-02-30」不是日期", "type": "proposal/not-a-day"}
    assert (failure.text or "").count("改法") == 61
    assert "TA-1.yml:2:12 错误 proposal/not-a-day" in (failure.text or "")
    assert (out.tag, out.text) == ("system-out", f"{WARNING} 改法：查对")


@given(st.text(), st.text())
def test_junit_is_xml_whatever_is_in_it(message: str, path: str) -> None:
    root = ET.fromstring(
        FORMATS["junit"]([fault(path=path, message=message)], SOURCES).encode("utf-8", "surrogatepass")
    )
    assert len(root[0]) == len({path, PATH})


def test_warnings_alone_fail_nothing_in_junit() -> None:
    suite = ET.fromstring(FORMATS["junit"]([WARNING], SOURCES))[0]
    assert suite.attrib["failures"] == "0"
    assert suite[0].find("failure") is None


def test_json() -> None:
    report = json.loads(FORMATS["json"](MANY, SOURCES))
    assert report["version"] == 1
    assert report["counts"] == {"error": 62, "warning": 1}
    assert len(report["diagnostics"]) == len(MANY)
    assert report["diagnostics"][0] == {
        "code": "proposal/not-a-day",
        "severity": "error",
        "path": PATH,
        "line": 2,
        "column": 12,
        "message": "「2026-02-30」不是日期",
        "remedy": "写成 YYYY-MM-DD",
        "source": "handed_in: 2026-02-30",
    }
    assert report["diagnostics"][2]["message"] == HOSTILE


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_the_same_each_time_and_stands_with_nothing_to_say(name: str) -> None:
    assert FORMATS[name](MANY, SOURCES) == FORMATS[name](list(MANY), dict(SOURCES))
    empty = FORMATS[name]([], {})
    assert json.loads(empty) is not None if name in ("gitlab", "sarif", "json") else "failure>" not in empty
