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
_START = b"\xef\xbb\xbf"
_LONGEST = 1 << 30
"""Characters of a cell: more than a record may hold."""


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table with its keys in the first row."""
    return csv_head(head) + csv_lines(rows)


def csv_head(head: Sequence[str]) -> bytes:
    """What a table begins with, before its rows."""
    return _START + csv_lines([head])


def csv_lines(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows of a table: one behind the other they are the same as made together."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([[harmless(cell) if cell and cell[0] in _FIRST else cell for cell in row] for row in rows])
    return out.getvalue().encode()


def csv_rows(lines: bytes) -> list[list[str]]:
    """The rows again, as they were before they were written."""
    csv.field_size_limit(_LONGEST)
    rows = csv.reader(StringIO(lines.decode(), newline=""))
    return [[as_written(cell) if cell and cell[0] == _MARK else cell for cell in row] for row in rows]


def harmless(cell: str) -> str:
    """A text that no spreadsheet program runs: an apostrophe before it. Numbers stay as they are."""
    return f"{_MARK}{cell}" if _RUN.match(cell) and not _NUMBER.match(cell) else cell


def as_written(cell: str) -> str:
    """The inverse of `harmless`, to the last sign: the apostrophe taken away again."""
    return cell[len(_MARK) :] if cell.startswith(_MARK) and _RUN.match(cell) else cell
