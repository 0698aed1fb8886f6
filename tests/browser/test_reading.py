"""What a member of staff does: finds a proposal, reads it on a phone, follows a figure, prints."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


def test_from_the_home_page_to_an_overdue_proposal(page: Page, site: str) -> None:
    page.goto(site)
    row = page.locator(".gk-list tbody tr", has_text="逾期").first
    title = row.locator("th a").inner_text()
    row.locator("th a").click()
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator(".gk-id .gk-state--late", has_text="逾期")).to_be_visible()
    expect(page).to_have_title(f"{title} - 示例大学 · 公开")


def test_a_figure_opens_the_records_it_counts(page: Page, site: str) -> None:
    page.goto(site)
    tile = page.locator("a.gk-tile").first
    expect(tile).to_be_visible()
    tile.click()
    target = page.url.partition("#")[2]
    if target:
        counted = page.locator(f"[id='{target}']")
        expect(counted).to_be_attached()
    else:
        expect(page.locator("h1")).to_be_visible()


def test_lists_work_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}proposals.html")
    links = page.locator("main a[href*='proposals/']")
    assert links.count() > 3
    links.first.click()
    expect(page.locator("h1")).to_be_visible()
    context.close()


def test_the_search_box_asks_the_search_page(page: Page, site: str) -> None:
    page.goto(f"{site}proposals.html")
    page.locator("header input[name=q]").fill("食堂")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search\.html[?#]q="))
    expect(page.locator("h1")).to_have_text("搜索")


def test_the_active_tab_is_the_section_of_the_record(page: Page, site: str, site_folder: object) -> None:
    page.goto(f"{site}proposals/TA-0803-001.html")
    expect(page.locator(".md-tabs__item--active")).to_have_text("提案")


def test_everything_can_be_reached_by_keyboard(page: Page, site: str) -> None:
    page.goto(f"{site}proposals/TA-0803-001.html")
    reached: dict[str, str] = {}
    for _ in range(60):
        page.keyboard.press("Tab")
        where, outline = page.evaluate(
            "[document.activeElement.getAttribute('href') || '', getComputedStyle(document.activeElement).outlineStyle]"
        )
        reached[where] = outline
    assert reached.get("../congresses/8-3.html", "none") != "none", "the link is reached, and seen to be"


def test_printed_pages_have_no_chrome_and_black_ink(page: Page, site: str) -> None:
    page.goto(f"{site}proposals/TA-0803-001.html")
    page.emulate_media(media="print", color_scheme="light")
    expect(page.locator(".md-header")).to_be_hidden()
    expect(page.locator(".md-footer")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"


def test_dark_links_take_our_accent(browser: Browser, site: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{site}proposals/TA-0803-001.html")
    assert page.evaluate("getComputedStyle(document.querySelector('.gk-facts a')).color") == "rgb(229, 138, 123)"
    context.close()
