"""The command line: what it answers, on which stream, with which exit code."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path
from urllib.request import urlopen

import pytest

from generator import __version__, preview
from generator.cli import console
from generator.cli.main import main
from generator.dataset import Facts
from generator.diagnostics import Finding, Severity
from generator.model import Record
from generator.preview import PreviewServer
from generator.record_type import Check
from generator.registry import RECORD_TYPES
from generator.rules import all_rules
from tests.small_site import CONFIG, build, gongkai, lay_out, take_shells, world, write

BAD = {"proposals/TA-0803-002.yml": "handed_in: 2025-12-32\n"}
LATE = {"proposals/TA-0803-002.yml": "# without: ratings\n# without: closed\n# without: responses\n"}
"""A proposal without an answer, long after it was due: a warning."""


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SOURCE_DATE_EPOCH", "NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(tmp_path_factory.mktemp("good"))


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(tmp_path_factory.mktemp("bad"), BAD)


@pytest.fixture(scope="module")
def late(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(tmp_path_factory.mktemp("late"), LATE)


def _raises(record: Record, facts: Facts) -> Iterator[Finding]:
    """一条规则。"""
    yield from ()
    raise ZeroDivisionError(record.id)


def test_a_fault_of_ours_is_told_from_one_of_the_data(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = Check(_raises, Severity.ERROR, "P1")
    monkeypatch.setattr("generator.check.checks_for", lambda name, types: (wrong,) if name == "proposal" else ())
    ran = gongkai("check", "-C", good)
    assert ran.code == 70
    assert "ZeroDivisionError: TA-0803-001" in ran.err
    said = "gongkai 自己出错了（检查 data/proposals/TA-0803-001.yml 的 proposal/-raises 时），不是记录写错了"
    assert said in ran.err


def test_a_page_of_ours_that_cannot_be_made_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> str:
        raise ZeroDivisionError

    root = lay_out(tmp_path)
    monkeypatch.setattr("generator.outputs.pages.Press.stamp", fails)
    ran = gongkai("build", "-C", root)
    assert ran.code == 70
    assert re.search(r"gongkai 自己出错了（生成 [A-Za-z0-9/-]+\.\w+ 时），不是记录写错了；原来的网站没有动。", ran.err)
    assert not (root / "site").exists()


def test_a_site_without_faults_passes(good: Path) -> None:
    ran = gongkai("check", "-C", good)
    assert (ran.code, ran.out) == (0, "")
    assert "通过：" in ran.err
    assert "0 个错误，0 个提醒（截至 2026-05-01）" in ran.err
    assert "没有上一次发布的网站可以对照" in ran.err


def test_a_site_with_errors_does_not(bad: Path) -> None:
    ran = gongkai("check", "-C", bad)
    assert ran.code == 1
    assert "data/proposals/TA-0803-002.yml:" in ran.out
    assert "「2025-12-32」不是日期" in ran.out
    assert "改法：" in ran.out
    assert "没有通过：" in ran.err
    assert "1 个错误" in ran.err


def test_warnings_fail_only_where_they_are_asked_to(late: Path) -> None:
    ran = gongkai("check", "-C", late)
    assert (ran.code, "警告" in ran.out, "没有通过" in ran.err) == (0, True, False)
    ran = gongkai("check", "-C", late, "--strict")
    assert (ran.code, "没有通过" in ran.err) == (1, True)
    ran = gongkai("build", "-C", late, "--strict")
    assert (ran.code, (late / "site").exists()) == (1, False)
    assert "没有生成" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "还缺 命令"),
        (["chekc"], "命令 不能写「chekc」，可以写"),
        (["check", "--format", "xml"], "--format 不能写「xml」"),
        (["check", "--as-of"], "--as-of 后面要写一个值"),
        (["check", "--nope"], "不认识 --nope"),
        (["check", "--strict=yes"], "--strict 后面不写值，不能写「yes」"),
        (["build", "--audience", "all"], "--audience 不能写「all」"),
        (["build", "--s"], "--s 没有写全，可以是 --site, --strict"),
        (["serve", "--port", "x"], "--port 后面要写整数，不能写「x」"),
        (["serve", "--port", "70000", "-C", "{good}"], "端口要在 0 到 65535 之间"),
        (["explain"], "还缺 代码"),
        (["check", "-C", "/nonexistent"], "/nonexistent 里没有 mkdocs.yml"),
        (["check", "-C", "{good}", "--as-of", "5月1日"], "「5月1日」不是日期"),
        (["check", "-C", "{good}", "--previous", "/nonexistent"], "里没有 ids.txt"),
        (["build", "-C", "/nonexistent"], "用 gongkai init 新建一个"),
        (["init", "{good}"], "已经有东西了"),
        (["init", "--update", "/nonexistent"], "没有 mkdocs.yml"),
    ],
)
def test_wrong_use_is_said_in_one_line_of_chinese(good: Path, arguments: list[str], said: str) -> None:
    ran = gongkai(*(one.format(good=good) for one in arguments))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert ran.err.startswith("gongkai：")
    for english in ("error", "usage", "argument", "invalid", "expected", "required", "Traceback"):
        assert english not in ran.err


def test_help_is_in_chinese() -> None:
    for arguments in ([], ["check"], ["build"], ["serve"], ["init"], ["explain"]):
        ran = gongkai(*arguments, "--help")
        assert ran.code == 0
        assert ran.out.startswith("用法：gongkai")
        for english in ("usage", "options:", "positional", "show this"):
            assert english not in ran.out


def test_version() -> None:
    assert gongkai("--version") == (0, f"gongkai {__version__}\n", "")


def day_of(root: Path, *arguments: str) -> str:
    """The day as of which a site was checked."""
    ran = gongkai("check", "-C", root, *arguments)
    return ran.err.partition("截至 ")[2][:10]


def test_the_day_comes_from_the_option_then_the_environment_then_the_configuration_then_the_clock(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert day_of(good) == "2026-05-01"
    unpinned = lay_out(tmp_path, config=CONFIG.replace('    as_of: "2026-05-01"\n', "    holder: 校工会\n"))
    monkeypatch.setattr(console, "today", lambda: date(2026, 4, 1))
    assert day_of(unpinned) == "2026-04-01"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774972799")  # 2026-03-31T23:59:59 in Shanghai
    assert day_of(good) == day_of(unpinned) == "2026-03-31"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774972800")
    assert day_of(good) == "2026-04-01"
    assert day_of(good, "--as-of", "2026-04-02") == "2026-04-02"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert day_of(good) == "2026-05-01"


@pytest.mark.parametrize("epoch", ["x", "-1", "1.5", "9" * 30, "9" * 13, "１２"])
def test_an_epoch_that_is_none_is_wrong_use(good: Path, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    ran = gongkai("check", "-C", good)
    assert ran.code == 2
    assert "SOURCE_DATE_EPOCH" in ran.err


def test_every_format_is_complete_and_alone_on_its_stream(bad: Path) -> None:
    outputs = {
        form: gongkai("check", "-C", bad, "--format", form) for form in ("github", "gitlab", "sarif", "junit", "json")
    }
    assert {ran.code for ran in outputs.values()} == {1}
    assert {ran.err for ran in outputs.values()} == {""}
    assert outputs["github"].out.startswith("::error file=data/proposals/TA-0803-002.yml,line=")
    assert json.loads(outputs["gitlab"].out)[0]["check_name"] == "proposal/not-a-day"
    assert json.loads(outputs["sarif"].out)["runs"][0]["results"][0]["ruleId"] == "proposal/not-a-day"
    assert ET.fromstring(outputs["junit"].out).find(".//failure") is not None
    assert json.loads(outputs["json"].out)["counts"] == {"error": 1, "warning": 0}


class Terminal(io.StringIO):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        return True


def on_a_terminal(*arguments: str | Path) -> str:
    out, err = Terminal(), Terminal()
    with redirect_stdout(out), redirect_stderr(err):
        main([str(one) for one in arguments])
    return out.getvalue() + err.getvalue()


def test_colours_are_for_terminals_that_want_them(bad: Path, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\033[1;31m错误\033[0m" in on_a_terminal("check", "-C", bad)
    ran = gongkai("check", "-C", bad)
    assert "\033" not in ran.out + ran.err
    monkeypatch.setenv("TERM", "dumb")
    assert "\033" not in on_a_terminal("check", "-C", bad)
    monkeypatch.delenv("TERM")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\033" not in on_a_terminal("check", "-C", bad)


def test_in_a_pipe_there_is_no_progress(small_site: Path, tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    take_shells(root, small_site)
    ran = build(root)
    assert ran.err == ""
    assert "\r" not in ran.out
    assert ran.out.startswith("生成了 ")
    assert f"网站在 {root}/site" in ran.out


def test_a_closed_pipe_is_no_fault(bad: Path) -> None:
    command = [sys.executable, "-m", "generator.cli", "check", "-C", str(bad), "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        running.stdout.close()
        _, err = running.communicate()
    assert "Traceback" not in err
    assert "BrokenPipe" not in err


def test_explain_says_a_rule_in_full() -> None:
    ran = gongkai("explain", "yaml/duplicate-key")
    assert (ran.code, ran.err) == (0, "")
    for words in ("yaml/duplicate-key（错误）", "同一处的键只写一次。", "出处：编写规则", "错误的例子", "正确的例子"):
        assert words in ran.out


def test_explain_knows_common_rules_by_the_type_they_were_broken_in() -> None:
    ran = gongkai("explain", "proposal/not-a-day")
    assert ran.code == 0
    assert ran.out.startswith("proposal/not-a-day（错误）")
    assert gongkai("explain", "record/not-a-day").code == 0
    assert gongkai("explain", "nothing/not-a-day").code == 2


def test_explain_suggests_a_code() -> None:
    ran = gongkai("explain", "yaml/duplicat-key")
    assert ran.code == 2
    assert "没有代码「yaml/duplicat-key」，是不是 yaml/duplicate-key？" in ran.err
    assert "全部代码见 docs/rules.md" in gongkai("explain", "zzzz").err


def test_explain_knows_every_rule() -> None:
    codes = [rule.code for rule in all_rules(RECORD_TYPES)]
    assert len(codes) > 150
    assert [code for code in codes if gongkai("explain", code).code] == []


UNNEEDED = (
    *("mkdocs", "material", "markdown", "pymdownx", "watchfiles", "rich", "http.server", "jinja2"),
    *("numpy", "docx", "lxml", "icalendar", "segno", "generator.outputs", "generator.build"),
)


def test_check_loads_nothing_that_only_building_needs(good: Path) -> None:
    code = (
        "import sys; from generator.cli import main; code = main(sys.argv[1:]); "
        f"print([one for one in sys.modules if one in {UNNEEDED!r} or one.split('.')[3:4] == ['views']]); sys.exit(code)"
    )
    command = [sys.executable, "-c", code, "check", "-C", str(good)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == "[]\n"


def test_a_thousand_bad_files_are_all_reported(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    text = world("proposals/TA-0803-002.yml").replace("handed_in: 2025-12-22", "handed_in: 2025-12-32")
    for number in range(100, 1100):
        write(root, f"data/proposals/TA-0803-{number:04d}.yml", text)
    ran = gongkai("check", "-C", root)
    assert ran.code == 1
    assert ran.out.count("改法：") == 50
    assert "另有 950 处没有列出" in ran.out
    assert "1000 个错误" in ran.err
    report = json.loads(gongkai("check", "-C", root, "--format", "json").out)
    assert len({one["path"] for one in report["diagnostics"]}) == 1000


def test_files_with_odd_names_are_reported_and_harm_nothing(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    for name in (b"\xff.yml", b"\x1b[31m.yml", "提案 (1).yml".encode(), b"a\n::error::b.yml"):
        with open(bytes(root / "data" / "proposals") + b"/" + name, "wb") as file:
            file.write(b"title: x\n")
    ran = gongkai("check", "-C", root)
    assert ran.code == 1
    assert "\x1b" not in ran.out
    assert "\n::error" not in ran.out
    assert "提案 (1).yml" in ran.out


def test_serve_builds_again_after_a_change_and_keeps_the_last_good_site(
    small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay_out(tmp_path)
    take_shells(root, small_site)
    servers: list[PreviewServer] = []

    class Remembered(PreviewServer):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments)  # type: ignore[arg-type]
            servers.append(self)

    def shown() -> tuple[bool, int]:
        with urlopen(f"http://127.0.0.1:{servers[0].server_port}/proposals/TA-0803-001.html") as reply:
            return "总务处" in reply.read().decode(), servers[0].version

    def changes(watched: Path) -> Iterator[list[str]]:
        assert watched == root
        assert shown() == (False, 0)
        write(root, "data/units/HQC.yml", world("units/HQC.yml").replace("后勤处", "总务处"))
        yield ["data/units/HQC.yml"]
        assert shown() == (True, 1)
        page = root / ".gongkai/preview/site/proposals/TA-0803-001.html"
        until = time.monotonic() + 60
        while "总务处" not in page.read_text("utf-8") and time.monotonic() < until:
            time.sleep(0.05)
        assert "总务处" in page.read_text("utf-8"), "the whole site is published beside"
        assert shown() == (True, 1)
        write(root, "data/units/HQC.yml", "name: [\n")
        yield ["data/units/HQC.yml"]
        assert shown() == (True, 1)
        raise KeyboardInterrupt

    monkeypatch.setattr(preview, "PreviewServer", Remembered)
    monkeypatch.setattr(preview, "watched_changes", changes)
    ran = gongkai("serve", "-C", root, "--port", "0")
    assert ran.code == 130
    assert f"打开 http://127.0.0.1:{servers[0].server_port}/ 查看" in ran.out
    assert "有改动：data/units/HQC.yml" in ran.err
    assert "没有生成" in ran.err
    assert not (root / "site").exists()
