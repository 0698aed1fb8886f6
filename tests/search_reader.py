"""The search index read in plain Python, byte by byte, as docs/architecture.md describes it: what the module must find."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.outputs.search.folding import fold
from generator.publication import Artifact

FOLDER = "assets/search/"
TEXT, HEAD, WHOLE = 0, 1, 2


def gram_key(text: str) -> int:
    """The hash of a gram."""
    value = 0x9E3779B1
    for char in text:
        value = ((value ^ ord(char)) * 0x85EBCA6B) & 0xFFFFFFFF
        value ^= value >> 13
    value = ((value ^ len(text)) * 0xC2B2AE35) & 0xFFFFFFFF
    return value ^ (value >> 16)


class Bytes:
    """A file that is read from its start."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.at = 0

    def number(self) -> int:
        """The next number, seven bits to a byte."""
        value = shift = 0
        while True:
            byte = self.content[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def take(self, size: int) -> bytes:
        """The next bytes."""
        self.at += size
        return self.content[self.at - size : self.at]


def listed(content: bytes, is_map: bool) -> Iterator[int]:
    """The documents of one list."""
    if is_map:
        yield from (at * 8 + bit for at, byte in enumerate(content) for bit in range(8) if byte >> bit & 1)
        return
    reader, last = Bytes(content), 0
    while reader.at < len(content):
        last += reader.number()
        yield last


@dataclass(frozen=True)
class Index:
    """An index that was built, by path."""

    files: Mapping[str, bytes]

    @classmethod
    def of(cls, artifacts: Sequence[Artifact]) -> Index:
        return cls({one.path: one.make() for one in artifacts})

    @property
    def manifest(self) -> Any:
        return json.loads(self.files[f"{FOLDER}manifest.json"])

    def rows(self) -> list[list[str]]:
        """The rows of all documents, in their order."""
        found: list[list[str]] = []
        for section in self.manifest["sections"]:
            for number in range((section["size"] + self.manifest["rows"] - 1) // self.manifest["rows"]):
                found += json.loads(self.files[f"{FOLDER}rows/{section['name']}-{number}.json"])
        return found

    def listed(self, key: int, kind: int) -> set[int]:
        """The numbers of the documents that have a gram."""
        found: set[int] = set()
        for number, tier in enumerate(self.manifest["tiers"]):
            bits = tier["bits"]
            reader = Bytes(self.files[f"{FOLDER}{tier['dir']}/{key >> (32 - bits):x}.bin"])
            base = 0
            for section in self.manifest["sections"]:
                if section["tier"] == number:
                    assert reader.number() == section["size"]
                    wanted = (key & ((1 << (32 - bits)) - 1)) & ~3 | kind
                    found |= {base + one for one in _of_section(reader, wanted)}
                base += section["size"]
            assert reader.at == len(reader.content)
        return found

    def holding(self, text: str, kind: int = TEXT) -> set[str]:
        """The addresses of pages that have every gram of two or three characters of a string."""
        folded = fold(text)
        size = min(len(folded), 3)
        rows = self.rows()
        grams = {folded[at : at + size] for at in range(len(folded) - size + 1)}
        found = set.intersection(*(self.listed(gram_key(gram), kind) for gram in grams))
        return {rows[one][0] for one in found}

    def named(self, text: str) -> set[str]:
        """The addresses of pages that bear a name."""
        folded = fold(text)
        first = next(
            (folded[:size] for size in (6, 5, 4) if len(folded) >= size and folded[:size].isascii()), folded[:3]
        )
        key = (gram_key(first) & 0xFFFF0000) | (gram_key(folded) & 0xFFFC)
        rows = self.rows()
        return {rows[one][0] for one in self.listed(key, WHOLE)}


def _of_section(reader: Bytes, wanted: int) -> list[int]:
    key, heads = 0, []
    for _ in range(reader.number()):
        key += reader.number()
        heads.append((key, reader.number()))
    found: list[int] = []
    for key, size in heads:
        content = reader.take(size >> 1)
        if key == wanted:
            found = list(listed(content, bool(size & 1)))
    return found
