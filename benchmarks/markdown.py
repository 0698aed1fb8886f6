"""The same records for plain MkDocs: a Markdown page for each, with all its texts and facts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.corpus import AS_OF
from generator.dataset import Facts
from generator.files import write_tree
from generator.leaves import leaf_of
from generator.load import load
from generator.model import Part, Record, Reference
from generator.raw_files import record_files
from generator.registry import RECORD_TYPES
from generator.values import Choice, parse_prose

_CONFIG = """\
site_name: 示例大学 · 公开
site_dir: site
docs_dir: docs
use_directory_urls: false
theme:
  name: material
  language: zh
  font: false
  features:
    - navigation.tabs
plugins:
  - search:
      lang: zh
markdown_extensions:
  - attr_list
  - tables
validation:
  nav:
    omitted_files: ignore
nav:
  - 首页: index.md
"""
"""MkDocs with Material as it ships: its search plugin in Chinese, record pages outside the navigation."""


def as_markdown(site: Path, folder: Path) -> int:
    """Lay out the records of a site as a plain MkDocs project; returns how many pages of records it has.

    Calendars, rules, titles and synonyms have no pages, as in the site itself.
    """
    dataset = load(record_files(site), RECORD_TYPES).dataset
    facts = Facts(dataset, AS_OF)
    records = [entry.record for entry in dataset.entries.values() if entry.record.paged]
    files = {f"docs/{one.folder}/{one.id}.md": _page(one, facts).encode() for one in records}
    lists = "".join(f"- {kind.model.type_label}\n" for kind in RECORD_TYPES if kind.model.paged)
    write_tree(folder, {**files, "mkdocs.yml": _CONFIG.encode(), "docs/index.md": f"# 公开\n\n{lists}".encode()})
    return len(records)


def _page(record: Record, facts: Facts) -> str:
    title = record.heading(facts.find)
    body = "\n".join(_part(record, 2, facts))
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n\n# {title}\n\n{body}"


def _part(part: Part, level: int, facts: Facts) -> Iterator[str]:
    """Facts as a list, then texts, parts and lists of parts under headings of their own."""
    below: list[tuple[str, Any]] = []
    for name, info in type(part).model_fields.items():
        value, label = getattr(part, name), info.title or name
        if value is None or value == ():
            continue
        if isinstance(value, Part) or _are_parts(value) or _is_prose(part, name):
            below.append((label, value))
        else:
            yield f"- **{label}**：{_text(value, facts)}"
    yield ""
    for label, value in below:
        yield f"{'#' * min(level, 6)} {label}\n"
        if isinstance(value, Part):
            yield from _part(value, level + 1, facts)
        elif isinstance(value, str):
            yield f"{value}\n"
        else:
            yield from _parts(value, level + 1, facts)


def _parts(parts: Sequence[Part], level: int, facts: Facts) -> Iterator[str]:
    """A table; parts that hold more than a table can are listed one by one."""
    names = [one for one in type(parts[0]).model_fields if any(getattr(part, one) not in (None, ()) for part in parts)]
    if any(_is_prose(parts[0], one) for one in names):
        for number, part in enumerate(parts, 1):
            yield f"{'#' * min(level, 6)} {number}\n"
            yield from _part(part, level + 1, facts)
        return
    columns = [one for one in names if not any(_are_parts(getattr(part, one)) for part in parts)]
    fields = type(parts[0]).model_fields
    yield "| " + " | ".join(fields[one].title or one for one in columns) + " |"
    yield "|" + " --- |" * len(columns)
    for part in parts:
        yield "| " + " | ".join(_text(getattr(part, one), facts) for one in columns) + " |"
    yield ""
    for part in parts:
        for name in names:
            if name not in columns and getattr(part, name):
                yield f"{'#' * min(level, 6)} {_name(part)}：{fields[name].title}\n"
                yield from _parts(getattr(part, name), level + 1, facts)


def _name(part: Part) -> str:
    """What a part is called in a heading."""
    return next((str(one) for key in ("name", "label", "code") if (one := getattr(part, key, None))), "")


def _are_parts(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Part)


def _is_prose(part: Part, name: str) -> bool:
    leaf = leaf_of(type(part).model_fields[name])
    return leaf is not None and leaf.parse is parse_prose


def _text(value: object, facts: Facts) -> str:
    """A value as readers see it; a reference is the name of what it refers to."""
    match value:
        case None:
            return ""
        case Choice():
            return value.label
        case bool():
            return "是" if value else "否"
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case Reference():
            found = facts.find(value)
            return found.heading(facts.find) if found is not None else value.id
        case tuple():
            return "、".join(_text(one, facts) for one in value)
        case Part():
            return "，".join(_text(one, facts) for one in vars(value).values() if one not in (None, ()))
        case _:
            return str(value).replace("\n", " ").replace("|", "\\|")
