"""Sections and pages as bytes for the store: data only, and of no meaning but to the code that wrote them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple, Protocol

import numpy as np

from generator.outputs.search.grams import Section


class Kept(Protocol):
    """What an earlier build worked out, by name."""

    def get(self, name: str) -> bytes | None:
        """What was kept, or None."""

    def put(self, name: str, content: bytes) -> None:
        """Keep something."""


class Stamped:
    """What a build by the same code worked out: by any other, pages may have been read in another way."""

    def __init__(self, kept: Kept, code: str) -> None:
        self._kept = kept
        self._stamp = f"{code}\n".encode()

    def get(self, name: str) -> bytes | None:
        """What was kept under the stamp, or None."""
        content = self._kept.get(name)
        return content[len(self._stamp) :] if content is not None and content.startswith(self._stamp) else None

    def put(self, name: str, content: bytes) -> None:
        """Keep something under the stamp."""
        self._kept.put(name, self._stamp + content)


class Seen(NamedTuple):
    """What search knows of a page without reading it again."""

    whole: str
    """SHA-256 of the page."""
    digest: str
    """Hash of its words."""
    title: str
    """Its first heading, '' where there is none."""
    numbers: tuple[str, ...]
    """The document numbers that it bears as its own (文号)."""


def section_to(section: Section, digest: str) -> bytes:
    """A section, under the digest of what it was made from."""
    head = json.dumps([digest, section.documents, len(section.keys)]).encode()
    return head + b"\n" + section.keys.astype("<u4").tobytes() + section.sizes.astype("<u4").tobytes() + section.lists


def section_from(content: bytes | None, digest: str) -> Section | None:
    """The section, or None where it was made from something else."""
    head, body = _opened(content, digest)
    if not head:
        return None
    documents, grams = head
    keys = np.frombuffer(body, dtype="<u4", count=grams)
    sizes = np.frombuffer(body, dtype="<u4", count=grams, offset=4 * grams)
    return Section(documents, keys, sizes, body[8 * grams :])


def tier_to(contents: Sequence[bytes], digest: str) -> bytes:
    """The shards of a tier, under the digest of what they were made from."""
    return json.dumps([digest, *map(len, contents)]).encode() + b"\n" + b"".join(contents)


def tier_from(content: bytes | None, digest: str) -> list[bytes] | None:
    """The shards, or None where they were made from something else."""
    sizes, body = _opened(content, digest)
    ends = list(accumulate(sizes))
    return [body[end - size : end] for size, end in zip(sizes, ends, strict=True)] or None


def _opened(content: bytes | None, digest: str) -> tuple[list[int], bytes]:
    """The numbers at the head of something that was kept, and its body; nothing where it was made from something else."""
    head, _, body = (content or b"[null]").partition(b"\n")
    made_from, *numbers = json.loads(head)
    return (numbers, body) if made_from == digest else ([], b"")


def pages_to(seen: Mapping[str, Seen]) -> bytes:
    """What was seen of pages, by path."""
    return json.dumps(seen).encode()


def pages_from(content: bytes | None) -> dict[str, Seen]:
    """What an earlier build saw of pages."""
    rows = json.loads(content or b"{}").items()
    return {path: Seen(whole, digest, title, tuple(numbers)) for path, (whole, digest, title, numbers) in rows}
