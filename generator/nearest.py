"""The nearest known word to one that is not known, or all that are equally near."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from generator.late import late

NAMED_BY = 3
"""Records that name an id from which on it is the record that is missing."""
MOST_MEANT = 3
"""Words that are offered for one: where more are equally near, none says anything."""
_MOST_CLOSE = 12
_NUMBER = late(r"\d+", re.ASCII)


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
    those that begin alike.
    """
    words = sorted(set(known))
    same = [one for one in words if _folded(one) == _folded(word)]
    if same:
        return same
    close = [one for one in get_close_matches(word, words, n=_MOST_CLOSE, cutoff=0.6) if _same_number(word, one)]
    ranks = {one: (slips(word, one), one[:1] != word[:1]) for one in close}
    return sorted(one for one, rank in ranks.items() if rank == min(ranks.values()))


def home_of(record_id: str, paths: Mapping[str, str], folder: str = "") -> str:
    """The folder in which a record of an id would stand: that of the id most like it, of those that begin alike.

    `paths`: where the known ones stand. Where none is like it, `folder` below data/; '' where none is given either.
    """
    head = record_id.partition("-")[0]
    begun = {
        key: path
        for key, path in paths.items()
        if key.partition("-")[0] == head and path.startswith(f"data/{folder}/" if folder else "data/")
    }
    near = all_nearest(record_id, begun) if "-" in record_id else []
    homes = {begun[one].rpartition("/")[0] for one in near}
    home = homes.pop() if len(homes) == 1 else f"data/{folder}" if folder else ""
    return f"{home}/" if home else ""


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


def _same_number(word: str, known: str) -> bool:
    """Whether the digits of two words are the same but for one slip: TA-0803-999 is no slip for TA-0803-069."""
    written, wanted = _NUMBER.findall(word), _NUMBER.findall(known)
    if list(map(int, written)) == list(map(int, wanted)):
        return True
    one, other = "".join(written), "".join(wanted)
    if len(one) != len(other):
        longer, shorter = sorted((one, other), key=len, reverse=True)
        return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
    unlike = [at for at, (first, second) in enumerate(zip(one, other, strict=True)) if first != second]
    swapped = len(unlike) == 2 and unlike[1] == unlike[0] + 1 and one[unlike[0]] == other[unlike[1]]
    return len(unlike) < 2 or (swapped and one[unlike[1]] == other[unlike[0]])
