"""The decision itself: its number, its year, its body."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from datetime import date

from generator.dataset import Facts
from generator.diagnostics import Finding, Place
from generator.late import late
from generator.model import Reference
from generator.record_type import Check, Findings, warning
from generator.records.commendation.checks.recipients import unit_names
from generator.records.commendation.misdated import NUMBER, day_meant, number_year
from generator.records.commendation.model import Commendation, Level
from generator.records.rule.model import terms

_TITLE_YEARS = late(r"(?<!\d)((?:19|20)\d{2})(?:年度?)?(?:[-—–－~～至到]+((?:19|20)\d{2}))?(?:年度|学年)", re.ASCII)
_LOOSE_NUMBER = late(r"([一-鿿]+)[〔\[(【{](?:19|20)?(\d{2})[〕\])】}]第?0*(\d{1,4})号?\Z", re.ASCII)


@warning("党政机关公文格式（GB/T 9704-2012）7.2.5：年份用六角括号，发文顺序号不编虚位、不加「第」")
def document_number_malformed(record: Commendation, facts: Facts) -> Findings:
    """文号写成「机关代字〔年份〕序号号」：年份四位，用六角括号，序号不加「第」、不补零。"""
    if record.document is None or NUMBER.match(record.document):
        return
    loose = _LOOSE_NUMBER.match(re.sub(r"\s", "", unicodedata.normalize("NFKC", record.document)))
    shown = f"{loose[1]}〔20{loose[2]}〕{loose[3]}号" if loose else "科大工会〔2024〕12号"
    yield Finding(
        ("document",), f"文号「{record.document}」的写法不合规范", f"对照原件写成「{shown}」这样；原文如此的不用改"
    )


@warning("党政机关公文格式（GB/T 9704-2012）：年份是发文的年份")
def document_number_of_another_year(record: Commendation, facts: Facts) -> Findings:
    """文号里的年份是作出决定的那一年，或者跨年印发的下一年。"""
    year = number_year(record)
    if year is not None and year - record.decided.year not in (0, 1) and not day_meant(record, facts):
        if _first_with(record, facts) != record.id:
            return  # a number that is another's: said there
        yield Finding(
            ("document",),
            f"文号「{record.document}」是 {year} 年的，决定日期是 {record.decided}",
            "查对文号和决定日期，改正写错的一个",
        )


@warning("一个文号是一份文件")
def document_number_twice(record: Commendation, facts: Facts) -> Findings:
    """两条表彰记录不用同一个文号。"""
    if record.document is None:
        return
    first = _first_with(record, facts)
    if first != record.id:
        words = facts.derive(_words_of_bodies, facts.of_type(Commendation)[0])
        others = set(words[record.body]) - {_word(record)} if _fits(record, words) < 0 else set()
        usual = f"；「{record.body}」别的文号以「{'」「'.join(sorted(others))}」开头" if others else ""
        yield Finding(
            ("document",),
            f"文号「{record.document}」与 {first} 相同{usual}",
            "同一份决定的表彰合写一条，几项荣誉写在 awards 里；文号抄错的改正",
        )


def _first_with(record: Commendation, facts: Facts) -> str:
    """Whose number it is that a decision bears."""
    return facts.derive(_numbers, facts.of_type(Commendation)[0])[record.document or ""]


def _numbers(_: Commendation, facts: Facts) -> dict[str, str]:
    """Document numbers, each with the record that it is the number of: made once, for the first of all records.

    Of several that bear one it is the one whose body is known to number so, or is not known to number otherwise.
    """
    holders: dict[str, list[Commendation]] = {}
    for one in facts.of_type(Commendation):
        if one.document is not None:
            holders.setdefault(one.document, []).append(one)
    words = facts.derive(_words_of_bodies, facts.of_type(Commendation)[0])
    return {number: max(those, key=lambda one: _fits(one, words)).id for number, those in holders.items()}


def _fits(record: Commendation, words: Mapping[str, Counter[str]]) -> int:
    """How well a number fits the body that bears it: others of the body begin with its word, or none does."""
    used = words[record.body]
    others = used.total() - used[_word(record)]
    return 1 if used[_word(record)] > 1 else -1 if others else 0


def _words_of_bodies(_: Commendation, facts: Facts) -> dict[str, Counter[str]]:
    """How often the numbers of each body begin with which word (示大工字)."""
    found: dict[str, Counter[str]] = {}
    for one in facts.of_type(Commendation):
        found.setdefault(one.body, Counter()).update([_word(one)] if one.document is not None else ())
    return found


def _word(record: Commendation) -> str:
    return re.split(r"[〔\[(（【]", record.document or "")[0].strip()


@warning("编写规则：一份决定一条记录")
def same_decision(record: Commendation, facts: Facts) -> Findings:
    """两条表彰记录的标题和决定日期不都相同。"""
    first = facts.derive(_decisions, facts.of_type(Commendation)[0])[record.title, record.decided]
    if first != record.id:
        message = f"标题和决定日期与 {first} 相同：「{record.title}」"
        yield Finding(("title",), message, "重复录入的删去一条；复制来写新的一条的，改成它的标题和日期")


def _decisions(_: Commendation, facts: Facts) -> dict[tuple[str, date], str]:
    """Titles with their days, each with the first record that bears them; made likewise."""
    return {(one.title, one.decided): one.id for one in reversed(facts.of_type(Commendation))}


@warning("编写规则：一份决定一条记录")
def same_recipients(record: Commendation, facts: Facts) -> Findings:
    """同一天的两条表彰记录，荣誉和获奖者不都相同。

    复制文件来写新的一条，改了标题和文号，忘了改名单；标题或文号也相同的，另有提醒。
    """
    given = _given(record)
    first = facts.derive(_lists, facts.of_type(Commendation)[0])[record.decided, given]
    if first == record.id or not any(one[-1] for one in given):
        return
    other = facts.find(Reference[Commendation](first))
    same_number = other is not None and record.document is not None and record.document == other.document
    if other is None or other.title == record.title or same_number:
        return
    message = f"{record.decided} 的决定，荣誉和获奖者与 {first} 完全相同"
    yield Finding(("awards",), message, "重复录入的删去一条；复制来写新的一条的，改成它的名单和日期")


def _given(record: Commendation) -> tuple[tuple[object, ...], ...]:
    """The awards of a decision, each with its recipients."""
    return tuple(
        (one.honour.id, one.object, one.grade, tuple((it.name, it.unit) for it in one.recipients))
        for one in record.awards
    )


def _lists(_: Commendation, facts: Facts) -> dict[tuple[date, tuple[tuple[object, ...], ...]], str]:
    """Days with what was awarded, each with the first record that says so; made likewise."""
    return {(one.decided, _given(one)): one.id for one in reversed(facts.of_type(Commendation))}


@warning("BZ2 级别由作出决定的机关确定")
def level_of_another_body(record: Commendation, facts: Facts) -> Findings:
    """级别与表彰机关相符：全国的机关是国家级，省的机关是省部级，市的机关是市厅级，省市的教育工会是教育工会系统。

    哪些词说明是哪一级，以规则 BZ2 为准。
    """
    named = _levels_of_body(record, facts)
    if named and record.level not in named:
        message = f"表彰机关是「{record.body}」，级别却写「{record.level.value}」"
        yield Finding(("level",), message, f"级别写「{named[0]}」，或查对表彰机关")


def _levels_of_body(record: Commendation, facts: Facts) -> list[Level]:
    return [
        one
        for one in (Level.NATIONAL, Level.PROVINCE, Level.CITY, Level.EDUCATION_UNION)
        if any(record.body.startswith(word) for word in terms(facts, "BZ2", one.value))
    ]


@warning("BZ2 级别由作出决定的机关确定")
def own_body_of_a_higher_level(record: Commendation, facts: Facts) -> Findings:
    """学校和学校工会、分工会作出的表彰，级别是校或分工会。"""
    if record.level in (Level.SCHOOL, Level.BRANCH):
        return
    names = unit_names(facts)
    if record.body in names or any(f"{name}{end}" == record.body for name in names for end in ("工会", "工会委员会")):
        message = f"表彰机关「{record.body}」是本校的，级别却写「{record.level.value}」"
        yield Finding(("level",), message, "级别写「校」或「分工会」；上级机关表彰的，改正 body")


@warning("BZ2 标题里的荣誉就是授予的荣誉")
def honour_unlike_title(record: Commendation, facts: Facts) -> Findings:
    """标题写明是哪一级的荣誉的（全国工人先锋号），授予的就是这一级的。"""
    honours = [one.name for award in record.awards if (one := facts.find(award.honour)) is not None]
    for name in dict.fromkeys(honours):
        plain = next((name.removeprefix(begin) for begin, _ in _OF_LEVELS if name.startswith(begin)), "")
        at = record.title.find(plain) if plain else -1
        said = next((begin for begin, _ in _OF_LEVELS if at > 0 and record.title[:at].endswith(begin)), "")
        if said and f"{said}{plain}" not in honours:
            message = f"标题写的是「{said}{plain}」，授予的却是「{name}」"
            yield Finding(("title",), message, "对照原件，改正标题或者 honour")


_OF_LEVELS = (("全国", (Level.NATIONAL,)), ("省", (Level.PROVINCE, Level.CITY)), ("市", (Level.CITY,)))
"""How honours begin that only bodies of a level award; an office of the province may count as 市厅."""


@warning("BZ2 级别由作出决定的机关确定")
def honour_of_another_level(record: Commendation, facts: Facts) -> Findings:
    """荣誉称号与级别相符：「全国」开头的称号由国家级机关授予，「省」开头的由省的机关授予，「市」开头的由市的机关授予。

    教育工会系统的表彰不比较；级别与表彰机关不符的，先改级别。
    """
    by_body = _levels_of_body(record, facts)
    if record.level is Level.EDUCATION_UNION or (by_body and record.level not in by_body):
        return
    named = ((index, facts.find(award.honour)) for index, award in enumerate(record.awards))
    ranked = [(index, one.name, fits) for index, one in named if one is not None and (fits := _levels_of(one.name))]
    lower = record.level is Level.CITY and record.body.startswith("市")
    wrong = [
        (index, name) for index, name, fits in ranked if record.level not in fits or (lower and Level.PROVINCE in fits)
    ]
    every = len(wrong) > 1 and len(wrong) == len(ranked)
    for index, name in wrong[:1] if every else wrong:
        message = f"「{name}」{'等' if every else ''}由「{record.body}」（{record.level}）授予，称号与级别不符"
        place: Place = ("body",) if every else ("awards", index, "honour")
        yield Finding(place, message, "查对荣誉称号、表彰机关和级别，改正写错的")


def _levels_of(honour: str) -> tuple[Level, ...]:
    return next((fits for begins, fits in _OF_LEVELS if honour.startswith(begins)), ())


@warning("BZ1 年度表彰当年或次年作出")
def decided_in_another_year(record: Commendation, facts: Facts) -> Findings:
    """表彰某一年度的决定，在当年或下一年作出；几个年度合在一起的，在最后一年或它的下一年。

    文号、公示和年度里至少两样与决定日期不符，换一个年份就都相符的，是决定日期写错了：只在那里说一次。
    """
    for day in day_meant(record, facts):
        message = f"决定日期 {record.decided} 与文号、公示、表彰的年度对不上，写成 {day} 就都相符"
        yield Finding(("decided",), message, f"多半应是 {day}；没有写错的，查对文号、公示和年度")
        return
    if record.decided.year - record.year.last not in (0, 1):
        yield Finding(
            ("year",),
            f"表彰的是 {record.year.label}，决定日期却是 {record.decided}",
            "查对年度和日期；补发多年以前的表彰，在 text 里说明",
        )


@warning("BZ1 标题写的年度就是表彰的年度")
def year_unlike_title(record: Commendation, facts: Facts) -> Findings:
    """标题里写了「年度」或「学年」的，与 year 相同。"""
    named = {(int(one[1]), int(one[2] or one[1])) for one in _TITLE_YEARS.finditer(record.title)}
    years = record.year
    if len(named) != 1 or (years.first, years.last) in named:
        return
    first, last = named.pop()
    if years.school and first == last and years.first <= first <= years.last:
        return
    said = str(first) if first == last else f"{first}—{last}"
    written = str(first) if first == last else f"{first}-{last}"
    yield Finding(
        ("year",),
        f"标题写的是「{said}」，year 却是「{years.written}」",
        f"标题写得对的，year 写成 {written}（说的是学年的写成 {written}学年）"
        if first != last
        else f"标题写得对的，year 写成 {written}",
    )


@warning("BZ1 标题写的年度就是表彰的年度")
def several_school_years(record: Commendation, facts: Facts) -> Findings:
    """一个学年写前后相连的两年；几个学年合在一起表彰的除外。"""
    years = record.year
    if years.school and years.last - years.first > 1:
        yield Finding(
            ("year",),
            f"「{years.written}」从 {years.first} 年 9 月到 {years.last} 年 8 月，是 {years.last - years.first} 个学年",
            f"一个学年写成 {years.last - 1}-{years.last}学年 这样；确实是几个学年合在一起的不用改",
        )


CHECKS: tuple[Check[Commendation], ...] = (
    document_number_malformed,
    document_number_of_another_year,
    document_number_twice,
    same_decision,
    same_recipients,
    decided_in_another_year,
    year_unlike_title,
    several_school_years,
    level_of_another_body,
    own_body_of_a_higher_level,
    honour_of_another_level,
    honour_unlike_title,
)
