"""Sections and words of pages as bytes for the store: data only, and of no meaning but to the version that wrote them."""

from __future__ import annotations

import json

import numpy as np

from generator.outputs.search.grams import Section
from generator.outputs.search.pages import Known, Read

_VERSION = 1
"""Of the rules by which pages are read (pages.py, folding.py): raised when these change."""


def section_to(section: Section, digest: str) -> bytes:
    """A section, under the digest of what it was made from."""
    head = json.dumps([digest, section.documents, len(section.keys)]).encode()
    return head + b"\n" + section.keys.astype("<u4").tobytes() + section.sizes.astype("<u4").tobytes() + section.lists


def section_from(content: bytes, digest: str) -> Section | None:
    """The section, or None where it was made from something else."""
    head, _, body = content.partition(b"\n")
    try:
        made_from, documents, grams = json.loads(head)
    except ValueError:  # written by a version that kept something else
        return None
    if made_from != digest:
        return None
    keys = np.frombuffer(body, dtype="<u4", count=grams)
    sizes = np.frombuffer(body, dtype="<u4", count=grams, offset=4 * grams)
    return Section(documents, keys, sizes, body[8 * grams :])


def pages_to(known: Known) -> bytes:
    """What was read from pages."""
    blobs = [one.text.encode("utf-16-le", "surrogatepass") for one in known.pages.values()]
    rows = [
        [digest, len(blob), one.title, one.numbers]
        for (digest, one), blob in zip(known.pages.items(), blobs, strict=True)
    ]
    return json.dumps([_VERSION, rows, known.digests]).encode() + b"\n" + b"".join(blobs)


def pages_from(content: bytes | None) -> Known:
    """What was read from pages before; nothing where another version read them."""
    found = Known({}, {})
    if content is None:
        return found
    head, _, blob = content.partition(b"\n")
    try:
        version, rows, digests = json.loads(head)
    except ValueError:  # written by a version that kept something else
        return found
    if version != _VERSION:
        return found
    start = 0
    for digest, size, title, numbers in rows:
        text = blob[start : start + size].decode("utf-16-le", "surrogatepass")
        found.pages[digest] = Read(text, title, tuple(numbers))
        start += size
    found.digests.update(digests)
    return found
