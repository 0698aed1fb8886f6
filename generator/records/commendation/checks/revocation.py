"""Awards that were taken back: they stay, and it is clear which they were."""

from __future__ import annotations

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.nearest import nearest
from generator.record_type import Check, Findings, error
from generator.records.commendation.checks.recipients import listed
from generator.records.commendation.model import Commendation


@error("BZ1 撤销的表彰保留，注明撤销")
def revoked_not_listed(record: Commendation, facts: Facts) -> Findings:
    """撤销的表彰在名单上：写了荣誉或单位的，也与名单相符。"""
    names = {one.name for _, _, one in listed(record)}
    for index, revocation in enumerate(record.revoked):
        if any(revocation.concerns(award, one) for _, award, one in listed(record)):
            continue
        if revocation.recipient in names:
            message = f"「{revocation.recipient}」在名单上，可是荣誉或单位对不上"
            yield Finding(("revoked", index), message, "honour、unit 照名单写")
            continue
        near = nearest(revocation.recipient, names)
        hint = f"是不是「{near}」？" if near else "照名单写；撤销的获奖者在 awards 里保留"
        yield Finding(("revoked", index, "recipient"), f"名单上没有「{revocation.recipient}」", hint)


@error("BZ1 先表彰，后撤销")
def revoked_before_decided(record: Commendation, facts: Facts) -> Findings:
    """撤销在决定之后。"""
    for index, revocation in enumerate(record.revoked):
        if revocation.on < record.decided:
            yield Finding(
                ("revoked", index, "on"),
                f"{revocation.on} 撤销，{record.decided} 才作出决定",
                "查对两个日期，改正写错的一个；公示期间就取消的，从名单上删去",
            )


@error("BZ1 撤销的是哪一项要写明")
def revoked_unclear(record: Commendation, facts: Facts) -> Findings:
    """同一个名字在名单上不止一处时，撤销写明是哪一项荣誉、哪个单位的。"""
    for index, revocation in enumerate(record.revoked):
        hits = [(award, one) for _, award, one in listed(record) if revocation.concerns(award, one)]
        if len(hits) < 2:
            continue
        honours = len({award.honour for award, _ in hits}) > 1
        yield Finding(
            ("revoked", index, "recipient"),
            f"「{revocation.recipient}」在名单上有 {len(hits)} 处，看不出撤销的是哪一处",
            "加上 honour，写荣誉称号的编号；全部撤销的，每项写一条" if honours else "加上 unit，写单位的编号",
        )


@error("BZ1 撤销的是哪一项要写明")
def revoked_twice(record: Commendation, facts: Facts) -> Findings:
    """同一项表彰只撤销一次。"""
    seen: set[tuple[str, str, str]] = set()
    for index, one in enumerate(record.revoked):
        key = ("".join(one.recipient.split()), one.honour.id if one.honour else "", one.unit.id if one.unit else "")
        if key in seen:
            message = f"「{one.recipient}」的撤销前面已经写过"
            yield Finding(("revoked", index, "recipient"), message, "删去重复的一项；撤销的是另一项荣誉的，写明 honour")
        seen.add(key)


CHECKS: tuple[Check[Commendation], ...] = (revoked_not_listed, revoked_before_decided, revoked_unclear, revoked_twice)
