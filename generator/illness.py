"""How a text tells of the illness or the hardship of somebody: of whom a citation praises, of whom a name stands beside.

What stands here is language: between which words a name and an illness belong together. Which words are illness and
hardship a rule says; of them only those stand here that are spoken of in ways of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.late import late
from generator.small_counts import NOT_OF_PERSONS, TRADES, any_of
from generator.surnames import SURNAMES, WORDS_LIKE_NAMES, plain_name

TITLES = ("老师", "同志", "教授", "副教授", "讲师", "博士", "女士", "先生", "师傅", "主任", "处长", "院长", "书记")
_NO_NAMES = "任课|方案|全体|单位|文科|安全|方便|班主任|和|于|同"
"""What begins with a surname and is none."""
_NOT_NAMED = late(_NO_NAMES)
NAMED = rf"(?!{_NO_NAMES})[{''.join(sorted(SURNAMES))}][\u4e00-\u9fff]{{0,2}}?(?:{'|'.join(TITLES)})"
_SIGNS = "患 带病坚 带病工 带病上 带病授 带病参 带病值 带病仍 抱病 确诊 术后 病痛 病体 病躯 病重 病危 养病 病休 治病 卧床 瘫痪 致残 负伤 身残 困难户 困难家庭 困难教师 糖尿病 心脏病 肾病 肝炎"
SIGNS = tuple(_SIGNS.split())
"""One of these words is in whatever is found here, or one of the rule's."""
_DISEASES = "白血病|尿毒症|抑郁症?|糖尿病|癌症?|心脏病|肾病|肝炎|艾滋病"
"""Which one somebody has, or goes on working with."""
_ILL = r"患(?:有|了|上)?[^，。；、\s看望慰问]{0,8}?(?:病|癌|瘤|症)"
_MEANWHILE = r"(?:因|身|不幸|突发|突然|近日|目前|正在|正|被|在[^，。；\s]{0,6}医院|[\d年月日]{1,9}|做了?|接受)"
_STAFF = r"(?:教?职工|教师|教工|学生|会员)"
_AHEAD_OF_NAMES = late(
    rf"(?:\A|[，。；、：:（(\s“「]|慰问|看望|探望|走访|补助|救助|资助|帮扶|提案人|附议人|代表|同事|{_STAFF}|[给为系院部处室所馆科])\Z"
)
_BEHIND_NAMES = late(r"\Z|[，。；、：:！（()）\s\d等各及和与]|一家|家属|夫妇|慰问")
_BEFORE_ILL = late(rf"{_MEANWHILE}\Z")
_BRACKET = late(r"[（(][^（）()，。；]{0,6}\Z")
_MOST_ENDS = 4
_LONGEST = 20
"""Characters before an illness that are looked at."""
_ILL_OF = ("患", "确诊")
_LONGEST_NAME, _MEANWHILE_LONGEST = 3, 3
"""Signs of a name, and of what may stand between it and an illness: 张伟不幸被确诊."""
_GRAVELY_ILL = late(
    rf"(?:\A|[，。；、：:（(\s]|慰问|看望|补助|救助|资助|帮扶|教?职工|教工|教师|学生|[给为])(?!{WORDS_LIKE_NAMES})"
    rf"[{''.join(sorted(SURNAMES))}][\u4e00-\u9fff]{{1,2}}(?:不幸)?(?:身患|罹患|被?确诊为?|患(?:有|了|上)?)(?!者)"
    rf"[^者，。；、\s]{{0,6}}?(?:{_DISEASES}|瘤|重病|大病|绝症|精神病|肺结核)"
)
"""A name without a title before an illness that says all of somebody: 张伟患癌."""


class Told(NamedTuple):
    """What a text tells, and where."""

    start: int
    said: str


def _behind_a_surname(text: str, words: Sequence[str], most: int) -> bool:
    """Whether one of some words stands at most so many signs behind that of a surname: a name may be in between."""
    return any(
        not SURNAMES.isdisjoint(text[max(0, match.start() - most) : match.start()])
        for word in words
        if word in text
        for match in re.finditer(word, text)
    )


def told_of_named(words: tuple[str, ...], text: str, named: tuple[str, ...]) -> Told | None:
    """Where a text tells of the illness or hardship of somebody with a name: with a title, in the record, or plain."""
    near = [text[max(0, ill.start() - _LONGEST) : ill.end() + _LONGEST] for ill in _illness(words).finditer(text)]
    if any(_behind_a_surname(one, TITLES, _LONGEST_NAME) for one in near):
        found = _told_of(words, NAMED).search(text)
        if found:
            return Told(found.start(), found[0])
    if named and near:
        found = _told_of(words, rf"(?:{any_of(named).pattern})(?:{'|'.join(TITLES)})?").search(text)
        if found:
            return Told(found.start(), found[0])
    found = _GRAVELY_ILL.search(text) if _behind_a_surname(text, _ILL_OF, _LONGEST_NAME + _MEANWHILE_LONGEST) else None
    return Told(found.start(), found[0]) if found else _told_of_plain(words, text)


@lru_cache(maxsize=2)
def _of_oneself(words: tuple[str, ...]) -> re.Pattern[str]:
    """How those who write of themselves do: 我上月心梗住院; not 我校, not what a rule or an if says of anybody."""
    unless = "".join(
        f"(?<!{one})" for one in ("如果", "若", "万一", "假如", "要是", "一旦", "当", "等", "让", "给", "自")
    )
    when = r"(?:上个?月|上周|去年|今年|前年|最近|曾|也|刚|自己|两次)?"
    return re.compile(
        rf"{unless}(?:我(?![校院们国省市区县家系所处部馆室会学方司])|本人|提案人|笔者){when}{_MEANWHILE}{{0,3}}{_ill(words)}"
        r"(?![^，。；、]{0,3}[的者时可需须应均]|[或、费报等和])"
    )


def told_of_oneself(words: tuple[str, ...], text: str) -> Told | None:
    """Where somebody tells of an own illness."""
    said = any(one in text for one in ("我", "本人", "提案人", "笔者")) and _illness(words).search(text)
    found = _of_oneself(words).search(text) if said else None
    return Told(found.start(), found[0]) if found else None


def _ill(words: tuple[str, ...]) -> str:
    return rf"(?:{any_of(words).pattern}|{_ILL}){NOT_OF_PERSONS}"


@lru_cache(maxsize=8)
def _told_of(words: tuple[str, ...], named: str) -> re.Pattern[str]:
    """A word for illness or hardship before a name (住院的陈老师), or behind one (陈老师因病)."""
    behind = r"(?:治疗|手术|在家)?(?:的(?:退休|困难)?(?:教?职工|教师)?|(?:教?职工|教师))"
    return re.compile(
        rf"{_ill(words)}{behind}{named}|{named}(?:{_MEANWHILE}{{0,3}}|[（(][^（）()，。；]{{0,6}}){_ill(words)}"
    )


def _told_of_plain(words: tuple[str, ...], text: str) -> Told | None:
    """The same of names without a title, which are known by how they are spelt: 住院的张伟, 张伟骨折, 张伟（胃癌）."""
    for ill in _illness(words).finditer(text):
        back = _name_before(text[max(0, ill.start() - _LONGEST) : ill.start()])
        if back:
            return Told(ill.start() - back, text[ill.start() - back : ill.end()])
        led = _led(words).match(text, ill.start())
        name = _name_at(text, led.end()) if led else ""
        if led and name:
            return Told(ill.start(), led[0] + name)
    return None


def _name_before(before: str) -> int:
    """How far before the end of a text a name begins, with nothing behind it but how an illness came; 0 without one."""
    bracket = _BRACKET.search(before)
    ends = [len(before) if bracket is None else bracket.start()]
    while len(ends) < _MOST_ENDS and (came := _BEFORE_ILL.search(before[: ends[-1]])):
        ends.append(came.start())
    for end in ends:
        for start in (end - 3, end - 2):
            if start >= 0 and plain_name(before[start:end]) and _AHEAD_OF_NAMES.search(before[:start]):
                return len(before) - start
    return 0


def _name_at(text: str, start: int) -> str:
    """The name that stands at a place, with what ends it behind it; '' where none does."""
    names = (text[start : start + length] for length in (3, 2))
    return next((one for one in names if plain_name(one) and _BEHIND_NAMES.match(text, start + len(one))), "")


@lru_cache(maxsize=2)
def _illness(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(_ill(words))


@lru_cache(maxsize=2)
def _led(words: tuple[str, ...]) -> re.Pattern[str]:
    """An illness with what leads from it to a name: 住院的退休教师."""
    return re.compile(rf"{_ill(words)}(?:治疗|手术|在家)?(?:的(?:退休|困难)?{_STAFF}?|{_STAFF})[：:]?")


_HELPING = late(
    "走访|慰问|看望|探[望视访]|帮|救助|资助|补助|关[心爱怀]|照[顾料看]|陪[护伴]|服务|义诊|送温暖|捐|申请|救治|抢救|诊治|医治"
    "|护送|组织|动员|安抚|宣传|科普|研究|发现"
)
"""Words before an illness that make it somebody else's."""
_OTHERS = (
    r"(?:患者|病人|病友|学生|同学|学员|学子|同事|同仁|[教员职]工|老师|教师|群众|居民|村民|老人|老年|儿童|青年|孩子们|家长|人员|会员"
    r"|邻居|战友|师生|人群|群体|人士|运动员|大学生|女童|少年|对方|他人|旅客|乘客|路人)"
)
_OF_OTHERS = late(rf"{_OTHERS}[^，。；]{{0,6}}\Z")
_THEIR = late(rf"{_OTHERS}的?\Z")
_ABOUT_OTHERS = late(
    rf"(?:的)?(?:一[名位个])?(?:[退离]休|困难|贫困|特困|年轻|家庭)?{_OTHERS}|[者率人]|{TRADES}"
    r"|(?:[后的]|康复|功能|并发症){0,2}(?:研究|课题|管理|随访|评估|训练|指南|手册)"
)
_CLINIC = late("患者|病人|病友|病[房区员]|查房|随访|护理|临床|门诊|主刀|诊疗|急诊|[台例]手术|手术[室台]|护士|医师|医生")
"""Of those whose work is with the ill."""
_MANY = "一二两三四五六七八九十几数多半"
_GOES_ON = (
    rf"(?=\Z|[，、。；\s]|期间|之?后|仍|还|依然|依旧|坚持|[{_MANY}\d]|未|在[身床家]|缠身|卧|手术|住院|术后|化疗|放疗|治疗|休养|康复"
    r"|不[下离忘]|却|但|时|也|初愈|痊愈)"
)
_GRAVE = rf"(?:{_DISEASES}|肿瘤|[中卒]风|[心脑]梗|骨折)"
_ELDERS = r"(?:丈夫|妻子|爱人|老伴|配偶|父亲|母亲|父母|双亲|公公|婆婆|岳父|岳母|家人|家里人)"
_KIN = rf"(?:{_ELDERS}|儿子|女儿|孩子)(?![节们])"
_OWN = late(
    rf"(?:身患|罹患|(?<![取获赢])得了|(?<![隐后医鼠防忧祸外虫水])患(?:有|了|上)?)[^，。；、的者]{{0,8}}?(?:病|癌症?|瘤|症|炎){_GOES_ON}"
    rf"|(?:查出|被?确诊为?|诊断为)[^，。；、的者]{{0,6}}?{_GRAVE}{_GOES_ON}"
    r"|(?:癌|瘤|结节|骨折|病|症|置换|移植|搭桥|支架|切除)(?:手术|术)(?:期间|之?后)"
    r"|(?<![技艺学武算权战美手])手?术(?:期间|之?后)[^，。；]{0,12}?(?:返岗|返校|复[岗工]|上[班课岗]|回到|重返|讲台|岗位|值守|坚持|仍|还|依然|\Z)"
    rf"|(?:化疗|放疗|透析|住院|卧床|养病|病休|治病)(?:期间|之?后|仍|还|依然)"
    rf"|{_GRAVE}(?:期间|之?后|康复后|未愈|初愈|痊愈后|仍|依然|坚持|缠身|在身|多年)"
    r"|(?:抱病|带病)(?:坚持|工作|上课|上岗|授课|参加|值守|仍)|(?:忍[着受住]?|拖着|不顾)[^，。；]{0,4}病[痛体躯]"
    r"|(?:因[工公病伤]{1,2}|工伤|意外)(?:致残|负伤)|负伤(?:后|仍|不下)|工伤(?:之?后|期间|仍|未愈|[一二三四五六七八九十\d]{1,2}级)"
    r"|(?:肢体|视力|听力|言语|智力|精神|多重|身体|身有)残疾|残疾[一二三四1-4]级|身残志坚"
)
"""How a citation speaks of an illness of whom it praises, where nothing governs it."""
_POOR = r"(?:特困|低保|困难)(?:教?职工|教师|户|家庭)"
_OWN_HARDSHIP = late(
    rf"\A(?:系|是|属|身为|作为|列为|本人)?(?:[我本学][校院])?(?:一[名位个户])?{_POOR}(?:、{_POOR})*(?=\Z|仍|但|却)"
)
_ILL_KIN = r"(?:患(?:有|了|上)?[^，。；、]{0,8}?(?:病|癌|瘤|症)|身患|罹患|确诊|查出|住院|病重|病危|重病|瘫痪|卧床|中风|[心脑]梗|骨折|手术|化疗|残疾)"
_KIN_ILL = late(rf"{_KIN}[^，。；、]{{0,6}}?{_ILL_KIN}|{_ILL_KIN}(?:在床)?的{_ELDERS}")


def own_illness(citation: str) -> Told | None:
    """Where a citation tells of an own illness or hardship, or of one in the family: not of those whom one helps."""
    for clause in re.finditer(r"[^，。；！？\n]+", citation):
        found = _own(clause[0])
        if found:
            return Told(clause.start() + found.start(), found[0])
    return None


def _own(clause: str) -> re.Match[str] | None:
    for match in _OWN.finditer(clause):
        before, behind = clause[: match.start()], clause[match.end() :]
        governed = _HELPING.search(before) or _OF_OTHERS.search(before) or _ABOUT_OTHERS.match(behind)
        if not governed and not _CLINIC.search(clause):
            return match
    kin = _KIN_ILL.search(clause)
    if kin and not (_THEIR.search(clause[: kin.start()]) or _ABOUT_OTHERS.match(clause[kin.end() :])):
        return kin
    return _OWN_HARDSHIP.search(clause)


AID_WORDS = ("困难补助", "困难补贴", "困难帮扶", "困难救助", "困难慰问", "生活困难", "送温暖")
"""Words for what is given to those in need, which name nobody as ill."""
_PAID = late(
    r"(?P<names>[^\s\d，。；：:（()）,;]{2,30}?)\s?[：:]?\s?(?:各|每人|人均|共|补助|发放|领取)?\s?\d[\d,.]*\s?[万千百]?元"
)
_SUM = late(r"\s?[：:]?\s?(?:各|每人|共)?\s?(?:\d[\d,.]*\s?[万千百]?元)?(?:等\d*人)?。?\Z")
_AND = late(r"[、，,；和]\s?|\s")
_VERB = late(rf"\A(?:[给为]|补助|慰问|看望|救助|{_STAFF}){{1,2}}")


def _is_payee(word: str) -> bool:
    """Whether a word is a name, plain or with a title (王老师)."""
    bare = next((word.removesuffix(one) for one in TITLES if word.endswith(one)), "")
    return plain_name(word) or (0 < len(bare) <= 3 and bare[0] in SURNAMES and not _NOT_NAMED.match(word))


def _paid(text: str, start: int = 0) -> Told | None:
    """The first name with a sum of money behind it: 王秀兰、赵大勇各3000元."""
    for match in _PAID.finditer(text, start):
        last = _AND.split(match["names"])[-1]
        name = last if _is_payee(last) else _VERB.sub("", last)
        if _is_payee(name):
            place = match.end("names") - len(name)
            return Told(place, text[place : match.end()])
    return None


def aided(words: tuple[str, ...], text: str) -> Told | None:
    """Where a text says who was given how much for want or illness: 困难补助：王秀兰、赵大勇各3000元."""
    for line in re.finditer(r"[^\n。；]+", text) if "元" in text else ():
        aid = _aid(words).search(line[0])
        paid = _paid(line[0], aid.end()) if aid else None
        if paid:
            return Told(line.start() + paid.start, paid.said)
    return None


def listed(words: tuple[str, ...], over: str, text: str) -> Told | None:
    """The names of those given to, where a text is a list of them, with or without sums, under a word for aid."""
    if not _aid(words).search(over):
        return None
    names = [_VERB.sub("", _SUM.sub("", one)) for one in _AND.split(text.strip()) if one]
    return Told(0, text) if names and all(map(_is_payee, names)) else _paid(text)


@lru_cache(maxsize=2)
def _aid(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of((*AID_WORDS, *words)).pattern}){NOT_OF_PERSONS}")
