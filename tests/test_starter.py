"""A new site: laid out, updated, and built by an installed wheel far from this checkout."""

from __future__ import annotations

import json
import os
import site
import subprocess
import sys
import venv
from pathlib import Path

import pytest
import yaml

from generator import __version__
from generator.hidden_checks import written_ids
from generator.starter import CI_PLACES, LEDGER, REGISTERS, brought_before, ledger, new_site, registers, update
from tests.small_site import build, gongkai, pages, tree, write

ROOT = Path(__file__).parent.parent
NAME = "某某大学（北京）"


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new site as `init` lays it out; not to be changed."""
    root = tmp_path_factory.mktemp("new") / "gongkai"
    ran = gongkai("init", root, "--name", NAME)
    assert (ran.code, ran.err) == (0, "")
    assert f"新站点在 {root}" in ran.out
    return root


def test_a_new_site_has_what_it_needs(new: Path) -> None:
    files = tree(new)
    assert files["requirements.txt"].decode() == f"gongkai=={__version__}\n"
    assert CI_PLACES["github"] in files
    assert b"/site" in files[".gitignore"]
    assert {path.split("/")[1] for path in files if path.startswith("data/")} == {*REGISTERS, "units"}
    assert files["data/units/XX.yml"].decode() == f"name: {NAME}\nkind: 学校\n"
    for path, content in files.items():
        assert "示例大学" not in content.decode(), path
        assert "示大" not in content.decode(), path


def test_a_new_site_passes_and_builds(new: Path, tmp_path: Path) -> None:
    ran = gongkai("check", "-C", new)
    assert (ran.code, ran.out) == (0, "")
    build(new, "--site", tmp_path / "site")
    made = pages(tmp_path / "site")
    assert NAME in made["index.html"]
    assert "proposals.html" in made
    assert len(made) > 50


def test_its_pages_write_no_id_that_a_campus_record_may_bear(new: Path) -> None:
    written = {
        told
        for path, content in tree(new).items()
        if path.startswith("content/")
        for _, told in written_ids(content.decode())
    }
    assert written <= {"SHA-256", "DATA-DICTIONARY"}


@pytest.mark.parametrize("ci", sorted(CI_PLACES))
def test_continuous_integration_checks_and_builds(ci: str) -> None:
    text = new_site(NAME, ci)[CI_PLACES[ci]].decode()
    assert isinstance(yaml.safe_load(text), dict)
    assert "gongkai check" in text
    assert "gongkai build" in text
    assert not [one for one in CI_PLACES.values() if one in new_site(NAME, ci) and one != CI_PLACES[ci]]


@pytest.mark.parametrize(
    "name", ["", "a: b", "大学 # 1", '"大学"', "<b>大学</b>", "大学\n学院", "- 大学", "{{ x }}", "大" * 61]
)
def test_a_name_that_would_break_the_files_is_refused(tmp_path: Path, name: str) -> None:
    ran = gongkai("init", tmp_path / "new", "--name", name)
    assert ran.code == 2
    assert "不能作校名" in ran.err
    assert not (tmp_path / "new").exists()


def test_only_an_empty_folder_becomes_a_new_site(tmp_path: Path) -> None:
    write(tmp_path, "full/mine.txt", "1")
    write(tmp_path, "file", "1")
    (tmp_path / "git" / ".git").mkdir(parents=True)
    (tmp_path / "empty").mkdir()
    assert [gongkai("init", tmp_path / one).code for one in ("full", "file", "git", "empty")] == [2, 2, 0, 0]
    assert tree(tmp_path / "full") == {"mine.txt": b"1"}


PATH = "data/calendar/RL-2026.yml"


def updated(root: Path) -> str:
    ran = gongkai("init", "--update", root)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A site laid out by an earlier gongkai: one register was another then, one was not there, one has been changed since."""
    files = new_site(NAME, "github")
    files[PATH] = b"year: 2026\nverified: \xe5\x90\xa6\n"
    del files["data/rules/B7.yml"]
    files[LEDGER] = ledger(files)
    files["data/rules/B3.yml"] += "# 本校\n".encode()
    del files["data/rules/B4.yml"]
    for path, content in files.items():
        write(tmp_path, path, content.decode())
    return tmp_path


def test_an_update_adds_replaces_and_keeps(old: Path) -> None:
    said = updated(old)
    now = tree(old)
    assert now[PATH] == registers()[PATH]
    assert now["data/rules/B7.yml"] == registers()["data/rules/B7.yml"]
    assert now["data/rules/B3.yml"].endswith("# 本校\n".encode())
    assert "data/rules/B4.yml" not in now
    assert "新增 data/rules/B7.yml\n更新 data/calendar/RL-2026.yml\n你改过，没有动 data/rules/B3.yml\n" in said
    assert "新增 1 个，更新 1 个，保留你改过的 1 个" in said


def test_an_update_lists_what_a_changed_rule_lacks_so_that_the_check_asks_no_more(old: Path) -> None:
    rule = "data/rules/GS1.yml"
    whole = registers()[rule].decode()
    value = "  - name: 公示最长天数\n    value: 60\n    unit: 天\n    least: 10\n    most: 180\n"
    words = "  - name: 纪委\n    words:\n      - 纪委\n      - 纪检\n      - 纪监\n"
    assert whole.count(value) == whole.count(words) == 1
    write(old, rule, whole.replace(value, "").replace(words, ""))
    said = updated(old)
    shown = "".join(f"    {line}\n" for line in f"values:\n{value}terms:\n{words}".splitlines())
    assert f"你改过，没有动 {rule}\n  新的版本里多了这些，照着写进去：\n{shown}" in said
    assert "  新的版本里多了" not in said.partition(rule)[0]


def test_of_registers_that_are_no_rules_an_update_lists_nothing(old: Path) -> None:
    write(old, PATH, "year: [")
    write(old, "data/rules/B3.yml", "values: [")
    assert "新的版本里多了" not in updated(old)


def test_a_second_update_has_nothing_to_do_and_still_keeps(old: Path) -> None:
    updated(old)
    before = tree(old)
    assert "新增 0 个，更新 0 个，保留你改过的 1 个" in updated(old)
    assert tree(old) == before


def test_an_update_touches_nothing_but_registers(old: Path) -> None:
    before = tree(old)
    updated(old)
    after = tree(old)
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed == {PATH, "data/rules/B7.yml", LEDGER}
    assert not [path for path in after if path.endswith(".new")]


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff", b'{"registers": []}', b'{"registers": null}'])
def test_without_a_ledger_every_register_counts_as_the_sites_own(damage: bytes) -> None:
    assert brought_before(damage) == {}
    result = update({PATH: b"mine"}, brought_before(damage))
    assert result.kept == [PATH]
    assert PATH not in result.files


def test_a_ledger_is_read_as_it_was_written() -> None:
    files = {"data/rules/X.yml": b"x", "content/index.md": b"y"}
    assert list(brought_before(ledger(files))) == ["data/rules/X.yml"]
    assert json.loads(ledger(files))["gongkai"] == __version__


def run(*command: str | Path, cwd: Path) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    ran = subprocess.run(
        [str(one) for one in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` of an environment into which the wheel has been installed; its dependencies are those of this one."""
    folder = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (wheel,) = folder.glob("gongkai-*.whl")
    venv.create(folder / "venv", with_pip=False)
    python = folder / "venv" / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", "--no-index", wheel, cwd=folder)
    (packages,) = (folder / "venv").glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text("\n".join(site.getsitepackages()) + "\n")
    return python.parent


def test_a_wheel_is_all_that_a_site_needs(installed: Path, tmp_path: Path) -> None:
    where = run(installed / "python", "-c", "import generator; print(generator.__file__)", cwd=tmp_path)
    assert Path(where).is_relative_to(installed.parent), "the wheel is tested, not this checkout"
    root = tmp_path / "new"
    assert "新站点在 new" in run(installed / "gongkai", "init", "new", "--name", NAME, cwd=tmp_path)
    write(root, "site_templates/search.html", "<p>本校自己的搜索页</p>")
    write(root, "site_templates/theme/partials/copyright.html", "<p>本校自己的页脚</p>")
    run(installed / "gongkai", "check", cwd=root)
    assert "生成了" in run(installed / "gongkai", "build", "--strict", cwd=root)
    made = pages(root / "site")
    assert "本校自己的搜索页" in made["search.html"]
    assert all("本校自己的页脚" in html for html in made.values())
    assert "错误的例子" in run(installed / "gongkai", "explain", "proposal/not-a-day", cwd=root)
    assert "新增 0 个，更新 0 个" in run(installed / "gongkai", "init", "--update", ".", cwd=root)


def test_the_wheel_and_this_checkout_make_the_same_site(installed: Path, new: Path, tmp_path: Path) -> None:
    run(installed / "gongkai", "build", "-C", new, "--site", tmp_path / "wheel" / "site", cwd=tmp_path)
    build(new, "--site", tmp_path / "checkout" / "site")
    assert tree(tmp_path / "wheel" / "site") == tree(tmp_path / "checkout" / "site")
