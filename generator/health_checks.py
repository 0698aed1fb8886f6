"""The checks of what texts tell of the health and the hardship of people, for every record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import Protocol, TypeGuard, runtime_checkable

from generator.consent import Name, names
from generator.diagnostics import Finding, Place
from generator.illness import AID_WORDS, SIGNS, Told, aided, listed, own_illness, told_of_named, told_of_oneself
from generator.late import late
from generator.leaves import Text, leaf_of
from generator.model import Part, Record, Reference
from generator.record_type import Findings
from generator.small_counts import SmallCount, any_of, small_counts
from generator.values import parse_amount
from generator.wordlist import wordlist
from generator.world import World

_COUNT_FIRST = late(r"(?:共计?|合计|发放|慰问|看望|补助|救助|资助|走访)?\s?[\d一二两三四五六七八九]")
"""A note that begins with a number of people, so that it is of those whom the name of its line speaks of."""


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

    健康是敏感个人信息，姓名旁边写「住院」「患癌」，写的人数再多也没有用。「慰问住院的陈老师」「张伟患癌」「王丽（肝癌）」「身患重病仍坚持工作」都算，本记录写了姓名的人没有称呼也算；事迹里获奖者自己的、家里人的病情，署名的提案人说自己的病情（「我上月心梗住院」），都算，走访、帮助别人的不算。「困难补助：王秀兰3000元」写了谁领，也算，项目名称和备注合起来读。健康、困难的用词以规则 XS1 为准。
    """
    rule = world.find(Reference("XS1"))
    words = _words(rule, "健康和困难") if _is_rule(rule) else ()
    if not words:
        return
    every, written, signs = (*words, *SIGNS), world.written(record), world.signs(record)
    ill, suspect = wordlist(every).any_in(written, signs), any_of(every)
    asked = tuple(names(record)) if ill else ()
    for text in world.texts(record) if ill else ():
        told = _told(record, world, words, text, asked) if suspect.search(text.text) else None
        if told:
            message = f"「{told.said}」把病情或困难写在了有姓名的人旁边"
            yield Finding(text.place, message, "删去姓名，或删去病情和困难", offset=told.start)
    if ill or wordlist(AID_WORDS).any_in(written, signs):
        yield from _given_to(world.parts(record), world.texts(record), words)


def _given_to(parts: Iterable[tuple[Place, Part]], texts: Iterable[Text], words: tuple[str, ...]) -> Findings:
    """Names that an account gives aid to: in one text, or the aid in the name of a line, those it went to in its note."""
    for text in texts:
        told = aided(words, text.text)
        if told:
            yield _aided(text.place, told)
    names_of: dict[Place, str] = {}
    for place, part in parts:
        name, note = getattr(part, "name", None), getattr(part, "note", None)
        above = names_of.get(place[:-2], "") if len(place) > 1 else ""
        if isinstance(name, str) and above and (told := listed(words, above, name)):
            yield _aided((*place, "name"), told)
        names_of[place] = own = f"{above}，{name}" if isinstance(name, str) else above
        if isinstance(note, str) and own and (told := listed(words, own, note)):
            yield _aided((*place, "note"), told)


def _aided(place: Place, told: Told) -> Finding:
    message = f"「{told.said}」写了领取困难补助、慰问的人的姓名"
    return Finding(place, message, "删去姓名，只写合计", offset=told.start)


def _told(record: Record, world: World, words: tuple[str, ...], text: Text, asked: Sequence[Name]) -> Told | None:
    """How a text tells of somebody's health: of who has a name in it, or is praised by it."""
    named = tuple(sorted({one.name for one in asked if one.name in text.text}))
    told = told_of_named(words, text.text, named)
    if told is None and any(one.consents for one in asked):
        told = told_of_oneself(words, text.text)
    return told or (
        own_illness(text.text)
        if text.place[-1] == "citation" and not _of_collective(text, world.parts(record))
        else None
    )


def _of_collective(text: Text, parts: Iterable[tuple[Place, Part]]) -> bool:
    """Whether a text stands in something that is said of a collective, which names nobody."""
    return any(text.place[: len(place)] == place and getattr(part, "object", None) == "集体" for place, part in parts)


def _words(rule: _Rule, name: str) -> tuple[str, ...]:
    """The words of a rule; none where a school's own lacks them, which its own checks say."""
    try:
        return rule.words(name)
    except LookupError:
        return ()


def small_count_in_text(record: Record, world: World) -> Findings:
    """写着金额的文字里，没有小于五的患病、受伤、困难人数。

    「慰问住院职工 4 人，2000 元」和账目放在一起，认识的人一看就知道是谁。项目名称和它的备注合起来读。最小人数、计数单位和健康、困难的用词以规则 XS1 为准。
    """
    rule = world.find(Reference("XS1"))
    if not _is_rule(rule):
        return
    try:
        words = rule.words("健康和困难")
        if not wordlist(words).any_in(world.written(record), world.signs(record)):  # as in nearly every record
            return
        worded = any_of(words)
        found = [text for text in world.texts(record) if worded.search(text.text)]
        least, units = rule.value("最小人数"), rule.words("计数单位")
        others = (*rule.words("不是当事人"), *rule.words("平均数"))
    except LookupError:  # a school's own rule without these words; what a rule must have, its own checks say
        return
    parts = world.parts(record)
    for text in found:
        for said in small_counts(text.text, words, units, others, least, paid=_beside_amount(parts, text.place)):
            yield _small(text.place, said, least)
    for place, part in parts:
        name, note = getattr(part, "name", None), getattr(part, "note", None)
        if isinstance(name, str) and isinstance(note, str) and worded.search(name) and _COUNT_FIRST.match(note):
            for said in small_counts(f"{name}：{note}", words, units, others, least, paid=True):
                if said.start < len(name) < said.start + len(said.said) - 1:
                    yield _small((*place, "note"), SmallCount(0, said.said), least)


def _small(place: Place, said: SmallCount, least: Decimal) -> Finding:
    return Finding(
        place,
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
