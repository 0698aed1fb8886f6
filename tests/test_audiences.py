"""Who sees what: the public meets no campus record, a campus site is marked, what is withdrawn is a notice."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.leaves import texts
from generator.registry import RECORD_TYPES
from tests.html_trees import elements
from tests.html_trees import tree as parsed
from tests.shown import facts_of, record
from tests.small_site import CONFIG, PAGES, build, gongkai, lay_out, pages, take_shells, tree, world, write

CAMPUS = {
    "proposals/TA-0803-009.yml": world("proposals/TA-0803-002.yml").replace("实验耗材", "幼儿托管")
    + "audience: campus\nattachments:\n  - file: neibu.pdf\n    title: 内部附件\nclauses:\n  - 9\n",
    "disclosures/GK-2026-009.yml": world("disclosures/GK-2026-001.yml").replace("2025年工会工作报告", "幼儿托管情况")
    + "audience: campus\nrelated:\n  - TA-0803-001\n",
    "units/MMB.yml": "name: 幼儿托管办公室\nkind: 行政部门\nparent: XX\naudience: campus\n",
}
REFERRING = {
    **CAMPUS,
    "proposals/TA-0803-001.yml": "related:\n  - TA-0803-009\n  - TA-0803-002\n  - GK-2026-009\n",
    "disclosures/GK-2026-002.yml": "related:\n  - GK-2026-009\n",
}
PLAIN = {"proposals/TA-0803-001.yml": "related:\n  - TA-0803-002\n"}


def test_a_public_site_is_the_same_with_campus_records_and_without_them(small_site: Path, tmp_path: Path) -> None:
    made = []
    for name, overlay in (("with", REFERRING), ("without", PLAIN)):
        root = lay_out(tmp_path / name, overlay)
        write(root, "data/attachments/neibu.pdf", "%PDF 内部") if name == "with" else None
        take_shells(root, small_site)
        build(root)
        made.append(tree(root / "site"))
    assert made[0].keys() == made[1].keys()
    assert [path for path in made[0] if made[0][path] != made[1][path]] == []
    assert "ids.txt" in made[0]
    for word in ("TA-0803-009", "GK-2026-009", "MMB", "幼儿托管", "neibu"):
        assert [path for path, content in made[0].items() if word.encode() in content] == [], word


@pytest.fixture(scope="module")
def campus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site of which the campus release has been built."""
    root = lay_out(tmp_path_factory.mktemp("campus"), REFERRING)
    write(root, "data/attachments/neibu.pdf", "%PDF 内部")
    build(root, "--audience", "campus")
    return root


def test_a_campus_site_has_a_place_of_its_own(campus: Path) -> None:
    assert not (campus / "site").exists()
    site = campus / "site-campus"
    assert "幼儿托管" in (site / "proposals" / "TA-0803-009.html").read_text("utf-8")
    assert (site / "attachments" / "neibu.pdf").is_file()
    assert "TA-0803-009\tproposal" in (site / "ids.txt").read_text("utf-8")


def test_its_open_data_is_that_of_the_public_site(campus: Path, small_site: Path, tmp_path: Path) -> None:
    """The public site's figures are told by its pages; beside a campus site, whose pages show more, all types are asked."""
    root = lay_out(tmp_path, REFERRING)
    write(root, "data/attachments/neibu.pdf", "%PDF 内部")
    take_shells(root, small_site)
    build(root)
    tables = {place.name: place.read_bytes() for place in (root / "site" / "data").glob("*.csv")}
    assert {one for one in tables if one.endswith("-statistics.csv")} >= {"proposals-statistics.csv"}
    assert tables == {place.name: place.read_bytes() for place in (campus / "site-campus" / "data").glob("*.csv")}


def test_a_campus_site_named_in_the_configuration_has_it_too(tmp_path: Path) -> None:
    root = lay_out(tmp_path, REFERRING, CONFIG.replace("    as_of:", "    audience: campus\n    as_of:"))
    write(root, "data/attachments/neibu.pdf", "%PDF 内部")
    build(root)
    assert not (root / "site").exists()
    assert (root / "site-campus" / "proposals" / "TA-0803-009.html").is_file()


def test_a_campus_site_is_marked_on_every_page_and_closed_to_robots(campus: Path) -> None:
    site = campus / "site-campus"
    assert (site / "robots.txt").read_text("utf-8") == "User-agent: *\nDisallow: /\n"
    assert not (site / "sitemap.xml").exists()
    for path, html in pages(site).items():
        page = parsed(html)
        assert {"name": "robots", "content": "noindex, nofollow"} in [
            one.attributes for one in elements(page, "meta")
        ], path
        (banner,) = (one for one in elements(page) if one.attributes.get("data-md-component") == "announce")
        assert "校内" in banner.text, path


def test_a_public_site_is_open_to_robots_and_bears_no_mark(small_site: Path) -> None:
    site = small_site / "site"
    assert "Allow: /\nSitemap: https://gongkai.example.edu.cn/sitemap.xml" in (site / "robots.txt").read_text("utf-8")
    for path, html in pages(site).items():
        assert "noindex" not in html, path
        assert "校内公开版" not in html, path


WITHDRAWN = "withdrawn:\n  on: 2026-04-20\n  by: 校务公开领导小组\n  reason: 含有应当保密的内容\n"


def test_a_withdrawn_record_is_a_notice_and_its_content_is_nowhere(small_site: Path, tmp_path: Path) -> None:
    overlay = {
        "proposals/TA-0803-001.yml": f"{WITHDRAWN}attachments:\n  - file: tongzhi.pdf\n    title: 会签单\n",
        "proposals/TA-0803-002.yml": "related:\n  - TA-0803-001\n",
    }
    root = lay_out(tmp_path, overlay)
    write(root, "data/attachments/tongzhi.pdf", "%PDF 会签")
    write(root, "content/index.md", PAGES["index.md"].replace("[[TA-0803-001]]", "TA-0803-001"))
    build(root)
    site = tree(root / "site")
    notice = site["proposals/TA-0803-001.html"].decode()
    for word in ("已撤回公开", "2026年4月20日", "校务公开领导小组", "含有应当保密的内容"):
        assert word in notice
    for word in ("周砚秋", "林晓汀", "何牧之", "晚间答疑", "20:30", "热食窗口", "分管后勤工作", "会签单", "基本满意度"):
        assert [path for path, content in site.items() if word.encode() in content] == [], word
    assert "attachments/tongzhi.pdf" not in site
    assert b"TA-0803-001\tproposal\tproposals/TA-0803-001.html" in site["ids.txt"]


def texts_of(record_id: str) -> set[str]:
    """The longer texts of a record that no other record has, and that are nobody's title."""
    facts = facts_of()
    own = {one.text.strip() for one in texts(record(facts, record_id))}
    others = [entry for kind in RECORD_TYPES for entry in facts.of_type(kind.model) if entry.id != record_id]
    known = {one.text.strip() for other in others for one in texts(other)}
    titles = {one.heading(facts.find) for one in (*others, record(facts, record_id))}
    return {one for one in own - known - titles if len(one) >= 5}


@pytest.mark.parametrize(
    "path", ["proposals/TA-0803-001", "disclosures/GK-2026-001", "budgets/BG-2025-XGH", "commendations/BZ-2026-001"]
)
def test_no_text_of_a_withdrawn_record_is_left(small_site: Path, tmp_path: Path, path: str) -> None:
    root = lay_out(tmp_path, {f"{path}.yml": WITHDRAWN})
    take_shells(root, small_site)
    build(root)
    words = texts_of(path.partition("/")[2])
    assert words
    for name, content in tree(root / "site").items():
        assert [one for one in words if one.encode() in content] == [], name


def test_a_record_that_will_be_withdrawn_is_still_there(small_site: Path, tmp_path: Path) -> None:
    later = WITHDRAWN.replace("2026-04-20", "2026-05-02")
    root = lay_out(tmp_path, {"proposals/TA-0803-001.yml": later})
    take_shells(root, small_site)
    assert gongkai("build", "-C", root).code == 0
    assert "热食窗口" in (root / "site" / "proposals" / "TA-0803-001.html").read_text("utf-8")
