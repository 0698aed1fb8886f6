"""What must hold of a unit: its names, its life, its place in the school."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.model import Record
from generator.record_type import Check, Findings, error, warning
from generator.records.rule.model import ruled
from generator.records.unit.model import Heads, Unit, UnitKind


@error("编写规则：日期有先后")
def closed_before_opened(record: Unit, facts: Facts) -> Findings:
    """单位先设立，后撤销。"""
    if record.opened is not None and record.closed is not None and record.closed < record.opened:
        yield Finding(("closed",), f"{record.closed} 撤销，{record.opened} 才设立", "查对两个日期，改正写错的一个")


@error("编写规则：一个单位一天只有一个名称")
def former_names_overlap(record: Unit, facts: Facts) -> Findings:
    """曾用名的使用时间不重叠。"""
    numbered = sorted(enumerate(record.former_names), key=lambda pair: (pair[1].end, pair[0]))
    for (_, before), (index, after) in pairwise(numbered):
        if before.end == after.end or (after.start is not None and after.start <= before.end):
            yield Finding(
                ("former_names", index, "from" if after.start is not None else "to"),
                f"「{after.name}」与「{before.name}」（用到 {before.end}）的使用时间重叠",
                "前一个名称的 to 写后一个名称 from 的前一天",
            )


@error("编写规则：曾用名在单位存在期间")
def former_name_outside_life(record: Unit, facts: Facts) -> Findings:
    """曾用名在单位设立以后、撤销以前使用。"""
    for index, former in enumerate(record.former_names):
        if record.closed is not None and former.end >= record.closed:
            yield Finding(
                ("former_names", index, "to"),
                f"「{former.name}」用到 {former.end}，单位 {record.closed} 已经撤销",
                "撤销时的名称写在 name；更早的名称写它停用的日期",
            )
        if record.opened is not None and (former.start or former.end) < record.opened:
            yield Finding(
                ("former_names", index, "from" if former.start is not None else "to"),
                f"「{former.name}」{former.start or former.end} 已在使用，单位 {record.opened} 才设立",
                "由另一个单位改组而来的，给那个单位单独建一条记录；只是改名的，opened 写最早设立的日期",
            )


@warning("编写规则：单位逐级隶属")
def second_school(record: Unit, facts: Facts) -> Findings:
    """种类是「学校」的单位只有一个：这个网站的学校；附属学校是直属单位。"""
    if record.kind is not UnitKind.SCHOOL:
        return
    first = next((one for one in facts.of_type(Unit) if one.kind is UnitKind.SCHOOL and one.parent is None), None)
    if first is not None and first.id != record.id:
        message = f"「{first.id}」（{first.name}）已经是学校，「{record.name}」又写成学校"
        yield Finding(("kind",), message, "改成它的种类；附属学校、独立学院写「直属单位」和 parent")


@error("编写规则：单位逐级隶属")
def no_parent(record: Unit, facts: Facts) -> Findings:
    """学校以外的单位都写上级单位。"""
    if record.parent is None and record.kind is not UnitKind.SCHOOL:
        schools = [one.id for one in facts.of_type(Unit) if one.kind is UnitKind.SCHOOL]
        hint = f"，直属学校的写 parent: {schools[0]}" if schools else ""
        yield Finding(("kind",), f"「{record.name}」没有写上级单位", f"加上 parent{hint}")


@error("编写规则：单位逐级隶属")
def parent_cycle(record: Unit, facts: Facts) -> Findings:
    """上级单位的上级，不会又是下级。"""
    way = [record]
    while (above := facts.find(way[-1].parent)) is not None and above not in way:
        way.append(above)
    if above is record and len(way) > 1:
        shown = " → ".join(one.id for one in (*way, record))
        yield Finding(("parent",), f"上级单位绕成了圈：{shown}", "查对各单位的 parent，改正写错的一个")


@warning("编写规则：单位逐级隶属")
def parent_closed(record: Unit, facts: Facts) -> Findings:
    """单位还在，它的上级单位也在。"""
    above = facts.find(record.parent)
    if above is not None and above.closed is not None and (record.closed is None or record.closed > above.closed):
        yield Finding(
            ("parent",),
            f"上级单位「{above.name}」{above.closed} 已经撤销",
            "parent 改成现在的上级单位；随上级一起撤销的，写 closed",
        )


def _life(unit: Unit) -> tuple[date, date]:
    return unit.opened or date.min, unit.closed or date.max


def _contemporaries(record: Unit, facts: Facts) -> Iterator[Unit]:
    """The other units that existed at the same time."""
    first, last = _life(record)
    for other in facts.of_type(Unit):
        begun, ended = _life(other)
        if other.id != record.id and begun < last and first < ended:
            yield other


def _is_stray(record: Unit, other: Unit, facts: Facts) -> bool:
    """Whether of two that bear one name this one is to be mended: the one that fewer records name, else the later."""
    named, theirs = (len(facts.referrers(one, Record)) for one in (record, other))
    return named < theirs or (named == theirs and record.id > other.id)


@error("编写规则：名称指向一个单位")
def same_name(record: Unit, facts: Facts) -> Findings:
    """同一时期的两个单位，全称不相同。"""
    for other in _contemporaries(record, facts):
        if other.name == record.name and _is_stray(record, other, facts):
            yield Finding(
                ("name",),
                f"「{record.name}」与 {other.id} 同名",
                f"是同一个单位的，删去一条，别处改用 {other.id}；先后两个单位的，写 opened 和 closed",
            )


@error("编写规则：名称指向一个单位")
def same_short_name(record: Unit, facts: Facts) -> Findings:
    """同一时期，一个单位的简称不是另一个单位的简称或全称。"""
    for other in _contemporaries(record, facts):
        if record.short == other.short or record.short == other.name or record.name == other.short:
            if record.name == other.name or not _is_stray(record, other, facts):
                continue
            yield Finding(
                ("short_name",) if record.short_name else ("name",),
                f"简称「{record.short}」与 {other.id}（{other.name}）分不清",
                "换一个简称，让读者一看就知道是哪个单位",
            )


@error("编写规则：一年一个数")
def headcount_year_twice(record: Unit, facts: Facts) -> Findings:
    """教职工人数一年只写一次。"""
    seen: dict[int, int] = {}
    for index, one in enumerate(record.headcount):
        if one.year in seen:
            yield Finding(
                ("headcount", index, "year"),
                f"{one.year} 年的人数写了两次：{seen[one.year]} 和 {one.heads}",
                "留下对的一个",
            )
        seen.setdefault(one.year, one.heads)


@error("编写规则：日期有先后")
def headcount_outside_life(record: Unit, facts: Facts) -> Findings:
    """教职工人数是单位存在的年份的。"""
    if record.opened is not None and record.closed is not None and record.closed < record.opened:
        return
    numbered = list(enumerate(record.headcount))
    if record.opened is not None:
        early = [pair for pair in numbered if pair[1].year < record.opened.year]
        yield from _outside_life(early, "opened", f"{record.opened} 才设立")
    if record.closed is not None:
        late = [pair for pair in numbered if date(pair[1].year, 12, 31) > record.closed]
        yield from _outside_life(late, "closed", f"{record.closed} 已经撤销")


def _outside_life(those: list[tuple[int, Heads]], key: str, when: str) -> Findings:
    """At the year; of several years at once the day of the unit is the wrong one."""
    years = "、".join(str(one.year) for _, one in those)
    if len(those) > 1:
        yield Finding((key,), f"{when}，却写了 {years} 年末的人数", "多半是这个日期写错了；日期没有错的，删去那几年")
    elif those:
        yield Finding(("headcount", those[0][0], "year"), f"{when}，没有 {years} 年末的人数", "改正年份，或删去这一项")


@warning("编写规则：没有发生的事不写成已经发生")
def headcount_of_the_future(record: Unit, facts: Facts) -> Findings:
    """教职工人数不是以后年份的。"""
    for index, one in enumerate(record.headcount):
        if one.year > facts.as_of.year:
            message = f"写了 {one.year} 年末的人数，现在是 {facts.as_of.year} 年"
            yield Finding(("headcount", index, "year"), message, "改正年份")


@warning("编写规则：改过的名称才是曾用名")
def former_name_is_the_name(record: Unit, facts: Facts) -> Findings:
    """曾用名与现在的全称不同。"""
    for index, former in enumerate(record.former_names):
        if former.name == record.name:
            message = f"曾用名「{former.name}」就是现在的全称"
            yield Finding(("former_names", index, "name"), message, "写改名以前的名称；没有改过名的，删去这一项")


@warning("编写规则：没有发生的事不写成已经发生")
def former_name_of_the_future(record: Unit, facts: Facts) -> Findings:
    """曾用名停止使用的年份不在以后。"""
    for index, former in enumerate(record.former_names):
        if former.end.year > facts.as_of.year:
            message = f"曾用名「{former.name}」用到 {former.end}，现在是 {facts.as_of.year} 年"
            yield Finding(("former_names", index, "to"), message, "改正年份；还没有改名的，现在的名称写在 name")


@warning("编写规则：名称指向一个单位")
def former_name_of_another(record: Unit, facts: Facts) -> Findings:
    """曾用名不是另一个单位当时的全称。"""
    for index, former in enumerate(record.former_names):
        for other in facts.of_type(Unit) if former.name != record.name else ():
            begun, ended = _life(other)
            if other.id != record.id and begun <= former.end < ended and other.name_on(former.end) == former.name:
                message = f"「{former.name}」到 {former.end} 是 {other.id} 的全称"
                remedy = "查对曾用名和日期；由那个单位改组而来的，在那个单位写 closed"
                yield Finding(("former_names", index, "name"), message, remedy)


@warning("编写规则：单位逐级隶属")
def parent_of_another_kind(record: Unit, facts: Facts) -> Findings:
    """学院的上级是学校或学院（学部），不是机关部门、工会和代表团。"""
    above = facts.find(record.parent)
    if record.kind is UnitKind.COLLEGE and above is not None and above.kind in _NO_COLLEGE_BELOW:
        message = f"学院的上级写的是「{above.name}」，它是{above.kind}"
        yield Finding(("parent",), message, "改正 parent；不是学院的，改正 kind")


_NO_COLLEGE_BELOW = (UnitKind.UNION, UnitKind.PARTY, UnitKind.OFFICE, UnitKind.BRANCH, UnitKind.DELEGATION)


@warning("DW1 教职工人数逐年变动")
def headcount_jumps(record: Unit, facts: Facts) -> Findings:
    """前后两次登记的教职工人数，相差不超过规则 DW1 规定的比例；相差的人数很少的不算。"""
    share, few = ruled(facts, "DW1", "变动比例"), ruled(facts, "DW1", "不计的人数")
    counts = sorted(enumerate(record.headcount), key=lambda one: one[1].year)

    def jumps(before: Heads, after: Heads) -> bool:
        gap = abs(after.heads - before.heads)
        return gap > few and gap * 100 > before.heads * share

    told: Heads | None = None
    for place, ((_, before), (index, after)) in enumerate(pairwise(counts)):
        if jumps(before, after) and before is not told:
            back = place + 2 < len(counts) and not jumps(before, counts[place + 2][1])
            told = after if back else None  # it alone is another: going back from it is no second jump
            message = f"{before.year} 年末 {before.heads} 人，{after.year} 年末 {after.heads} 人，相差超过 {share:f}%"
            yield Finding(("headcount", index, "heads"), message, "查对人数；合并、划转造成的不用改")


CHECKS: tuple[Check[Unit], ...] = (
    closed_before_opened,
    former_names_overlap,
    former_name_outside_life,
    second_school,
    no_parent,
    parent_cycle,
    parent_closed,
    same_name,
    same_short_name,
    headcount_year_twice,
    headcount_outside_life,
    headcount_of_the_future,
    former_name_is_the_name,
    former_name_of_the_future,
    former_name_of_another,
    parent_of_another_kind,
    headcount_jumps,
)
