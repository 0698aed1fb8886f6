"""Every page of a small site: nothing in it comes from elsewhere, nothing written into a record can run, and it is HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from generator.audience import Audience
from generator.build import Site
from generator.examination import examine, settings_of
from generator.keys import shell_key
from generator.registry import RECORD_TYPES
from generator.releases import publish
from generator.store import Store
from tests.example_files import AS_OF, merged
from tests.html_trees import can_run, elements, faults
from tests.html_trees import tree as parsed
from tests.small_site import CONFIG, lay_out, pages, take_shells, tree, write

FETCHED = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "video": ("src",),
}
_STYLE = re.compile(r"""@import\s*["']?([^"';]+)|url\(\s*["']?([^"')]+)""")


def addresses(page: str) -> Iterator[str]:
    """What a browser fetches by itself for a page."""
    for one in elements(parsed(page)):
        if one.name == "link" and "canonical" not in one.attributes.get("rel", ""):
            yield one.attributes.get("href", "")
        for key in FETCHED.get(one.name, ()):
            if key in one.attributes:
                yield one.attributes[key]
        if one.name == "style" or "style" in one.attributes:
            yield from styled(one.attributes.get("style", "") + one.text)


def styled(css: str) -> Iterator[str]:
    for match in _STYLE.finditer(css):
        yield (match[1] or match[2]).strip()


def foreign(address: str) -> bool:
    return bool(urlsplit(address).netloc) or urlsplit(address).scheme not in ("", "data")


def test_nothing_that_a_browser_loads_comes_from_another_host(small_site: Path) -> None:
    site = tree(small_site / "site")
    fetched = {path: list(addresses(html)) for path, html in pages(small_site / "site").items()}
    fetched |= {path: list(styled(text.decode())) for path, text in site.items() if path.endswith(".css")}
    assert sum(map(len, fetched.values())) > len(fetched)
    assert {path: found for path, all in fetched.items() if (found := [one for one in all if foreign(one)])} == {}


def test_what_a_page_loads_is_there(small_site: Path) -> None:
    site = small_site / "site"
    for path, html in pages(site).items():
        for address in addresses(html):
            if path != "404.html":  # its addresses are from the root of the host
                assert ((site / path).parent / urlsplit(address).path).is_file(), f"{path}: {address}"


def test_every_link_inside_the_site_leads_somewhere(small_site: Path) -> None:
    site = small_site / "site"
    known = pages(site)
    for path, html in known.items():
        ids = {one.attributes["id"] for one in elements(parsed(html)) if "id" in one.attributes}
        for one in elements(parsed(html), "a"):
            parts = urlsplit(one.attributes.get("href", ""))
            if parts.scheme or parts.netloc or path == "404.html" or not _made(parts.path):
                continue
            if not parts.path:
                assert not parts.fragment or parts.fragment in ids, f"{path}: #{parts.fragment}"
                continue
            place = ((site / path).parent / unquote(parts.path)).resolve()
            place = place / "index.html" if place.is_dir() else place
            assert place.is_file(), f"{path}: {one.attributes['href']}"


def _made(path: str) -> bool:
    """Whether a link leads to a type that offers pages: a type's views may come later than those that link to it."""
    without = [kind.model.folder for kind in RECORD_TYPES if kind.model.paged and kind.views.page is None]
    return not any(f"{folder}/" in path for folder in without)


def hostile(word: str) -> str:
    """A title that wants to be more than text."""
    return f"""{word}</title><script>alert('{word}')</script><img src=x onerror=alert(1)>"'&amp;{{{{ 7*7 }}}}{{% x %}} gkslotbody </p>"""


def yaml(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


LINES = {
    "proposals/TA-0803-001.yml": [
        ("title", "关于延长南校区教工食堂晚餐供应时间的提案"),
        ("measures", "晚餐供应延长到 20:30。"),
    ],
    "disclosures/GK-2026-001.yml": [("title", "2025年工会工作报告")],
    "units/HQC.yml": [("name", "后勤保障处"), ("short_name", "后勤处")],
    "clauses/KX-9.yml": [("title", "教代会的报告、提案与答复"), ("section", "四、民主管理与校务公开")],
    "catalogue/QD-3.yml": [("name", "教职工代表大会相关制度、工作报告"), ("group", "基本信息")],
    "proposals/TA-0803-002.yml": [("category", "教学科研")],
}


@pytest.fixture(scope="module")
def hostile_site(small_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with hostile words wherever a line may be written."""
    root = lay_out(tmp_path_factory.mktemp("hostile"))
    take_shells(root, small_site)
    for path, keys in LINES.items():
        text = merged({})[f"data/{path}"]
        for key, value in keys:
            assert f"{key}: {value}\n" in text
            text = text.replace(f"{key}: {value}\n", f"{key}: {yaml(hostile(key))}\n")
        write(root, f"data/{path}", text)
    congress = merged({})["data/congresses/8-3.yml"].replace("  - 教学科研\n", f"  - {yaml(hostile('category'))}\n")
    write(root, "data/congresses/8-3.yml", congress)
    made = made_in_spite_of_errors(root)
    assert {one.code.partition("/")[2] for one in made.examined.errors} == {"raw-html"}
    return root


def made_in_spite_of_errors(root: Path) -> Site:
    """Publish a site whatever is wrong with it: that tags in lines are errors is not what keeps pages safe."""
    settings, _ = settings_of(root)
    site = Site(examine(root, AS_OF, AS_OF), settings, Audience.PUBLIC)
    kept = Store(root / ".gongkai").shells(shell_key(root, Audience.PUBLIC))
    assert kept is not None
    publish(root / "site", site.artifacts(*kept))
    return site


def test_hostile_words_are_harmless_on_every_page_they_appear_on(small_site: Path, hostile_site: Path) -> None:
    plain = {path: can_run(parsed(html)) for path, html in pages(small_site / "site").items()}
    shown = {key: 0 for keys in LINES.values() for key, _ in keys if key != "measures"}  # which is Markdown
    for path, html in pages(hostile_site / "site").items():
        page = parsed(html)
        ran = can_run(page)
        scripts = [one for one in elements(page, "script") if one.attributes.get("type") != "application/ld+json"]
        assert "alert" not in "".join(one.text for one in scripts), path
        assert not [one for one in ran if "alert" in one or "onerror" in one], path
        if path in plain:
            assert [one for one in ran if "=" not in one] == [one for one in plain[path] if "=" not in one], path
        for key in shown:
            shown[key] += hostile(key) in "".join(page.itertext())
    assert {key for key, times in shown.items() if not times} <= {"name"}, "each is shown somewhere, as it was written"


def test_a_hostile_title_is_the_title(hostile_site: Path) -> None:
    page = parsed((hostile_site / "site" / "proposals" / "TA-0803-001.html").read_text("utf-8"))
    assert next(elements(page, "title")).text == f"{hostile('title')} - 示例大学 · 公开"


@pytest.fixture(scope="module")
def plain_theme(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page that the theme alone makes."""
    root = tmp_path_factory.mktemp("theme")
    write(root, "content/index.md", "# 首页\n\n词\n")
    write(
        root,
        "mkdocs.yml",
        CONFIG.replace("plugins: [gongkai]", "plugins: []").replace("extra_css: [assets/gongkai.css]\n", ""),
    )
    mkdocs_build(load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site")))
    return (root / "site" / "index.html").read_text("utf-8")


def test_every_page_is_html_as_good_as_the_theme(small_site: Path, plain_theme: str) -> None:
    known = set(faults(plain_theme))
    found = {path: set(faults(html)) - known for path, html in pages(small_site / "site").items()}
    assert {path: new for path, new in found.items() if new} == {}


def test_no_id_stands_twice_on_a_page(small_site: Path) -> None:
    for path, html in pages(small_site / "site").items():
        ids = [one.attributes["id"] for one in elements(parsed(html)) if "id" in one.attributes]
        assert sorted(ids) == sorted(set(ids)), path


def test_no_token_and_no_root_mark_is_left(small_site: Path) -> None:
    for path, content in tree(small_site / "site").items():
        assert b"gkslot" not in content, path
        if path.endswith(".html"):
            assert b'="~/' not in content, path
