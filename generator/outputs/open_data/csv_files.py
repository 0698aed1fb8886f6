"""Tables as CSV: UTF-8 with a byte order mark, so that a spreadsheet program takes it for UTF-8."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

_RUN = frozenset("=+-@\t\r\n＝＋－＠")
"""First signs of a text that a spreadsheet program may take for a formula."""
_NUMBER = re.compile(r"-?\d+(\.\d+)?[%‰]?\Z", re.ASCII)


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table with its keys in the first row."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_harmless(cell) if cell and cell[0] in _RUN else cell for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """A text that no spreadsheet program runs: an apostrophe before it. Numbers stay as they are."""
    return cell if _NUMBER.match(cell) else f"'{cell}"
