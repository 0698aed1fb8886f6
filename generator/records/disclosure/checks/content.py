"""What a disclosure holds: its content or the ground for withholding it (D4), the secrecy review (D6)."""

from __future__ import annotations

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.record_type import Check, Findings, error, warning
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
    withheld_list_attached,
)
