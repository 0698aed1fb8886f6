"""When a public notice runs: for calendars."""

from __future__ import annotations

from collections.abc import Iterator

from generator.dataset import Facts
from generator.publication import Occasion
from generator.records.disclosure.model import Disclosure


def occasions(record: Disclosure, facts: Facts) -> Iterator[Occasion]:
    """The days of its public notice."""
    if record.notice is not None:
        channels = "、".join(record.notice.contacts)
        text = f"受理渠道：{channels}" if channels else ""
        yield Occasion("notice", f"公示：{record.title}", record.notice.start, record.notice.end, text)
