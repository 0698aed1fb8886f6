"""How an editor writes a value: the inverse of what `values` reads, so that what is published reads back."""

from __future__ import annotations

from decimal import Decimal


def write_school_year(start: int) -> str:
    """2024 is `2024-2025`."""
    return f"{start}-{start + 1}"


def write_month_day(value: tuple[int, int]) -> str:
    """(10, 31) is `10-31`."""
    return f"{value[0]:02d}-{value[1]:02d}"


def write_share(value: Decimal) -> str:
    """0.6 is `60%`; where a percentage would have more than four decimals, it is per mille."""
    percent = _plain(value * 100)
    return f"{percent}%" if len(percent.partition(".")[2]) <= 4 else f"{_plain(value * 1000)}‰"


def write_yes_no(value: bool) -> str:
    """`是` or `否`."""
    return "是" if value else "否"


def write_cell(value: Decimal | None) -> str:
    """A published number; `<5` where it is suppressed."""
    return "<5" if value is None else str(value)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
