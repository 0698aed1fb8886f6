"""The nearest known word to one that is not known, or all that are equally near."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from generator.late import late

NAMED_BY = 3
"""Records that name an id from which on it is the record that is missing."""
MOST_MEANT = 3
"""Words that are offered for one: where more are equally near, none says anything."""
_MOST_CLOSE = 12
_NUMBER = late(r"\d+", re.ASCII)
_YEAR = late(r"(?<!\d)(?:19|20|21)\d{2}(?!\d)", re.ASCII)
_BREAK = late(r"[-_./\s]+")
_EXTENSION = late(r"\.\w{1,5}\Z", re.ASCII)
_FAR_YEARS = 5
"""Years that lie further apart than this are no two years of one register: 2052 is a slip for 2025."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, or '' where none is near; ties go to the first in order."""
    words = sorted(set(known))
    folded = {one.casefold(): one for one in reversed(words)}
    if word.casefold() in folded:
        return folded[word.casefold()]
    close = get_close_matches(word, words, n=5, cutoff=0.6)
    return next((one for one in close if _same_number(word, one)), "")


def all_nearest(word: str, known: Iterable[str]) -> list[str]:
    """The known words most like `word`, in order: several where nothing tells which was meant.

    One that is the same but for capitals and leading zeros is it; else those with the fewest slips, and of these
    those that begin alike. One of another year is none of them, nor one of which a third of the letters differ.
    """
    words = sorted(set(known))
    same = [one for one in words if _folded(one) == _folded(word)]
    if same:
        return same
    near = get_close_matches(word, _of_its_year(word, words), n=_MOST_CLOSE, cutoff=0.6)
    close = [one for one in near if _same_number(word, one) and _alike(word, one)]
    ranks = {one: (slips(word, one), one[:1] != word[:1]) for one in close}
    return sorted(one for one, rank in ranks.items() if rank == min(ranks.values()))


def home_of(record_id: str, paths: Mapping[str, str], folder: str = "") -> str:
    """The folder in which a record of an id would stand: that of most of the ids that share its longest beginning.

    `paths`: where the known ones stand. Where none is like it, `folder` below data/; '' where none is given either.
    """
    head, dash, _ = record_id.partition("-")
    base = f"data/{folder}/" if folder else "data/"
    begun = [key for key, path in paths.items() if key.partition("-")[0] == head and path.startswith(base)]
    longest = max((_shared(record_id, one) for one in begun), default=0)
    homes = Counter(paths[one].rpartition("/")[0] for one in begun if dash and _shared(record_id, one) == longest)
    home, times = homes.most_common(1)[0] if homes else ("", 0)
    if times * 2 > homes.total():
        return f"{home}/"
    return base if folder else ""


def _shared(word: str, other: str) -> int:
    """How many signs two words begin with alike."""
    return next(
        (at for at, (one, its) in enumerate(zip(word, other, strict=False)) if one != its), min(len(word), len(other))
    )


def nearest_file(file: str, known: Iterable[str]) -> str:
    """The file that was meant, '' where none is near: one of the same name in another folder, or with few slips."""
    words = list(known)
    same = [one for one in words if _stem(one.rpartition("/")[2]) == _stem(file.rpartition("/")[2])]
    if len(same) == 1:
        return same[0]
    return nearest(file, same or [one for one in words if _alike(_stem(file), _stem(one))])


def _stem(file: str) -> str:
    return _EXTENSION.sub("", file.casefold())


def near_links(record_id: str, known: Iterable[str], naming: int) -> str:
    """What to write instead of a link to a record that is not there; so many other records name it."""
    if naming >= NAMED_BY:
        return file_gone(record_id, naming)
    near = all_nearest(record_id, known)
    links = "、".join(f"[[{one}]]" for one in near)
    return (
        f"是不是 {links}？" if 0 < len(near) <= MOST_MEANT else f"改成已有的编号，或去掉方括号；{was_there(record_id)}"
    )


def file_gone(record_id: str, naming: int, home: str = "") -> str:
    """What to do about an id that so many records name that it is no slip of theirs: the record itself is missing."""
    return f"{naming} 条记录都写到它：是不是 {home}{record_id}.yml 删掉了，或者文件名写错了？补上或改回文件名"


def was_there(record_id: str) -> str:
    """What to do where there was such a record."""
    return f"原来有这条记录的，补上 {record_id}.yml 或改回文件名"


def _folded(word: str) -> str:
    return _NUMBER.sub(lambda match: str(int(match[0])), word.casefold())


def slips(word: str, other: str) -> int:
    """How many signs were missed, added, mistaken or swapped with their neighbour to make one word of the other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, sign in enumerate(word, 1):
        earlier, before = before, row
        row = [at]
        for to, wanted in enumerate(other, 1):
            least = min(before[to] + 1, row[-1] + 1, before[to - 1] + (sign != wanted))
            if at > 1 and to > 1 and word[at - 2] == wanted and sign == other[to - 2]:
                least = min(least, earlier[to - 2] + 1)
            row.append(least)
    return row[-1]


def _of_its_year(word: str, known: Sequence[str]) -> Sequence[str]:
    """Those that do not name another year: BG-2024-JXXY is never meant by BG-2025-JXXY."""
    years = _YEAR.findall(word)
    if not years:
        return known
    return [one for one in known if all(map(_may_be, years, _YEAR.findall(one)))]


def _may_be(year: str, other: str) -> bool:
    return year == other or (abs(int(year) - int(other)) > _FAR_YEARS and year[:3] != other[:3])


def _alike(word: str, other: str) -> bool:
    """Whether each part of a word differs in no more than one sign, or a third of them; or only lacks some at the end."""
    parts, others = (_BREAK.split(one.casefold()) for one in (word, other))
    if len(parts) != len(others):
        fewer, more = sorted((parts, others), key=len)
        return set(fewer) <= set(more) or slips(word, other) * 3 <= max(len(word), len(other))
    return all(map(_one_word, parts, others))


def _one_word(part: str, other: str) -> bool:
    if slips(part, other) <= max(1, len(part) // 3):
        return True
    return min(len(part), len(other)) > 1 and (part.startswith(other) or other.startswith(part))


def _same_number(word: str, known: str) -> bool:
    """Whether the digits of two words are the same but for one slip: TA-0803-999 is no slip for TA-0803-069."""
    written, wanted = _NUMBER.findall(word), _NUMBER.findall(known)
    if list(map(int, written)) == list(map(int, wanted)):
        return True
    one, other = "".join(written), "".join(wanted)
    if len(one) != len(other):
        longer, shorter = sorted((one, other), key=len, reverse=True)
        return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
    unlike = sum(first != second for first, second in zip(one, other, strict=True))
    return unlike < 2 or swapped(one, other) is not None


def swapped(one: str, other: str) -> tuple[str, str] | None:
    """The two neighbouring signs by whose changing places one word is the other, as each has them: 70 and 07 of 21270 and 21207.

    None where it is not so.
    """
    apart = [place for place, (first, second) in enumerate(zip(one, other, strict=False)) if first != second]
    if len(one) != len(other) or len(apart) != 2 or apart[1] - apart[0] != 1:
        return None
    here, there = (word[apart[0] : apart[1] + 1] for word in (one, other))
    return (here, there) if here == there[::-1] else None
