"""Whether what is written as the name of one person is one: not several people, and nothing beside the name."""

from __future__ import annotations

import re

from generator.late import late
from generator.surnames import TWO_SIGNS

_NUMBER = r"(?:[\d两一二三四五六七八九十]+|几|多)"
_AND_OTHERS = late(rf"等\s*(?:{_NUMBER}?\s*(?:余|多)?\s*(?:[人名位]|代表|老师|同志|同学)*)?[)）]?\Z")
"""丘美珍等、丘美珍等5人、宁静宜等三名代表."""
_SIGNS = r"\u3400-\u9fff·"
_SPACE = late(rf"(?<=[{_SIGNS}])\s+(?=[{_SIGNS}])")
_JOINED = late(rf"([{_SIGNS}]{{2,4}})\s*[和与及]\s*([{_SIGNS}]{{2,4}})")
"""Two names: with what joins them they are longer than any one of Han characters, 李和平 and 欧阳和平 too."""
_BETWEEN = late(r"[、，,；;/／&＆+＋|｜\n]")
"""What stands between several names, and in no name."""
_UNLIKELY = re.compile(r"[^\u3400-\u9fff·A-Za-z]|[等和与及]")
"""One of these is in all that is more than a name; nearly every name is done with it."""
_NUMBERED = r"\A(?:[（(]?[一二三四五六七八九十\d]+[)）.．、]\s*|[①-⑳])"
_HEAD = late(_NUMBERED)
_BRACKETS = late(r"[（(【\[〔](?!等)[^）)】\]〕]*[）)】\]〕]?")
_MARK = r"[（(][男女大小老][）)]"
_AROUND = late(rf"{_NUMBERED}|[\d①-⑳]+|[（(【\[〔][^）)】\]〕]*[）)】\]〕]?|[）)】\]〕]|[.．。:：；;、，,]\Z")
_TITLES = ("同志", "老师", "教授", "主席", "院长", "处长", "书记", "先生", "女士")
"""How people are addressed: 骆行舟同志; where two signs or more stand before it."""
_NAMESAKE = late(rf"{_MARK}\Z")
"""With what two of the same name in one unit are told apart: 王芳（女）."""


def several_people(name: str) -> int:
    """How many people are written as one name, 2 where nobody can tell; 0 where it is one.

    Known are 丘美珍、占红梅, 丘美珍 占红梅, 丘美珍和占红梅, 丘美珍等5人. One person may be called 王 芳, 欧阳 建国, 李和平, John Smith.
    """
    if name.isascii() or not _UNLIKELY.search(name):
        return 0
    plain = _BRACKETS.sub("", _HEAD.sub("", name.strip()))
    parts = [one for one in map(str.strip, _BETWEEN.split(plain)) if one]
    if len(parts) > 1:
        return len(parts)
    if _AND_OTHERS.search(plain) and len(plain) > 2:
        return 2
    words = [one for one in _SPACE.split(plain) if one]
    if len(words) > 1 and words[0] not in TWO_SIGNS and all(len(one) >= 2 for one in words):
        return len(words)
    return 2 if _JOINED.fullmatch(plain) else 0


def beside_a_name(name: str) -> str:
    """What is written beside the name of one person: a number (2.屈晓梅), brackets (屈晓梅（土木学院）), a stray comma; '' where nothing is.

    A mark that tells namesakes apart, like 王芳（女）, belongs to the name.
    """
    title = _title_of(name)
    if title or not _UNLIKELY.search(name):
        return title
    found = _AROUND.search(_NAMESAKE.sub("", name.strip()))
    return found[0] if found is not None else ""


def _title_of(name: str) -> str:
    plain = name.rstrip()
    if not plain.endswith(_TITLES):
        return ""
    title = plain[-2:]
    before = plain.removesuffix(title)
    vice = before[-1:] if before[-1:] == "副" else ""
    return vice + title if len(before.removesuffix(vice)) > 1 else ""


def without_it(name: str) -> str:
    """The name alone."""
    title = _title_of(name)
    if title:
        return name.rstrip().removesuffix(title)
    mark = _NAMESAKE.search(name.strip())
    plain = name.strip()[: mark.start()] if mark is not None else name.strip()
    return _AROUND.sub("", plain).strip(" .．、") + (mark[0] if mark is not None else "")
