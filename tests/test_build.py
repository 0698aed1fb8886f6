"""A whole small site: the same facts make the same bytes, a change of data is cheap, what fails changes nothing."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from generator.audience import Audience
from generator.keys import shell_key
from tests.html_trees import elements
from tests.html_trees import tree as parsed
from tests.small_site import CONFIG, PAGES, build, copy_of, gongkai, lay_out, pages, take_shells, tree, world, write

ANOTHER_WORLD = """
import os, sys
listed, scanned = os.listdir, os.scandir

class Backwards:
    def __init__(self, path="."):
        with scanned(path) as entries:
            self.entries = iter(sorted(entries, key=lambda one: one.name, reverse=True))
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def __iter__(self): return self.entries
    def __next__(self): return next(self.entries)
    def close(self): pass

os.listdir = lambda path=".": sorted(listed(path), reverse=True)
os.scandir = Backwards
os.umask(0o077)
from generator.cli import main
sys.exit(main(sys.argv[1:]))
"""


def stamps(folder: Path) -> dict[str, tuple[float, int]]:
    """Time and mode of every file and folder of a site, but the times of folders."""
    return {
        path.relative_to(folder).as_posix(): (
            path.stat().st_mtime if path.is_file() else 0,
            stat.S_IMODE(path.stat().st_mode),
        )
        for path in sorted(folder.rglob("*"))
    }


def test_two_builds_are_identical_whatever_is_around_them(small_site: Path, tmp_path: Path) -> None:
    root = lay_out(tmp_path / "another" / "path with spaces" / "站点")
    environment = {
        **{key: value for key, value in os.environ.items() if key not in ("SOURCE_DATE_EPOCH", "NO_COLOR")},
        "PYTHONHASHSEED": "4242",
        "TZ": "America/Los_Angeles",
        "LC_ALL": "C",
        "LANG": "tr_TR.UTF-8",
        "HOME": str(tmp_path),
        "PYTHONPATH": str(Path(__file__).parent.parent),
    }
    ran = subprocess.run(
        [sys.executable, "-c", ANOTHER_WORLD, "build", "-C", str(root)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert tree(root / "site") == tree(small_site / "site")
    assert stamps(root / "site") == stamps(small_site / "site")
    assert os.readlink(root / "site") == os.readlink(small_site / "site")


def test_a_change_of_data_alone_starts_no_mkdocs(
    small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay_out(tmp_path)
    take_shells(root, small_site)
    write(root, "data/units/HQC.yml", world("units/HQC.yml").replace("后勤处", "总务处"))

    def refused(*_: object) -> None:
        raise AssertionError("MkDocs was started")

    monkeypatch.setattr("generator.mkdocs_plugin.render_shells", refused)
    build(root)
    assert "总务处" in (root / "site" / "proposals" / "TA-0803-001.html").read_text("utf-8")
    write(root, "content/about/index.md", "# 另一页\n")
    with pytest.raises(AssertionError, match="MkDocs was started"):
        build(root)


def key(root: Path) -> str:
    return shell_key(root, Audience.PUBLIC)


def test_shells_depend_on_everything_that_a_page_outside_of_records_is_made_of(tmp_path: Path) -> None:
    config = CONFIG.replace("name: material", "name: material\n  custom_dir: our_theme")
    root = lay_out(tmp_path, config=f"{config}hooks: [tools/hook.py]\nwatch: [data]\nodd: ['', ., /, .., 'a\\nb']\n")
    keys = [key(root), shell_key(root, Audience.CAMPUS)]
    for path in (
        "content/about/index.md",
        "content/image.svg",
        "site_templates/theme/main.html",
        "our_theme/partials/footer.html",
        "tools/hook.py",
        "mkdocs.yml",
    ):
        write(root, path, "# 另\n" if path != "mkdocs.yml" else f"{config}copyright: 另\nhooks: [tools/hook.py]\n")
        keys.append(key(root))
    assert len(set(keys)) == len(keys)
    for path in ("data/units/NEW.yml", "site_templates/home.html", "build/mkdocs/index.html", "README.md"):
        write(root, path, "x")
        assert key(root) == keys[-1], path


def test_unchanged_pages_are_hard_links_into_the_last_release(small_site: Path, tmp_path: Path) -> None:
    root = copy_of(small_site, tmp_path)
    before = (root / "site").resolve()
    write(
        root, "data/proposals/TA-0803-002.yml", world("proposals/TA-0803-002.yml").replace("平均跑三次", "平均跑四次")
    )
    build(root)
    changed = {path for path in tree(before) if not (root / "site" / path).samefile(before / path)}
    assert "proposals/TA-0803-002.html" in changed
    assert "assets/gongkai.css" not in changed
    assert "proposals/TA-0803-001.html" not in changed


def test_the_sitemap_lists_every_page_and_nothing_else(small_site: Path) -> None:
    text = (small_site / "site" / "sitemap.xml").read_text("utf-8")
    listed = [one.text for one in elements(parsed(text), "loc")]
    assert len(listed) == len(set(listed)) == len(pages(small_site / "site")) - 1  # all but 404.html
    assert "https://gongkai.example.edu.cn/proposals/TA-0803-001.html" in listed
    assert all(one.isascii() for one in listed)
    assert "gkslot" not in text


def test_records_are_linked_in_handwritten_words(small_site: Path) -> None:
    site = pages(small_site / "site")
    home = {(one.attributes.get("href"), one.text) for one in elements(parsed(site["index.html"]), "a")}
    assert ("./congresses/8-3.html", "第三次会议") in home
    assert ("./proposals/TA-0803-001.html", "关于延长南校区教工食堂晚餐供应时间的提案") in home
    about = {(one.attributes.get("href"), one.text) for one in elements(parsed(site["about/index.html"]), "a")}
    assert ("../proposals/TA-0803-002.html", "另一件") in about
    assert "<code>[[编号]]</code>" in site["about/index.html"]


def test_an_unknown_section_is_named_with_a_suggestion(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    write(root, "content/due.md", PAGES["due.md"].replace("section: due", "section: hoem"))
    ran = gongkai("build", "-C", root)
    assert ran.code == 2
    assert "due.html" in ran.err
    assert "没有叫「hoem」的 section，是不是 home？" in ran.err
    assert "原来的网站没有动" in ran.err
    assert not (root / "site").exists()


def test_a_build_with_errors_leaves_the_old_site_standing(small_site: Path, tmp_path: Path) -> None:
    root = copy_of(small_site, tmp_path)
    before = os.readlink(root / "site"), tree(root / "site"), stamps(root / "site")
    write(
        root, "data/proposals/TA-0803-002.yml", world("proposals/TA-0803-002.yml").replace("2026-03-05", "2026-13-05")
    )
    ran = gongkai("build", "-C", root)
    assert ran.code == 1
    assert "proposal/not-a-day" in ran.err
    assert "没有生成" in ran.err
    assert (os.readlink(root / "site"), tree(root / "site"), stamps(root / "site")) == before


def test_a_broken_template_leaves_the_old_site_standing(small_site: Path, tmp_path: Path) -> None:
    root = copy_of(small_site, tmp_path)
    before = tree(root / "site")
    write(root, "site_templates/withdrawn.html", "{{ nothing.here }}")
    write(root, "site_templates/home.html", "{% if %}")
    ran = gongkai("build", "-C", root)
    assert ran.code == 2
    assert "home.html" in ran.err
    assert tree(root / "site") == before
    assert [one.name for one in (root / ".releases").iterdir() if one.name.startswith(".")] == []


def test_a_deleted_record_is_missed(small_site: Path, tmp_path: Path) -> None:
    root = copy_of(small_site, tmp_path)
    (root / "data" / "disclosures" / "GK-2026-002.yml").unlink()
    ran = gongkai("build", "-C", root)
    assert ran.code == 1
    assert "file/gone" in ran.err
    assert "GK-2026-002" in ran.err


def test_plain_mkdocs_makes_the_same_record_pages(small_site: Path, tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(root / "mkdocs.yml")]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    made, released = tree(root / "build" / "mkdocs"), tree(small_site / "site")
    assert made.keys() >= released.keys()
    assert [path for path in released if made[path] != released[path]] == []
    assert not (root / "site").exists()


def test_plain_mkdocs_stops_at_errors(tmp_path: Path) -> None:
    root = lay_out(tmp_path, {"units/HQC.yml": "kind: 后勤\n"})
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(root / "mkdocs.yml")]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode != 0
    assert "记录有错误，没有生成" in ran.stderr
    assert "data/units/HQC.yml:" in ran.stderr
    assert "Traceback" not in ran.stderr


def tabs(html: str) -> list[tuple[str, str]]:
    """The address and the words of each tab of the navigation."""
    links = (one for one in elements(parsed(html), "a") if "md-tabs__link" in one.attributes.get("class", ""))
    return [(one.attributes["href"], one.text.strip()) for one in links]


def test_a_type_without_a_handwritten_page_has_a_landing_page_once_in_the_navigation(tmp_path: Path) -> None:
    nav = "nav:\n  - 首页: index.md\n  - 更多:\n      - 大家的提案: proposals.md\n"
    root = lay_out(tmp_path, config=CONFIG + nav)
    for name in ("proposals", "disclosures"):
        (root / "content" / f"{name}.md").unlink()
    build(root)
    found = tabs((root / "site" / "disclosures.html").read_text("utf-8"))
    assert [address for address, _ in found] == ["index.html", "proposals.html", "disclosures.html"]
    page = (root / "site" / "proposals.html").read_text("utf-8")
    assert "大家的提案" in page
    assert "proposals/congress-8-3.html" in page


def test_the_section_of_a_record_is_the_active_one(small_site: Path) -> None:
    page = parsed((small_site / "site" / "proposals" / "TA-0803-001.html").read_text("utf-8"))
    active = [
        one.text.split() for one in elements(page, "li") if "md-tabs__item--active" in one.attributes.get("class", "")
    ]
    assert active == [["提案"]]
