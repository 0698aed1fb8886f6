"""Words as XML holds them, in the files of office programs."""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def escaped(text: str) -> str:
    """A text for an element or an attribute, without the signs that XML cannot hold."""
    text = _ILLEGAL.sub("", text) if not text.isprintable() else text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
