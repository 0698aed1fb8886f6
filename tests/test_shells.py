"""Rendered pages are cut at their tokens and stamped, each slot escaped as it needs."""

from __future__ import annotations

import pytest

from generator.shells import (
    PROTOTYPE,
    PROTOTYPE_SLOTS,
    Rendered,
    Shell,
    ShellError,
    Slot,
    cut,
    handwritten,
    prototypes,
    relative,
)
from tests.html_trees import can_run, elements, tree

PAGE = """<!doctype html><html><head><title>gkslottitle - 公开</title>
<meta name="description" content="gkslotdescription"><meta property="og:title" content="gkslottitle">
<link rel="canonical" href="https://a.example/proposals/gkslotaddress.html"></head>
<body><a href="https://git.example/edit/main/gkslotedit">改</a><h1>gkslotbody</h1><p>gkslottitle</p></body></html>"""
HOSTILE = """</title><script>alert(1)</script>" onclick='x' & {{ 7*7 }} gkslotbody ]]>"""


def stamped(html: str = PAGE, path: str = "proposals/x.html", **values: str) -> str:
    filled = {slot: values.get(slot.name.lower(), "") for slot in Slot}
    return cut(path, html, PROTOTYPE_SLOTS).stamp(filled)


def test_a_page_is_cut_at_every_token() -> None:
    shell = cut("proposals/x.html", PAGE, PROTOTYPE_SLOTS)
    slots = [piece for piece in shell.pieces if isinstance(piece, Slot)]
    assert slots == [Slot.TITLE, Slot.DESCRIPTION, Slot.TITLE, Slot.ADDRESS, Slot.EDIT, Slot.BODY, Slot.TITLE]
    assert shell.slots == set(Slot) - {Slot.HEAD}
    assert "".join(piece for piece in shell.pieces if isinstance(piece, str)).count("gkslot") == 0


def test_a_title_is_escaped_in_text_and_in_attributes() -> None:
    page = tree(stamped(title=HOSTILE))
    assert can_run(page) == ["meta", "meta", "link"]
    assert next(elements(page, "title")).text == f"{HOSTILE} - 公开"
    assert [one.attributes for one in elements(page, "meta")][1] == {"property": "og:title", "content": HOSTILE}
    assert next(elements(page, "p")).text == HOSTILE


def test_a_description_is_escaped() -> None:
    page = tree(stamped(description=HOSTILE))
    assert next(elements(page, "meta")).attributes["content"] == HOSTILE


def test_addresses_and_edit_links_are_quoted_as_paths() -> None:
    page = tree(stamped(address='TA-1"><script>', edit="data/提案/a b/x&y.yml?z#'\"<>"))
    (canonical,) = elements(page, "link")
    assert canonical.attributes["href"] == "https://a.example/proposals/TA-1%22%3E%3Cscript%3E.html"
    (edit,) = elements(page, "a")
    assert edit.attributes["href"] == (
        "https://git.example/edit/main/data/%E6%8F%90%E6%A1%88/a%20b/x%26y.yml%3Fz%23%27%22%3C%3E"
    )


def test_the_body_stands_as_it_is_in_place_of_its_heading_or_paragraph() -> None:
    for wrapped in ("<h1>gkslotbody</h1>", "<p>gkslotbody</p>"):
        assert cut("x.html", f"<b>{wrapped}</b>", frozenset()).stamp({Slot.BODY: "<h1>题</h1>"}) == "<b><h1>题</h1></b>"


def test_what_is_stamped_is_never_stamped_again() -> None:
    assert "gkslotdescription 与 gkslotbody" in stamped(title="gkslotdescription 与 gkslotbody", description="描述")


@pytest.mark.parametrize("slot", sorted(PROTOTYPE_SLOTS, key=str))
def test_a_missing_token_is_an_error(slot: Slot) -> None:
    with pytest.raises(ShellError, match=f"proposals/x.html.*{slot.name}"):
        cut("proposals/x.html", PAGE.replace(slot.value, ""), PROTOTYPE_SLOTS)


@pytest.mark.parametrize(
    "html",
    [
        "<p>gkslotbody</p><p>gkslotbodies</p>",
        "<div>gkslotbody</div>",
        "<p>gkslotbody</p><p>gkslot</p>",
        '<p>gkslotbody</p><p class="x">gkslotbody</p>',
        "<p> gkslotbody</p>",
    ],
)
def test_a_surviving_token_is_an_error(html: str) -> None:
    with pytest.raises(ShellError, match="a token stands where it cannot be stamped"):
        cut("x.html", html, frozenset())


def test_a_slot_without_a_value_is_an_error() -> None:
    with pytest.raises(ShellError, match=r"x\.html: nothing to stamp into TITLE"):
        cut("x.html", "<title>gkslottitle</title>", frozenset()).stamp({Slot.BODY: ""})


@pytest.mark.parametrize(
    ("path", "expected"),
    [("index.html", "./a/b.html"), ("a/x.html", "../a/b.html"), ("a/b/c.html", "../../a/b.html")],
)
def test_addresses_from_the_root_are_relative_to_the_depth_of_the_page(path: str, expected: str) -> None:
    body = '<a href="~/a/b.html">x</a><img src="~/a/b.html"><form action="~/a/b.html"></form>'
    page = tree(cut(path, "<p>gkslotbody</p>", frozenset()).stamp({Slot.BODY: body}))
    assert {one.attributes.get(key) for one in elements(page) for key in ("href", "src", "action")} == {expected, None}


def test_only_addresses_from_the_root_are_touched() -> None:
    body = '<a href="https://a.example/~/x">~/x</a><a href="#~/">y</a><a data-x="~/z">z</a>'
    assert relative(body, 2) == body
    assert relative('<use xlink:href="~/i.svg#a"/>', 0) == '<use xlink:href="./i.svg#a"/>'


def _rendered() -> Rendered:
    pages = {
        "index.html": "<p>gkslotbody</p>",
        "about.html": "<p>关于</p>",
        f"proposals/{PROTOTYPE}": PAGE,
        f"budgets/{PROTOTYPE}": PAGE,
    }
    return Rendered(pages, {"index.html": "home"}, dict.fromkeys(pages, ""))


def test_prototypes_are_found_by_their_folder_and_stand_apart_from_handwritten_pages() -> None:
    found = prototypes(_rendered())
    assert list(found) == ["budgets", "proposals"]
    assert found["budgets"].path == f"budgets/{PROTOTYPE}"
    pages = handwritten(_rendered())
    assert {path: shell.slots for path, shell in pages.items()} == {
        "about.html": frozenset(),
        "index.html": frozenset({Slot.BODY}),
    }


def test_a_page_that_wants_a_section_must_have_a_place_for_it() -> None:
    rendered = _rendered()
    broken = Rendered({**rendered.pages, "index.html": "<p>词</p>"}, rendered.sections, rendered.sources)
    with pytest.raises(ShellError, match=r"index\.html.*BODY"):
        handwritten(broken)


def test_a_page_without_slots_is_itself() -> None:
    assert Shell("about.html", ("<p>关于</p>",)).stamp({}) == "<p>关于</p>"
