"""One name for one person, those who received an award together, and the units that they belong to (rule BZ1)."""

from __future__ import annotations

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.one_name import beside_a_name, several_people, without_it
from generator.record_type import Check, Findings, error, warning
from generator.records.commendation.checks.recipients import listed
from generator.records.commendation.model import Commendation
from generator.records.commendation.names import looks_like_person
from generator.records.title.model import AwardObject
from generator.records.unit.model import called

_SOURCE = "BZ1 对象是集体或个人"


@error(_SOURCE)
def several_in_one_name(record: Commendation, facts: Facts) -> Findings:
    """授予个人的，名单上每项只写一个人；几个人合得一项的，各人写在 members 里。"""
    for place, award, one in listed(record):
        if award.object is AwardObject.PERSON and not one.members and several_people(one.name):
            remedy = (
                "每人写一项：各有自己的 name 和 unit；几个人合得一项的，再加上 members，各人一行；"
                "就是一个人的，姓名里不加空格，少数民族的用间隔号「·」"
            )
            yield Finding((*place, "name"), f"「{one.name}」把几个人写在一起", remedy)


@warning(_SOURCE)
def more_than_a_name(record: Commendation, facts: Facts) -> Findings:
    """个人和成员的姓名里只写姓名，不写序号、单位和多余的标点；区分同名的人的（女）（男）除外。"""
    for place, award, one in listed(record):
        person = award.object is AwardObject.PERSON and not one.members
        names = [((*place, "name"), one.name)] if person else []
        names += [((*place, "members", index, "name"), it.name) for index, it in enumerate(one.members)]
        for at, name in names:
            beside = beside_a_name(name)
            if beside and not several_people(name):
                message = f"姓名「{name}」里多写了「{beside}」"
                remedy = f"写成「{without_it(name)}」；单位写在 unit，别的说明写在 citation"
                yield Finding(at, message, remedy)


@warning(_SOURCE)
def member_twice(record: Commendation, facts: Facts) -> Findings:
    """一项里的成员各写一次；名字中间的空格不算，同名的人单位不同。"""
    for place, _, one in listed(record):
        seen = set()
        for index, member in enumerate(one.members):
            key = ("".join(member.name.split()), member.unit or one.unit)
            if key in seen:
                remedy = "删去一个；同名的两个人，各写 unit"
                yield Finding((*place, "members", index, "name"), f"成员「{member.name}」写了两次", remedy)
            seen.add(key)


@warning(_SOURCE)
def member_alone(record: Commendation, facts: Facts) -> Findings:
    """授予个人的，几个人合得一项才写 members；只有获奖者自己的不写。"""
    for place, award, one in listed(record):
        names = {"".join(member.name.split()) for member in one.members}
        if award.object is AwardObject.PERSON and names == {"".join(one.name.split())}:
            remedy = "删去 members，单位写在 unit；漏了别的成员的，补上"
            yield Finding((*place, "members", 0, "name"), f"成员只有获奖者自己「{one.name}」", remedy)


@warning(_SOURCE)
def recipient_not_among_members(record: Commendation, facts: Facts) -> Findings:
    """授予个人、写一个人姓名的，写了成员（members）就包括他自己。"""
    for place, award, one in listed(record):
        names = {"".join(member.name.split()) for member in one.members}
        name = "".join(one.name.split())
        if award.object is AwardObject.PERSON and names and looks_like_person(name) and name not in names:
            message = f"获奖者「{one.name}」不在自己的成员里：{'、'.join(member.name for member in one.members)}"
            yield Finding((*place, "members"), message, "成员里补上获奖者；不是合得一项的，删去 members")


@warning(_SOURCE)
def several_in_one_member(record: Commendation, facts: Facts) -> Findings:
    """成员一人一行。"""
    for place, _, one in listed(record):
        for index, member in enumerate(one.members):
            if several_people(member.name):
                message = f"成员「{member.name}」把几个人写在一起"
                remedy = "一人一行：每行以「- name: 」开头，写一个姓名"
                yield Finding((*place, "members", index, "name"), message, remedy)


@warning("第八条：获奖者可以按单位查到")
def unit_twice(record: Commendation, facts: Facts) -> Findings:
    """other_units 写 unit 以外的单位，每个单位写一次。"""
    for place, _, one in listed(record):
        for index, unit in enumerate(one.other_units):
            if unit in (one.unit, *one.other_units[:index]):
                message = f"{called(unit, facts.find)}{'就是 unit' if unit == one.unit else '前面已经列过'}"
                yield Finding((*place, "other_units", index), message, "删去这一项；说的是别的单位的，改正编号")


CHECKS: tuple[Check[Commendation], ...] = (
    several_in_one_name,
    more_than_a_name,
    member_twice,
    member_alone,
    recipient_not_among_members,
    several_in_one_member,
    unit_twice,
)
