"""Checks of what the text of a congress says of attendance and votes, held against what is written beside it."""

from __future__ import annotations

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.late import late
from generator.record_type import Check, Findings, warning
from generator.records.congress.model import Congress, Delegates
from generator.records.congress.spoken import sentences

_CAME = late(r"(?P<word>应到|实到)(?:会)?(?:正式)?(?:代表|教职工|职工)?(?P<number>\d+)[人名]")
_KEYS = {"应到": "due", "实到": "present"}
_VOTE = late(
    r"赞成(?:票)?(?P<votes_for>\d+)票?[，、,]反对(?:票)?(?P<against>\d+)票?[，、,]弃权(?:票)?(?P<abstained>\d+)票"
)
_PARTS = ("votes_for", "against", "abstained")


@warning("教育部令第32号")
def text_attendance_differs(congress: Congress, facts: Facts) -> Findings:
    """正文里写的应到和实到人数，与这里写的相同。

    正文写了几个不同的应到或实到人数的，说的是几次全体会议，不查。
    """
    if congress.delegates is None or _doubted(congress, congress.delegates):
        return
    found = [(one, match) for one in sentences(congress) for match in one.found(_CAME)]
    for word, key in _KEYS.items():
        those = [(one, match) for one, match in found if match["word"] == word]
        written = getattr(congress.delegates, key)
        if len({match["number"] for _, match in those}) == 1 and int(those[0][1]["number"]) != written:
            (one, match), place = those[0], f"delegates 的 {key}"
            message = f"正文写「{match[0]}」，{place}（{word}）写的是 {written}"
            remedy = "查对会议记录，改正写错的一个；正文说的是其中一次全体会议的不用改"
            yield Finding(("text",), message, remedy, offset=one.offset(match))


def _doubted(congress: Congress, counted: Delegates) -> bool:
    """Whether the numbers are said to be wrong already: by each other, by the votes, or by the roster."""
    cast = [one.votes.cast for one in congress.decisions if one.votes is not None]
    listed = len(congress.roster)
    return (
        counted.present > counted.due
        or (listed > 0 and counted.due != listed)
        or any(one > counted.present for one in cast)
    )


@warning("教育部令第32号")
def text_votes_differ(congress: Congress, facts: Facts) -> Findings:
    """正文里写的赞成、反对、弃权票数，与决议里写的相同。

    只在三个数里有两个与一项决议相同、又没有哪一项三个都相同的时候提醒。
    """
    votes = [(one.title, one.votes) for one in congress.decisions if one.votes is not None]
    known = [(title, tuple(getattr(one, part) for part in _PARTS)) for title, one in votes]
    for sentence in sentences(congress) if known else ():
        for match in sentence.found(_VOTE):
            said = tuple(int(match[part]) for part in _PARTS)
            alike = [title for title, counts in known if sum(a == b for a, b in zip(said, counts, strict=True)) == 2]
            if len(alike) != 1 or any(counts == said for _, counts in known):
                continue
            counts = next(counts for title, counts in known if title == alike[0])
            shown = "、".join(
                f"{word} {count} 票" for word, count in zip(("赞成", "反对", "弃权"), counts, strict=True)
            )
            message = f"正文写「{match[0]}」，「{alike[0]}」的票数写的是{shown}"
            remedy = "查对计票记录，改正写错的一个；正文说的是另一项表决的不用改"
            yield Finding(("text",), message, remedy, offset=sentence.offset(match))


CHECKS: tuple[Check[Congress], ...] = (text_attendance_differs, text_votes_differ)
