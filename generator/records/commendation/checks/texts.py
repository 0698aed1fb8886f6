"""Numbers in the text of a decision: each is what some of its awards come to."""

from __future__ import annotations

from collections.abc import Iterable

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.late import late
from generator.numerals import NUMERALS, number_of
from generator.record_type import Check, Findings, warning
from generator.records.commendation.model import Award, Commendation
from generator.records.title.model import AwardObject

_NUMBER = rf"(\d+|[{NUMERALS}]+)"
_PERSONS = late(rf"等\s*{_NUMBER}\s*[名位](?:同志|教职工|教师|职工|会员)")
_GROUPS = late(rf"等\s*{_NUMBER}\s*个(?:先进)?(?:单位|集体|分工会|部门工会|工会小组)")
_HONOURS = late(rf"(?:表彰|授予|颁发)\s*{_NUMBER}\s*项荣誉")


@warning("B5 数字由记录算出")
def text_count_differs(record: Commendation, facts: Facts) -> Findings:
    """正文里写的「某某等几名同志」「某某等几个单位」「表彰几项荣誉」，是名单上有的项数。

    几项荣誉合在一起说的也算：怎样相加都不是这个数的才提醒。名单只公布了一部分的不比较。
    """
    if record.text is None or record.partial:
        return
    for pattern, kind in ((_PERSONS, AwardObject.PERSON), (_GROUPS, AwardObject.COLLECTIVE), (_HONOURS, None)):
        for found in pattern.finditer(record.text):
            if number_of(found[1]) not in _counts(record, kind):
                message = f"正文写「{found[0]}」，名单上怎样相加都不是 {number_of(found[1])}"
                remedy = "查对正文和名单，改正写错的一个；原文就是这样的、说的不是这份名单的不用改"
                yield Finding(("text",), message, remedy)


def _counts(record: Commendation, kind: AwardObject | None) -> set[int]:
    """What its awards of a kind may come to; how many honours there are, where no kind is asked for."""
    if kind is None:
        return {len({one.honour for one in record.awards}), len(record.awards)}
    return _sums(one for one in record.awards if one.object is kind)


def _sums(awards: Iterable[Award]) -> set[int]:
    """What any of the awards come to together, in items and in people."""
    found = {0}
    for one in awards:
        counts = {len(one.recipients), sum(each.people for each in one.recipients)}
        found |= {sum_ + count for sum_ in found for count in counts}
    return found


CHECKS: tuple[Check[Commendation], ...] = (text_count_differs,)
