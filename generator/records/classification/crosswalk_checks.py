"""The crosswalk of a chart of accounts, and the version before it that it goes on from."""

from __future__ import annotations

from collections.abc import Iterator

from generator.dataset import Facts
from generator.diagnostics import Finding, Place
from generator.nearest import nearest
from generator.record_type import Findings, error, warning
from generator.records.classification.directions import turned_lines
from generator.records.classification.lacking import lacking_lines, line_meant
from generator.records.classification.model import Classification
from generator.records.classification.roles import named_twice


@error("B2 科目表有版本和对照")
def predecessor_does_not_fit(record: Classification, facts: Facts) -> Findings:
    """上一版是本版接续的科目表：对照表里的原科目大多在它里面。

    上一版写错，每个原科目都会对不上；只报上一版这一处。
    """
    earlier = _earlier(record, facts)
    if earlier is not None and _strange(record, earlier):
        codes = _crossed(record)
        unknown = sum(one not in earlier.by_code for one in codes)
        message = f"对照表的 {len(codes)} 个原科目里有 {unknown} 个不在上一版「{earlier.id}」里"
        if earlier.subject != record.subject:
            message += f"；它是{earlier.subject}的科目表，本版是{record.subject}的"
        others = (one for one in facts.of_type(Classification) if one.id != record.id and one.start < record.start)
        fits = [one for one in others if one.subject == record.subject and not _strange(record, one)]
        meant = max(fits, key=lambda one: one.start, default=None)
        remedy = (
            f"是不是「{meant.id}」（{meant.title}）？"
            if meant
            else "改成同一种账的上一版；没有上一版的，删去 predecessor"
        )
        yield Finding(("predecessor",), message, remedy)


def _earlier(record: Classification, facts: Facts) -> Classification | None:
    """The chart before; one that names itself has none."""
    earlier = facts.find(record.predecessor)
    return earlier if isinstance(earlier, Classification) and earlier.id != record.id else None


def _strange(record: Classification, earlier: Classification) -> bool:
    """Whether a chart is none that another goes on from: it is without most of the codes."""
    codes = _crossed(record)
    unknown = sum(one not in earlier.by_code for one in codes)
    return unknown * 2 > len(codes) and (len(codes) > 2 or earlier.subject != record.subject)


def _crossed(record: Classification) -> list[str]:
    return [code for row in record.crosswalk for code in row.was]


@error("B2 科目表有版本和对照")
def crosswalk_across_directions(record: Classification, facts: Facts) -> Findings:
    """对照表里的收入科目来自收入科目，支出科目来自支出科目；性质变了的写明了说明（note）。"""
    earlier = _earlier(record, facts)
    if earlier is None:
        return
    turned = {one.line.code for chart in (record, earlier) for one in turned_lines(chart, facts)}
    for index, row in enumerate(record.crosswalk):
        line = record.by_code.get(row.code)
        for which, code in enumerate(row.was if line is not None and row.note is None else ()):
            was = earlier.by_code.get(code)
            if line is None or was is None or was.direction is line.direction or {line.code, was.code} & turned:
                continue
            above = record.by_code.get(line.parent or "")
            if above is not None and above.direction is not line.direction:
                continue  # said there
            message = f"「{line.code} {line.name}」是{line.direction.value}，原科目「{was.code} {was.name}」是{was.direction.value}"
            remedy = "改正原科目的代码；确实改了性质的，在这一行写 note 说明"
            yield Finding(("crosswalk", index, "was", which), message, remedy)


@error("B2 科目表有版本和对照")
def crosswalk_of_unknown_code(record: Classification, facts: Facts) -> Findings:
    """对照表里的代码在本版科目表里，原科目的代码在上一版里。"""
    earlier = _earlier(record, facts)
    for index, row in enumerate(record.crosswalk):
        place = ("crosswalk", index)
        if row.code not in record.by_code:
            yield from _unknown_row(row.code, place, record, facts)
        if earlier is None or _strange(record, earlier):
            continue
        for which, code in enumerate(row.was):
            if code not in earlier.by_code:
                yield Finding((*place, "was", which), f"{earlier.id} 里没有代码「{code}」", suggested(code, earlier))


def _unknown_row(code: str, place: Place, record: Classification, facts: Facts) -> Iterator[Finding]:
    missing = next((one for one in lacking_lines(record, facts) if one.code == code), None)
    meant = line_meant(record, code) if missing is None else None
    if meant is not None:
        line = record.lines[meant]
        message = f"科目「{line.code} {line.name}」不在对照表里，对照表里有的「{code}」不在科目里，两处有一处写错了"
        yield Finding(("lines", meant, "code"), message, f"查对是 {line.code} 还是 {code}，两处改成一样")
    elif missing is None:
        yield Finding((*place, "code"), f"本版没有代码「{code}」", suggested(code, record))
    elif not missing.children:
        remedy = f"在 lines 里补上 {code}；没有这个科目的，删去对照表的这一行"
        yield Finding((*place, "code"), f"对照表里有「{code}」，科目里没有它", remedy)


@warning("B2 科目表有版本和对照")
def crosswalk_of_another_name(record: Classification, facts: Facts) -> Findings:
    """上一版有一个同名科目的，对照表里的原科目包括它，写明了说明（note）的除外。"""
    earlier = _earlier(record, facts)
    if earlier is None or _strange(record, earlier):
        return
    twice = [record.lines[index] for index, _ in named_twice(record)]
    for index, row in enumerate(record.crosswalk):
        line = record.by_code.get(row.code)
        if line is None or row.note is not None or not row.was or line in twice:
            continue
        same = [one.code for one in earlier.lines if (one.name, one.direction) == (line.name, line.direction)]
        if len(same) == 1 and same[0] not in row.was:
            message = f"「{line.code} {line.name}」的原科目写的是 {'、'.join(row.was)}，{earlier.id} 里同名的却是「{same[0]}」"
            remedy = f"改成 {same[0]}，或改正名称；确实不是同一个科目的，在这一行写 note 说明"
            yield Finding(("crosswalk", index, "was"), message, remedy)


@error("B2 科目表有版本和对照")
def crosswalk_to_nothing(record: Classification, facts: Facts) -> Findings:
    """有对照表的科目表写明上一版。"""
    if record.crosswalk and record.predecessor is None:
        yield Finding(("crosswalk",), "写了对照表，却没有写上一版是哪一版", "写上 predecessor，或删去对照表")


@error("B2 各版科目表先后衔接")
def overlaps_predecessor(record: Classification, facts: Facts) -> Findings:
    """上一版停用以后，本版才启用。"""
    earlier = _earlier(record, facts)
    if earlier is None or _strange(record, earlier):
        return
    if earlier.end is None:
        message = f"本版 {record.start} 年启用，上一版 {earlier.id} 还没有写停用年"
        yield Finding(("from",), message, f"在 {earlier.id} 里写 to: {record.start - 1}")
    elif earlier.end >= record.start:
        message = f"本版 {record.start} 年启用，上一版 {earlier.id} 用到 {earlier.end} 年，重叠了"
        yield Finding(("from",), message, f"改正启用年，或把 {earlier.id} 的停用年改为 {record.start - 1}")


def suggested(code: str, chart: Classification) -> str:
    near = nearest(code, chart.by_code)
    return f"是不是「{near}」（{chart.by_code[near].name}）？" if near else "改成科目表里的代码，或先在科目表里加上它"


CHECKS = (
    predecessor_does_not_fit,
    crosswalk_across_directions,
    crosswalk_of_unknown_code,
    crosswalk_of_another_name,
    crosswalk_to_nothing,
    overlaps_predecessor,
)
