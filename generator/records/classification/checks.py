"""A chart of accounts is a tree, and hangs together with the version before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.dataset import Facts
from generator.diagnostics import Finding, Place
from generator.nearest import nearest
from generator.record_type import Findings, error, warning
from generator.records.classification.directions import turned_lines
from generator.records.classification.lacking import Lacking, lacking_lines
from generator.records.classification.model import Classification, Direction
from generator.records.classification.roles import second_lines, unlike_roles, unplayed


@error("B2 科目表")
def code_twice(record: Classification, facts: Facts) -> Findings:
    """一版科目表里每个代码只出现一次，对照表里也是。"""
    rows: list[tuple[Place, str]] = [(("lines", i, "code"), one.code) for i, one in enumerate(record.lines)]
    yield from _repeated(rows, "代码")
    crossed: list[tuple[Place, str]] = [(("crosswalk", i, "code"), one.code) for i, one in enumerate(record.crosswalk)]
    yield from _repeated(crossed, "对照表里的代码")


def _repeated(rows: Iterable[tuple[Place, str]], what: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for place, code in rows:
        if code in seen:
            yield Finding(place, f"{what}「{code}」写了两次", "改正代码，或删去重复的一行")
        seen.add(code)


@error("B2 科目由科目表规定")
def name_twice(record: Classification, facts: Facts) -> Findings:
    """同一个上级科目之下，下级科目的名称各不相同；最上一级的收入和支出各自如此。"""
    seen: dict[tuple[str, Direction, str], str] = {}
    for index, one in enumerate(record.lines):
        key = (one.parent or "", one.direction, one.name)
        first = seen.setdefault(key, one.code)
        if first != one.code:
            message = f"「{one.code}」与「{first}」同名，都叫「{one.name}」"
            yield Finding(("lines", index, "name"), message, "改正名称；是同一个科目的，删去一个")


@error("B2 科目逐级列明细")
def unknown_parent(record: Classification, facts: Facts) -> Findings:
    """上级科目的代码在同一版科目表里。

    几处都写着的代码，多半是漏了这个科目，或者它的代码写错了：只说一次，用到它的账和对照表不再说。
    """
    missing = lacking_lines(record, facts)
    yield from (_lacking(one, record) for one in missing if one.children)
    for index, line in enumerate(record.lines):
        known = line.parent in record.by_code or any(one.code == line.parent for one in missing)
        if line.parent is not None and not known:
            yield Finding(("lines", index, "parent"), f"没有上级科目「{line.parent}」", _suggest(line.parent, record))


def _lacking(one: Lacking, record: Classification) -> Finding:
    """Said at the line that may be it, else at the first that names it."""
    first = record.lines[one.children[0]]
    below = f"「{first.code}」等 {len(one.children)} 个科目" if len(one.children) > 1 else f"「{first.code}」"
    also = "和对照表" if one.row is not None else ""
    message = f"没有科目「{one.code}」，{below}{also}都写着它"
    if one.meant is not None:
        line = record.lines[one.meant]
        said = f"{message}；「{line.code} {line.name}」多半就是它，代码写错了"
        return Finding(("lines", one.meant, "code"), said, f"查对代码，多半应是 {one.code}")
    remedy = f"在 lines 里补上 {one.code}；没有这个科目的，改正写着它的各处"
    return Finding(("lines", one.children[0], "parent"), message, remedy)


@error("B1、B2 收入和支出分开")
def direction_turned_round(record: Classification, facts: Facts) -> Findings:
    """科目的方向与它的用途、大多数下级科目和上一版的同名科目一致。

    方向写反一个，用这版科目表的每份账都对不上；只在科目表这里说一次。
    """
    for one in turned_lines(record, facts):
        message = f"「{one.line.code} {one.line.name}」写的是{one.line.direction.value}，{one.why}"
        yield Finding(("lines", one.index, "direction"), message, "改正方向，或改正用途、下级科目和对照")


@error("B3、B8 拨缴和拨付按科目的用途核对")
def role_unlike_name(record: Classification, facts: Facts) -> Findings:
    """科目的用途与它的名称一致：名称里写着另一个用途的，用途不写成这一个。

    用途写反，拨缴、拨付和分工会的账都对不上；只在科目表这里说一次。
    """
    for one in unlike_roles(record):
        line = record.lines[one.index]
        message = f"「{line.code} {line.name}」的用途写的是「{line.role}」，名称却是「{one.role.value}」"
        yield Finding(("lines", one.index, "role"), message, f"改成 role: {one.role.value}，或改正名称")


@warning("B3、B8 拨缴和拨付按科目的用途核对")
def role_missing_or_twice(record: Classification, facts: Facts) -> Findings:
    """工会经费的科目表里，会费、上级补助、行政补助各由叫这个名称的科目担任，别的科目不写同样的用途。"""
    for index, role in unplayed(record):
        line = record.lines[index]
        message = f"「{line.code} {line.name}」没有写用途，别的科目也没有「{role.value}」这个用途，有关的核对都做不了"
        yield Finding(("lines", index), message, f"在这个科目写 role: {role.value}")
    for index, first in second_lines(record):
        if all(index != one.index for one in unlike_roles(record)):
            line = record.lines[index]
            message = f"「{line.code} {line.name}」的用途写的是「{line.role}」，与「{first}」相同"
            yield Finding(("lines", index, "role"), message, "删去这里的 role，或改正；确实也是这种收支的不用改")


@error("B1、B2 收入和支出分开")
def parent_of_other_direction(record: Classification, facts: Facts) -> Findings:
    """下级科目与上级科目同是收入，或同是支出。"""
    turned = {one.line.code for one in turned_lines(record, facts)}
    for index, line in enumerate(record.lines):
        parent = record.by_code.get(line.parent or "")
        if parent is None or parent.code in turned or line.code in turned:
            continue
        if parent.direction is not line.direction:
            message = f"「{line.code} {line.name}」是{line.direction.value}，上级「{parent.code} {parent.name}」是{parent.direction.value}"
            yield Finding(("lines", index, "direction"), message, "改正方向，或改正上级科目")


@error("B2 科目逐级列明细")
def parent_cycle(record: Classification, facts: Facts) -> Findings:
    """沿着上级科目往上，总能走到最上一级。"""
    for index, line in enumerate(record.lines):
        seen = {line.code}
        above = record.by_code.get(line.parent or "")
        while above is not None and above.code not in seen:
            seen.add(above.code)
            above = record.by_code.get(above.parent or "")
        if above is not None and above.code == line.code:
            message = f"「{line.code}」的上级是「{line.parent}」，一级一级往上又回到「{line.code}」"
            yield Finding(("lines", index, "parent"), message, "改正上级科目；最上一级的不写 parent")


@error("B2 科目表有版本和对照")
def predecessor_does_not_fit(record: Classification, facts: Facts) -> Findings:
    """上一版是本版接续的科目表：对照表里的原科目大多在它里面。

    上一版写错，每个原科目都会对不上；只报上一版这一处。
    """
    earlier = facts.find(record.predecessor)
    if isinstance(earlier, Classification) and _strange(record, earlier):
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
    earlier = facts.find(record.predecessor)
    if not isinstance(earlier, Classification):
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
    earlier = facts.find(record.predecessor)
    for index, row in enumerate(record.crosswalk):
        place = ("crosswalk", index)
        if row.code not in record.by_code:
            yield from _unknown_row(row.code, place, record, facts)
        if not isinstance(earlier, Classification) or _strange(record, earlier):
            continue
        for which, code in enumerate(row.was):
            if code not in earlier.by_code:
                yield Finding((*place, "was", which), f"{earlier.id} 里没有代码「{code}」", _suggest(code, earlier))


def _unknown_row(code: str, place: Place, record: Classification, facts: Facts) -> Iterator[Finding]:
    missing = next((one for one in lacking_lines(record, facts) if one.code == code), None)
    if missing is None:
        yield Finding((*place, "code"), f"本版没有代码「{code}」", _suggest(code, record))
    elif not missing.children:
        remedy = f"在 lines 里补上 {code}；没有这个科目的，删去对照表的这一行"
        yield Finding((*place, "code"), f"对照表里有「{code}」，科目里没有它", remedy)


@warning("B2 科目表有版本和对照")
def crosswalk_of_another_name(record: Classification, facts: Facts) -> Findings:
    """上一版有一个同名科目的，对照表里的原科目包括它，写明了说明（note）的除外。"""
    earlier = facts.find(record.predecessor)
    if not isinstance(earlier, Classification) or _strange(record, earlier):
        return
    for index, row in enumerate(record.crosswalk):
        line = record.by_code.get(row.code)
        if line is None or row.note is not None or not row.was:
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
    earlier = facts.find(record.predecessor)
    if not isinstance(earlier, Classification) or _strange(record, earlier):
        return
    if earlier.end is None:
        message = f"本版 {record.start} 年启用，上一版 {earlier.id} 还没有写停用年"
        yield Finding(("from",), message, f"在 {earlier.id} 里写 to: {record.start - 1}")
    elif earlier.end >= record.start:
        message = f"本版 {record.start} 年启用，上一版 {earlier.id} 用到 {earlier.end} 年，重叠了"
        yield Finding(("from",), message, f"改正启用年，或把 {earlier.id} 的停用年改为 {record.start - 1}")


def _suggest(code: str, chart: Classification) -> str:
    near = nearest(code, chart.by_code)
    return f"是不是「{near}」（{chart.by_code[near].name}）？" if near else "改成科目表里的代码，或先在科目表里加上它"


CHECKS = (
    code_twice,
    name_twice,
    unknown_parent,
    direction_turned_round,
    role_unlike_name,
    role_missing_or_twice,
    parent_of_other_direction,
    parent_cycle,
    predecessor_does_not_fit,
    crosswalk_across_directions,
    crosswalk_of_unknown_code,
    crosswalk_of_another_name,
    crosswalk_to_nothing,
    overlaps_predecessor,
)
