"""The checks of what stands in texts, for every record: links, attachments, markup, personal numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.attached import kind_fault
from generator.diagnostics import Cause, CauseKind, Finding
from generator.late import late
from generator.model import Record
from generator.nearest import near_links
from generator.privacy import PERSONAL_REMEDY, personal_numbers, suspicious
from generator.prose import Target, targets
from generator.record_type import Findings
from generator.values import shortened
from generator.world import World

_ELEMENTS = (
    "a|abbr|b|big|blockquote|body|br|center|code|del|div|em|font|form|h[1-6]|head|hr|html|i|iframe|img|input|li|link|meta"
    "|ol|p|pre|s|script|small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|tr|u|ul|video"
)
_HTML_TAG = late(
    rf"</?(?:{_ELEMENTS})(?:\s[^<>]*)?/?>|</?[a-z][a-z0-9-]*(?:\s+[a-z_:][\w:.-]*(?:\s*=\s*[^\s<>]+)?)*\s*/?>|<!--",
    re.ASCII | re.IGNORECASE,
)
"""What becomes HTML; 「5<n 且 n>3」 does not."""

_CODE = late(r"^ {0,3}(```|~~~)[\s\S]*?(?:^ {0,3}\1[^\n]*$|\Z)|`[^`\n]+`", re.MULTILINE)
_LINE_MARK = late(
    r"\*\*[^*\s][^*]*\*\*|&(?:nbsp|amp|lt|gt|quot|#\d{2,5});|\[\[[A-Za-z0-9-]+(?:\|[^\[\]]*)?\]\]|\[[^\[\]]+\]\((?:https?:|attachments/)"
)
_TIGHT_MARK = late(r"^ {0,3}(-[A-Za-z\u4e00-\u9fff]{1,12})", re.MULTILINE)
_NOWHERE = late(r"https?://(?:[/?#:]|\Z)", re.IGNORECASE)
_WIDE_LINK = late(r"\[[^\[\]\n]+\]（\s*(?:https?:|www\.|attachments/|[^（）\s]+\.[a-zA-Z]{3,4}）)[^（）\n]*）?")
_WIDE_RECORD_LINK = late(r"【【\s*[A-Za-z0-9-]+\s*】】|［［\s*[A-Za-z0-9-]+\s*］］")
_OPEN_LINK = late(
    r"\[\[{0}(?:\|[^\[\]\n]*)?\](?!\])|\[\[{0}(?![\]|A-Za-z0-9-])|(?<!\[)\[{0}\]\]".replace(
        "{0}", "[A-Z0-9]+(?:-[A-Z0-9]+)+"
    )
)
_SIGNS_OF_LINKS = ("[", "]", "<", "【【", "［［")
"""One of them is in whatever is a link, or was to be one."""
_PICTURE = late(r"!\[[^\]\n]{0,200}\](?:\([^)\n]{0,400}\)|\[[^\]\n]{0,200}\])")
_BARE_LINK = late(
    r"^ {0,3}\[[^\]\n]+\]:\s*<?([a-z][a-z0-9+.-]{1,31}):[^\s>]*>?|<([a-z][a-z0-9+.-]{1,31}):[^\s<>]*>",
    re.ASCII | re.IGNORECASE | re.MULTILINE,
)
"""An address in angle brackets, or behind the name of a reference: `[1]: https://…`."""
_HOST = late(r"(?:www\.|[\w-]+(?:\.[\w-]+)*\.(?:cn|com|org|net|gov|edu))(?:[:/?#]|\Z)", re.ASCII | re.IGNORECASE)
_ATTACHMENTS = "attachments/"
_WHY = ("理由", "为什么", "写明为什么；不知道的查原件，原件没有的写 原件未说明")
_SAID = {
    **dict.fromkeys(("reason", "cause", "explanation"), _WHY),
    "basis": ("依据", "依据哪份文件", "写明文件的名称和条文或文号；查原件，原件没有的写 原件未说明"),
    "decided_by": ("决定机构", "由谁决定", "写作出决定的机构或职务"),
}
"""Keys whose text has to say something: what they are, what nobody learns from 「无」, and what to write."""
_NOTHING = late(r"(?:无|没有|暂无|略|同上|同前|待补|待定|不详|未知|[-—－/.。…?？Xx]+)[。.]?")
"""What is written where something has to stand and nobody knows what."""


def missing_attachment(record: Record, world: World) -> Findings:
    """附件的文件在 data/attachments/ 下。"""
    for index, attachment in enumerate(record.attachments):
        if not world.has_attachment(attachment.file):
            near = _near_attachment(attachment.file, world)
            hint = f"是不是「{near}」？" if near else "把文件放进 data/attachments/，file 写它在那里的路径"
            place = ("attachments", index, "file")
            yield Finding(place, f"没有附件文件「{shortened(attachment.file)}」", hint)


def attachment_of_another_kind(record: Record, world: World) -> Findings:
    """附件是常用的文档、表格、图片或压缩文件，内容与扩展名相符；正文里链接的附件也一样。

    网页、带脚本的图片和程序会在读者的浏览器或电脑上运行，不能作为附件公开；空文件、改错了扩展名的文件读者打不开。
    """
    for index, attachment in enumerate(record.attachments):
        fault = kind_fault(attachment.file, world.attachment_begins(attachment.file))
        if fault is not None:
            yield Finding(("attachments", index, "file"), *fault)
    for text in world.texts(record) if "](" in world.written(record) else ():
        if not text.prose or "](" not in text.text:
            continue
        for target in targets(text.text):
            file = target.address.partition("/")[2] if target.kind == "attachment" else ""
            fault = kind_fault(file, world.attachment_begins(file)) if file else None
            if fault is not None:
                yield Finding(text.place, *fault, offset=target.offset)


def _near_attachment(file: str, world: World) -> str:
    plain = file.replace("\\", "/").rpartition(_ATTACHMENTS)[2]
    return world.near_attachment(plain) or world.near_attachment(plain.rpartition("/")[2])


def bad_link(record: Record, world: World) -> Findings:
    """正文里的链接指向已有的记录、附件，或 http、https、mailto、tel 地址。"""
    written = world.written(record)
    if not any(sign in written for sign in _SIGNS_OF_LINKS):
        return
    for text in world.texts(record):
        if not text.prose:
            continue
        for fault in _link_faults(text.text, world):
            cause = Cause(CauseKind.MISSING, fault.missing) if fault.missing else None
            yield Finding(text.place, fault.message, fault.remedy, offset=fault.offset, cause=cause)


class _Fault(NamedTuple):
    """What is wrong with a link in a text."""

    offset: int
    message: str
    remedy: str
    missing: str = ""
    """The id of the record that is not there."""


def _link_faults(text: str, world: World) -> Iterator[_Fault]:
    for pattern, remedy in (
        (_WIDE_LINK, "链接用半角括号：[文字](地址)"),
        (_WIDE_RECORD_LINK, "链接用半角方括号：[[TA-0803-001]]"),
    ):
        for match in pattern.finditer(text):
            yield _Fault(match.start(), f"正文里的「{shortened(match[0])}」用了全角括号，不成链接", remedy)
    for match in _OPEN_LINK.finditer(text):
        message = f"正文里的「{shortened(match[0])}」没有写完方括号，不成链接"
        yield _Fault(match.start(), message, "写成 [[编号]]，两边各两个方括号")
    text = _PICTURE.sub(_blank, text)
    for match in _BARE_LINK.finditer(text):
        if (match[1] or match[2]).lower() not in ("http", "https", "mailto", "tel"):
            remedy = "链接写 https:// 地址、[[记录编号]] 或 attachments/文件名"
            yield _Fault(match.start(), f"正文里的链接「{shortened(match[0])}」不能用", remedy)
    if "[[" not in text and "](" not in text:
        return
    for target in targets(text):
        message, remedy = _target_fault(target, world)
        if message:
            missing = target.address if target.kind == "record" else ""
            yield _Fault(target.offset, message, remedy, missing)


def _target_fault(target: Target, world: World) -> tuple[str, str]:
    """What is wrong with where a link leads, and how to mend it; '' where it leads somewhere."""
    shown = shortened(target.address)
    if target.kind == "record" and not world.type_of(target.address):
        return f"正文里的 [[{shown}]] 没有对应的记录", near_links(
            target.address, world.ids(), world.naming(target.address)
        )
    if target.kind == "attachment" and not world.has_attachment(target.address.partition("/")[2]):
        near = _near_attachment(target.address, world)
        hint = f"是不是「{_ATTACHMENTS}{near}」？" if near else "写成 attachments/ 加文件在 data/attachments/ 下的路径"
        return f"正文里的附件「{shown}」不存在", hint + ("；地址里有空格的，用 < > 括起来" if " " in near else "")
    if target.kind == "unsafe":
        return f"正文里的链接「{shown}」不能用", _mended(target, world)
    if target.kind == "outside" and _NOWHERE.match(target.address):
        return f"正文里的链接「{shown}」没有写网站", "写全地址，例如 https://www.example.edu.cn；没有地址就不做链接"
    return "", ""


def _mended(target: Target, world: World) -> str:
    near = _near_attachment(target.address, world)
    if near:
        return f"是不是「{_ATTACHMENTS}{near}」？"
    if _HOST.match(target.address):
        return f"写全地址：https://{shortened(target.address)}"
    return "链接写 https:// 地址、[[记录编号]] 或 attachments/文件名"


def picture_in_text(record: Record, world: World) -> Findings:
    """正文里不放图片；图片作附件。"""
    for text in world.texts(record) if "![" in world.written(record) else ():
        picture = _PICTURE.search(_CODE.sub(_blank, text.text)) if text.prose and "![" in text.text else None
        if picture:
            message = f"正文里的图片「{shortened(picture[0])}」不会显示"
            yield Finding(
                text.place, message, "图片文件放进 data/attachments/，写进 attachments", offset=picture.start()
            )


def attachment_twice(record: Record, world: World) -> Findings:
    """每个附件只列一次。"""
    seen: set[str] = set()
    for index, attachment in enumerate(record.attachments):
        if attachment.file in seen:
            message = f"附件「{shortened(attachment.file)}」前面已经列过"
            yield Finding(("attachments", index, "file"), message, "删去重复的一项；是另一个文件的，改正 file")
        seen.add(attachment.file)


def mark_in_line(record: Record, world: World) -> Findings:
    """一行的文字里不写 Markdown 和 HTML 的记号。

    标题、名称一类的一行文字照原样显示，星号、方括号和 &nbsp; 不会变成强调、链接和空格。
    """
    for text in world.texts(record) if _LINE_MARK.search(world.written(record)) else ():
        mark = None if text.prose else _LINE_MARK.search(text.text)
        if mark:
            message, remedy = f"「{shortened(mark[0])}」会原样显示出来", "只写文字；要强调、要链接的写进正文"
            yield Finding(text.place, message, remedy, offset=mark.start())


def list_mark_without_space(record: Record, world: World) -> Findings:
    """正文里列表每项的短横线后面空一格。"""
    for text in world.texts(record) if "-" in world.written(record) else ():
        mark = _TIGHT_MARK.search(_CODE.sub(_blank, text.text)) if text.prose and "-" in text.text else None
        if mark:
            message = f"「{shortened(mark[1])}」的短横线后面没有空格，不成列表"
            yield Finding(text.place, message, "短横线后面空一格：「- 」", offset=mark.start(1))


def raw_html(record: Record, world: World) -> Findings:
    """文字里不写 HTML 标签；正文用 Markdown 写。"""
    for text in world.texts(record) if "<" in world.written(record) else ():
        if "<" not in text.text:
            continue
        words = _CODE.sub(_blank, text.text) if text.prose else text.text
        tag = _HTML_TAG.search(words)
        if tag and text.prose:
            message = f"正文里有 HTML 标签「{shortened(tag[0])}」，不会显示"
            remedy = "改用 Markdown：**强调**、- 列表、| 表格 |；换段空一行；要显示尖括号就写成 ＜ ＞"
            yield Finding(text.place, message, remedy, offset=tag.start())
        elif tag:
            message, remedy = (
                f"这里有 HTML 标签「{shortened(tag[0])}」，会原样显示出来",
                "删去标签；要显示尖括号就写成 ＜ ＞",
            )
            yield Finding(text.place, message, remedy, offset=tag.start())


def _blank(match: re.Match[str]) -> str:
    """As many blanks as signs: what is shown as it is written, so that places stay."""
    return re.sub(r"[^\n]", " ", match[0])


def reason_says_nothing(record: Record, world: World) -> Findings:
    """理由和原因说明为什么，依据写明哪份文件，不写「无」「略」「同上」一类的话。"""
    for text in world.texts(record):
        if text.place[-1] in _SAID and _NOTHING.fullmatch(text.text.strip()):
            what, unsaid, remedy = _SAID[text.place[-1]]
            yield Finding(text.place, f"{what}只写「{text.text.strip()}」，没有说明{unsaid}", remedy)


def personal_number(record: Record, world: World) -> Findings:
    """任何文字里都没有身份证号、手机号、银行卡号、职工号、学号、微信和 QQ 号、证件号、车牌号、出生日期、住址和个人邮箱，注释里也没有。

    个人信息保护法第六条：只公开必需的最少信息。联系方式写办公室的名称。用记号隔开的（138**0013**8000）、分行写的、写成汉字的，读者看到的还是这个号码，也算。
    """
    suspect = suspicious(world.written(record), world.signs(record))
    for text in world.texts(record) if suspect is not None else ():
        for personal in personal_numbers(text.text) if suspect is not None and suspect(text.text) else ():
            message = f"文字里有{personal.what}（{personal.masked}）"
            yield Finding(text.place, message, PERSONAL_REMEDY, offset=personal.start)
