"""What must never be published (domain part 5): identity numbers, phones, bank cards, personal e-mail, and what
stands behind 工号, 住址 and the like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from generator.as_read import as_read, may_be_marked
from generator.late import late
from generator.personal_words import OTHER_WORDS, PLAIN_WORDS, worded_in

_IDENTITY = late(
    r"(?<![0-9A-Za-z])([1-9]\d{5})[-·_ ]?((?:19|20)\d{2})[-_ ]?(\d{2})[-_ ]?(\d{2})[-·_ ]?\d{3}[\dXx](?![0-9A-Za-z])"
)
_MOBILE = late(
    r"(?<![0-9A-Za-z.])(?:\+?86[- ]?)?[（(]?1[3-9]\d[）)]?[-._—–·\u00a0 ]?\d{4}[-._—–·\u00a0 ]?\d{4}"
    r"(?![0-9A-Za-z]|\.\d| ?号(?!码))|(?<![0-9A-Za-z.])(?<![0-9.] )1 [3-9](?: \d){9}(?! ?\d)"
)
"""Not before 号: that is a house or a document."""
_PIECES = r"0?1[3-9]\d(?:[-\u00a0 ]?\d){8}"
_NO_MORE = r"(?![0-9A-Za-z/]|[-. ]\d| ?[元万人台])"
_MOBILE_IN_PIECES = late(
    rf"(?:电话(?!费)|手机|联系|致电|拨打|微信|号码)[^0-9，。；\n]{{0,12}}({_PIECES}){_NO_MORE}|\A\s*({_PIECES})\s*\Z"
    rf"|(?<![0-9A-Za-z/.])(1[3-9]\d/(?!(?:19|20)\d\d/(?:19|20)\d\d)\d{{4}}/\d{{4}}){_NO_MORE}"
)
"""Cut where nobody cuts a telephone number: three amounts may look the same, so only alone or behind a word for one."""
_CARD = late(
    r"(?<![0-9A-Za-z])(?:62|60|4\d|5[1-5]|35|37|9[58])\d{2}(?:[ ._-]?\d{4}){3}(?:[ ._-]?\d{1,3})?(?![0-9A-Za-z]|\.\d)"
)
_NUMBERED = late(
    r"(?:编号|项目号|合同号|批准号|文号|流水号|条码|信用代码|课题号|采购号|立项号|ISBN|ISSN|DOI)[^，。；\n]{0,6}\Z"
)
"""Words behind which a long number is a document's or a project's, not a card's."""
_YUAN = late(r" ?[万亿]?元")
_OF_MONEY = late(r"(?:金额|[合总共]计|经费|总[额价]|[预决]算|收入|支出|资金|余额|结余|价款|投资)[^，。；\n\d]{0,6}\Z")
"""Words behind which what has 元 behind it is money, however many digits it has."""
_PERSONAL_MAIL = late(
    r"(?:[\w.+-]+(?: ?(?:@|[（(\[]at[)）\]]|艾特) ?| at )(?:(?:vip\.)?(?:qq|163|126|sina|sohu|139|189|foxmail|gmail|outlook|hotmail|live|icloud|yeah|aliyun|tom|21cn)(?:[.。]| ?点 ?| ?[（(\[]?dot[)）\]]? ?)(?:com|net|cn)(?:\.cn)?)"
    r"|(?<![\w.])\d{6,}@[\w.-]+)",
    re.ASCII | re.IGNORECASE,
)
_MAIL_SIGN = late(r" ?(?:@|[（(\[]at[)）\]]|艾特) ?| at ", re.IGNORECASE)
_FULL_WIDTH = late("[　－．０-９＠Ａ-Ｚａ-ｚ＿]")
_HALF_WIDTH = {sign: sign - 0xFEE0 for sign in (0xFF0D, 0xFF0E, *range(0xFF10, 0xFF5B), 0xFF3F)} | {0x3000: 0x20}
"""One sign for one sign, so that places stay what they are."""
_NUMERALS = "〇零一二三四五六七八九幺①②③④⑤⑥⑦⑧⑨⓪"
_SPELT = late(rf"[{_NUMERALS}](?:[- ]?[{_NUMERALS}]){{4,}}|(?<![0-9A-Za-z])1[3-9][0-9Oo]{{9}}(?![0-9A-Za-z])")
"""Digits spelt out one by one, or with the letter O for naught."""
_AS_DIGITS = str.maketrans(f"{_NUMERALS}Oo", "0012345678911234567890" + "00")

_CUT = late(r"\d{6,}(?=…)")
"""A number that was cut short, of which nobody knows any more what it was."""
_RUN = re.compile(rf"[0-9０-９{_NUMERALS}][-_.—–－．·/()（）\u00a0\u3000 0-9０-９Oo{_NUMERALS}]{{10}}")
_AT = re.compile(r"[@＠艾Aa](?:(?<=[@＠艾])|[Tt][)）\] ])")
"""What every personal number or address of mail has: most texts have nothing of the kind and are not looked at further."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


PERSONAL_REMEDY = "删去它；联系方式写部门名称"


class Personal(NamedTuple):
    """Something personal in a text, masked for showing."""

    what: str
    masked: str
    start: int
    """Where it stands, in characters; `end` is behind it."""
    end: int


def suspicious(written: str, signs: frozenset[str]) -> Callable[[str], bool] | None:
    """Tells in which of several texts `personal_numbers` may find something. None: in none of them.

    `written` is all of them, of `signs`.
    """
    words = PLAIN_WORDS.among(written, signs)
    tests = tuple(one for one in (OTHER_WORDS.search, _RUN.search, _AT.search, may_be_marked) if one(written))
    if not (words or tests):
        return None
    return lambda text: any(one in text for one in words) or any(one(text) for one in tests)


def _has_words(text: str) -> bool:
    return PLAIN_WORDS.any_in(text, set(text)) or OTHER_WORDS.search(text) is not None


def personal_numbers(text: str) -> Sequence[Personal]:
    """What must never be published in a text, each thing masked; as it is written, and as it is read.

    Written in full width or with numerals it is the same; marks of Markdown, character references and broken lines in
    it vanish on the page.
    """
    found, read = _personal(text), as_read(text)
    if read is None:
        return found
    others = []
    for one in _personal(read.text):
        start, end = read.source(one.start, one.end)
        if not _overlaps(found, start, end):
            others.append(Personal(one.what, one.masked, start, end))
    return [*found, *others]


def _personal(text: str) -> Sequence[Personal]:
    worded, numbered = _has_words(text), _RUN.search(text) or _AT.search(text)
    if not (worded or numbered):
        return ()
    if _FULL_WIDTH.search(text):
        text = text.translate(_HALF_WIDTH)
    text = _SPELT.sub(lambda match: match[0].translate(_AS_DIGITS), text)
    found = list(_numbers(text)) if numbered else []
    for one in worded_in(text) if worded else ():
        for match in re.finditer(one.pattern, text, one.flags):
            start, end = match.span(match.lastindex or 0)
            if not _overlaps(found, start, end):
                found.append(Personal(one.what, f"{text[start]}***", start, end))
    return found


def _overlaps(found: Iterable[Personal], start: int, end: int) -> bool:
    return any(one.start < end and start < one.end for one in found)


def _numbers(text: str) -> Iterator[Personal]:
    for match in _PERSONAL_MAIL.finditer(text) if _AT.search(text) else ():
        name, host = _MAIL_SIGN.split(match[0], maxsplit=1)
        yield Personal("个人邮箱", f"{name[:1]}***@{host}", *match.span())
    identities = [match for match in _IDENTITY.finditer(text) if _is_identity(match)]
    for match in identities:
        yield Personal("身份证号", _mask(match[0]), *match.span())
    taken = {match.start() for match in identities}
    for match in _CARD.finditer(text):
        if match.start() not in taken and _luhn(match[0]) and not _NUMBERED.search(text[: match.start()]):
            yield Personal("银行卡号", _mask(match[0]), *match.span())
    mobiles = [match.span() for match in _MOBILE.finditer(text) if not _NUMBERED.search(text[: match.start()])]
    pieces = [match.span(match.lastindex or 0) for match in _MOBILE_IN_PIECES.finditer(text)]
    mobiles += [one for one in pieces if not any(one[0] < end and start < one[1] for start, end in mobiles)]
    for start, end in mobiles:
        if _YUAN.match(text, end) and _OF_MONEY.search(text[max(0, start - 12) : start]):
            continue
        yield Personal("手机号码", _mask(text[start:end]), start, end)


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
