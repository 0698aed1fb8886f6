"""Which day it is. Called only by the two entries, the command line and the MkDocs plugin."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def today() -> date:
    """The day it is now in Asia/Shanghai."""
    return datetime.now(SHANGHAI).date()


def day_of_epoch(seconds: int) -> date:
    """The day in Asia/Shanghai of a `SOURCE_DATE_EPOCH`."""
    return datetime.fromtimestamp(seconds, UTC).astimezone(SHANGHAI).date()


def moment() -> int:
    """The time it is, in nanoseconds, as file systems write it."""
    return time.time_ns()
