"""Data as bytes that show when they are damaged. It is data only: reading it runs no code."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from msgspec import json


def sealed(value: object) -> bytes:
    """Data as bytes that show when they are damaged."""
    text = json.encode(value)
    return sha256(text).hexdigest().encode("ascii") + b"\n" + text


def unsealed(content: bytes) -> Any | None:
    """The data, or None where the bytes are not what was written."""
    seal, _, text = content.partition(b"\n")
    return json.decode(text) if seal == sha256(text).hexdigest().encode("ascii") else None
