"""Search as readers use it: typing, keyboard alone, facets, address and back, a network that is slow or fails."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from generator.outputs.search.folding import fold

pytestmark = pytest.mark.browser

BOX = ".md-header .gk-find input"
FOUND = ".md-header .gk-found"
COUNT = ".gk-count"
HITS = ".gk-hits > li"


def _search(page: Page, site: str, rest: str) -> None:
    page.goto(f"{site}search.html#{rest}")
    page.reload()


def _number(page: Page) -> int:
    """The number of results that the search page says."""
    expect(page.locator(COUNT)).to_contain_text("条结果")
    page.wait_for_load_state("networkidle")
    return int("".join(filter(str.isdigit, page.locator(COUNT).inner_text().partition("条")[0])))


def test_nothing_is_loaded_before_the_first_focus(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}proposals/TA-0803-001.html")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "search" in url]
    page.locator(BOX).focus()
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if url.endswith("assets/search.js")]


def test_a_part_of_a_word_is_found_while_typing(page: Page, site: str) -> None:
    page.goto(site)
    page.locator(BOX).press_sequentially("工之家")
    expect(page.locator(f"{FOUND} [role=option]").first).to_be_visible()
    expect(page.locator(f"{FOUND} [role=status]")).to_contain_text("条结果")
    expect(page.locator(f"{FOUND} mark").first).to_have_text("工之家")


def test_an_id_comes_first(page: Page, site: str) -> None:
    _search(page, site, "q=ta-0803-007")
    expect(page.locator(f"{HITS} a").first).to_have_attribute(
        "href", f"{site}proposals/TA-0803-007.html#hit=ta-0803-007"
    )


def test_keyboard_alone_finds_and_opens(page: Page, site: str) -> None:
    page.goto(site)
    page.keyboard.press("/")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.type("食堂")
    expect(page.locator(f"{FOUND} [role=option]").nth(2)).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.locator(f"{FOUND} [role=option]").nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    expect(page.locator(BOX)).to_have_attribute("aria-activedescendant", second.get_attribute("id") or "")
    page.keyboard.press("Escape")
    expect(page.locator(FOUND)).to_be_hidden()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/*#hit=*")
    expect(page.locator("mark.gk-hit").first).to_have_text("食堂")


def test_enter_shows_all_results(page: Page, site: str) -> None:
    page.goto(site)
    page.locator(BOX).fill("食堂")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html#q=*")
    assert _number(page) > 8
    expect(page.locator(".gk-quote mark").first).to_have_text("食堂")


def test_facets_stand_in_the_address_and_back_works(page: Page, site: str) -> None:
    _search(page, site, "q=%E9%A3%9F%E5%A0%82")
    everything = _number(page)
    page.locator("[data-facet=year] summary").click()
    choice = page.locator("[data-facet=year] li").first
    wanted = int(choice.locator("small").inner_text())
    choice.locator("a").click()
    page.wait_for_url("**year=*")
    expect(page.locator("[data-facet=year] [aria-current=true]")).to_be_visible()
    assert wanted < everything
    expect(page.locator(COUNT)).to_have_text(re.compile(rf"^(约 )?{wanted} 条"))
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator(COUNT)).to_have_text(re.compile(rf"^(约 )?{wanted} 条"))
    page.go_back()
    page.wait_for_function("!location.hash.includes('year')")
    expect(page.locator(COUNT)).to_contain_text(str(everything))


def test_sorting_by_day(page: Page, site: str) -> None:
    _search(page, site, "q=%E9%A3%9F%E5%A0%82&sort=day")
    _number(page)
    days = [text[-10:] for text in page.locator(f"{HITS} .gk-hit-facts").all_inner_texts()]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("query", ["食堂 价格", "“食堂”", "食堂 -价格", "關於食堂", "后勤保障处"])
def test_queries_of_every_kind_find_something(page: Page, site: str, query: str) -> None:
    _search(page, site, f"q={query}")
    assert _number(page) > 0


def test_words_without_a_hit_get_help(page: Page, site: str) -> None:
    _search(page, site, "q=TA-0803-9999")
    expect(page.locator(COUNT)).to_contain_text("没有找到")
    expect(page.locator(".gk-help a").first).to_be_visible()


def test_a_failing_network_is_said_and_can_be_tried_again(page: Page, site: str) -> None:
    down = True

    def answer(route: Route) -> None:
        if down:
            route.abort()
        else:
            route.continue_()

    page.route("**/assets/search/**", answer)
    _search(page, site, "q=%E9%A3%9F%E5%A0%82")
    expect(page.locator(COUNT)).to_contain_text("没有取到")
    expect(page.locator(HITS)).to_have_count(0)
    down = False
    page.get_by_role("button", name="重试").click()
    assert _number(page) > 0


def test_answers_that_are_out_of_date_are_dropped(page: Page, site: str) -> None:
    held: list[Route] = []
    holding = True
    page.goto(site)
    box = page.locator(BOX)
    box.fill("提案")
    expect(page.locator(f"{FOUND} [role=option]").first).to_be_visible()
    page.route("**/assets/search/**", lambda route: held.append(route) if holding else route.continue_())
    box.fill("停车场改造")
    page.wait_for_timeout(200)
    holding = False
    box.fill("食堂")
    expect(page.locator(f"{FOUND} mark").first).to_have_text("食堂")
    for route in held:
        route.continue_()
    page.wait_for_timeout(300)
    assert held
    expect(page.locator(f"{FOUND} mark").first).to_have_text("食堂")


def _slowly(page: Page) -> None:
    """400 kbit/s and 400 ms, as far from the server as a phone may be."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    slow = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
    line.send("Network.emulateNetworkConditions", slow)


@pytest.mark.parametrize("query", ["食堂", "TA-0803-001", "省工发[2023] 15号", "食堂 价格"])
def test_first_results_on_a_slow_line(page: Page, site: str, query: str) -> None:
    page.goto(site)
    _slowly(page)
    page.locator(BOX).press_sequentially(query)
    expect(page.locator(f"{FOUND} [role=option]").first).to_be_visible(timeout=4000)


def test_on_a_slow_line_only_the_last_query_is_asked(page: Page, site: str) -> None:
    asked: list[str] = []
    page.goto(site)
    page.locator(BOX).focus()
    page.wait_for_load_state("networkidle")
    _slowly(page)
    page.on("request", lambda request: asked.append(request.url))
    page.route("**/manifest.json", lambda route: route.continue_())
    page.locator(BOX).press_sequentially("教职工食堂价格公示")
    expect(page.locator(f"{FOUND} [role=status]")).to_contain_text("没有找到", timeout=15000)
    assert len([url for url in asked if ".bin" in url]) < 60


def test_a_slow_or_failing_module_is_said_and_can_be_tried_again(page: Page, site: str) -> None:
    held: list[Route] = []
    page.route("**/assets/search.js*", lambda route: held.append(route))
    page.goto(site)
    page.locator(BOX).fill("食堂")
    expect(page.locator(FOUND)).to_contain_text("网络慢")
    held.pop().abort()
    expect(page.locator(FOUND)).to_contain_text("没有取到")
    page.unroute("**/assets/search.js*")
    page.locator(FOUND).get_by_role("button", name="重试").click()
    page.locator(BOX).focus()
    page.keyboard.press("End")
    page.keyboard.type(" ")
    expect(page.locator(f"{FOUND} mark").first).to_have_text("食堂")
    expect(page.locator(FOUND)).not_to_contain_text("没有取到")


def test_a_failure_leaves_no_older_results_standing(page: Page, site: str) -> None:
    page.goto(site)
    page.locator(BOX).fill("提案")
    expect(page.locator(f"{FOUND} [role=option]").first).to_be_visible()
    page.route("**/assets/search/**", lambda route: route.abort())
    page.locator(BOX).fill("停车场")
    expect(page.locator(f"{FOUND} [role=status]")).to_contain_text("没有取到")
    expect(page.locator(f"{FOUND} [role=option]")).to_have_count(0)


def test_a_site_published_anew_under_an_open_page_is_noticed(page: Page, site: str) -> None:
    """The page knows the manifest of the release before, whose sections have other sizes than the shards now say."""
    old = True

    def stale(route: Route) -> None:
        nonlocal old
        manifest = route.fetch().json()
        for section in manifest["sections"] if old else ():
            section["size"] += 1
        old = False
        route.fulfill(json=manifest)

    page.route("**/manifest.json", stale)
    page.goto(site)
    page.locator(BOX).press_sequentially("食堂")
    expect(page.locator(f"{FOUND} mark").first).to_have_text("食堂")


def test_the_search_page_works_by_keyboard(page: Page, site: str) -> None:
    _search(page, site, "q=%E9%A3%9F%E5%A0%82")
    everything = _number(page)
    page.locator("[data-facet=type] summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    chosen = page.evaluate("document.activeElement.dataset.at")
    page.keyboard.press("Enter")
    expect(page.locator("[data-facet=type] [aria-current=true]")).to_be_visible()
    expect(page.locator(COUNT)).not_to_have_text(re.compile(rf"^(约 )?{everything} 条"))
    assert page.evaluate("document.activeElement.dataset.at") == chosen
    page.keyboard.press("Enter")
    expect(page.locator("[data-facet=type] [aria-current=true]")).to_have_count(0)
    expect(page.locator(COUNT)).to_have_text(re.compile(rf"^(约 )?{everything} 条"))
    page.locator(".gk-more-hits").focus()
    page.keyboard.press("Enter")
    expect(page.locator(HITS)).to_have_count(20)
    page.locator(f"{HITS} a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("mark.gk-hit").first).to_have_text("食堂")
    page.go_back()
    assert _number(page) == everything
    expect(page.locator(".gk-search input")).to_have_value("食堂")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_no_violation(browser: Browser, site: str, scheme: Literal["light", "dark"], width: int) -> None:
    context = browser.new_context(color_scheme=scheme, locale="zh-CN", viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{site}proposals/TA-0803-001.html")
    page.keyboard.press("/")
    page.keyboard.type("食堂")
    expect(page.locator(f"{FOUND} [role=option]").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    _no_violation(page)
    _search(page, site, "q=%E9%A3%9F%E5%A0%82")
    _number(page)
    for name in ("type", "year"):
        page.locator(f"[data-facet={name}] summary").click()
    _no_violation(page)
    _search(page, site, "q=TA-0803-9999")
    expect(page.locator(".gk-help a").first).to_be_visible()
    _no_violation(page)
    context.close()


def _no_violation(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(java_script_enabled=False)
    yield context
    context.close()


def test_without_javascript_there_are_lists_to_browse(scriptless: BrowserContext, site: str) -> None:
    page = scriptless.new_page()
    page.goto(f"{site}search.html?q=食堂")
    expect(page.get_by_role("heading", name="按类别浏览")).to_be_visible()
    expect(page.locator(".gk-groups a").first).to_be_visible()


def test_browser_and_builder_fold_alike(page: Page, site: str) -> None:
    page.goto(f"{site}search.html")
    every = [chr(code) for code in range(0x20, 0x10000) if not 0xD800 <= code < 0xE000]
    known = [one for one in every if unicodedata.category(one) != "Cn"]
    words = ["科大工会〔2024〕 12 号", "ＴＡ－0803－001", "第 8 届", "Hello   World 12 ", "㎡½…", "é é", *known]
    script = """async (words) => {
      const { theManifest, simplify, fold } = await import('./assets/search.js');
      await theManifest();
      await simplify('關');
      return words.map(fold);
    }"""
    theirs = page.evaluate(script, words)
    differing = [(one, fold(one), other) for one, other in zip(words, theirs, strict=True) if fold(one) != other]
    assert differing == []
