"""What holds for every kind of page: no script error, no foreign request, accessible, usable on a phone."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import sample_pages

pytestmark = pytest.mark.browser
PHONE, DESK = 390, 1440


def _problems(browser: Browser, site: str, paths: list[str], width: int, scheme: str) -> list[str]:
    """Open every page; what is wrong with them, one line each."""
    found: list[str] = []
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.on(
        "console",
        lambda message: found.append(f"{page.url} console: {message.text}") if message.type == "error" else None,
    )
    page.on("pageerror", lambda error: found.append(f"{page.url} script: {error}"))
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith((site, "data:")) else found.append(f"{page.url} asks {request.url}")
        ),
    )
    axe = Axe()
    for path in paths:
        response = page.goto(site + path)
        if response is None or not response.ok:
            found.append(f"{path} was not served")
            continue
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{path} is wider than {width}px")
        for one in axe.run(page).response["violations"]:
            if one["impact"] in ("serious", "critical"):
                nodes = "; ".join(str(node["html"])[:160] for node in one["nodes"][:3])
                found.append(f"{path} axe {one['id']}: {one['help']}: {nodes}")
    context.close()
    return found


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (PHONE, "dark"), (DESK, "light"), (DESK, "dark")])
def test_every_kind_of_page(browser: Browser, site: str, site_folder: Path, width: int, scheme: str) -> None:
    assert _problems(browser, site, sample_pages(site_folder), width, scheme) == []


def test_every_link_of_the_site_leads_somewhere(site_folder: Path) -> None:
    files = {path.relative_to(site_folder).as_posix() for path in site_folder.rglob("*") if path.is_file()}
    broken = []
    for name in sorted(files):
        if not name.endswith(".html") or name == "404.html":
            continue
        html = (site_folder / name).read_text("utf-8")
        ids = set(re.findall(r'\bid="([^"]+)"', html))
        for link in set(re.findall(r'(?:href|src)="([^"]+)"', html)):
            if re.match(r"[a-z]+:|//", link):
                continue
            target, anchor = urldefrag(urljoin(f"/{name}", link))
            path = unquote(target).removeprefix("/").partition("?")[0]
            if path == name and anchor and anchor not in ids and not anchor.startswith("__"):
                broken.append(f"{name} -> #{anchor}")
            if path and path not in files and f"{path}index.html" not in files:
                broken.append(f"{name} -> {link}")
    assert broken == []
