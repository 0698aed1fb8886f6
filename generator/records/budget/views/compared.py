"""An account's lines side by side over years, or over terms; across versions of the chart through its crosswalk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct

from generator.dataset import Facts
from generator.model import Phase
from generator.prose import Link
from generator.records.budget.accounts import Accounts, dated, value, year_value
from generator.records.budget.history import translated
from generator.records.budget.model import BudgetLine
from generator.records.budget.money import grouped, in_yuan
from generator.records.budget.sums import Total, total, year_total
from generator.records.budget.views.amounts import Money, rate
from generator.records.classification.model import Classification, Direction

OTHER_CHART = "※"
"""Marks an amount that was booked by another version of the chart."""


class Piece(Struct, frozen=True):
    """An executed account, or one year of an account over several."""

    book: Accounts
    year: int | None = None

    @property
    def label(self) -> str:
        """The year or years it is of."""
        return str(self.year or self.book.record.period.label.removesuffix("年"))

    @property
    def converted(self) -> bool:
        """Whether another version of the chart was in use then, in whole or in part."""
        first, last = self.book.record.period.days
        begins, ends = (first.year, last.year) if self.year is None else (self.year, self.year)
        chart = self.book.chart
        return begins < chart.start or (chart.end is not None and chart.end < ends)

    def of(self, line: BudgetLine) -> Decimal | None:
        """What was executed under a line, in 元."""
        amount = value(line, Phase.EXECUTED) if self.year is None else year_value(line, self.year)
        return in_yuan(amount, self.book.record.unit) if amount is not None else None

    def total(self, direction: Direction) -> Decimal | None:
        """What came in or went out, in 元; None where that is not all published."""
        found: Total | None = (
            total(self.book, direction, Phase.EXECUTED)
            if self.year is None
            else year_total(self.book, direction, self.year)
        )
        return in_yuan(found.amount, self.book.record.unit) if found is not None and not found.missing else None


class Column(Struct, frozen=True):
    """A year or a term: what it is added up from."""

    label: str
    pieces: tuple[Piece, ...]
    how: str = ""
    """How it was made, in words: 「五份年度决算相加」."""

    @property
    def chart(self) -> Classification:
        """The chart it ends with."""
        return self.pieces[-1].book.chart

    @property
    def step(self) -> Decimal:
        """The coarsest precision in it, in 元."""
        return max(one.book.step_in_yuan for one in self.pieces)

    @property
    def links(self) -> tuple[Link, ...]:
        """The records it was counted from."""
        return tuple(Link(one.book.record.address, one.book.record.period.label) for one in self.pieces)


class Cell(Struct, frozen=True):
    """An amount in a column."""

    amount: Money | None
    mark: str = ""
    """`※` where another chart is in it."""
    only: str = ""
    """The years that are added up, where it is not all of them."""


class Row(Struct, frozen=True):
    """A line, or a total, over the columns."""

    name: str
    code: str
    chart: str
    """The id of the chart that the line stands in."""
    cells: tuple[Cell, ...]
    amounts: tuple[Decimal | None, ...]
    """In 元, for drawing and for open data."""
    sum: Cell
    """All columns together."""
    growth: str
    yearly: str
    total: bool = False


def pieces_by_year(books: Sequence[Accounts]) -> dict[int, Piece]:
    """The executed account of each calendar year: its own, else that year of an account over several."""
    found: dict[int, Piece] = {}
    executed = [one for one in books if one.latest is Phase.EXECUTED and dated(one.record)]
    for book in executed:
        for year in {one.year for placed in book.lines for one in placed.line.years}:
            found[year] = Piece(book, year)
    for book in executed:
        first, last = book.record.period.days
        if (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31)):
            found[first.year] = Piece(book)
    return dict(sorted(found.items()))


def compared(columns: Sequence[Column], facts: Facts) -> tuple[Row, ...]:
    """The top-level lines of the last column's chart, then those that only earlier charts have, then the total."""
    base = columns[-1].chart
    books = {id(one.book): one.book for column in columns for one in column.pieces}
    coded = {key: {one.line.code: one.line for one in reversed(book.lines)} for key, book in books.items()}
    rows: list[Row] = []
    for direction in Direction:
        lines = _lines(columns, base, direction, facts)
        rows += [_row(one, columns, _reader(one, coded, facts), base) for one in lines]
        if lines:
            whole = _Listed(base, "", f"{direction.value}合计")
            rows.append(_row(whole, columns, _total_reader(direction), base, total=True))
    return tuple(rows)


Ask = Callable[[Piece], Decimal | None]


class _Listed(Struct, frozen=True):
    """A line to list: its code in the chart that it stands in."""

    chart: Classification
    code: str
    name: str


def _lines(columns: Sequence[Column], base: Classification, direction: Direction, facts: Facts) -> tuple[_Listed, ...]:
    """The lines of a direction: in the order of the chart, those of earlier charts last."""
    found: dict[tuple[bool, str, str], _Listed] = {}
    for column in reversed(columns):
        for book in (one.book for one in column.pieces):
            for line in book.top(direction):
                if line.code is None:
                    continue
                here = translated(line.code, book.chart, base, facts)
                chart, code = (base, here) if here is not None else (book.chart, line.code)
                charted = chart.by_code.get(code)
                name = charted.name if charted else book.name(line)
                name += "" if here is not None else f"（{chart.start} 年版）"
                found.setdefault((chart.id != base.id, chart.id, code), _Listed(chart, code, name))
    return tuple(found[key] for key in sorted(found))


def _total_reader(direction: Direction) -> Ask:
    return lambda piece: piece.total(direction)


def _reader(line: _Listed, coded: Mapping[int, Mapping[str | None, BudgetLine]], facts: Facts) -> Ask:
    """What a piece says under a line; `coded` are the lines of each book, by their codes."""

    def ask(piece: Piece) -> Decimal | None:
        theirs = translated(line.code, line.chart, piece.book.chart, facts)
        found = coded[id(piece.book)].get(theirs) if theirs is not None else None
        return piece.of(found) if found is not None else None

    return ask


Read = Sequence[tuple[Piece, Decimal | None]]
"""Pieces with what each says."""


def _row(line: _Listed, columns: Sequence[Column], ask: Ask, base: Classification, total: bool = False) -> Row:
    read = [[(piece, ask(piece)) for piece in one.pieces] for one in columns]
    amounts = tuple(_added(one, whole=total) for one in read)
    growth, yearly = _growth(amounts)
    first = columns[0].pieces[0]
    mark = OTHER_CHART if growth and (first.book.chart.id != base.id or first.converted) else ""
    return Row(
        name=line.name,
        code=line.code,
        chart=line.chart.id,
        cells=tuple(_cell(one, base, total) for one in read),
        amounts=amounts,
        sum=_cell([pair for one in read for pair in one], base, total),
        growth=f"{growth}{mark}" or "—",
        yearly=f"{yearly}{mark}" if yearly else "—",
        total=total,
    )


def _added(read: Read, whole: bool) -> Decimal | None:
    """The sum of what is given. A year that does not have the line is left out, and said; a total holds only whole."""
    given = [amount for _, amount in read if amount is not None]
    return sum(given, Decimal(0)) if given and (len(given) == len(read) or not whole) else None


def _cell(read: Read, base: Classification, total: bool) -> Cell:
    amount = _added(read, whole=total)
    if amount is None:
        return Cell(None)
    given = [piece for piece, one in read if one is not None]
    mark = OTHER_CHART if any(one.book.chart.id != base.id or one.converted for one in given) else ""
    only = "" if len(given) == len(read) else f"仅 {_spans([one.label for one in given])}"
    return Cell(in_both(amount, max(one.book.step_in_yuan for one in given)), mark, only)


def _spans(labels: Sequence[str]) -> str:
    """Years in words, those that follow each other as one: 2019、2021—2023."""
    spans: list[list[str]] = []
    for label in labels:
        if spans and label.isdigit() and spans[-1][-1].isdigit() and int(label) == int(spans[-1][-1]) + 1:
            spans[-1].append(label)
        else:
            spans.append([label])
    return "、".join(one[0] if len(one) == 1 else f"{one[0]}—{one[-1]}" for one in spans)


def _growth(amounts: Sequence[Decimal | None]) -> tuple[str, str]:
    """The growth from the first column to the last, and by the year, compound; '' where there is none."""
    first, last = amounts[0], amounts[-1]
    if len(amounts) < 2 or first is None or last is None or first <= 0:
        return "", ""
    whole = last / first
    yearly = whole ** (Decimal(1) / (len(amounts) - 1)) - 1 if last > 0 else None
    return rate(whole - 1, signed=True), rate(yearly, 2, signed=True) if yearly is not None else ""


def in_both(yuan: Decimal, step: Decimal) -> Money:
    """An amount in 元 and in 万元, no finer than it is known."""
    places = 2 if step < 1 else 0
    return Money(grouped(yuan, places), grouped(yuan.scaleb(-4), 4 if step < 100 else 2))


def notes(columns: Sequence[Column]) -> tuple[str, ...]:
    """What must be said of a comparison across versions of the chart; nothing where there is one version."""
    base = columns[-1].chart
    charts = {piece.book.chart.id: piece.book.chart for column in columns for piece in column.pieces}
    converted = {one.book.record.id: one.book for column in columns for one in column.pieces if one.converted}
    found = [
        f"{OTHER_CHART} {one.record.period.label}的账全按《{one.chart.title}》列，这一版没有启用或已经停用的年份是编制时折算的。"
        for one in converted.values()
    ]
    if len(charts) == 1:
        return tuple(found)
    others = "、".join(f"《{one.title}》" for key, one in sorted(charts.items()) if key != base.id)
    found += [
        f"{OTHER_CHART} 按{others}记的账，照对照表折到《{base.title}》一一对应的科目；两版口径可能不同，只供参考。",
        "没有一一对应的科目不折算：旧版的单列在后，合计只加注明的年份，各科目之和仍等于总计。",
    ]
    rows = [
        one for one in base.crosswalk if one.note and base.by_code.get(one.code) and not base.by_code[one.code].parent
    ]
    said = "；".join(f"{base.by_code[one.code].name}：{one.note}" for one in rows)
    return (*found, f"对照表的说明：{said}。") if said else tuple(found)
