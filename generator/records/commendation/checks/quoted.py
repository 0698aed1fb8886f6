"""Numbers that a decision states: counted again from its list, and held against each other."""

from __future__ import annotations

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.nearest import nearest
from generator.quoted_keys import idle_findings
from generator.record_type import Check, Findings, warning
from generator.records.commendation.contradictions import contradictions
from generator.records.commendation.model import Commendation
from generator.records.commendation.stated import USES, Compared, compared, counts_awards, labels, spoken_of
from generator.records.title.model import AwardObject


@warning("B5 数字由记录算出")
def stated_differs(record: Commendation, facts: Facts) -> Findings:
    """原文写的表彰个数，与名单上数出来的相符；名单只公布了一部分（partial: 是）的，不少于名单上的。

    几个人合得一项的，按项数、按人数（members）都算相符。
    已经公布的文件写错了，照抄在 stated 里，网站把它和数出来的并列显示。
    """
    for one in compared(record, facts):
        if one.counted is not None and not one.agrees:
            yield Finding(
                ("stated", one.index, "value"),
                f"「{one.what}」原文写的是「{one.stated.value}」，名单上有 {one.number}",
                _remedy_for(one),
            )


def _remedy_for(one: Compared) -> str:
    remedy = "核对原文和名单；原文确实写错的不用改，网站照实并列"
    fewer = one.printed is not None and one.people < one.printed.least
    return f"{remedy}；原文只公布一部分名单的，在这项荣誉里写 partial: 是" if fewer else remedy


@warning("B5 数字由记录算出")
def partial_though_whole(record: Commendation, facts: Facts) -> Findings:
    """写了 partial: 是（名单只公布了一部分）的，原文写的个数多于名单上的。"""
    for one in compared(record, facts):
        if one.partial and one.exact:
            yield Finding(
                ("stated", one.index, "value"),
                f"「{one.what}」原文写的是「{one.stated.value}」，名单上正好有 {one.number}，却写了 partial: 是",
                "名单已经全了的，删去 partial；原文写的个数抄错的，改正",
            )


@warning("B5 数字由记录算出")
def stated_not_counted(record: Commendation, facts: Facts) -> Findings:
    """原文写的数是读得出的一个数，由这条记录的名单数得出来；几项荣誉合成一个数的，各项都在名单上，各写一次。"""
    for one in compared(record, facts):
        place, value, of = ("stated", one.index), one.stated.value, one.stated.of
        unclear = list(_unclear(record, facts, one))
        if not counts_awards(of.figure):
            message = f"「{one.what}」在表彰里数不出来，无法核对原文的「{value}」"
            yield Finding((*place, "of"), message, "figure 写「表彰个数」；不是个数的，写在 text 里")
        elif of.also and of.label is None:
            message = "写了 also，没有写 label：不知道 also 里的与哪一项合成一个数"
            yield Finding((*place, "of", "also"), message, "把其中一项移到 label；说的是总数的，删去 also")
        elif unclear:
            yield from unclear
        elif one.printed is None:
            message = f"「{one.what}」的「{value}」读不出是多少"
            remedy = "value 只抄一个数，写成「5名」这样；几个数分写几项，各写 label；原文没有写数的，删去这一项"
            yield Finding((*place, "value"), message, remedy)


def _unclear(record: Commendation, facts: Facts, one: Compared) -> Findings:
    """The labels that the list does not have, and those that are written twice."""
    of = one.stated.of
    if not spoken_of(record, facts, of.label):
        yield _not_listed(record, facts, one, of.label or "", ("label",) if of.label else ("figure",))
    for number, label in enumerate(of.also):
        key = ("also", number)
        if label in (of.label, *of.also[:number]):
            yield Finding(("stated", one.index, "of", *key), f"「{label}」写了两次", "删去一个")
        elif not spoken_of(record, facts, label):
            yield _not_listed(record, facts, one, label, key)


def _not_listed(record: Commendation, facts: Facts, one: Compared, label: str, key: tuple[str | int, ...]) -> Finding:
    """A label that nothing on the list bears: the one that was meant, and those that there are."""
    known = labels(record, facts)
    near = nearest(label, known)
    hint = f"是不是「{near}」？" if near else ""
    if label in list(AwardObject):
        message = f"「{one.what}」原文写的是「{one.stated.value}」，名单上没有{label}"
        hint = f"原文表彰了{label}的，补在 awards 里；"
    else:
        message = f"这条记录里没有「{label}」，无法核对原文的「{one.stated.value}」"
    ways = (
        f"label 可以写{'、'.join(f'「{name}」' for name in known)}；说的是总数就不写 label" if known else "补上 awards"
    )
    return Finding(("stated", one.index, "of", *key), message, f"{hint}{ways}")


@warning("B5 数字由记录算出")
def stated_key_idle(record: Commendation, facts: Facts) -> Findings:
    """照录的个数，of 里只写 figure、label 和 also。"""
    remedies = {"code": "删去这一行；说的是一项荣誉的，写在 label"}
    yield from idle_findings(record.stated, USES, lambda _, key: remedies.get(key, ""))


@warning("B5 数字由记录算出")
def stated_counts_contradict(record: Commendation, facts: Facts) -> Findings:
    """同一份文件里写的几个个数，互相对得上：各等次之和是这项荣誉的个数，各项荣誉之和、集体和个人之和是总数。

    名单没有公布或只公布了一部分的也这样核对。awards 里的项目没有都写个数的，只看写出来的是不是已经超过总数。
    """
    for one in contradictions(record, facts):
        yield Finding(
            ("stated", one.place, "value"),
            f"原文的数互相对不上：{one.text}",
            "查对有没有抄错、label 有没有写错；原文另有等次或荣誉的，补在 awards 里；原文就是这样写的保留不动，页面写明对不上",
        )


CHECKS: tuple[Check[Commendation], ...] = (
    stated_differs,
    partial_though_whole,
    stated_not_counted,
    stated_key_idle,
    stated_counts_contradict,
)
