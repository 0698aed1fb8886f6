"""What must never be published (domain part 5): identity numbers, phones, bank cards, personal e-mail, and what
stands behind 工号, 住址 and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])([1-9]\d{5})[-· ]?((?:19|20)\d{2})[- ]?(\d{2})[- ]?(\d{2})[-· ]?\d{3}[\dXx](?![0-9A-Za-z])"
)
_MOBILE = re.compile(
    r"(?<![0-9A-Za-z.])(?:\+?86[- ]?)?1[3-9]\d[-.—–·\u00a0 ]?\d{4}[-.—–·\u00a0 ]?\d{4}(?![0-9A-Za-z]|\.\d| ?号(?!码))"
)
"""Not before 号: that is a house or a document."""
_PIECES = r"1[3-9]\d\d[-\u00a0 ]\d{4}[-\u00a0 ]\d{3}"
_NO_MORE = r"(?![0-9A-Za-z/]|[-. ]\d| ?[元万人台])"
_MOBILE_IN_PIECES = re.compile(
    rf"(?:电话(?!费)|手机|联系|致电|拨打|微信|号码)[^0-9，。；\n]{{0,12}}({_PIECES}){_NO_MORE}|\A\s*({_PIECES})\s*\Z"
    rf"|(?<![0-9A-Za-z/.])(1[3-9]\d/(?!(?:19|20)\d\d/(?:19|20)\d\d)\d{{4}}/\d{{4}}){_NO_MORE}"
)
"""Cut where nobody cuts a telephone number: three amounts may look the same, so only alone or behind a word for one."""
_ROOM = (
    r"(?:(?:[栋幢座楼]|单元) ?(?:[\d一二三四五六七八九十]{1,2} ?单元 ?)?\d{3,4}(?!\d)(?! ?[人名户间套元年个平])(?: ?室)?"
    r"|\d{3,4} ?室)"
)
"""The door of one home: a building, or the people in it, is nobody's."""

_WORDED = (
    (
        "职工号",
        re.compile(
            r"(?:教?职工号|教工号|教师号|人事号|员工号(?!召)|(?<![职教员施竣开复动罢手])工号|学号)(?:码|为|是)?[:：= ]*([A-Za-z]{0,3}\d{4,12})(?!\d)"
        ),
    ),
    (
        "微信号",
        re.compile(
            r"(?<!公众)(?<!官方)(?<!服务)微信(?:(?:号码?|ID)[:：= ]*|[:：= ]+)([A-Za-z1-9][\w-]{5,19})", re.ASCII
        ),
    ),
    ("身份证号", re.compile(r"身份证(?:件?号码?)?[:：为是= ]*((?:\d[-· ]?){14,18}[\dXx])(?![\dXx])")),
    (
        "银行卡号",
        re.compile(
            r"(?:银行卡|工资卡|(?<!对公)(?<!单位)银行[账帐]号)(?:卡?号码?)?[:：为是= ]*((?:\d[- ]?){11,24}\d)(?!\d)"
        ),
    ),
    ("手机号码", re.compile(r"手机(?:号码?)?[:：为是= ]*(1\d(?:[- ]?\d){8,11})(?!\d)")),
    ("手机号码", re.compile(r"手机(?:号码?)?[:：为是]+ ?(\d(?:[- ]?\d){6,12})(?!\d)(?! ?[元台部个万])")),
    ("住宅电话", re.compile(r"(?:家庭|住宅|家里)电话(?:号码?)?[:：为是= ]*(\d(?:[- ]?\d){6,12})(?!\d)")),
    ("微信号", re.compile(r"加(?:[Vv]|微信?)[:：信 ]*([A-Za-z][\w-]{5,19})", re.ASCII)),
    ("QQ 号", re.compile(r"[Qq][Qq](?:号码?)?[:：= ]*([1-9]\d{4,10})(?!\d)")),
    ("证件号", re.compile(r"(?:护照|通行证|军官证)(?:号码?)?[:：= ]*([A-Za-z]{1,2}\d{7,9})(?!\d)")),
    (
        "住址",
        re.compile(
            r"(?:住址|家庭地址|居住地址?)(?:为|是)?[:：= ]+([^，。；\n]*(?:\d|[一二三四五六七八九十])[^，。；\n]{0,3}(?:号|室|栋|幢|单元|楼|户|村|组)[^，。；\n]*)"
        ),
    ),
    ("住址", re.compile(rf"(?:住址|家庭地址|住在|家住)(?:为|是)?[:：= ]*([^，。；\n请到]{{0,30}}?{_ROOM})")),
    (
        "住址",
        re.compile(
            r"家住[:：= ]*([^，。；\n]{0,30}?[\d一二三四五六七八九十] ?(?:栋|幢|单元|号楼)(?! ?[的各等、和及至]))"
        ),
    ),
)
"""Numbers that are known by the word before them, and homes; the group is what is masked."""

_WORDS = re.compile(
    "身份证|银行卡|工资卡|银行[账帐]号|手机|(?:家庭|住宅|家里)电话|加[Vv微]|工号|教师号|人事号|学号|微信|QQ|qq|护照|通行证|军官证|住址|家庭地址|居住地|住在|家住"
)
_CARD = re.compile(
    r"(?<![0-9A-Za-z])(?:62|60|4\d|5[1-5]|35|37|9[58])\d{2}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![0-9A-Za-z]|\.\d)"
)
_NUMBERED = re.compile(
    r"(?:编号|项目号|合同号|批准号|文号|流水号|条码|信用代码|课题号|采购号|立项号|ISBN|ISSN|DOI)[^，。；\n]{0,6}\Z"
)
"""Words behind which a long number is a document's or a project's, not a card's."""
_PERSONAL_MAIL = re.compile(
    r"(?:[\w.+-]+ ?(?:@|[（(\[]at[)）\]]) ?(?:(?:vip\.)?(?:qq|163|126|sina|sohu|139|189|foxmail|gmail|outlook|hotmail|live|icloud|yeah|aliyun|tom|21cn)[.。](?:com|net|cn)(?:\.cn)?)"
    r"|(?<![\w.])\d{6,}@[\w.-]+)",
    re.ASCII | re.IGNORECASE,
)
_MAIL_SIGN = re.compile(r" ?(?:@|[（(\[]at[)）\]]) ?")
_FULL_WIDTH = re.compile("[－．０-９＠Ａ-Ｚａ-ｚ]")
_HALF_WIDTH = {sign: sign - 0xFEE0 for sign in (0xFF0D, 0xFF0E, *range(0xFF10, 0xFF5B))}
"""One sign for one sign, so that places stay what they are."""

_CUT = re.compile(r"\d{6,}(?=…)")
"""A number that was cut short, of which nobody knows any more what it was."""
_SUSPECT = re.compile(r"[@＠０-９]|[（(\[]at[)）\]]|\d(?:[-.—–－．·/\u00a0 ]?\d){10}")
"""What every personal number has: most texts have nothing of the kind and are not looked at further."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


PERSONAL_REMEDY = "删去它；联系方式写部门名称"


class Personal(NamedTuple):
    """Something personal in a text, masked for showing."""

    what: str
    masked: str
    start: int
    """Where it stands, in characters; `end` is behind it."""
    end: int


def personal_numbers(text: str) -> Iterator[Personal]:
    """What must never be published in a text, each thing masked; written in full width it is the same."""
    worded, numbered = _WORDS.search(text), _SUSPECT.search(text)
    if not (worded or numbered):
        return
    if _FULL_WIDTH.search(text):
        text = text.translate(_HALF_WIDTH)
    plain = list(_numbers(text)) if numbered else []
    yield from plain
    for what, pattern in _WORDED if worded else ():
        for match in pattern.finditer(text):
            start, end = match.span(1)
            if not any(one.start < end and start < one.end for one in plain):
                yield Personal(what, f"{match[1][:1]}***", start, end)


def _numbers(text: str) -> Iterator[Personal]:
    if "@" in text or "at" in text:
        for match in _PERSONAL_MAIL.finditer(text):
            name, host = _MAIL_SIGN.split(match[0], maxsplit=1)
            yield Personal("个人邮箱", f"{name[:1]}***@{host}", *match.span())
    identities = [match for match in _IDENTITY.finditer(text) if _is_identity(match)]
    for match in identities:
        yield Personal("身份证号", _mask(match[0]), *match.span())
    taken = {match.start() for match in identities}
    for match in _CARD.finditer(text):
        if match.start() not in taken and _luhn(match[0]) and not _NUMBERED.search(text[: match.start()]):
            yield Personal("银行卡号", _mask(match[0]), *match.span())
    for match in _MOBILE.finditer(text):
        if not _NUMBERED.search(text[: match.start()]):
            yield Personal("手机号码", _mask(match[0]), *match.span())
    for match in _MOBILE_IN_PIECES.finditer(text):
        group = match.lastindex or 0
        yield Personal("手机号码", _mask(match[group]), *match.span(group))


def masked(text: str) -> str:
    """A text as it may be shown: what is personal in it is masked, and what is left of it where it was cut."""
    pieces, done = [], 0
    for one in sorted(personal_numbers(text), key=lambda one: (one.start, -one.end)):
        if one.end > done:
            pieces += [text[done : max(done, one.start)], one.masked]
            done = one.end
    return _CUT.sub("***", "".join([*pieces, text[done:]]))


def _mask(number: str) -> str:
    digits = re.sub(r"[^0-9Xx]", "", number)
    return digits[:3] + "*" * (len(digits) - 5) + digits[-2:]


def _is_identity(match: re.Match[str]) -> bool:
    """A real day of birth and the right check digit (GB 11643)."""
    try:
        date(int(match[2]), int(match[3]), int(match[4]))
    except ValueError:
        return False
    digits = re.sub("[-· ]", "", match[0])
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == digits[-1].upper()


def _luhn(number: str) -> bool:
    digits = [int(one) for one in number if one.isdigit()]
    if not 16 <= len(digits) <= 19:
        return False
    doubled = (digit if place % 2 == 0 else digit * 2 - 9 * (digit > 4) for place, digit in enumerate(reversed(digits)))
    return sum(doubled) % 10 == 0


def mask_line(line: str) -> str:
    """A line of source as it may be shown in a report: what is personal, long numbers and mail names covered.

    Sign for sign, so that places stay what they are.
    """
    for one in personal_numbers(line):
        line = line[: one.start] + "*" * (one.end - one.start) + line[one.end :]
    line = re.sub(r"[\w.+-]+ ?(?=@)", lambda match: "*" * len(match[0]), line, flags=re.ASCII)
    return re.sub(r"\d(?:[-.—–－．·/\u00a0 ]?\d){7,}[\dXx]?", lambda match: "*" * len(match[0]), line)
