"""Who is commended: the honour fits, the list is whole, names are of the right kind (rule BZ1)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.dataset import Facts
from generator.diagnostics import Finding, Place
from generator.record_type import Check, Findings, error, warning
from generator.records.commendation.model import Award, Commendation, Level, Quota, Recipient
from generator.records.commendation.names import looks_like_person, looks_like_unit
from generator.records.title.model import AwardObject
from generator.records.unit.model import Unit, called

_OURS = frozenset({Level.SCHOOL, Level.BRANCH})


def listed(record: Commendation) -> Iterator[tuple[Place, Award, Recipient]]:
    """Every recipient with its place."""
    for number, award in enumerate(record.awards):
        for index, recipient in enumerate(award.recipients):
            yield ("awards", number, "recipients", index), award, recipient


def unit_names(facts: Facts) -> frozenset[str]:
    """What units are and were called: made once, for the first of all units."""
    units = facts.of_type(Unit)
    return facts.derive(_names, units[0]) if units else frozenset()


def _names(_: Unit, facts: Facts) -> frozenset[str]:
    return frozenset(name for unit in facts.of_type(Unit) for name in unit.names())


@error("BZ1 各类荣誉称号的评选管理办法")
def title_unfit_for_object(record: Commendation, facts: Facts) -> Findings:
    """荣誉称号与对象相符：授予集体的称号不授予个人，授予个人的称号不授予集体。"""
    for index, award in enumerate(record.awards):
        title = facts.find(award.honour)
        if title is not None and title.fits and award.object not in title.fits:
            yield Finding(
                ("awards", index, "object"),
                f"「{title.name}」授予{'、'.join(title.fits)}，这里写的是「{award.object}」",
                f"查对称号和对象；称号确实也授予{award.object}的，改 {title.id} 的 fits",
            )


@error("表彰总有获奖者")
def no_recipients(record: Commendation, facts: Facts) -> Findings:
    """表彰决定有表彰项目，每个项目有获奖者；名单只公布了一部分（partial: 是）的，可以一个也没有。"""
    if not record.awards:
        yield Finding(("awards",), "没有写表彰项目", "加上 awards：honour、object 和 recipients")
    for index, award in enumerate(record.awards):
        if not award.recipients and not award.partial:
            remedy = "写上获奖者；空缺的项目删去，在 text 里说明；原文没有公布名单的，加上 partial: 是"
            yield Finding(("awards", index, "recipients"), "这个项目没有获奖者", remedy)


@warning("同一荣誉写一项")
def honour_in_two_awards(record: Commendation, facts: Facts) -> Findings:
    """同一荣誉授予同一种对象的，写在一个表彰项目里。

    等次或组别（grade）不同的，分组评选、名额按同一个办法各算各的除外。办法不同的，多半是称号写错了。
    """
    seen: dict[tuple[str, AwardObject, str | None], list[Quota | None]] = {}
    for index, award in enumerate(record.awards):
        earlier = seen.setdefault((award.honour.id, award.object, award.grade), [])
        if earlier and not (award.quota is not None and all(_of_groups(award.quota, one) for one in earlier)):
            title = facts.find(award.honour)
            message = f"「{title.name if title else award.honour.id}」（{award.object}）前面已经有一个项目"
            yield Finding(
                ("awards", index, "honour"),
                message,
                "称号写错的改正；是同一个称号的，获奖者合到一个项目里；分等次、分组的，各写 grade",
            )
        earlier.append(award.quota)


def _of_groups(quota: Quota, other: Quota | None) -> bool:
    """Whether two quotas are those of two groups: reckoned the same way, and not the same."""
    if other is None or quota == other:
        return False
    return _DIGITS.sub("", quota.base) == _DIGITS.sub("", other.base) or bool(_GROUP.search(quota.base + other.base))


_DIGITS, _GROUP = re.compile(r"\d+", re.ASCII), re.compile("组|片区|类别|条线|学部|系列")
"""What differs from group to group, and what a group is called."""


@warning("BZ1 名额和计算办法随决定公开")
def more_than_quota(record: Commendation, facts: Facts) -> Findings:
    """获奖者不多于名额。"""
    for index, award in enumerate(record.awards):
        count = len(award.recipients)
        told = (
            award.quota is not None and award.quota.count not in _counts(award.quota) and count in _counts(award.quota)
        )
        if award.quota is not None and count > award.quota.count and not told:
            yield Finding(
                ("awards", index, "quota", "count"),
                f"名额 {award.quota.count} 个，名单上有 {count} 个",
                "查对名额和名单；确实增加了名额的，在 base 里写明",
            )


@error("同一荣誉一次决定只授予一回")
def same_recipient_twice(record: Commendation, facts: Facts) -> Findings:
    """同一项荣誉里，同一个获奖者只写一次。

    名字中间的空格不算。同名同单位的两个人，一人两件作品都获奖的，或者分组分别获奖的，在 citation 里写明，以示区别。
    """
    seen: dict[tuple[str, str, str, str], int] = {}
    for number, (place, award, one) in enumerate(listed(record)):
        key = (award.honour.id, "".join(one.name.split()), one.unit.id if one.unit else "", one.citation or "")
        if key in seen:
            yield Finding(
                (*place, "name"),
                f"「{one.name}」在这项荣誉里写了两次",
                "删去一个；同名同单位的两个人，在 citation 里写明区别；一人两件作品都获奖的，各写 citation（作品名称）",
            )
        seen.setdefault(key, number)


@warning("同一荣誉一次决定只授予一回")
def same_name_in_two_units(record: Commendation, facts: Facts) -> Findings:
    """同一项荣誉里，姓名相同、单位不同的，写明是不是同一个人：同一个人写一项，另一个单位写在 other_units；两个人各写 citation。

    两个字的姓名、超过一百人的名单不提醒，同名的人多。
    """
    sizes = Counter(award.honour.id for award in record.awards for _ in award.recipients)
    seen: dict[tuple[str, str], Recipient] = {}
    for place, award, one in listed(record):
        name = "".join(one.name.split())
        if award.object is not AwardObject.PERSON or len(name) < _TOLD_APART or sizes[award.honour.id] > _MOST_NAMES:
            continue
        first = seen.setdefault((award.honour.id, name), one)
        if one.unit is None or first.unit is None or first.unit == one.unit or one.citation or first.citation:
            continue
        message = (
            f"「{name}」在这项荣誉里有两个，单位是{called(first.unit, facts.find)}和{called(one.unit, facts.find)}"
        )
        remedy = "同一个人的合成一项，另一个单位写在 other_units；单位写错的改正；同名的两个人，在 citation 里写明区别"
        yield Finding((*place, "unit"), message, remedy)


_TOLD_APART, _MOST_NAMES = 3, 100
"""Signs of a name, and names on a list, with which two people of one name are rare."""


@error("BZ1 对象是集体或个人")
def person_named_like_unit(record: Commendation, facts: Facts) -> Findings:
    """授予个人的，名单上写个人姓名，不写单位。"""
    names = unit_names(facts)
    for place, award, one in listed(record):
        title = facts.find(award.honour)
        if title is not None and title.fits and award.object not in title.fits:
            continue
        if award.object is AwardObject.PERSON and (one.name in names or looks_like_unit(one.name)):
            yield Finding(
                (*place, "name"),
                f"对象是个人，「{one.name}」却是单位或集体",
                "object 改为「集体」，或者把姓名写在 name、单位写在 unit",
            )


@warning("BZ1 对象是集体或个人")
def collective_named_like_person(record: Commendation, facts: Facts) -> Findings:
    """授予集体的，名单上写集体名称，不写个人姓名。"""
    names = unit_names(facts)
    for place, award, one in listed(record):
        if award.object is AwardObject.COLLECTIVE and one.name not in names and looks_like_person(one.name):
            yield Finding(
                (*place, "name"),
                f"对象是集体，「{one.name}」却像个人姓名",
                "object 改为「个人」，或者写集体的全称",
            )


@warning("第八条：获奖者可以按单位查到")
def named_after_another_unit(record: Commendation, facts: Facts) -> Findings:
    """集体的名称以一个单位的名称开头的，所在单位是它，或者它的上级、下级单位；一个单位的分工会，所在单位就是它。"""
    for place, award, one in listed(record):
        if award.object is not AwardObject.COLLECTIVE or one.unit is None:
            continue
        named = facts.derive(_units_by_name, facts.of_type(Unit)[0])
        begins = max((name for name in named if one.name.startswith(name)), key=len, default="")
        units = [facts.find(each) for each in one.units()]
        branch = begins and one.name.removeprefix(begins) in _BRANCHES
        fits = (own == named[begins] if branch else _akin(own, named[begins], facts) for own in units if begins and own)
        if begins and not any(fits):
            message = (
                f"「{one.name}」以「{begins}」（{named[begins].id}）开头，所在单位却写{called(one.unit, facts.find)}"
            )
            yield Finding((*place, "unit"), message, f"多半应是 {named[begins].id}；查对名称和单位，改正写错的一个")


_BRANCHES = ("分工会", "分会", "工会分会", "部门工会", "分工会委员会")
_SHORTEST = 3
"""Signs that a unit's name has at least, for a collective to be called after it."""


def _units_by_name(_: Unit, facts: Facts) -> dict[str, Unit]:
    """Units by what they are and were called: made once, for the first of all units; the present name counts first."""
    found: dict[str, Unit] = {}
    for current in (True, False):
        for unit in facts.of_type(Unit):
            for name in (unit.name, unit.short) if current else unit.names():
                if len(name) >= _SHORTEST:
                    found.setdefault(name, unit)
    return found


def _akin(one: Unit, other: Unit, facts: Facts) -> bool:
    """Whether two units are the same, or one is above the other."""
    return other in _above(one, facts) or one in _above(other, facts)


def _above(unit: Unit, facts: Facts) -> list[Unit]:
    way: list[Unit] = []
    above: Unit | None = unit
    while above is not None and above not in way:
        way.append(above)
        above = facts.find(above.parent)
    return way


_COUNTED = re.compile(r"(?:共计?|取)\s*(\d+)\s*[名个人项件]", re.ASCII)


def _counts(quota: Quota) -> list[int]:
    """The numbers that the reckoning of a quota comes to."""
    return [int(one) for one in _COUNTED.findall(quota.base)]


@warning("BZ1 名额和计算办法随决定公开")
def quota_unlike_base(record: Commendation, facts: Facts) -> Findings:
    """计算办法里写着「共几名」「取几个」的，与名额相同。"""
    for index, award in enumerate(record.awards):
        counts = _counts(award.quota) if award.quota is not None else []
        if award.quota is not None and counts and award.quota.count not in counts:
            message = f"名额写的是 {award.quota.count}，计算办法里是 {counts[-1]}（{award.quota.base}）"
            yield Finding(("awards", index, "quota", "count"), message, "查对名额和计算办法，改正写错的一个")


@warning("第八条：获奖者可以按单位查到")
def recipient_without_unit(record: Commendation, facts: Facts) -> Findings:
    """校级和分工会表彰的个人，都写明所在单位。"""
    if record.level not in _OURS:
        return
    for place, award, one in listed(record):
        if award.object is AwardObject.PERSON and not one.units():
            yield Finding(
                (*place, "name"),
                f"「{one.name}」没有写所在单位",
                "加上 unit，写单位的编号；原文没有写、又查不清的不用改",
            )


CHECKS: tuple[Check[Commendation], ...] = (
    title_unfit_for_object,
    honour_in_two_awards,
    no_recipients,
    more_than_quota,
    same_recipient_twice,
    same_name_in_two_units,
    person_named_like_unit,
    collective_named_like_person,
    recipient_without_unit,
    named_after_another_unit,
    quota_unlike_base,
)
