"""HTML as browsers read it, for assertions on elements and attributes rather than on text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import html5lib


class Element:
    """One element of a page."""

    def __init__(self, one: Any) -> None:
        self._one = one
        self.name: str = one.tag
        self.attributes: dict[str, str] = dict(one.attrib)

    @property
    def text(self) -> str:
        """Its text with that of everything in it."""
        return "".join(self._one.itertext())


class Parsed(NamedTuple):
    """A whole page, and what a strict parser objects to in it."""

    tree: Any
    faults: list[str]


@lru_cache(maxsize=200)
def _parsed(html: str | bytes) -> Parsed:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    return Parsed(parser.parse(html), [f"{code} {details}" for _, code, details in parser.errors])


def tree(html: str | bytes) -> Any:
    """A whole page as an ElementTree, without namespaces; not to be changed, as many tests look at the same pages."""
    return _parsed(html).tree


def fragment(html: str) -> Any:
    """A piece of a page as an ElementTree."""
    return html5lib.HTMLParser(namespaceHTMLElements=False).parseFragment(html)


def elements(root: Any, name: str = "") -> Iterator[Element]:
    """Every element below a root, in order of the page; comments left out."""
    for one in root.iter(name or None):
        if isinstance(one.tag, str) and one is not root:
            yield Element(one)


def faults(html: str) -> list[str]:
    """What a strict parser objects to in a page."""
    return _parsed(html).faults


def can_run(root: Any) -> list[str]:
    """Whatever in a tree could run as a script: elements, event handlers, addresses."""
    found = []
    for one in elements(root):
        if one.name in _ACTIVE:
            found.append(one.name)
        for key, value in one.attributes.items():
            address = "".join(sign for sign in value if sign > " ").lower()
            if key.startswith("on") or key in _ACTIVE_ATTRIBUTES or address.startswith(_ACTIVE_ADDRESSES):
                found.append(f"{one.name} {key}={value}")
    return found


_ACTIVE = {"script", "iframe", "object", "embed", "svg", "math", "style", "link", "meta", "base", "form"}
_ACTIVE_ATTRIBUTES = {"style", "srcdoc", "formaction"}
_ACTIVE_ADDRESSES = ("javascript:", "data:", "vbscript:", "file:", "//", "\\")
