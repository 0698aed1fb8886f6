"""One record as open data: its facts as an editor writes them, and what is computed from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from typing import Any

from pydantic_core import from_json, to_json

from generator.consent import as_published
from generator.dataset import Facts
from generator.model import Record, Reference
from generator.publication import Summary
from generator.record_type import AnyType

FOLDER = "data"
"""Where open data stands in the site."""
Standing = Callable[[Any, Facts], Record] | None
"""How a type's record stood on the day; None where it says so itself."""
_SHORT = 16
"""Signs of a fingerprint that people compare."""

COMPUTED: tuple[tuple[str, str, str, Callable[[Summary], str]], ...] = (
    ("stage", "阶段", "由记录算出的阶段", lambda row: row.stage.word),
    ("due", "期限", "由规则和记录算出的期限", lambda row: row.clock.due.isoformat() if row.clock else ""),
    (
        "done",
        "完成日期",
        "期限内的事做完的日期",
        lambda row: row.clock.done.isoformat() if row.clock and row.clock.done else "",
    ),
    ("clock", "是否按期", "未到期、即将到期、逾期、按时、迟", lambda row: row.clock.kind if row.clock else ""),
    ("unit", "单位", "读者最先找的单位（简称）", lambda row: row.unit),
    ("year", "年度", "归入哪一年", lambda row: str(row.year) if row.year else ""),
    ("latest", "最近变动", "最近一次变动的日期", lambda row: row.day.isoformat() if row.day else ""),
)
"""What a record's summary says, in open data: key, label, description, value."""


def place_of(record: Record) -> str:
    """Where a record's own file stands, from the root of the site: for ever, as its page."""
    return f"{FOLDER}/{record.folder}/{record.id}.json"


def title_of(record_id: str, facts: Facts) -> str:
    """A record's title, '' where it may not be seen or is withdrawn."""
    record = facts.find(Reference[Record](record_id))
    return record.heading(facts.find) if record is not None and record.withdrawn is None else ""


def record_json(record: Record, kind: AnyType, facts: Facts) -> bytes:
    """The record's own file: what it says, and nothing of other records, so that it changes only when the record does."""
    return facts.derive(_maker(kind.views.standing), record)


def fingerprint(record: Record, kind: AnyType, facts: Facts) -> str:
    """The beginning of the SHA-256 of the record's own file.

    Not of its YAML: that holds names that are not published, and a hash over all else would help to guess them.
    """
    return sha256(record_json(record, kind, facts)).hexdigest()[:_SHORT]


def record_line(record: Record, kind: AnyType, found: Mapping[str, str], facts: Facts) -> bytes:
    """The record in one line, with what is computed as of the day (`found`)."""
    content = from_json(record_json(record, kind, facts))
    if record.withdrawn is None:
        content["computed"] = {key: value for key, value in found.items() if value}
    return to_json(content) + b"\n"


def computed(record: Record, kind: AnyType, facts: Facts) -> Mapping[str, str]:
    """What is computed from a record, by key: what its summary says, and the type's own columns."""
    found: dict[str, str] = {}
    if kind.views.summarize is not None:
        row = kind.views.summarize(record, facts)
        found |= {key: value(row) for key, _, _, value in COMPUTED}
    return found | {one.key: one.value(record, facts) for one in kind.views.columns}


def published(record: Record, standing: Standing, facts: Facts) -> Record:
    """What may be published of a record: as it stood on the day, without names that nobody consented to."""
    return as_published(record if standing is None else standing(record, facts))


@cache
def _maker(standing: Standing) -> Callable[[Record, Facts], bytes]:
    """Makes records' own files; one for each type, so that the facts know it again and each file is made once."""
    return lambda record, facts: to_json(_content(record, standing, facts), indent=1) + b"\n"


def _content(record: Record, standing: Standing, facts: Facts) -> dict[str, Any]:
    content: dict[str, Any] = {"id": record.id, "type": record.type_name}
    if record.withdrawn is not None:
        return {**content, "withdrawn": record.withdrawn.model_dump(mode="json")}
    content["title"] = record.heading(facts.find)
    if record.paged:
        content["page"] = record.address
    public = published(record, standing, facts)
    content["facts"] = public.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"id"})
    return content
