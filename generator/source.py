"""YAML text to a tree of text with positions; refuses dangerous or ambiguous YAML."""

from __future__ import annotations

from msgspec import Struct

from generator.diagnostics import Diagnostic
from generator.raw_files import MAX_BYTES
from generator.source_builder import Builder, diagnostic
from generator.source_text import TextFault, conflict_mark, decode, forbidden_characters
from generator.source_tree import Mapping


class Source(Struct, frozen=True):
    """A file as it was read: its path, its text, its tree (None where it could not be read) and its faults."""

    path: str
    text: str
    tree: Mapping | None
    faults: tuple[Diagnostic, ...]


def parse(path: str, content: bytes) -> Source:
    """Read a record file. Every fault is a diagnostic `yaml/…` in the result; nothing is raised."""
    if len(content) > MAX_BYTES:
        remedy = "一个文件只写一条记录；大的资料作为附件"
        return _refused(path, "", TextFault("too-large", "文件超过 1 MiB", remedy))
    text, wrong = decode(content)
    wrong = wrong or conflict_mark(text)
    if wrong:
        return _refused(path, text, wrong)
    if not text.strip():
        return _refused(path, text, TextFault("empty-file", "文件是空的", "写上记录的内容，或者删去这个文件"))
    characters = tuple(forbidden_characters(text))
    if characters:
        return _refused(path, text, *characters)
    builder = Builder(path, text)
    tree = builder.build()
    return Source(path, text, tree, tuple(builder.faults))


def _refused(path: str, text: str, *faults: TextFault) -> Source:
    return Source(path, text, None, tuple(diagnostic(path, one) for one in faults))
