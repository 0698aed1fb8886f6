"""Data as bytes that show when they are damaged. It is data only: reading it runs no code."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any


def sealed(value: object) -> bytes:
    """Data as bytes that show when they are damaged."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    return sha256(text).hexdigest().encode("ascii") + b"\n" + text


def unsealed(content: bytes) -> Any | None:
    """The data, or None where the bytes are not what was written."""
    seal, _, text = content.partition(b"\n")
    return json.loads(text) if seal == sha256(text).hexdigest().encode("ascii") else None
