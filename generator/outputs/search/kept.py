"""Sections and words of pages as bytes for the store: data only, and of no meaning but to the version that wrote them."""

from __future__ import annotations

import json
from collections.abc import Mapping

import numpy as np

from generator.outputs.search.grams import Section


def section_to(section: Section, digest: str) -> bytes:
    """A section, under the digest of what it was made from."""
    head = json.dumps([digest, section.documents, len(section.keys)]).encode()
    return head + b"\n" + section.keys.astype("<u4").tobytes() + section.sizes.astype("<u4").tobytes() + section.lists


def section_from(content: bytes, digest: str) -> Section | None:
    """The section, or None where it was made from something else."""
    head, _, body = content.partition(b"\n")
    made_from, documents, grams = json.loads(head)
    if made_from != digest:
        return None
    keys = np.frombuffer(body, dtype="<u4", count=grams)
    sizes = np.frombuffer(body, dtype="<u4", count=grams, offset=4 * grams)
    return Section(documents, keys, sizes, body[8 * grams :])


def texts_to(texts: Mapping[str, str]) -> bytes:
    """The words of pages by digest."""
    blob = "".join(texts.values()).encode("utf-16-le", "surrogatepass")
    head = json.dumps([[digest, len(text.encode("utf-16-le", "surrogatepass"))] for digest, text in texts.items()])
    return head.encode() + b"\n" + blob


def texts_from(content: bytes | None) -> dict[str, str]:
    """The words of pages that were kept."""
    if content is None:
        return {}
    head, _, blob = content.partition(b"\n")
    found: dict[str, str] = {}
    start = 0
    for digest, size in json.loads(head):
        found[digest] = blob[start : start + size].decode("utf-16-le", "surrogatepass")
        start += size
    return found
