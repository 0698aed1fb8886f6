"""The words behind which something personal stands, each with how it is written there: 工号, 住址, 车牌 and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.wordlist import Wordlist

_ROOM = (
    r"(?:(?:[栋幢座楼]|单元) ?(?:[\d一二三四五六七八九十]{1,2} ?单元 ?)?\d{3,4}(?!\d)(?! ?[人名户间套元年个平])(?: ?室)?"
    r"|\d{3,4} ?室)"
)
_DOOR = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2}) ?(?:单元|门) ?\d{3,4}(?!\d)(?! ?[人名户间套元年个平教会办报活实多])(?: ?室)?"
"""The door of one home: a building, or the people in it, is nobody's."""

_LAST_DIGITS = r"(?:尾号|[前后末最]{1,2}[一二三四五六七八\d]位(?:数字?|号码)?)"
_DAY = r"(?:19|20)\d\d(?: ?年 ?\d{1,2} ?月(?: ?\d{1,2} ?[日号])?|[-./]\d{1,2}(?:[-./]\d{1,2})?)"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"


class Worded(NamedTuple):
    """A number that is known by a word before it, or a home; the group is what is masked."""

    what: str
    word: str
    """Without it there is none in a text, so the pattern is compiled where there is. Words that begin with a sign, not with
    a choice of signs, are searched for ten times as fast."""
    pattern: str
    flags: int = 0


WORDED = (
    Worded(
        "职工号",
        "工号|工编号|师编号|事编号|教师号|人事号",
        r"(?:(?:职工|教工|员工|教师|人事)编号|教?职工号|教工号|教师号|人事号|员工号(?!召)|(?<![职教员施竣开复动罢手])工号)(?:码|为|是)?[:：= ]*([A-Za-z]{0,3}\d{4,12})(?!\d)",
    ),
    Worded("学号", "学号", r"学号(?:码|为|是)?[:：= ]*([A-Za-z]{0,3}\d{4,12})(?!\d)"),
    Worded(
        "微信号",
        "W[Ee][CcIi]|w[Ee][CcIi]|V[Xx]号?[:：]|v[Xx]号?[:：]|W[Xx]号?[:：]|w[Xx]号?[:：]",
        r"(?<![A-Za-z])(?i:weixin|wechat|vx|wx)号?[:：] ?([A-Za-z][\w-]{5,19})",
        re.ASCII,
    ),
    Worded(
        "微信号",
        "微信",
        r"(?<!公众)(?<!官方)(?<!服务)微信(?:(?:号码?|ID)[:：为是= ]*|[:：= ]+)([A-Za-z1-9][\w-]{5,19})",
        re.ASCII,
    ),
    Worded("身份证号", "身份证", r"身份证(?:件?号码?)?[:：为是= ]*((?:\d[-· ]?){14,18}[\dXx])(?![\dXx])"),
    Worded(
        "身份证号",
        "身份证",
        rf"身份证(?:件?号码?)?(?:的?{_LAST_DIGITS}[:：为是= ]*(\d{{3,9}}[\dXx]?)(?![\dXx])(?! ?[元人份名])"
        rf"|[:：为是= ]*(\d{{3,14}}(?:[*＊×#]|[xX]{{2}}|…){{2,}}[\dXx]{{0,6}}))",
    ),
    Worded(
        "银行卡尾号",
        "银行卡|工资卡",
        rf"(?:银行卡|工资卡)(?:卡?号码?)?的?{_LAST_DIGITS}[:：为是= ]*(\d{{3,6}})(?!\d)(?! ?[元人份名])",
    ),
    Worded(
        "银行卡号",
        "银行卡|工资卡|银行[账帐]号",
        r"(?:银行卡|工资卡|(?<!对公)(?<!单位)银行[账帐]号)(?:卡?号码?)?[:：为是= ]*((?:\d[- ]?){11,24}\d)(?!\d)",
    ),
    Worded("手机号码", "手机", r"手机(?:号码?)?[:：为是= ]*(1\d(?:[- ]?\d){8,11})(?!\d)"),
    Worded("手机号码", "手机", r"手机(?:号码?)?[:：为是]+ ?(\d(?:[- ]?\d){6,12})(?!\d)(?! ?[元台部个万])"),
    Worded(
        "住宅电话",
        "家庭电话|住宅电话|家里电话|家电话|家的电话",
        r"(?:家庭|住宅|家里|(?:老师|同志|教授|先生|女士|师傅|本人|我|自)家的?)电话(?:号码?)?[:：为是= ]*(\d(?:[- ]?\d){6,12})(?!\d)",
    ),
    Worded("微信号", "加[Vv微]", r"加(?:[Vv]|微信?)[:：信 ]*([A-Za-z][\w-]{5,19})", re.ASCII),
    Worded("QQ 号", "Q[Qq]|q[Qq]", r"[Qq][Qq](?:号码?)?[:：= ]*([1-9]\d{4,10})(?!\d)"),
    Worded("证件号", "护照|通行证|军官证", r"(?:护照|通行证|军官证)(?:号码?)?[:：= ]*([A-Za-z]{1,2}\d{7,9})(?!\d)"),
    Worded(
        "住址",
        "住址|家庭地址|居住地",
        r"(?:住址|家庭地址|居住地址?)(?:为|是)?[:：= ]+([^，。；\n]*(?:\d|[一二三四五六七八九十])[^，。；\n]{0,3}(?:号|室|栋|幢|单元|楼|户|村|组)[^，。；\n]*)",
    ),
    Worded(
        "出生日期",
        "出生|生日|生于",
        r"(?:出生(?:日期|年月日?)?|生日|(?<![发产诞新派衍萌滋学究考医师业先陪招高本科])生于)[:：为是于 ]*((?:19|20)\d\d(?:[-./]\d{1,2}[-./]\d{1,2}(?!\d)|年\d{1,2}月\d{1,2}日))(?! ?[（(]?[以之及至到前后起含])",
    ),
    Worded(
        "出生年月",
        "出生|生于",
        r"(?:出生(?:日期|年月)?|(?<![发产诞新派衍萌滋学究考医师业先陪招高本科])生于)[:：为是于 ]*((?:19|20)\d\d(?:[-./]\d{1,2}(?![-./\d])|年\d{1,2}月(?! ?\d)))(?! ?[（(]?[以之及至到前后起含])",
    ),
    Worded(
        "出生日期",
        "出生|日生|日 生|月生|月 生|号生|号 生",
        rf"(?<![至到—–~～-])({_DAY}) ?(?:出生(?![的人地率证儿婴子孩之者])|生(?=\Z|[，。；、）)\s]))",
    ),
    Worded(
        "车牌号",
        "·|•|车牌|号牌",
        rf"(?<!公务用车)(?<!公务车)(?<!公车)(?<!校车)(?<!班车)((?:[{_PROVINCES}][A-Z] ?[·•] ?"
        rf"|(?:(?<=车牌)|(?<=号牌)|(?<=车牌号)|(?<=车牌[:：])|(?<=车牌号[:：]))[{_PROVINCES}][A-Z])[A-HJ-NP-Z0-9]{{5,6}})(?![A-Za-z0-9])",
    ),
    Worded(
        "住址",
        "住址|家庭地址|住在|家住",
        rf"(?:住址|家庭地址|住在|家住)(?:为|是)?[:：= ]*([^，。；\n请到]{{0,30}}?{_ROOM})",
    ),
    Worded(
        "住址",
        "家住",
        r"家住[:：= ]*([^，。；\n]{0,30}?[\d一二三四五六七八九十] ?(?:栋|幢|单元|号楼)(?! ?[的各等、和及至]))",
    ),
    Worded(
        "住址", "单元|门 ?[0-9]", rf"((?:\d{{1,3}}|[A-Za-z一二三四五六七八九十]{{1,2}}) ?(?:栋|幢|座|号楼) ?{_DOOR})"
    ),
)


def _is_plain(word: str) -> bool:
    return re.escape(word) in (word, word.replace(" ", r"\ "))


_PARTED = [
    (
        one,
        frozenset(filter(_is_plain, one.word.split("|"))),
        "|".join(word for word in one.word.split("|") if not _is_plain(word)),
    )
    for one in WORDED
]
"""Each with its plain words, and with a pattern of the others."""
PLAIN_WORDS = Wordlist(sorted({word for _, plain, _ in _PARTED for word in plain}))
OTHER_WORDS = re.compile("|".join(dict.fromkeys(others for _, _, others in _PARTED if others)))


def worded_in(text: str) -> Iterator[Worded]:
    """Those of which a word stands in a text."""
    there = PLAIN_WORDS.among(text, set(text))
    others_too = OTHER_WORDS.search(text) is not None
    for one, plain, others in _PARTED:
        if not plain.isdisjoint(there) or (others_too and others and re.search(others, text)):
            yield one
