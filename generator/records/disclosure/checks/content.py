"""What a disclosure holds: its content or the ground for withholding it (D4), the secrecy review (D6)."""

from __future__ import annotations

from datetime import date

from generator.dataset import Facts, derived
from generator.diagnostics import Finding
from generator.record_type import Check, Findings, error, warning
from generator.records.catalogue.model import CatalogueItem
from generator.records.disclosure.model import Disclosure, Ground


@error("D4 《高等学校信息公开办法》（教育部令第29号）第十条")
def no_content(record: Disclosure, facts: Facts) -> Findings:
    """已经公开的事项有正文、数据或附件；不予公开的写明理由。

    答复申请而没有信息可以提供的（信息不存在、非本机关掌握等），写明 reason 就可以。
    """
    if record.published is None or record.withdrawn is not None or record.withheld is not None:
        return
    request = record.request
    if request is not None and request.reason and request.outcome is not None and not request.outcome.gives:
        return
    if record.text is None and not record.figures and not record.attachments:
        yield Finding(
            ("published",),
            f"{record.published} 已经公开，却没有正文、数据和附件",
            "写上 text、figures 或 attachments；依法不公开的写 withheld",
        )


@error("D4 《高等学校信息公开办法》（教育部令第29号）第十条")
def withheld_with_content(record: Disclosure, facts: Facts) -> Findings:
    """不予公开的事项没有正文和数据。

    部分公开的事项分写两条记录：可以公开的一条，不予公开的一条，用 related 互相注明。不予公开的决定书可以作附件。
    """
    if record.withheld is not None and (record.text is not None or record.figures):
        key, what = ("text", "正文") if record.text is not None else ("figures", "数据")
        yield Finding(
            (key,),
            f"写了不予公开（{record.withheld.ground}），又写了{what}",
            f"只留一样；能够部分公开的，把{what}移到另一条记录，用 related 互相注明",
        )


@error("编写规则：写进记录就是公开")
def content_before_publication(record: Disclosure, facts: Facts) -> Findings:
    """还没有公开的事项只登记标题和形成日期，不写正文和数据。

    数据文件本身就是公开的：正文写进去的那一天，就是公开的那一天。
    """
    if record.published is not None or record.withheld is not None or record.withdrawn is not None:
        return
    for key, what, written in (
        ("text", "正文", record.text is not None),
        ("figures", "数据", bool(record.figures)),
        ("attachments", "附件", bool(record.attachments)),
    ):
        if written:
            yield Finding((key,), f"写了{what}，却没有公开日期", "已经公开的写上 published；还没有公开的先不写内容")
            return


@warning("D6 《高等学校信息公开办法》（教育部令第29号）")
def no_secrecy_review(record: Disclosure, facts: Facts) -> Findings:
    """公开的事项写明保密审查的日期和机构；答复申请而没有提供内容的不用写。"""
    if record.published is None or record.withheld is not None or record.withdrawn is not None:
        return
    if record.request is not None and record.request.outcome is not None and not record.request.outcome.gives:
        return
    if record.secrecy_review is None:
        yield Finding(
            ("published",),
            f"{record.published} 公开，没有写保密审查",
            "加上 secrecy_review：on 写审查日期，by 写审查机构或职务",
        )


@error("D6 《高等学校信息公开办法》（教育部令第29号）")
def reviewed_after_publication(record: Disclosure, facts: Facts) -> Findings:
    """先保密审查，后公开：审查日期不晚于公开日期。"""
    review = record.secrecy_review
    if review is not None and record.published is not None and review.on > record.published:
        yield Finding(
            ("secrecy_review", "on"),
            f"保密审查 {review.on} 晚于公开 {record.published}",
            "核对两个日期；公开以后补审的，写公开之前那一次审查，没有就删去 secrecy_review",
        )


@warning("D4 《高等学校信息公开办法》（教育部令第29号）第十条")
def secret_without_review(record: Disclosure, facts: Facts) -> Findings:
    """以国家秘密为由不予公开的，经过保密审查。"""
    withheld = record.withheld
    if withheld is not None and withheld.ground is Ground.STATE_SECRET and record.secrecy_review is None:
        yield Finding(
            ("withheld", "ground"),
            "理由写的是「国家秘密」，没有写保密审查",
            "加上 secrecy_review；没有经过定密审查的不能以国家秘密为由",
        )


@warning("D4 《高等学校信息公开办法》（教育部令第29号）第十条")
def reconsideration_overdue(record: Disclosure, facts: Facts) -> Findings:
    """不予公开的事项，到复查日期已经重新审查。"""
    withheld = record.withheld
    if withheld is not None and record.withdrawn is None and withheld.review_on < facts.as_of:
        yield Finding(
            ("withheld", "review_on"),
            f"复查日期 {withheld.review_on} 已过（截至 {facts.as_of}）",
            "复查后仍不公开的，写下一次复查的日期；可以公开的，另写一条公开的记录",
        )


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


@warning("D4 不予公开的内容不随附件公开；个人信息保护法第六条")
def withheld_list_attached(record: Disclosure, facts: Facts) -> Findings:
    """以个人隐私为由不予公开的，不附名单、名册、花名册、登记表。

    附件人人可以下载。不予公开的决定书、空白的表样可以附。
    """
    if record.withheld is None or record.withheld.ground is not Ground.PRIVACY:
        return
    for index, one in enumerate(record.attachments):
        named = next((word for word in _LISTS if word in one.title), "")
        if named and not any(word in one.title for word in _NO_LISTS):
            message = f"以「{record.withheld.ground}」为由不予公开，附件「{one.title}」却像是一份{named}"
            yield Finding(("attachments", index), message, "附件里有个人信息的，删去这一项和文件；没有的，改附件的名称")


_SHORTEST_TEXT = 20
"""Signs of a text from which on it says something of its own: 内容见附件 does not."""
_LISTS = ("花名册", "名册", "名单", "登记表")
_NO_LISTS = ("决定", "通知", "告知", "说明", "空白", "样表", "表样", "式样", "模板", "办法")
"""Words of papers that only speak of such a list."""

CHECKS: tuple[Check[Disclosure], ...] = (
    no_content,
    withheld_with_content,
    content_before_publication,
    no_secrecy_review,
    reviewed_after_publication,
    secret_without_review,
    reconsideration_overdue,
    same_title,
    same_content,
    withheld_list_attached,
)
