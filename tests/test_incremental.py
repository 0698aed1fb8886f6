"""A build after another one shows nothing old, whatever part of a site has been changed: each part once."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.small_site import CONFIG, PAGES, build, copy_of, gongkai, lay_out, tree, world, write

Change = Callable[[Path], object]


def edited(path: str, old: str, new: str) -> Change:
    """Another text in a record of the world."""

    def change(root: Path) -> None:
        place = root / "data" / path
        text = place.read_text("utf-8")
        assert old in text, path
        place.write_text(text.replace(old, new), "utf-8")

    return change


def added(path: str, text: str) -> Change:
    return lambda root: write(root, path, text)


def removed(path: str) -> Change:
    return lambda root: (root / path).unlink()


def said(path: str, text: str) -> Change:
    """A line more at the end of a record."""
    return lambda root: write(root, f"data/{path}", (root / "data" / path).read_text("utf-8") + text)


OURS = CONFIG.replace("name: material", "name: material\n  custom_dir: site_templates/theme")
WITHDRAWN = "withdrawn:\n  on: 2026-04-20\n  by: 领导小组\n  reason: 有误\n"
NEW = world("proposals/TA-0803-002.yml").replace("实验耗材网上报销", "延长图书馆开放时间")
LATER = world("disclosures/GK-2026-002.yml").replace("published: 2026-03-12", "published: 2026-05-02")
CHANGES: dict[str, Change] = {
    "a text": edited("proposals/TA-0803-002.yml", "平均跑三次", "平均跑四次"),
    "a title that others show": edited("congresses/8-3.yml", "session: 3", "session: 3\nclauses:\n  - 9"),
    "a name that many show": edited("units/HQC.yml", "short_name: 后勤处", "short_name: 总务处"),
    "a day that moves a clock": edited("congresses/8-3.yml", "answers_due: 2026-04-20", "answers_due: 2026-03-10"),
    "a number of a rule": edited("rules/QX1.yml", "value: 10", "value: 60"),
    "a day off": edited("calendar/RL-2026.yml", "  - 2026-02-28\n", ""),
    "a word of an alias": said("aliases/TY-JDH.yml", "  - 代表大会\n"),
    "a record more": added("data/proposals/TA-0803-003.yml", NEW),
    "a record on campus": added("data/proposals/TA-0803-009.yml", f"{NEW}audience: campus\n"),
    "a record to come": added("data/disclosures/GK-2026-009.yml", LATER),
    "a reference": said("disclosures/GK-2026-002.yml", "related:\n  - TA-0803-001\n"),
    "a withdrawal": said("disclosures/GK-2026-001.yml", WITHDRAWN),
    "an attachment": lambda root: (
        write(root, "data/attachments/x.txt", "一"),
        said("disclosures/GK-2026-002.yml", "attachments:\n  - file: x.txt\n    title: 附件\n")(root),
    ),
    "words of a page": added("content/due.md", PAGES["due.md"] + "\n另一句话 [[TA-0803-001]]。\n"),
    "a page more": added("content/more.md", "# 更多\n"),
    "a page less": removed("content/about/index.md"),
    "a template": added("site_templates/due.html", "<p>本校的到期页</p>\n"),
    "a template of the theme": added("site_templates/theme/partials/copyright.html", "<p>本校的页脚</p>\n"),
    "the name of the site": lambda root: write(root, "mkdocs.yml", OURS.replace("示例大学 · 公开", "某某大学")),
    "the day": lambda root: write(root, "mkdocs.yml", OURS.replace("2026-05-01", "2026-03-15")),
}


SOURCES = ("data", "content", "site_templates", "mkdocs.yml")


def fresh(root: Path, folder: Path, *arguments: str) -> dict[str, bytes]:
    """The site that a first build makes of the same sources, with the same shells."""
    for name in (*SOURCES, ".gongkai/shells"):
        if (root / name).is_dir():
            shutil.copytree(root / name, folder / name)
        elif (root / name).exists():
            shutil.copy(root / name, folder / name)
    build(folder, *arguments)
    return tree(folder / "site")


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> set[str]:
    return {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that has been built once; not to be changed."""
    root = lay_out(tmp_path_factory.mktemp("base") / "site", config=OURS)
    write(root, "site_templates/theme/README.md", "主题")
    build(root)
    return root


@pytest.fixture
def built(base: Path, tmp_path: Path) -> Path:
    """A copy of that site with all that its build has left."""
    return copy_of(base, tmp_path / "site")


BATCHES = [list(CHANGES)[start::4] for start in range(4)]
"""Changes that are made together, so that not each needs two builds; they have little to do with each other."""


@pytest.mark.parametrize("names", BATCHES, ids=lambda names: ", ".join(names))
def test_after_changes_nothing_old_is_shown(built: Path, tmp_path: Path, names: list[str]) -> None:
    before = tree(built / "site")
    for name in names:
        CHANGES[name](built)
    build(built)
    now = tree(built / "site")
    assert differing(now, fresh(built, tmp_path / "fresh")) == set()
    assert differing(now, before)


def test_days_that_pass_one_after_another(built: Path, tmp_path: Path) -> None:
    for day in ("2026-01-12", "2026-04-21", "2026-03-01"):
        build(built, "--as-of", day)
    assert differing(tree(built / "site"), fresh(built, tmp_path / "fresh", "--as-of", "2026-03-01")) == set()


def test_a_change_that_is_taken_back_is_gone(built: Path) -> None:
    before = tree(built / "site")
    CHANGES["a name that many show"](built)
    build(built)
    assert differing(tree(built / "site"), before)
    write(built, "data/units/HQC.yml", world("units/HQC.yml"))
    build(built)
    assert differing(tree(built / "site"), before) == set()


def test_a_change_of_one_word_changes_one_page(built: Path) -> None:
    before = tree(built / "site")
    CHANGES["a text"](built)
    build(built)
    changed = differing(before, tree(built / "site"))
    assert {path for path in changed if path.endswith(".html")} == {"proposals/TA-0803-002.html"}


def test_timings_name_the_stages_and_what_the_store_had(built: Path) -> None:
    CHANGES["a text"](built)
    ran = gongkai("build", "-C", built, "--timings")
    assert ran.code == 0
    stages = re.findall(r"^ +\d+\.\d\d 秒 +\d+%  (.+)$", ran.out, re.MULTILINE)
    assert stages[:2] == ["看有没有改动", "读和查记录"]
    assert {"页面", "检索", "开放数据", "写到磁盘"} <= set(stages)
    hits = {
        name: (int(used), int(of)) for name, used, of in re.findall(r"^沿用上次的(.+)：(\d+) / (\d+)$", ran.out, re.M)
    }
    records, checked, files = hits["记录（没有再读）"], hits["检查结果"], hits["文件"]
    assert records[0] == records[1] - 1
    assert 0 < checked[0] < checked[1] == records[1]
    assert files[1] / 2 < files[0] < files[1]
    ran = gongkai("build", "-C", built, "--timings", "--no-cache")
    assert re.search(r"^沿用上次的记录（没有再读）：0 / \d+$", ran.out, re.MULTILINE)
    assert re.search(r"^沿用上次的检查结果：0 / \d+$", ran.out, re.MULTILINE)
