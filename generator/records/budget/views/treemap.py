"""Where the money went: a treemap of expenditure, and one for each line that has details, beside its table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from generator.model import Phase
from generator.prose import Link
from generator.records.budget.accounts import Accounts, Placed, value
from generator.records.budget.model import BudgetLine, MoneyUnit
from generator.records.budget.money import in_yuan, ratio, rounded
from generator.records.budget.sums import total
from generator.records.budget.views.amounts import Money, from_record, rate, words
from generator.records.budget.views.squares import Box, laid_out
from generator.records.classification.model import Direction

WIDTH, HEIGHT = 400, 250
_FRAME = Box(Decimal(0), Decimal(0), Decimal(WIDTH), Decimal(HEIGHT))
_LETTER = 12
"""The height of a label's letters, and the width of a Chinese one, in the drawing's units."""
_MARGIN = 5
_SHADES = 4
_ROOMY = 90
"""The least width and height of a tile that shows its details too: in a smaller one their outlines cross its label."""


class Rectangle(Struct, frozen=True):
    """A rectangle as it is drawn."""

    x: str
    y: str
    width: str
    height: str


class Label(Struct, frozen=True):
    """A line of text in a tile."""

    x: str
    y: str
    text: str


class Tile(Struct, frozen=True):
    """A line as a tile."""

    box: Rectangle
    inner: tuple[Rectangle, ...]
    """Its details, outlined."""
    labels: tuple[Label, ...]
    shade: int
    said: str
    href: str


class Row(Struct, frozen=True):
    """A line in the table beside the picture; its number stands in its tile."""

    key: str
    number: int
    name: str
    amount: Money | None
    share: str
    """Of the line above."""
    of_all: str
    """Of all expenditure."""
    href: str
    """Where its own details are drawn, '' where it has none."""
    drawn: bool


class Map(Struct, frozen=True):
    """A treemap with its table."""

    key: str
    title: str
    amount: Money | None
    of_all: str
    said: str
    tiles: tuple[Tile, ...]
    rows: tuple[Row, ...]
    up: Link | None
    undrawn: str
    """Why some rows have no tile, '' where all have."""


def treemaps(accounts: Accounts, unit: MoneyUnit, page: str = "", depth: int = 9, key: str = "") -> tuple[Map, ...]:
    """The treemap of all expenditure, then one for each line with details; none where there is nothing to draw.

    `unit` is the one that amounts are shown in first; `page` is the page that the details stand on, where it is another one; `depth` says how many levels to make;
    `key` begins every anchor, where a page has several.
    """
    latest = accounts.latest
    whole = total(accounts, Direction.EXPENDITURE, latest) if latest is not None else None
    if latest is None or whole is None or whole.amount <= 0:
        return ()
    top = [one for one in accounts.lines if not one.parents and accounts.direction(one) is Direction.EXPENDITURE]
    drawer = _Drawer(accounts, latest, whole.amount, unit, page, key)
    title = f"{accounts.record.period.label}支出"
    found = [drawer.map(f"{key}where", title, whole.amount, top, None)]
    return (*found, *(drawer.details(top, Link(f"{key}where", title)) if depth > 1 else ()))


def deep(accounts: Accounts) -> bool:
    """Whether there is expenditure, and a line of it has details to draw."""
    latest = accounts.latest
    whole = total(accounts, Direction.EXPENDITURE, latest) if latest is not None else None
    if latest is None or whole is None or whole.amount <= 0:
        return False
    return any(_costly(line, latest) > 1 for line in accounts.top(Direction.EXPENDITURE))


def _costly(line: BudgetLine, phase: Phase) -> int:
    """How many details of a line cost something."""
    amounts = [value(one, phase) for one in line.lines]
    return sum(one is not None and one > 0 for one in amounts)


class _Drawer(Struct, frozen=True):
    """What maps are drawn from."""

    accounts: Accounts
    phase: Phase
    whole: Decimal
    unit: MoneyUnit
    page: str
    prefix: str

    def details(self, lines: Sequence[Placed], up: Link) -> Iterator[Map]:
        """The maps of the lines that have something to show, each followed by those of its own details."""
        for placed in lines:
            below = self._below(placed)
            amount = value(placed.line, self.phase)
            if amount is None or not self._worth(placed):
                continue
            key, name = self._key(placed), self.accounts.name(placed.line)
            yield self.map(key, name, amount, below, up)
            yield from self.details(below, Link(key, name))

    def map(self, key: str, title: str, whole: Decimal, lines: Sequence[Placed], up: Link | None) -> Map:
        """One treemap with its table, the largest first."""
        amounts = {self._key(one): value(one.line, self.phase) for one in lines}
        lines = sorted(lines, key=lambda one: (-(amounts[self._key(one)] or Decimal(0)), one.place[1::2]))
        drawn = [one for one in lines if (amounts[self._key(one)] or 0) > 0]
        boxes = list(laid_out([amounts[self._key(one)] or Decimal(0) for one in drawn], _FRAME))
        tiles = [
            self._tile(number, one, whole, box) for number, (one, box) in enumerate(zip(drawn, boxes, strict=False), 1)
        ]
        rows = [self._row(number, one, whole, number <= len(boxes)) for number, one in enumerate(lines, 1)]
        shown = f"{words(whole, self.accounts)}"
        said = "；".join(f"{one.name} {one.share}" for one in rows[:6] if one.drawn)
        more = f"；另有 {len(drawn) - 6} 项" if len(drawn) > 6 else ""
        return Map(
            key=key,
            title=title,
            amount=self._money(whole),
            of_all=rate(ratio(whole, self.whole)),
            said=f"{self.phase.label}共 {shown}。面积与金额成正比：{said}{more}。",
            tiles=tuple(tiles),
            rows=tuple(rows),
            up=up,
            undrawn="零、负数和没有公布的金额画不出来，只列在表里。" if len(drawn) < len(lines) else "",
        )

    def _tile(self, number: int, placed: Placed, whole: Decimal, box: Box) -> Tile:
        amount = value(placed.line, self.phase) or Decimal(0)
        name, share = self.accounts.name(placed.line), rate(ratio(amount, whole))
        below = sorted((value(one.line, self.phase) or Decimal(0) for one in self._below(placed)), reverse=True)
        roomy = box.width >= _ROOMY and box.height >= _ROOMY
        inner = laid_out([one for one in below if one > 0], box) if roomy and self._worth(placed) else ()
        return Tile(
            box=_drawn(box),
            inner=tuple(_drawn(one) for one in inner if one.width > 3 and one.height > 3),
            labels=tuple(_labels(number, name, share, box)),
            shade=min(number, _SHADES),
            said=f"{number} {name}：{words(amount, self.accounts)}，{share}",
            href=self._href(placed),
        )

    def _row(self, number: int, placed: Placed, whole: Decimal, drawn: bool) -> Row:
        amount = value(placed.line, self.phase)
        return Row(
            key=f"{self._key(placed)}-row",
            number=number,
            name=self.accounts.name(placed.line),
            amount=self._money(amount) if amount is not None else None,
            share=rate(ratio(amount, whole)) if amount is not None else "—",
            of_all=rate(ratio(amount, self.whole)) if amount is not None else "—",
            href=self._href(placed) if self._worth(placed) else "",
            drawn=drawn,
        )

    def _money(self, amount: Decimal) -> Money:
        return from_record(in_yuan(amount, self.accounts.record.unit), self.accounts, self.unit)

    def _href(self, placed: Placed) -> str:
        """Where a tile leads: to its own details where it has any, else to its row."""
        key = self._key(placed, "" if self.page else self.prefix)
        return f"{self.page}#{key if self._worth(placed) else f'{key}-row'}"

    def _key(self, placed: Placed, prefix: str | None = None) -> str:
        """A line's anchor: its place in the record."""
        return f"{self.prefix if prefix is None else prefix}l" + "-".join(
            str(one + 1) for one in placed.place if isinstance(one, int)
        )

    def _below(self, placed: Placed) -> list[Placed]:
        parents = (*placed.parents, placed.line)
        return [Placed((*placed.place, "lines", index), one, parents) for index, one in enumerate(placed.line.lines)]

    def _worth(self, placed: Placed) -> bool:
        """Whether a line has details worth a picture of their own: two or more that cost something."""
        return _costly(placed.line, self.phase) > 1


def _drawn(box: Box) -> Rectangle:
    return Rectangle(*(_number(one) for one in (box.x, box.y, box.width, box.height)))


def _labels(number: int, name: str, share: str, box: Box) -> Iterator[Label]:
    """What fits of number, name and share; the table says the rest."""
    room, lines = box.width - 2 * _MARGIN, int((box.height - 2 * _MARGIN) // (_LETTER + 3))
    texts = _wrapped(f"{number} {name}", room)
    if len(texts) > lines or not texts or room < 3 * _LETTER:
        texts = [str(number)] if lines and _width(str(number)) <= room else []
    elif len(texts) < lines and _width(share) <= room:
        texts.append(share)
    for index, text in enumerate(texts):
        x, y = box.x + _MARGIN, box.y + _MARGIN + _LETTER - 2 + index * (_LETTER + 3)
        yield Label(_number(x), _number(y), text)


def _wrapped(text: str, room: Decimal) -> list[str]:
    """A label in lines that fit; none where a single letter does not."""
    lines, current = [], ""
    for letter in text:
        if _width(letter) > room:
            return []
        if _width(current + letter) > room:
            lines.append(current.strip())
            current = ""
        current += letter
    return [*lines, current.strip()]


def _width(text: str) -> Decimal:
    """How wide a label is: an ideograph as its letters are high, anything else a bit more than half."""
    return sum((Decimal(_LETTER) if letter > "\u2e7f" else Decimal(_LETTER) * 3 / 5 for letter in text), Decimal(0))


def _number(amount: Decimal) -> str:
    return f"{rounded(amount, 1).normalize():f}"
