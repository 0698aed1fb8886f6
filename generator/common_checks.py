"""The checks that hold for every record, whatever its type."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.diagnostics import Cause, CauseKind, Finding, Severity
from generator.health_checks import health_beside_name, small_count_in_text
from generator.hidden_checks import named_without_consent, needs_hidden, person_for_an_office, withdrawn_but_needed
from generator.model import Part, Record, Reference, marked
from generator.nearest import MOST_MEANT, NAMED_BY, all_nearest, file_gone, was_there
from generator.parts import Period
from generator.record_type import Check, Findings
from generator.references import Mention
from generator.text_checks import (
    attachment_of_another_kind,
    attachment_twice,
    bad_link,
    list_mark_without_space,
    mark_in_line,
    missing_attachment,
    personal_number,
    picture_in_text,
    raw_html,
    reason_says_nothing,
)
from generator.world import World
from generator.written_keys import required_keys

COMMON_PREFIX = "record"
"""Stands for any type in the documentation of rules that hold for every record."""


def unknown_id(record: Record, world: World) -> Findings:
    """记录里写的每个编号都有对应的记录。"""
    for mention in world.mentions(record):
        if world.type_of(mention.id):
            continue
        cause = Cause(CauseKind.MISSING, mention.id)
        if mention.place[0] == "clauses":
            message, remedy = f"没有第 {mention.id.removeprefix('KX-')} 条", _clauses(mention, world)
        else:
            message, remedy = f"没有编号为「{mention.id}」的{_target(mention)}", _suggest(mention, world)
        yield Finding(mention.place, message, remedy, cause=cause)


def _target(mention: Mention) -> str:
    return mention.target.type_label or "记录"


def _suggest(mention: Mention, world: World) -> str:
    folder = mention.target.folder
    many = world.naming(mention.id)
    if many >= NAMED_BY:
        return _gone(mention, many, folder, world)
    keys = "" if mention.target.paged else f"（写 {'、'.join(required_keys(mention.target))}）"
    near = all_nearest(mention.id, world.ids(mention.target.type_name))
    add = f"先写好 {world.home(mention.id, folder)}{mention.id}.yml{keys}"
    if 0 < len(near) <= MOST_MEANT:
        meant = filter(None, map(world.find, map(Reference, near)))
        offered = f"是不是{'、'.join(f'「{one.id}」（{one.heading(world.find)}）' for one in meant)}？"
        if many > 1 and len(near) == 1 and not world.naming(near[0]):
            offered += f"文件改过名的，编号不能改，文件名改回 {mention.id}.yml；"
        return f"{offered}都不是的，{add}" if keys else offered
    return f"{add}，或改成已有的编号" if folder else f"改成已有的编号；{was_there(mention.id)}"


def _gone(mention: Mention, many: int, folder: str, world: World) -> str:
    """What to do where many records name an id: it is the record that is missing."""
    unnamed = (one for one in world.ids(mention.target.type_name) if not world.naming(one))
    renamed = all_nearest(mention.id, unnamed)
    if len(renamed) == 1:
        return f"是不是文件改名成了 {renamed[0]}.yml？编号不能改，文件名改回 {mention.id}.yml"
    return file_gone(mention.id, many, world.home(mention.id, folder))


def _clauses(mention: Mention, world: World) -> str:
    many = world.naming(mention.id)
    if many >= NAMED_BY:
        return _gone(mention, many, "clauses", world)
    return f"条款的序号有 {'、'.join(key.removeprefix('KX-') for key in world.ids('clause'))}"


def wrong_type(record: Record, world: World) -> Findings:
    """编号指向的记录，种类与所写的位置相符。"""
    for mention in world.mentions(record):
        kind = world.type_of(mention.id)
        if kind and mention.target.type_name not in ("", kind.type_name):
            message = f"「{mention.id}」是{kind.type_label}，这里要写{_target(mention)}的编号"
            yield Finding(mention.place, message, f"改成 data/{mention.target.folder}/ 里一条记录的编号")


def refers_to_itself(record: Record, world: World) -> Findings:
    """记录不引用自己。"""
    for mention in world.mentions(record):
        if mention.id == record.id and mention.target.type_name in ("", record.type_name):
            yield Finding(mention.place, "记录引用了自己", "改成另一条记录的编号，或删去这一项")


def unit_not_there(record: Record, world: World) -> Findings:
    """记录所说的时间里，写到的单位已经设立、还没有撤销。

    许多记录都与一个单位的起止对不上，多半是这个单位的日期写错了：只在单位那里说一次。
    """
    for place, target, absence in world.out_of_time(record):
        cause = Cause(CauseKind.ABSENT, target, (absence.key,))
        yield Finding(place, f"「{target}」{absence.words}", "改成当时存在的单位，或改正日期", cause=cause)


def future_day(record: Record, world: World) -> Findings:
    """写成已经发生的事，日期不晚于今天。"""
    days = world.happenings(record)
    if not days or world.happened(max(day for _, day in days)):
        return
    for place, day in days:
        if not world.happened(day):
            yield Finding(place, f"{day.isoformat()} 还没有到，不能写成已经发生", "查对日期；还没有发生的先不写")


def after_the_day(record: Record, world: World) -> Findings:
    """网站的截至日期写定在 mkdocs.yml 里时，记录里已经发生的事不晚于这一天。

    晚于截至日期的，网站上当作还没有发生，不显示；年份写错的，整件事就不见了。用 --as-of 临时生成某一天的网站，不作提醒。
    """
    days = world.happenings(record)
    if not days or world.shown(max(day for _, day in days)):
        return
    for place, day in days:
        held = world.left_out(day)
        if held is not None:
            message = f"{day.isoformat()} 晚于截至日期 {held.isoformat()}，网站上不会显示"
            yield Finding(place, message, "查对年份和月份；日期无误的，把 mkdocs.yml 里的 as_of 移后")


def period_unclear(record: Record, world: World) -> Findings:
    """期间用一种方法写：年度、学年，或起止两天。"""
    for place, part in world.parts(record):
        if isinstance(part, Period):
            ways = (
                (part.year is not None)
                + (part.school_year is not None)
                + (part.start is not None or part.end is not None)
            )
            if ways != 1:
                yield Finding(
                    place,
                    "期间没有写清楚" if not ways else "期间写了几种",
                    "只写一种：year、school_year，或 from 和 to",
                )
            elif (part.start is None) != (part.end is None):
                yield Finding(place, "期间只写了一头", "from 和 to 两个都写")


def span_reversed(record: Record, world: World) -> Findings:
    """起止日期不颠倒。"""
    for place, part in world.parts(record):
        start, end = vars(part).get("start"), vars(part).get("end")
        if start is not None and end is not None and start > end:
            yield Finding((*place, type(part).key_of("end")), f"止（{end}）早于起（{start}）", "查对后改正，先起后止")


def copied(record: Record, world: World) -> Findings:
    """没有两条记录的内容一模一样。

    复制文件来写新的一条，忘了改内容，或者同一件事录了两遍。
    """
    first = "" if record.alone_in_name else world.copied_from(record)
    if first:
        remedy = "同一件事的删去一份，编号已经公开过的留下；另有其事的，把内容改成它的"
        yield Finding((), f"内容与「{first}」一模一样", remedy)


def listed_twice(record: Record, world: World) -> Findings:
    """条款和相关记录每个只列一次，记录的其余清单里也没有一模一样的两项。"""
    seen: set[tuple[str | int, str]] = set()
    for mention in world.mentions(record):
        listed = (mention.place[0], mention.id)
        if mention.place[0] in ("clauses", "related") and listed in seen:
            yield Finding(mention.place, f"「{mention.id.removeprefix('KX-')}」前面已经列过", "删去重复的这一项")
        seen.add(listed)
    for name, value in vars(record).items():
        alike: dict[str, list[Part | str]] = {}
        for index, item in enumerate(value) if type(value) is tuple and len(value) > 1 else ():
            if not isinstance(item, Part | str):
                break
            others = alike.setdefault(_first_words(item), [])
            if item in others:
                place = (type(record).key_of(name), index)
                yield Finding(place, "这一项与前面的一项一模一样", "删去重复的这一项；确实有两项的，写出不同的地方")
            others.append(item)


def _first_words(item: Part | str) -> str:
    """What an item of a list begins with: only those that begin alike can be the same, and few do."""
    return item if isinstance(item, str) else next((one for one in vars(item).values() if type(one) is str), "")


def stated_out_of_place(record: Record, world: World) -> Findings:
    """原文的数只写在会核对它的记录里：件数和满意率写在教代会，金额写在预算，其余写在公开事项和表彰。"""
    if record.stated and not record.quotes:
        figure = record.stated[0].of.figure.value
        message = f"「{figure}」写在{record.type_label}里，不会显示，也不会核对"
        yield Finding(("stated",), message, "移到教代会的记录里；金额移到预算，其余移到公开事项或表彰")


def withdrawn_before_it_began(record: Record, world: World) -> Findings:
    """撤回公开的日期不早于记录开始的日期。"""
    fields = type(record).model_fields.items() if record.withdrawn else ()
    for label, day in [(info.title, vars(record)[name]) for name, info in fields if marked(info, "begins")]:
        if record.withdrawn is not None and day is not None and record.withdrawn.on < day:
            message = f"撤回公开（{record.withdrawn.on}）早于{label}（{day}）"
            yield Finding(("withdrawn", "on"), message, "查对两个日期后改正")


_WARNINGS = frozenset(
    {
        after_the_day,
        attachment_twice,
        copied,
        mark_in_line,
        list_mark_without_space,
        listed_twice,
        stated_out_of_place,
        withdrawn_but_needed,
        health_beside_name,
        person_for_an_office,
        reason_says_nothing,
        small_count_in_text,
    }
)

COMMON_CHECKS: tuple[Check[Record], ...] = tuple(
    Check(
        run,
        Severity.WARNING if run in _WARNINGS else Severity.ERROR,
        source,
    )
    for run, source in (
        (unknown_id, "编写规则"),
        (wrong_type, "编写规则"),
        (refers_to_itself, "编写规则"),
        (needs_hidden, "公开范围：公开页面不依赖校内记录"),
        (named_without_consent, "个人信息保护法第二十五条"),
        (unit_not_there, "编写规则"),
        (future_day, "编写规则：没有发生的事不写成已经发生"),
        (after_the_day, "编写规则：截至日期以后的事还没有发生"),
        (missing_attachment, "编写规则"),
        (attachment_of_another_kind, "编写规则：附件里不能有会运行的内容"),
        (bad_link, "编写规则"),
        (picture_in_text, "编写规则"),
        (attachment_twice, "编写规则"),
        (raw_html, "编写规则"),
        (mark_in_line, "编写规则"),
        (list_mark_without_space, "编写规则"),
        (copied, "编写规则：一件事一条记录"),
        (listed_twice, "编写规则"),
        (withdrawn_before_it_began, "编写规则"),
        (withdrawn_but_needed, "编写规则：撤回公开的内容不在别处留下"),
        (stated_out_of_place, "P15、B5"),
        (reason_says_nothing, "编写规则"),
        (personal_number, "个人信息保护法第六、二十五、二十八条"),
        (person_for_an_office, "个人信息保护法第六条"),
        (health_beside_name, "个人信息保护法第二十八条"),
        (small_count_in_text, "XS1 参照《个人信息保护法》第六条、第二十八条"),
        (period_unclear, "编写规则"),
        (span_reversed, "编写规则"),
    )
)
"""Their codes begin with the type of the record that they are about."""


def common_checks(world: World) -> Callable[[Record], Iterator[tuple[str, Severity, Finding]]]:
    """The common checks, ready to be asked about one record after another."""

    def run(record: Record) -> Iterator[tuple[str, Severity, Finding]]:
        for one in COMMON_CHECKS:
            for finding in one.run(record, world):
                yield f"{record.type_name}/{one.name}", one.severity, finding

    return run
