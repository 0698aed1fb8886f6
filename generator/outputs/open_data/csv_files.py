"""Tables as CSV: UTF-8 with a byte order mark, so that a spreadsheet program takes it for UTF-8."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

_FIRST = frozenset("=+-@\t\r\n＝＋－＠'")
_RUN = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""How a text begins that a spreadsheet program may take for a formula; or one that looks as if it had been made harmless."""
_NUMBER = re.compile(r"-?\d+(\.\d+)?[%‰]?\Z", re.ASCII)
_MARK = "'"


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table with its keys in the first row."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([[harmless(cell) if cell and cell[0] in _FIRST else cell for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """A text that no spreadsheet program runs: an apostrophe before it. Numbers stay as they are."""
    return f"{_MARK}{cell}" if _RUN.match(cell) and not _NUMBER.match(cell) else cell


def as_written(cell: str) -> str:
    """The inverse of `harmless`, to the last sign: the apostrophe taken away again."""
    return cell[len(_MARK) :] if cell.startswith(_MARK) and _RUN.match(cell) else cell
