"""What pages say to machines: addresses, feeds, Open Graph, JSON-LD, sitemaps; the sheet for the notice board."""

from __future__ import annotations

import json
import random
import re
import string
from hashlib import sha256
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
import segno

from generator.audience import Audience
from generator.dataset import Dataset
from generator.outputs import register
from generator.outputs.feeds.site import Feeds
from generator.outputs.open_data.descriptor import Publisher
from generator.outputs.qr_codes import fits, svg_path
from generator.outputs.register import register_files
from generator.outputs.structured import Heads, Words
from generator.prose import Link
from generator.registry import RECORD_TYPES
from tests.html_trees import elements
from tests.html_trees import tree as parsed
from tests.small_site import CONFIG, build, lay_out, pages, take_shells

URL = "https://gongkai.example.edu.cn/"
PUBLISHER = Publisher("示例大学 · 公开", URL, "示例大学工会", "CC-BY-4.0")
MODULES = re.compile(r'<svg class="gk-sheet" viewBox="0 0 \d+ (\d+)"[^>]*><path d="([^"]*)"/>')


@pytest.fixture(scope="module")
def site(small_site: Path) -> dict[str, str]:
    return {path: html for path, html in pages(small_site / "site").items() if path != "404.html"}


def linked_data(html: str) -> dict[str, object]:
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    content: dict[str, object] = json.loads(found)
    assert content["@context"] == "https://schema.org"
    return content


def properties(html: str) -> dict[str, str]:
    rows = re.findall(r'<meta property="(og:[a-z_]+)" content="([^"]*)">', html)
    assert len(dict(rows)) == len(rows)
    return {name: unescape(value) for name, value in rows}


def test_every_page_names_its_own_address(site: dict[str, str]) -> None:
    for path, html in site.items():
        (canonical,) = re.findall(r'<link rel="canonical" href="([^"]*)">', html)
        assert unquote(canonical) == URL + path
        assert properties(html)["og:url"] == canonical
        assert properties(html)["og:title"]
        assert properties(html)["og:description"]
        assert "gkslot" not in html


def test_every_feed_that_a_page_names_is_there(site: dict[str, str], small_site: Path) -> None:
    for path, html in site.items():
        named = re.findall(r'<link rel="alternate feed" type="[^"]*" title="[^"]+" href="([^"]*)">', html)
        assert len(set(named)) == len(named) >= 1, path
        for address in named:
            assert (small_site / "site" / path).parent.joinpath(unquote(address)).is_file()
    assert "feeds/due.ics" in site["due.html"]
    assert "feeds/congresses/8-3.xml" in site["congresses/8-3.html"]
    assert "feeds/proposals.xml" in site["proposals.html"]


def test_a_record_s_page_says_where_it_stands(site: dict[str, str]) -> None:
    trail = linked_data(site["proposals/TA-0803-001.html"])
    assert trail["@type"] == "BreadcrumbList"
    steps = trail["itemListElement"]
    assert isinstance(steps, list)
    assert [one["position"] for one in steps] == list(range(1, len(steps) + 1))
    assert steps[0]["item"] == f"{URL}index.html"
    assert steps[-1]["item"] == f"{URL}proposals/TA-0803-001.html"
    assert all(unquote(one["item"].removeprefix(URL)) in site for one in steps)


def test_every_page_s_linked_data_can_be_read(site: dict[str, str]) -> None:
    types = set()
    for html in site.values():
        content = linked_data(html)
        things = content.get("@graph", [content])
        assert isinstance(things, list)
        types |= {one["@type"] for one in things}
    assert types >= {"BreadcrumbList", "Organization", "WebSite", "Dataset", "Event"}


def test_the_data_page_offers_what_is_there(site: dict[str, str], small_site: Path) -> None:
    things = linked_data(site["data.html"])["@graph"]
    assert isinstance(things, list)
    (whole,) = (one for one in things if one["@type"] == "Dataset")
    assert len(whole["hasPart"]) == len(RECORD_TYPES)
    for one in (whole, *whole["hasPart"]):
        assert 50 <= len(one["description"]) <= 5000
        assert one["license"] == "https://creativecommons.org/licenses/by/4.0/deed.zh-hans"
        assert len(one["distribution"]) >= 3
        for file in one["distribution"]:
            assert (small_site / "site" / file["contentUrl"].removeprefix(URL)).is_file()
    for one in elements(parsed(site["data.html"]), "a"):
        href = one.attributes.get("href") or ""
        if href.startswith("./data/"):
            assert (small_site / "site" / href).is_file(), href


def test_no_text_leaves_the_linked_data() -> None:
    landing = {"proposals": Link("proposals.html", "提案")}
    heads = Heads(PUBLISHER, Feeds(RECORD_TYPES, PUBLISHER, landing), "data.html")
    html = heads.of_page("proposals/x.html", Words('</script><script>alert("1")<!--', '"><b>'), ())
    assert html.count("<script") == html.count("</script>") == 1
    assert "<b>" not in html
    assert "<!--" not in html
    trail = linked_data(html)["itemListElement"]
    assert isinstance(trail, list)
    assert trail[-1]["name"] == '</script><script>alert("1")<!--'


def test_a_record_s_page_bears_its_fingerprint(site: dict[str, str], small_site: Path) -> None:
    html = site["proposals/TA-0803-001.html"]
    content = (small_site / "site" / "data/proposals/TA-0803-001.json").read_bytes()
    assert f"<code>{sha256(content).hexdigest()[:16]}</code>" in html
    assert 'href="../data/proposals/TA-0803-001.json"' in html


def test_every_page_bears_its_address_as_a_qr_code(site: dict[str, str]) -> None:
    for path in ("proposals/TA-0803-001.html", "index.html", "congresses/8-3.html"):
        found = MODULES.search(site[path])
        assert found is not None
        assert drawn(int(found[1]), found[2]) == wanted(URL + path)


def drawn(width: int, path: str) -> list[str]:
    """The modules that a path draws, without the quiet zone."""
    rows = [[" "] * width for _ in range(width)]
    x = y = 0
    for move, a, b, length in re.findall(r"([Mm])(-?\d+) (\d+)|h(\d+)", path):
        if length:
            rows[y][x : x + int(length)] = "#" * int(length)
            x += int(length)
        else:
            x, y = (int(a), int(b)) if move == "M" else (x + int(a), y + int(b))
    return ["".join(row[4:-4]) for row in rows[4:-4]]


def wanted(text: str) -> list[str]:
    made = segno.make(text, error="m", mode="byte", mask=3, micro=False, boost_error=False, version=_version(text))
    return ["".join("#" if one & 1 else " " for one in row) for row in made.matrix]


def _version(text: str) -> int:
    return max(3, int(segno.make(text, error="m", mode="byte", micro=False, boost_error=False).version))


def test_codes_are_segno_s_own_to_the_last_module() -> None:
    chance = random.Random(7)
    for length in (1, 2, 41, 42, 43, 61, 62, 63, 84, 85, 106, 121, 122, 123, 152, 153, 179, 180):
        text = "".join(chance.choice(string.ascii_letters + string.digits + "/-.:%_~") for _ in range(length))
        assert drawn(*svg_path(text)) == wanted(text)
    assert not fits("x" * 181)
    assert not fits("https://示例.cn/")


def test_without_an_address_nothing_is_said_of_it(small_site: Path, tmp_path: Path) -> None:
    root = lay_out(tmp_path, config=CONFIG.replace("site_url: https://gongkai.example.edu.cn/\n", ""))
    build(root)
    site = pages(root / "site")
    html = site["proposals/TA-0803-001.html"]
    assert "og:" not in html
    assert "ld+json" not in html
    assert 'class="gk-sheet"' not in html
    assert "指纹 <code>" in html
    assert "没有 site_url" in site["data.html"]
    assert not (root / "site" / "feeds").exists()
    assert not (root / "site" / "sitemap.xml").exists()


def test_a_campus_site_passes_no_address_on(small_site: Path, tmp_path: Path) -> None:
    root = lay_out(tmp_path, {"disclosures/GK-2026-002.yml": "audience: campus\n"})
    take_shells(root, small_site)
    build(root, "--audience", "campus")
    folder = root / "site-campus"
    html = pages(folder)["disclosures/GK-2026-002.html"]
    assert "og:" not in html
    assert 'class="gk-sheet"' not in html
    assert "指纹" not in html
    assert not (folder / "feeds").exists()
    assert not (folder / "data/disclosures/GK-2026-002.json").exists()
    assert b"GK-2026-002" not in (folder / "data/all.jsonl").read_bytes()
    assert (folder / "data/disclosures/GK-2026-001.json").is_file()


def test_a_long_sitemap_is_several_and_an_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "MOST_LISTED", 2)
    names = ["c.html", "a.html", "甲.html", "b.html", "d.html"]
    found = {one.path: one.make().decode() for one in register_files(Dataset([]), names, URL, Audience.PUBLIC)}
    assert {path for path in found if path.startswith("sitemap")} == {
        "sitemap.xml",
        "sitemap-1.xml",
        "sitemap-2.xml",
        "sitemap-3.xml",
    }
    assert "<sitemapindex" in found["sitemap.xml"]
    assert re.findall("<loc>(.*?)</loc>", found["sitemap.xml"]) == [f"{URL}sitemap-{n}.xml" for n in (1, 2, 3)]
    listed = [one for n in (1, 2, 3) for one in re.findall("<loc>(.*?)</loc>", found[f"sitemap-{n}.xml"])]
    assert [unquote(one.removeprefix(URL)) for one in listed] == sorted(names)
    assert f"Sitemap: {URL}sitemap.xml" in found["robots.txt"]
