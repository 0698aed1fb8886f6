"""A chart of accounts is a tree, and hangs together with the version before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.dataset import Facts
from generator.diagnostics import Finding, Place
from generator.record_type import Findings, error, warning
from generator.records.classification import crosswalk_checks
from generator.records.classification.crosswalk_checks import suggested
from generator.records.classification.directions import turned_lines
from generator.records.classification.lacking import Lacking, lacking_lines
from generator.records.classification.model import Classification
from generator.records.classification.roles import named_twice, second_lines, unlike_roles, unplayed


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
    for index, first in named_twice(record):
        one = record.lines[index]
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
            yield Finding(("lines", index, "parent"), f"没有上级科目「{line.parent}」", suggested(line.parent, record))


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
    twice = {index for index, _ in named_twice(record)}
    for one in unlike_roles(record):
        if one.index in twice:  # said there: it is the name that is wrong
            continue
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


CHECKS = (
    code_twice,
    name_twice,
    unknown_parent,
    direction_turned_round,
    role_unlike_name,
    role_missing_or_twice,
    parent_of_other_direction,
    parent_cycle,
    *crosswalk_checks.CHECKS,
)
