"""What follows from our code and the installed libraries alone: made once, and kept where Python keeps compiled modules."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from generator.inputs import code_digest

COMPILED = Path(__file__).parent / "__pycache__"
"""Where Python keeps our compiled modules; what is put beside them is as trustworthy as they are."""


def compiled_place(name: str) -> Path:
    """Where something compiled stands, for this version of Python."""
    return COMPILED / f"{name}.{sys.implementation.cache_tag}.pyc"


def keep(place: Path, content: bytes) -> bool:
    """Write a file, whole or not at all, where this Python writes compiled modules; returns whether it did."""
    if sys.dont_write_bytecode:
        return False
    fresh = place.with_suffix(f".{os.getpid()}.pyc")
    try:
        place.parent.mkdir(exist_ok=True)
        fresh.write_bytes(content)
        fresh.replace(place)
    except OSError:
        return False
    return True


def once(name: str, make: Callable[[], bytes]) -> bytes:
    """What is made under this name from nothing but code and libraries; made again where one of them has changed."""
    place = compiled_place(name)
    with suppress(OSError):
        kept = place.read_bytes()
        seal, content = kept[:32], kept[32:]
        if seal == _seal(content):
            return content
    content = make()
    keep(place, _seal(content) + content)
    return content


def _seal(content: bytes) -> bytes:
    return sha256(f"{code_digest()}\n".encode() + content).digest()
