"""What MkDocs makes for us: edit links, canonical addresses, navigation, and what it says when the configuration does not fit."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jinja2 import FileSystemLoader
from mkdocs.utils import get_theme_dir

from generator.audience import Audience
from generator.keys import theme_folders
from generator.mkdocs_plugin import MkDocsError, render_shells
from generator.outputs.theme_loader import ThemeLoader
from generator.shells import PROTOTYPE, handwritten, prototypes
from tests.html_trees import elements
from tests.html_trees import tree as parsed
from tests.small_site import CONFIG, PAGES, build, gongkai, lay_out, pages, tree, write


def attribute(html: str, name: str, key: str, **wanted: str) -> list[str]:
    """An attribute of every element of a name that has others as wanted."""
    found = (one.attributes for one in elements(parsed(html), name))
    return [one[key] for one in found if key in one and all(one.get(k.strip("_")) == v for k, v in wanted.items())]


EDIT = "https://git.example.edu.cn/gonghui/gongkai/edit/main/"


def test_every_page_knows_where_it_stands_and_where_it_can_be_changed(small_site: Path) -> None:
    made = pages(small_site / "site")
    for path, source in {
        "index.html": "content/index.md",
        "about/index.html": "content/about/index.md",
        "proposals/TA-0803-001.html": "data/proposals/TA-0803-001.yml",
    }.items():
        address = f"https://gongkai.example.edu.cn/{path}"
        assert attribute(made[path], "link", "href", rel="canonical") in (
            [address],
            [address.removesuffix("index.html")],
        )
        assert attribute(made[path], "a", "href", title="编辑此页") == [EDIT + source], path


def test_without_a_repository_there_is_no_edit_link(tmp_path: Path) -> None:
    config = CONFIG.replace("repo_url: https://git.example.edu.cn/gonghui/gongkai\nedit_uri: edit/main/content/\n", "")
    root = lay_out(tmp_path, config=config)
    build(root)
    for path, html in pages(root / "site").items():
        assert "编辑此页" not in html, path
        assert "gk-find" in html, "the search box stands on every page all the same"


def test_without_an_address_there_is_no_sitemap_and_no_canonical_one(tmp_path: Path) -> None:
    root = lay_out(tmp_path, config=CONFIG.replace("site_url: https://gongkai.example.edu.cn/\n", ""))
    build(root)
    assert not (root / "site" / "sitemap.xml").exists()
    assert "Sitemap" not in (root / "site" / "robots.txt").read_text("utf-8")
    for html in pages(root / "site").values():
        assert "canonical" not in html


def test_mkdocs_renders_a_prototype_for_each_type_and_each_handwritten_page_once(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "site")
    rendered = render_shells(root / "mkdocs.yml", tmp_path / "assets", Audience.PUBLIC)
    assert set(prototypes(rendered)) >= {"proposals", "disclosures", "congresses"}
    assert set(handwritten(rendered)) >= {f"{name.removesuffix('.md')}.html" for name in PAGES}
    assert rendered.sections["index.html"] == "home"
    assert rendered.sources["about/index.html"] == "about/index.md"
    assert rendered.sources[f"proposals/{PROTOTYPE}"] == ""
    assert not list((tmp_path / "assets").glob("*.html")) or [
        one.name for one in (tmp_path / "assets").glob("*.html")
    ] == ["404.html"]


def test_handwritten_pages_have_no_tables_of_contents_and_no_side_navigation(small_site: Path) -> None:
    html = (small_site / "site" / "about" / "index.html").read_text("utf-8")
    hidden = [one for one in elements(parsed(html), "div") if "md-sidebar" in one.attributes.get("class", "").split()]
    assert hidden
    assert all("hidden" in one.attributes for one in hidden)


def test_a_type_without_a_handwritten_page_stands_in_the_navigation_where_the_registry_has_it(tmp_path: Path) -> None:
    nav = "nav:\n  - 首页: index.md\n  - 提案:\n      - 全部提案: proposals.md\n  - 公开: disclosures.md\n  - 说明: about/index.md\n"
    root = lay_out(tmp_path / "site", config=CONFIG + nav)
    (root / "content" / "budgets.md").unlink()
    rendered = render_shells(root / "mkdocs.yml", tmp_path / "assets", Audience.PUBLIC)
    tabs = re.findall(r'<a href="[^"]*" class="md-tabs__link">\s*(.*?)\s*</a>', rendered.pages["index.html"], re.DOTALL)
    assert tabs == ["首页", "提案", "预算", "公开", "说明"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("use_directory_urls: false", "use_directory_urls: true", "use_directory_urls: false"),
        ("plugins: [gongkai]", "plugins: []", "plugins 里没有 gongkai"),
        ("plugins: [gongkai]", "plugins: [gongkai, nowhere]", "nowhere"),
        ("name: material", "name: nowhere", "nowhere"),
    ],
)
def test_a_configuration_that_does_not_fit_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    root = lay_out(tmp_path, config=CONFIG.replace(old, new))
    with pytest.raises(MkDocsError):
        render_shells(root / "mkdocs.yml", tmp_path / "assets", Audience.PUBLIC)
    ran = gongkai("build", "-C", root)
    assert ran.code == 2
    assert "MkDocs 没有做出页面框架" in ran.err
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert not (root / "site").exists()


def test_a_quoted_section_is_the_same_section(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    write(root, "content/proposals.md", '---\ntitle: 提案\nsection: "proposals"  # 列表\n---\n# 我们的提案\n')
    build(root)
    page = (root / "site" / "proposals.html").read_text("utf-8")
    assert "我们的提案" in page
    assert "proposals/congress-8-3.html" in page


def test_a_theme_of_the_site_comes_before_ours(tmp_path: Path) -> None:
    root = lay_out(
        tmp_path, config=CONFIG.replace("name: material", "name: material\n  custom_dir: site_templates/theme")
    )
    write(root, "site_templates/theme/partials/source.html", "<p>本校的搜索框</p>")
    build(root)
    html = (root / "site" / "proposals" / "TA-0803-001.html").read_text("utf-8")
    assert "本校的搜索框" in html
    assert "gk-find" not in html


@pytest.mark.parametrize("broken", ["{% if %}", "{{ nothing.at.all }}", '{% extends "nowhere.html" %}'])
def test_a_broken_template_of_the_theme_is_named(tmp_path: Path, broken: str) -> None:
    config = CONFIG.replace("name: material", "name: material\n  custom_dir: site_templates/theme")
    root = lay_out(tmp_path, config=config)
    write(root, "site_templates/theme/main.html", broken)
    ran = gongkai("build", "-C", root)
    assert ran.code == 2
    assert "主题的模板写得不对" in ran.err
    assert not (root / "site").exists()


def test_a_page_carries_no_words_for_a_search_that_is_not_there(small_site: Path) -> None:
    page = pages(small_site / "site")["proposals/TA-0803-001.html"]
    (config,) = (one for one in elements(parsed(page), "script") if one.attributes.get("id") == "__config")
    said = json.loads(config.text)["translations"]
    assert said["clipboard.copy"] == "复制"
    assert not [one for one in said if one.startswith("search.")]


def test_files_of_the_theme_that_no_page_uses_are_left_out(small_site: Path) -> None:
    published = set(tree(small_site / "site"))
    assert any(re.match(r"assets/javascripts/bundle\.\w+\.min\.js$", one) for one in published)
    assert [one for one in published if "/lunr/" in one or one.endswith(".map")] == []


def test_the_theme_s_files_are_listed_as_jinja_does_but_for_hidden_folders() -> None:
    folders = [get_theme_dir("material"), str(theme_folders()[0])]
    every = [name for name in FileSystemLoader(folders).list_templates() if "/." not in f"/{name}"]
    assert len(every) > 100
    assert [name for name in ThemeLoader(folders).list_templates() if "/." not in f"/{name}"] == every
