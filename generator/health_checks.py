"""The checks of what texts tell of the health and the hardship of people, for every record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import Protocol, TypeGuard, runtime_checkable

from generator.consent import names
from generator.diagnostics import Finding, Place
from generator.late import late
from generator.leaves import Text, leaf_of
from generator.model import Part, Record, Reference
from generator.record_type import Findings
from generator.small_counts import any_of, small_counts
from generator.surnames import SURNAMES
from generator.values import parse_amount
from generator.world import World

_NO_NAMES = "任课|方案|全体|单位|文科|安全|方便|班主任|和|于|同"
"""What begins with a surname and is none."""
_TITLES = ("老师", "同志", "教授", "副教授", "讲师", "博士", "女士", "先生", "师傅", "主任", "处长", "院长", "书记")
_NAMED = rf"(?!{_NO_NAMES})[{''.join(sorted(SURNAMES))}][\u4e00-\u9fff]{{0,2}}?(?:{'|'.join(_TITLES)})"
_ILL = r"患(?:有|了|上)?[^，。；、\s看望慰问]{0,8}?(?:病|癌|瘤|症)"
_MEANWHILE = r"(?:因|身|不幸|突发|突然|近日|目前|正在|正|被|在[^，。；\s]{0,6}医院|[\d年月日]{1,9}|做了?|接受)"
_OWN_ILLNESS = late(
    rf"(?:身患|罹患|被?确诊为?|{_ILL})[^，。；的]{{0,8}}(?:期间|之?后|仍|还|依然|坚持|，)"
    r"|(?:抱病|带病)(?:坚持|工作|上课|上岗|授课|参加|值守|仍)|(?:手术|化疗|放疗)(?:期间|之?后)(?:仍|还|依然|，)"
)
"""How a citation speaks of an illness of whom it praises."""
_WORDS_LIKE_NAMES = (
    "任何|全[体年校员部]|单[位独]|安[排全]|方[便案面]|包括|关[爱心怀于注]|尤其|余[名人位]|应[对当急]|万一|党员|成员|师生"
    "|曾经|常[年见]|高[龄校]|许多|连[同续]|支持|解决|时常|明确|如[有果]|司机|农民|古稀|向[因于]|时[有任]|明知|牛人"
)
_GRAVELY_ILL = late(
    rf"(?:\A|[，。；、：:（(\s]|慰问|看望|补助|救助|资助|帮扶|教?职工|教工|教师|[给为])(?!{_WORDS_LIKE_NAMES})"
    rf"[{''.join(sorted(SURNAMES))}][\u4e00-\u9fff]{{1,2}}(?:不幸)?(?:身患|罹患|被?确诊为?|患(?:有|了|上)?)(?!者)"
    r"[^者，。；、\s]{0,6}?(?:癌|瘤|白血病|尿毒症|重病|大病|绝症|抑郁症|心脏病|肝炎|肾病|糖尿病|精神病|艾滋病|肺结核)"
)
"""A name without a title before an illness that says all of somebody: 张伟患癌."""


@runtime_checkable
class _Rule(Protocol):
    """A rule of the domain, as far as a check of every record can know one: numbers and words by name."""

    def value(self, name: str) -> Decimal: ...

    def words(self, name: str) -> tuple[str, ...]: ...


def _is_rule(record: Record | None) -> TypeGuard[_Rule]:
    return record is not None and _has_words(type(record))


@cache
def _has_words(model: type[Record]) -> bool:
    """Asked once of each type: to look at an object through a protocol takes a while."""
    return issubclass(model, _Rule)


def health_beside_name(record: Record, world: World) -> Findings:
    """写了姓名的人，文字里不写他的病情和困难，表彰的事迹里也不写。

    健康是敏感个人信息，姓名旁边写「住院」「患癌」，写的人数再多也没有用。「慰问住院的陈老师」「张伟患癌」「身患重病仍坚持工作」都算，本记录写了姓名的人没有称呼也算。健康、困难的用词以规则 XS1 为准。
    """
    rule = world.find(Reference("XS1"))
    words = _words(rule, "健康和困难") if _is_rule(rule) else ()
    if not words:
        return
    suspect = any_of((*words, "患", "带病", "抱病", "确诊", "化疗", "放疗"))
    for text in world.texts(record) if suspect.search(world.written(record)) else ():
        if not suspect.search(text.text):
            continue
        match = next((found for one in _told(record, words, text) if (found := one.search(text.text))), None)
        if match:
            message = f"「{match[0]}」把病情或困难写在了有姓名的人旁边"
            yield Finding(text.place, message, "删去姓名，或删去病情和困难", offset=match.start())


def _told(record: Record, words: tuple[str, ...], text: Text) -> Iterator[re.Pattern[str]]:
    """How a text may tell of somebody's health: of who has a title, is named in the record, is praised; of anybody."""
    if any(title in text.text for title in _TITLES):
        yield _told_of_someone(words, _NAMED)
    named = tuple(sorted({one.name for one in names(record) if one.name in text.text}))
    if named:
        yield _told_of_someone(words, rf"(?:{any_of(named).pattern})(?:{'|'.join(_TITLES)})?")
    if text.place[-1] == "citation":
        yield _OWN_ILLNESS
    yield _GRAVELY_ILL


@lru_cache(maxsize=8)
def _told_of_someone(words: tuple[str, ...], named: str) -> re.Pattern[str]:
    """A word for illness or hardship before a name (住院的陈老师), or behind one (陈老师因病)."""
    ill = rf"(?:{any_of(words).pattern}|{_ILL})"
    behind = r"(?:治疗|手术|在家)?(?:的(?:退休|困难)?(?:教?职工|教师)?|(?:教?职工|教师))"
    return re.compile(rf"{ill}{behind}{named}|{named}{_MEANWHILE}{{0,3}}{ill}")


def _words(rule: _Rule, name: str) -> tuple[str, ...]:
    """The words of a rule; none where a school's own lacks them, which its own checks say."""
    try:
        return rule.words(name)
    except LookupError:
        return ()


def small_count_in_text(record: Record, world: World) -> Findings:
    """写着金额的文字里，没有小于五的患病、受伤、困难人数。

    「慰问住院职工 4 人，2000 元」和账目放在一起，认识的人一看就知道是谁。最小人数、计数单位和健康、困难的用词以规则 XS1 为准。
    """
    rule = world.find(Reference("XS1"))
    if not _is_rule(rule):
        return
    try:
        words = rule.words("健康和困难")
        worded = any_of(words)
        if not worded.search(world.written(record)):  # as in nearly every record
            return
        found = [text for text in world.texts(record) if worded.search(text.text)]
        least, units = rule.value("最小人数"), rule.words("计数单位")
        others = (*rule.words("不是当事人"), *rule.words("平均数"))
    except LookupError:  # a school's own rule without these words; what a rule must have, its own checks say
        return
    for text in found:
        for said in small_counts(
            text.text, words, units, others, least, paid=_beside_amount(world.parts(record), text.place)
        ):
            yield Finding(
                text.place,
                f"「{said.said}」写出了人数，旁边就是金额，小于 {least:f} 就可能认出是谁",
                f"不写人数，或写成「不足 {least:f} 人」，几项并成一项写；说的不是当事人的不用改",
                offset=said.start,
            )


def _beside_amount(parts: Iterable[tuple[Place, Part]], place: Place) -> bool:
    """Whether an amount of money stands beside a text: in the part of the record that holds it."""
    holder = next((part for spot, part in parts if spot == place[:-1]), None)
    return holder is not None and any(
        leaf.parse is parse_amount and getattr(holder, name) is not None
        for name, info in type(holder).model_fields.items()
        if (leaf := leaf_of(info)) is not None
    )
