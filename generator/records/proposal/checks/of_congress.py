"""Checks of a congress that need its proposals: they live here, as a congress knows nothing of proposals."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.model import Stated, StatedOf
from generator.quoted import quoted
from generator.record_type import Findings, error, warning
from generator.records.congress.model import Congress
from generator.records.congress.odd_days import CLOSES, odd_day
from generator.records.proposal.counts import COUNTED, proposals_of, tally
from generator.records.proposal.earlier import right_until
from generator.records.proposal.lacking import Lacking, lacking, unexplained
from generator.records.proposal.model import Outcome, Proposal
from generator.records.proposal.stage import is_case
from generator.records.proposal.stated import UNRECORDED, Recomputed, meant, recomputed
from generator.records.proposal.strangers import beginning, stranger, usual_beginning
from generator.records.proposal.together import name_of
from generator.stated_figures import SINCE_LAST, StatedFigure
from generator.values import first_of

_A_REASON = 30
"""From how many signs on no two people write the same reason."""
_OUTCOMES = (StatedFigure.FILED, StatedFigure.SUGGESTED, StatedFigure.NOT_FILED)
_A_FEW, _MOST_NAMED = 2, 15
"""Up to how many proposals with a wrong outcome are told from a different way of counting; how many are named."""
_OF_LACKING = (
    "提案没有录全的，补录；只公布了一部分提案的，在这次大会写 partial: 是；原文的数抄错的，改正；"
    "原文就是这样写的保留不动，页面把两个数并列"
)
_OF_PARTLY = (
    "查对原文的数有没有抄错、这几件提案的内容有没有写错；原文说的是较早一天的，在 of 里写上 on；"
    "原文就是这样写的保留不动，页面把两个数并列"
)
_OF_CHANGE = "查对原文、这次和上次会议的件数；原文就是这样写的保留不动，页面把两个数并列"
_OF_MOVED = "查对它们的 review.outcome；记录没有错的，原文的数保留不动，页面把两个数并列"


@warning("P2")
def same_title(congress: Congress, facts: Facts) -> Findings:
    """同一次大会的提案，案由各不相同，理由也不一字不差；已经并案的除外。"""
    titles, reasons = dict[str, Proposal](), dict[str, Proposal]()
    for one in proposals_of(congress, facts):
        alike = titles.setdefault("".join(one.title.split()), one)
        copied = reasons.setdefault("".join(one.reason.split()), one)
        if alike is not one and _case(alike) != _case(one):
            message = f"案由与「{alike.id}」相同：「{one.title}」"
            yield Finding(("title",), message, "重复录入的删去一件；内容相近的并案；不同的事把案由写具体", one.id)
        elif copied is not one and _case(copied) != _case(one) and len(one.reason) >= _A_REASON:
            message = f"理由与「{copied.id}」一字不差：「{copied.title}」"
            yield Finding(("reason",), message, "重复录入的删去一件；复制来的改成这件的理由；内容相同的并案", one.id)


def _case(proposal: Proposal) -> str:
    return proposal.merged_into.id if proposal.merged_into else proposal.id


@warning("P12")
def no_answers_due(congress: Congress, facts: Facts) -> Findings:
    """有提案要答复的大会定了答复期限。"""
    if congress.answers_due is not None:
        return
    waiting = [one for one in proposals_of(congress, facts) if is_case(one, facts.as_of) and one.deadline is None]
    if waiting:
        message = f"有 {len(waiting)} 件提案要答复，大会没有写答复期限"
        yield Finding((), message, "写上 answers_due：交办文件规定的答复日期")


@warning("P3")
def no_proposal_deadline(congress: Congress, facts: Facts) -> Findings:
    """收到提案的大会写明提案截止日期，是否逾期由它看出。"""
    if congress.proposal_deadline is None:
        count = len(proposals_of(congress, facts))
        if count:
            message = f"有 {count} 件提案，大会没有写提案截止日期，看不出有没有逾期的"
            yield Finding((), message, "写上 proposal_deadline：通知规定的截止日期，当天算在内")


@error("P3")
def deadline_out_of_line(congress: Congress, facts: Facts) -> Findings:
    """提案截止日期与会期、答复期限相差不到规则 HY1 规定的答复期限天数，立案的提案不在它以后提交。

    只在截止日期与两者都对不上、又有立案的提案晚于它的时候算错。
    """
    closes = congress.proposal_deadline
    if closes is None or odd_day(congress, facts) != CLOSES or (congress.answers_due or closes) <= closes:
        return
    filed = (one for one in proposals_of(congress, facts) if one.review and one.review.outcome is Outcome.FILED)
    late = [one.id for one in filed if one.handed_in > closes]
    if late:
        message = f"截止日期 {closes} 与会期（{congress.held.start}）、答复期限（{congress.answers_due}）对不上，{first_of(late)} {len(late)} 件立案的提案都晚于它"
        yield Finding((CLOSES,), message, "查对年份和月份；改好以后再检查提案")


@warning("编写规则：编号看得出是哪次大会")
def id_of_another_congress(congress: Congress, facts: Facts) -> Findings:
    """一次大会的提案，编号的开头相同。

    只在其余的编号都一样、看得出规律的时候提醒。
    """
    usual, count = usual_beginning(congress, facts)
    for one in proposals_of(congress, facts) if usual else ():
        if beginning(one) != usual:
            message = f"编号「{one.id}」与「{congress.id}」的其余 {count} 件（{usual}-…）不一样"
            meant = stranger(congress, facts)
            hint = f"是不是「{meant.congress}」？" if meant is not None else ""
            remedy = f"{hint}查对 congress 是不是写错了；编号公开过的不能改，确实如此的不用改"
            yield Finding(("congress",), message, remedy, one.id)


@warning("P15")
def stated_count_differs(congress: Congress, facts: Facts) -> Findings:
    """原文写的提案件数、立案率、答复率和满意率，与提案记录算出来的一致。

    并案前和并案后分别计算；答复、评价、落实和办结按并案后计算。不予立案的，因撤销的也在内；立案以后撤回的
    仍算立案。撤销件数是审查前撤销的连同不予立案中因撤销的，只算前一种的同样认可。立案率是立案占征集，按并案后的立案算的同样认可，
    答复率是已答复占应答复，按期答复率是按期占到了期限的；满意率是满意的占评价的，把基本满意也算上的同样认可；
    办结率是办结的占要办理的、应答复的或已答复的，没有写办结的不核对；
    落实率、正在落实率、列入计划率、暂不能落实率和不能落实率，是办理结果占已答复的，占应答复的同样认可。
    提案人数、附议人数一人只算一次，人次每件都算，代表团提出的不算在内；承办单位数是主办的单位，连同协办的同样认可。
    写了 on 的算到那一天，办理结果和评价以后会变；写了 label 的只算这一类提案，占比是这一类占征集或占立案的；写了年份的，算那些年召开的各次会议。
    一件提案也没有公布的大会无法核对，不算不一致；只公布了一部分的（partial: 是），件数不少于公布的就行，比率不核对。
    比上次增加、比上次增长按两次会议的提案记录算，没有公布记录的按各自文件印的件数算；上届可以是上一次会议，也可以是上一届的。
    记录比原文少、几个数都因此对不上的，只说一次。并案前后的件数写混了的，指出原文正好是哪一个。
    """
    if stranger(congress, facts):  # it is counted here, and belongs to another
        return
    moved = None if congress.partial else _moved(congress, facts)
    if moved is not None:
        at = next(n for n, one in enumerate(congress.stated) if one.of == StatedOf(figure=moved.figures[0]))
        yield Finding(("stated", at, "value"), moved.message, _OF_MOVED)
    short, alone = _differing(congress, facts, moved)
    if short is not None:
        yield Finding(("stated", short.place, "value"), _said_of(short), _OF_LACKING)
    for index in alone:
        yield _difference(index, congress, facts)


def mistaken(congress: Congress, facts: Facts) -> frozenset[int]:
    """The places of printed numbers that the records tell to be other ones, each for itself."""
    whole = not congress.partial
    return frozenset(_differing(congress, facts, _moved(congress, facts))[1] if whole else ())


def _differing(congress: Congress, facts: Facts, moved: _Moved | None) -> tuple[Lacking | None, list[int]]:
    """Where numbers differ for want of records, and the places of those that differ for themselves."""
    of_moved = [StatedOf(figure=figure) for figure in moved.figures] if moved is not None else []
    differing = [
        n for n, one in enumerate(congress.stated) if one.of not in of_moved and _differs(one, congress, facts)
    ]
    differing = unexplained(differing, congress, facts)
    short = None if congress.partial else lacking(congress, differing, facts)
    told = {short.place, *short.others} if short is not None else set[int]()
    return short, [n for n in differing if n not in told]


def _differs(one: Stated, congress: Congress, facts: Facts) -> bool:
    written, given = quoted(one.value), recomputed(one, congress, facts)
    if one.of.figure in SINCE_LAST:
        rate = written is not None and written.unit in ("%", "‰")
        alike = rate is (one.of.figure is StatedFigure.GROWTH_THAN_LAST)  # else it is named as another kind of number
        return written is not None and alike and given.agrees(written) is False
    if written is None or not given.counts.collected or not given.found or one.of.figure in UNRECORDED:
        return False
    agrees = given.agrees(written)
    return agrees is False or (agrees is None and not given.partly)


def _said_of(short: Lacking) -> str:
    figure = short.stated.of.figure.value
    return (
        f"原文写「{short.stated.value}」（{figure}），提案记录只有 {short.recorded} 件，"
        f"少 {short.missing} 件；另有 {len(short.others)} 处原文的数也因此对不上"
    )


def _is_short(one: Stated, given: Recomputed) -> bool:
    """Whether fewer are on record than are printed."""
    written = quoted(one.value)
    return written is not None and all(each.value is not None and each.value < written.least for each in given.found)


def _difference(index: int, congress: Congress, facts: Facts) -> Finding:
    """What is said of one number that the records do not give."""
    one = congress.stated[index]
    given, written = recomputed(one, congress, facts), quoted(one.value)
    shown, what = "，".join(each.text for each in given.found), name_of(one.of, facts.find)
    if one.of.figure in SINCE_LAST:
        return Finding(("stated", index, "value"), f"原文写「{one.value}」（{what}），算出来是{shown}", _OF_CHANGE)
    if given.partly:
        message = f"原文写「{one.value}」（{what}），{shown}，比原文多"
        return Finding(("stated", index, "value"), message, _OF_PARTLY)
    message = f"原文写「{one.value}」（{what}），按提案记录是 {shown}"
    some = "，只公布了一部分的写 partial: 是" if one.of.figure in COUNTED and _is_short(one, given) else ""
    remedy = f"先查提案记录全不全{some}；原文就是这样写的保留不动，页面把两个数并列"
    if written is not None and (other := meant(one.of, written, given)) is not None:
        message += f"；正好是{other.value}"
        when = "并案后" if other.value.startswith("并案后") else "并案前"
        remedy = f"原文说的是{when}的件数，就把 of.figure 写成「{other.value}」；不是的，{remedy}"
    elif written is not None and (day := right_until(one, written, congress, facts)) is not None:
        message += f"；{day} 时正好是原文的数"
        remedy = f"原文是那时印的，在 of 里写上 on（截至哪一天，例如 on: {day}）；不是的，{remedy}"
    return Finding(("stated", index, "value"), message, remedy)


@warning("P15")
def partial_though_whole(congress: Congress, facts: Facts) -> Findings:
    """写了 partial: 是（只公布了一部分提案）的，原文写的征集件数多于公布的提案。"""
    count = len(proposals_of(congress, facts)) if congress.partial else 0
    for index, one in enumerate(congress.stated if count else ()):
        written = quoted(one.value)
        if one.of == StatedOf(figure=StatedFigure.COLLECTED) and written is not None and written.value == count:
            message = f"原文写「{one.value}」（征集件数），公布的提案正好有 {count} 件，却写了 partial: 是"
            remedy = "全部公布了的，删去 partial；原文的数抄错的，改正"
            yield Finding(("stated", index, "value"), message, remedy)


class _Moved(NamedTuple):
    """Two printed outcomes of the review that differ from the records by as many, one too many and one too few."""

    figures: tuple[StatedFigure, StatedFigure]
    message: str


def _moved(congress: Congress, facts: Facts) -> _Moved | None:
    """Where the outcomes of the review were printed and a few proposals were recorded with another of them."""
    counts = tally(proposals_of(congress, facts), facts.as_of)
    printed = {one.of.figure: quoted(one.value) for one in congress.stated if one.of == StatedOf(figure=one.of.figure)}
    apart = list[tuple[int, StatedFigure, tuple[Proposal, ...]]]()
    for figure in _OUTCOMES:
        written, those = printed.get(figure), COUNTED[figure](counts)
        if written is not None and not written.agrees(Decimal(len(those))):
            apart.append((int(len(those) - written.value), figure, those))
    if len(apart) != 2 or apart[0][0] + apart[1][0] or abs(apart[0][0]) > _A_FEW:
        return None
    (many, over, those), (_, under, _) = sorted(apart, key=lambda one: -one[0])
    named = first_of([one.id for one in those], _MOST_NAMED)
    message = f"按提案记录，{over.value}比原文多 {many} 件，{under.value}少 {many} 件：像是提案的审查结果写错了，在这几件里：{named}"
    return _Moved((over, under), message)


CHECKS = (
    same_title,
    no_answers_due,
    no_proposal_deadline,
    deadline_out_of_line,
    id_of_another_congress,
    stated_count_differs,
    partial_though_whole,
)
"""Checks of `Congress`."""
