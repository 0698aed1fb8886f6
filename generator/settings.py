"""What gongkai itself reads from a site's mkdocs.yml; the rest of that file is MkDocs's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct
from pydantic_core import PydanticCustomError

from generator.audience import Audience
from generator.diagnostics import Diagnostic, Position, Severity
from generator.inputs import CONFIG
from generator.source import Source, parse
from generator.source_tree import Plain, locate, plain
from generator.values import parse_day

LICENCE = "CC-BY-4.0"
_KEYS = ("extra", "gongkai")


class Settings(Struct, frozen=True):
    """A site's own settings."""

    site_name: str
    site_url: str
    """With a slash at its end, or ''."""
    as_of: date | None
    """The day that the site is pinned to; None for a site that goes with the real day."""
    audience: Audience
    holder: str = ""
    """Who publishes the data; '' for the site's name."""
    licence: str = LICENCE
    """On which terms others may use the data: an SPDX name, or words."""


def read_settings(content: bytes) -> tuple[Settings, list[Diagnostic]]:
    """The settings of a mkdocs.yml. MkDocs judges the file; only our own keys are judged here."""
    source = parse(CONFIG, content)
    if source.tree is None:
        return Settings("", "", None, Audience.PUBLIC), list(source.faults)
    fields = plain(source.tree)
    assert isinstance(fields, dict)
    own = _own(fields)
    faults: list[Diagnostic] = []
    url = _text(fields.get("site_url"))
    settings = Settings(
        site_name=_text(fields.get("site_name")),
        site_url=url if not url or url.endswith("/") else f"{url}/",
        as_of=_as_of(source, own, faults),
        audience=_audience(source, own, faults),
        holder=_one(source, own, "holder", faults),
        licence=_one(source, own, "licence", faults) or LICENCE,
    )
    return settings, faults


def named_paths(content: bytes) -> list[str]:
    """Whatever a mkdocs.yml says that may be the path of a file or folder that pages depend on, sorted."""
    tree = parse(CONFIG, content).tree
    fields = plain(tree) if tree is not None else {}
    assert isinstance(fields, dict)
    return sorted(set(_words({key: value for key, value in fields.items() if key not in ("site_dir", "watch")})))


def _words(value: Plain) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        return
    for one in value.values() if isinstance(value, dict) else value:
        yield from _words(one)


def _own(fields: Mapping[str, Plain]) -> Mapping[str, Plain]:
    extra = fields.get("extra")
    own = extra.get("gongkai") if isinstance(extra, dict) else None
    return own if isinstance(own, dict) else {}


def _text(value: Plain | None) -> str:
    return value if isinstance(value, str) else ""


def _as_of(source: Source, own: Mapping[str, Plain], faults: list[Diagnostic]) -> date | None:
    text = _one(source, own, "as_of", faults)
    if not text:
        return None
    try:
        return parse_day(text)
    except PydanticCustomError as wrong:
        faults.append(_fault(source, "as_of", wrong.message(), str((wrong.context or {}).get("remedy", ""))))
        return None


def _audience(source: Source, own: Mapping[str, Plain], faults: list[Diagnostic]) -> Audience:
    text = _one(source, own, "audience", faults) or Audience.PUBLIC.value
    if text in list(Audience):
        return Audience(text)
    faults.append(_fault(source, "audience", f"「{text}」不是公开范围", "写 public 或 campus"))
    return Audience.PUBLIC


def _one(source: Source, own: Mapping[str, Plain], key: str, faults: list[Diagnostic]) -> str:
    value = own.get(key, "")
    if not isinstance(value, str):
        faults.append(_fault(source, key, "这里要写一个值，却写了列表或几个键", "把值写在冒号后面的同一行"))
    return _text(value)


def _fault(source: Source, key: str, message: str, remedy: str) -> Diagnostic:
    assert source.tree is not None
    line, column = locate(source.tree, (*_KEYS, key))
    return Diagnostic(
        f"config/{key.replace('_', '-')}", Severity.ERROR, Position(source.path, line, column), message, remedy
    )
