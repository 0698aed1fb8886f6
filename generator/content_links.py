"""Handwritten pages: their links, as MkDocs cannot see the pages that are stamped, and what must never be published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from posixpath import normpath
from posixpath import split as split_path

from generator.audience import Audience
from generator.dataset import Dataset
from generator.diagnostics import Diagnostic, Position, Severity
from generator.hidden_checks import written_ids
from generator.model import Record
from generator.nearest import near_links, nearest
from generator.privacy import PERSONAL_REMEDY, personal_numbers
from generator.prose import RECORD_LINK
from generator.record_type import AnyType

CONTENT = "content"
_LINK = re.compile(r"\]\(\s*<?([^)\s>#]+\.(?:html|md))")
_FENCE = re.compile(r"^(```|~~~)")


def content_faults(pages: Mapping[str, bytes], dataset: Dataset, types: Sequence[AnyType]) -> Iterator[Diagnostic]:
    """What is wrong with the links of handwritten pages; `pages` are texts by path below `content/`."""
    written = {f"{path.removesuffix('.md')}.html" for path in pages} | set(pages)
    for path, content in sorted(pages.items()):
        text = content.decode("utf-8", "replace")
        yield from _personal(path, text)
        yield from _hidden_ids(path, text, dataset)
        for number, row in _rows(text):
            for match in RECORD_LINK.finditer(row):
                yield from _record_link(path, number, match, dataset)
            for match in _LINK.finditer(row):
                yield from _page_link(path, number, match, written, dataset, types)


def _personal(path: str, text: str) -> Iterator[Diagnostic]:
    """Personal numbers, also in code and in what is not shown: the source is public too."""
    for one in personal_numbers(text):
        line, column = text.count("\n", 0, one.start) + 1, one.start - text.rfind("\n", 0, one.start)
        yield _fault(path, line, column, "personal-number", f"页面里有{one.what}（{one.masked}）", PERSONAL_REMEDY)


def _hidden_ids(path: str, text: str, dataset: Dataset) -> Iterator[Diagnostic]:
    """Ids of campus records that stand in a page without a link, in code too: readers see them."""
    for offset, record_id in written_ids(text):
        entry = dataset.entries.get(record_id)
        if entry is not None and entry.about.audience is Audience.CAMPUS:
            line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
            yield _fault(
                path,
                line,
                column,
                "needs-hidden",
                f"「{record_id}」只在校内公开",
                "删去这个编号；只是举例的，写成「GK-年份-序号」这样不是编号的字",
            )


def _rows(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a page outside of fenced code."""
    fenced = False
    for number, row in enumerate(text.splitlines(), 1):
        if _FENCE.match(row.strip()):
            fenced = not fenced
        elif not fenced:
            yield number, re.sub(r"`[^`]*`", lambda match: " " * len(match[0]), row)


def _stands(address: str, written: set[str], dataset: Dataset) -> bool:
    """Whether a handwritten page, or a record's, stands there."""
    entry = dataset.entries.get(address.rpartition("/")[2].removesuffix(".html"))
    return address in written or (entry is not None and entry.address == address)


def _offered(address: str, types: Sequence[AnyType]) -> bool:
    """Whether a type has a page there beside those of its records."""
    group, _, name = address.partition("/")
    if name:
        return name == name.lower() and any(kind.model.folder == group and kind.views.batches for kind in types)
    return address in _landing_pages(types)


def _landing_pages(types: Sequence[AnyType]) -> set[str]:
    return {f"{kind.model.folder}.html" for kind in types if kind.views.sections}


def _fault(path: str, line: int, column: int, code: str, message: str, remedy: str) -> Diagnostic:
    return Diagnostic(f"content/{code}", Severity.ERROR, Position(f"{CONTENT}/{path}", line, column), message, remedy)


def _record_link(path: str, number: int, match: re.Match[str], dataset: Dataset) -> Iterator[Diagnostic]:
    record_id = match[1].partition("|")[0].strip()
    entry = dataset.entries.get(record_id)
    if entry is None and record_id not in dataset.unreadable:
        remedy = near_links(record_id, dataset.entries, len(dataset.referrers(record_id, Record)))
        yield _fault(path, number, match.start() + 1, "unknown-id", f"没有编号为「{record_id}」的记录", remedy)
    elif entry is not None and entry.about.audience is Audience.CAMPUS:
        yield _fault(path, number, match.start() + 1, "needs-hidden", f"「{record_id}」只在校内公开", "删去这个链接")


def _page_link(
    path: str, number: int, match: re.Match[str], written: set[str], dataset: Dataset, types: Sequence[AnyType]
) -> Iterator[Diagnostic]:
    if "://" in match[1]:
        return
    folder = split_path(path)[0]
    address = normpath(f"{folder}/{match[1]}" if folder else match[1])
    if not _stands(address, written, dataset) and not _offered(address, types):  # types import their views: last
        records = {entry.address for entry in dataset.entries.values() if entry.address}
        near = nearest(address, written | records | _landing_pages(types))
        remedy = f"是不是 {near}？" if near else "改成已有的页面"
        yield _fault(path, number, match.start(1) + 1, "broken-link", f"没有页面「{match[1]}」", remedy)


CONTENT_RULES = {
    "unknown-id": "手写页面里 [[编号]] 的记录都存在。",
    "needs-hidden": "手写页面不引用校内记录，也不写它们的编号。",
    "broken-link": "手写页面里的链接指向已有的页面。",
    "personal-number": "手写页面里没有身份证号、手机号等个人信息。",
}
"""What is wrong with handwritten pages; codes are `content/<name>`."""
