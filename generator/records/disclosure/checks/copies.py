"""A disclosure that was copied from another: the same title, the same content, figures of another year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.dataset import Facts, derived
from generator.diagnostics import Finding
from generator.late import late
from generator.measure_words import counted
from generator.record_type import Check, Findings, warning
from generator.records.catalogue.model import CatalogueItem, Frequency
from generator.records.disclosure.model import Disclosure, Figure, Lasting
from generator.records.disclosure.periods import years_of

_YEAR_IN_TEXT = late(r"(?<!\d)(20\d{2})\s*年")
_OF_ONE_PERIOD = (Frequency.YEARLY, Frequency.TERMLY)
"""How often items are published whose record for a period there is once."""
_MANY = 3
"""From so many counts of a hundred and more on, two periods do not have the same by chance."""
_LARGE = 100


@warning("编写规则：一件事一条记录")
def same_title(record: Disclosure, facts: Facts) -> Findings:
    """同一事项下，一个单位的两条记录，标题相同的，公开日期和所属期间不都相同。"""
    item = facts.find(record.item)
    first = _titles(item, facts).get(_named(record)) if item is not None else None
    if first is not None and first != record.id:
        message = f"标题、日期和期间都与「{first}」相同：「{record.title}」"
        yield Finding(("title",), message, "重复录入的删去一条；复制来写新的一条的，改成它的标题和日期")


def _named(record: Disclosure) -> tuple[object, ...]:
    withheld = record.withheld is None
    return (
        record.unit,
        record.title,
        record.published,
        record.period,
        record.audience,
        record.replaces,
        withheld,
        record.request,
    )


@derived
def _titles(item: CatalogueItem, facts: Facts) -> dict[tuple[object, ...], str]:
    """What an item's disclosures are called, each with the first record of the name."""
    those = [one for one in facts.referrers(item, Disclosure) if one.item.id == item.id]
    return {_named(one): one.id for one in reversed(those)}


@warning("编写规则：一件事一条记录")
def same_content(record: Disclosure, facts: Facts) -> Findings:
    """同一事项下，一个单位同一天公开的两条记录，标题不同的，数据（没有数据的，正文和附件）不都相同。

    复制文件来写新的一条，改了标题，忘了改内容。更正、答复申请的除外。
    """
    item = facts.find(record.item)
    if item is None or record.published is None or not _content(record):
        return
    for other in _published_together(item, facts).get((record.unit.id, record.published), ()):
        if other.id == record.id:
            return
        if other.title != record.title and (other.audience, other.period) == (record.audience, record.period):
            if _content(other) != _content(record):
                continue
            what = "数据" if record.figures else "内容"
            message = f"{what}、公开日期和期间都与「{other.id}」（{other.title}）相同"
            remedy = f"重复录入的删去一条；复制来写新的一条的，改成它的{what}和日期"
            yield Finding(("figures" if record.figures else "text" if record.text else "attachments",), message, remedy)
            return


def _content(record: Disclosure) -> tuple[object, ...]:
    """What a disclosure says that no other would: its figures, else its text, if it is no mere reference, and its files."""
    if record.withheld is not None or record.request is not None or record.replaces is not None:
        return ()
    if record.figures:
        return record.figures
    said = record.attachments or len(record.text or "") >= _SHORTEST_TEXT
    return (record.text, record.attachments) if said else ()


@derived
def _published_together(item: CatalogueItem, facts: Facts) -> dict[tuple[str, date | None], list[Disclosure]]:
    """An item's disclosures of one unit and one day, in order of their ids."""
    found: dict[tuple[str, date | None], list[Disclosure]] = {}
    for one in facts.referrers(item, Disclosure):
        if one.item.id == item.id:
            found.setdefault((one.unit.id, one.published), []).append(one)
    return found


@warning("编写规则：一件事一条记录")
def same_period(record: Disclosure, facts: Facts) -> Findings:
    """定期公开的事项，一个单位对同一段时间，一个标题只有一条记录。

    公开日期不同，多半是复制上一条来写新的，只改了日期；更正前一条的写 replaces。
    """
    item = facts.find(record.item)
    if not isinstance(item, CatalogueItem) or not _once(record, item):
        return
    others = [one for one in facts.referrers(item, Disclosure) if one.item.id == item.id and _once(one, item)]
    for other in others:
        if other.id == record.id:
            return
        if _of(other) == _of(record) and other.published != record.published:
            message = f"标题和所属期间都与「{other.id}」（{other.published} 公开）相同：「{record.title}」"
            remedy = "重复录入的删去一条；说的不是这一段时间的，改 title 和 period；更正前一条的写 replaces；分几次公开的，标题写出区别"
            yield Finding(("title",), message, remedy)
            return


def _once(record: Disclosure, item: CatalogueItem) -> bool:
    """Whether a record is the one for its period: published of one's own accord, neither a correction nor a refusal."""
    plain = record.withheld is None and record.withdrawn is None and record.replaces is None and record.request is None
    regular = record.lasting is Lasting.TERM or item.frequency in _OF_ONE_PERIOD
    return plain and regular and record.published is not None and record.period is not None


def _of(record: Disclosure) -> tuple[object, ...]:
    return record.unit, record.title, record.period, record.audience


@warning("编写规则：一件事一条记录")
def content_of_another_period(record: Disclosure, facts: Facts) -> Findings:
    """同一事项下，一个单位两段时间的内容不一样。

    复制去年的文件来写今年的一条，改了标题和日期，忘了改内容。年年不变的内容（规章制度、收费标准、受理渠道）可以相同。
    """
    other = _copied_from(record, facts)
    if other is not None:
        what = "数据" if record.figures else "正文"
        message = f"{what}与「{other.id}」（{_when(other)}）完全相同，所属期间却是{_when(record)}"
        remedy = f"复制来写新的一条的，改成这一段时间的{what}；重复录入的删去一条"
        yield Finding(("figures",) if record.figures else ("text",), message, remedy)


def _copied_from(record: Disclosure, facts: Facts) -> Disclosure | None:
    """Another record of the item and unit whose content this one has, though it cannot be this one's."""
    item = facts.find(record.item)
    if item is None or record.period is None or not _content(record):
        return None
    for other in _with_content(item, facts).get((record.unit.id, _sign(record)), ()):
        if other.period is None or other.period == record.period or other.audience is not record.audience:
            continue
        if _content(other) != _content(record):
            continue
        if _speaks_of(other, other) and not _speaks_of(record, record) and any(_years_told(record)):
            return other
        if other.id < record.id and sum(map(_telling, record.figures)) >= _MANY and not any(_years_told(record)):
            return other
    return None


def _telling(figure: Figure) -> bool:
    return counted(figure.of) and figure.value is not None and figure.value >= _LARGE


def _speaks_of(content: Disclosure, record: Disclosure) -> bool:
    """Whether a content names a year that lies in a record's period."""
    assert record.period is not None
    begins, ends = record.period.days
    return any(begins.year <= year <= ends.year for year in _years_told(content))


def _years_told(record: Disclosure) -> Iterator[int]:
    """The years that a content names: periods of figures, and those in the text where there are none."""
    told = [year for one in record.figures for year in years_of(one.period)]
    yield from told or map(int, _YEAR_IN_TEXT.findall(record.text or ""))


def _when(record: Disclosure) -> str:
    return record.period.label if record.period is not None else ""


def _sign(record: Disclosure) -> tuple[object, ...]:
    """What is quickly compared of a content: where it differs, the contents do."""
    last = record.figures[-1] if record.figures else None
    return (len(record.figures), last.label, last.value) if last is not None else (len(record.text or ""),)


@derived
def _with_content(item: CatalogueItem, facts: Facts) -> dict[tuple[str, tuple[object, ...]], list[Disclosure]]:
    """An item's disclosures that have a content, by unit and its sign, in order of their ids."""
    found: dict[tuple[str, tuple[object, ...]], list[Disclosure]] = {}
    for one in facts.referrers(item, Disclosure):
        if one.item.id == item.id and _content(one):
            found.setdefault((one.unit.id, _sign(one)), []).append(one)
    return found


@warning("D7 公开的内容与所属期间相符")
def figures_of_another_year(record: Disclosure, facts: Facts) -> Findings:
    """数据都是一年的，这一年在所属期间里；期间开始以前公开的（计划、简章）除外。"""
    years = {tuple(years_of(one.period)) for one in record.figures}
    if record.period is None or len(years) != 1 or () in years:
        return
    told, (begins, ends) = next(iter(years)), record.period.days
    ahead = record.published is not None and record.published < begins
    if ahead or any(begins.year <= year <= ends.year or str(year) in record.title for year in told):
        return
    if _copied_from(record, facts) is None:
        message = f"数据都是{record.figures[0].period}的，所属期间却是{record.period.label}"
        remedy = "查对 period 和各项数据的时间，改正写错的；只改了日期、没有改数据的，写上这一段时间的数据"
        yield Finding(("figures",), message, remedy)


_SHORTEST_TEXT = 20
"""Signs of a text from which on it says something of its own: 内容见附件 does not."""

CHECKS: tuple[Check[Disclosure], ...] = (
    same_title,
    same_content,
    same_period,
    content_of_another_period,
    figures_of_another_year,
)
