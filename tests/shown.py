"""Pages of a small world, rendered: for tests that look at what readers see."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import html5lib

from generator.audience import Audience
from generator.dataset import Facts
from generator.load import load
from generator.model import Record, Reference
from generator.outputs.papers import Papers
from generator.outputs.templates import Templates
from generator.publication import Fragment, Page
from generator.raw_files import RawFile
from generator.record_type import Batch
from generator.registry import RECORD_TYPES
from tests.example_files import AS_OF, merged, read_before

TEMPLATES = Templates([Path(__file__).parent.parent / "site_templates"])
PAPERS = Papers((), (), (), (), None, AS_OF, "data/x.yml")
_ADDRESS = re.compile(r'href="~/([^"#]*)')


def facts_of(overlay: dict[str, str] | None = None, on: date = AS_OF) -> Facts:
    """The facts of the world with an overlay, as the public may see them on a day."""
    files = (RawFile(path, text.encode()) for path, text in merged(overlay or {}).items())
    loaded = load(files, RECORD_TYPES, read_before())
    assert not loaded.diagnostics, loaded.diagnostics
    return Facts(loaded.dataset.visible_to(Audience.PUBLIC, on), on)


def record(facts: Facts, record_id: str) -> Record:
    """A record by its id."""
    return facts.get(Reference[Record](record_id))


def html_of(made: Page | Fragment) -> str:
    """A page's or a fragment's HTML, without its shell; it must parse without a fault."""
    context = {"papers": PAPERS, "panels": [], "owed": [], "deadlines": [], **made.context}
    html = str(TEMPLATES.render(Fragment(made.template, context)))
    html5lib.HTMLParser(strict=True).parseFragment(html)
    return html


def further_pages(batches: Callable[[Facts], Iterable[Batch]], facts: Facts) -> dict[str, Page]:
    """The further pages of a type, each batch asking facts of its own."""
    return {page.address: page for batch in batches(facts) for page in batch.make(facts.again())}


def words_of(html: str) -> str:
    """The words of some HTML, tags taken out."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def addresses(html: str) -> set[str]:
    """The pages of the site that some HTML leads to."""
    return set(_ADDRESS.findall(html))
