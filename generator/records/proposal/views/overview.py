"""Some proposals in figures: a sentence, the picture, the table with every number's records, the two voices, the days."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.publication import Figure, percent
from generator.records.proposal.counts import Bucket
from generator.records.proposal.views.flow import Flow, flow
from generator.records.proposal.views.parts import ALL, BUCKET_KEYS, GRADE_KEYS, RATED, UNRATED, Part, Parts
from generator.records.proposal.views.said import COLLECTED, LED, Said, conservation, timing, whole_of
from generator.records.proposal.views.statistics import counted_at


class Row(Struct, frozen=True):
    """A row of the table: the number of forms, the number of cases, what it is a share of."""

    depth: int
    label: str
    forms: Figure | None
    cases: Figure | None
    note: str = ""


class Voices(Struct, frozen=True):
    """What the unit says of its work against what the proposer says of it; never merged."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Figure, ...]], ...]
    said: str


class Overview(Struct, frozen=True):
    """Everything that is shown of some proposals in figures."""

    whole: str
    said: str
    flow: Flow
    rows: tuple[Row, ...]
    voices: Voices | None
    timing: tuple[Said, ...]
    days: tuple[Figure, ...]
    """What `timing` says in numbers, for open data."""


def overview(parts: Parts, base: str, whole: str = COLLECTED) -> Overview | None:
    """The figures of some proposals whose lists stand at `base`; None where there are none."""
    if not parts.count(ALL):
        return None
    whole = whole_of(parts, whole)
    return Overview(
        whole,
        conservation(parts, whole),
        flow(parts, whole),
        tuple(_Table(parts, base).rows(whole)),
        _voices(parts, base) if parts.count("answered") else None,
        tuple(timing(parts)),
        tuple(_days(parts, base)),
    )


def cell(part: Part, base: str) -> Figure:
    """How many a part holds, with the way to them."""
    href = counted_at(base, part.key) if base and part.members else ""
    return Figure(part.key, part.label, str(part.count), unit="件", href=href)


def _days(parts: Parts, base: str) -> Iterator[Figure]:
    found = parts.waits
    if found.answered:
        answered = cell(parts["answered"], base).href
        yield Figure("days-median", "答复用时中位数", found.median, unit="天", href=answered)
        yield Figure("days-longest", "答复用时最长", str(found.answered[0].days), unit="天", href=answered)


class _Table(Struct, frozen=True):
    parts: Parts
    base: str

    @property
    def some(self) -> str:
        """What stands before a whole that is not all."""
        return "公布的" if self.parts.only_partial else ""

    def cell(self, key: str) -> Figure:
        return cell(self.parts[key], self.base)

    def cases(self, depth: int, key: str, note: str = "", label: str = "") -> Row:
        return Row(depth, label or self.parts[key].label, None, self.cell(key), note)

    def rows(self, whole: str) -> Iterator[Row]:
        note = "；并入它们的提案不另计" if whole == LED else ""
        yield Row(0, whole, self.cell(ALL), None, f"每一件只在下面五行里的一行{note}")
        for kind in Bucket:
            yield from self._bucket(kind)
        if self.parts.count("handled"):
            yield from self._handled()
        if self.parts.count("answered"):
            yield from self._rated()
            yield from self._reported()

    def _bucket(self, kind: Bucket) -> Iterator[Row]:
        key = BUCKET_KEYS[kind]
        if kind not in (Bucket.FILED, Bucket.SUGGESTION):
            yield Row(1, kind.value, self.cell(key), None)
            if kind is Bucket.NOT_FILED and self.parts.count("cause-retracted"):
                yield Row(2, "其中撤销", self.cell("cause-retracted"), None)
            return
        yield Row(1, kind.value, self.cell(key), self.cell(f"{key}-cases"))
        if self.parts[f"{key}-merged"].members:
            yield Row(2, "其中并入其他提案", self.cell(f"{key}-merged"), None)

    def _handled(self) -> Iterator[Row]:
        yield self.cases(0, "handled", "立案和意见建议，并案后")
        if self.parts["taken-back"].members:
            yield self.cases(1, "taken-back", "不用再答复")
        yield self.cases(1, "owed", "要办理的，除去答复前撤回的")
        yield self.cases(2, "answered", f"占{self.some}应答复的 {self._share('answered', 'owed')}")
        for key in ("in-time", "late", "answered-undated"):
            if self.parts[key].members or key == "in-time":
                yield self.cases(3, key)
        yield self.cases(2, "unanswered")
        for key in ("overdue", "not-due", "open-undated"):
            if self.parts[key].members or key == "overdue":
                yield self.cases(3, key)

    def _rated(self) -> Iterator[Row]:
        yield self.cases(0, "rated", f"占{self.some}已答复的 {self._share('rated', 'answered')}")
        for grade in RATED:
            key = GRADE_KEYS[grade]
            note = f"占{self.some}已答复的 {self._share(key, 'answered')}，占{self.some}已评价的 {self._share(key, 'rated')}"
            yield self.cases(1, key, note if self.parts[key].members else "")
        yield self.cases(0, "unrated", f"占{self.some}已答复的 {self._share('unrated', 'answered')}")

    def _reported(self) -> Iterator[Row]:
        yield self.cases(0, "results", "和已答复的是同样这些", "主办单位自评")
        for one in self.parts["results"].parts:
            yield self.cases(
                1, one.key, f"占{self.some}已答复的 {self._share(one.key, 'answered')}" if one.members else ""
            )
        yield self.cases(0, "closed", f"占{self.some}要办理的 {self._share('closed', 'handled')}")

    def _share(self, key: str, of: str) -> str:
        return percent(self.parts.count(key), self.parts.count(of))


def _voices(parts: Parts, base: str) -> Voices:
    grades = [*GRADE_KEYS.values(), "unrated"]
    rows = []
    for result in parts["results"].parts:
        cells = (cell(parts[f"{result.key}-{grade}"], base) for grade in grades)
        rows.append((result.label, (*cells, cell(result, base))))
    sums = ("合计", tuple(cell(parts[key], base) for key in (*grades, "results")))
    answered, rated = parts.count("answered"), parts.count("rated")
    content = parts.count("content")
    some = "公布的" if parts.only_partial else ""
    said = f"全部是{some}已答复的 {answered} 件，其中提案人评价过的 {rated} 件。"
    if rated:
        said += f"满意和基本满意 {content} 件：占全部的 {percent(content, answered)}，占评价过的 {percent(content, rated)}。"
    return Voices((*(one.value for one in RATED), UNRATED, "合计"), (*rows, sums), said)
