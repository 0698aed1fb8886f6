"""Runs every check of every type, and those that hold for every record, over a whole dataset."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial
from types import MappingProxyType

from generator.beside import FEW, can_fork
from generator.dataset import Dataset, Facts, Note
from generator.diagnostics import Diagnostic, Finding, Position, Severity
from generator.entry import Entry
from generator.judgements import Judgements
from generator.judging import Judge, Places
from generator.meeting import Meeting
from generator.nearest import MOST_MEANT
from generator.one_cause import Found, said_once
from generator.raw_files import ATTACHMENTS, DATA, RawFile
from generator.record_type import AnyType, checks_for, neighbours
from generator.world import World

_FIRST = 3
"""Records of each type after which most of what its checks need has been met."""
_PIECE = 8
"""Records that are looked at in one go, by this process or by a second one."""


def check(
    dataset: Dataset,
    sources: Mapping[str, RawFile],
    types: Sequence[AnyType],
    as_of: date,
    today: date,
    attachments: Mapping[str, bytes] = MappingProxyType({}),
    judgements: Judgements | None = None,
    pinned: bool = False,
    meanwhile: Callable[[], object] = lambda: None,
    crowded: bool = False,
) -> list[Diagnostic]:
    """Every finding of every check. `attachments`: what each file below `data/attachments/` begins with.

    `judgements` hold what an earlier run found; what still holds is not looked for again. In the end they hold what
    this one found. `pinned` says that the configuration holds the site at its day: then what lies after it is said.
    `meanwhile` is done here in any case, while a second process, if there is one, begins with the records.
    `crowded`: the second processor has something else to do at first.
    """
    known = judgements or Judgements()
    places = Places(dataset, sources)
    world = World(dataset, (one.model for one in types), as_of, today, attachments, pinned)
    checks = cache(partial(checks_for, types=types))
    judge = Judge(checks, world, Facts(dataset, as_of), places)
    answer = cache(world.digest)
    _judge(_renewed(known, dataset, answer, neighbours(types)), known, judge, meanwhile, crowded)
    known.answered(answer)
    each = (Found(record_id, *one) for record_id in dataset.entries for one in known.found(record_id))
    found = list(said_once(each, dataset, places))
    missing: dict[str, list[str]] = {}
    for record_id in dataset.entries:
        for rule in known.missing(record_id):
            missing.setdefault(rule, []).append(record_id)
    found.extend(_missing_rule(rule, ids, dataset, places) for rule, ids in missing.items())
    return found


def _renewed(known: Judgements, dataset: Dataset, answer: Callable[[Note], str], order: Sequence[str]) -> list[Entry]:
    """The records of which what was found does not hold any more, those of one type side by side."""
    entries = dataset.entries
    known.settle(entries.keys(), answer)
    anew = [entry for key, entry in entries.items() if key not in known]
    anew.sort(key=lambda one: order.index(one.type_name))
    known.used = len(entries) - len(anew)
    return anew


def _judge(
    entries: Sequence[Entry], known: Judgements, judge: Judge, meanwhile: Callable[[], object], crowded: bool
) -> None:
    """Look at records, of many at some in a second process.

    Where that one would have to wait for its processor, what both need is worked out before there are two: the checks
    and patterns of each type, and what every record refers to.
    """
    alone = len(entries) <= FEW or not can_fork()
    first = _first_of_each_type(entries) if crowded and not alone else []
    for entry in first:
        known.put(entry.id, judge.judged(entry))
    rest = [entry for entry in entries if entry.id not in known]
    pieces = [rest[start : start + _PIECE] for start in range(0, len(rest), _PIECE)]

    def judged(number: int) -> Judgements:
        found = Judgements()
        for entry in pieces[number]:
            found.put(entry.id, judge.judged(entry))
        return found

    other = None if alone else Meeting.begun(len(pieces), lambda number: [judged(number).to_bytes("")])
    meanwhile()
    for number in range(len(pieces)):
        heard = other.take(number) if other is not None else None
        known.join(judged(number) if heard is None else Judgements.from_bytes(b"".join(heard), ""))
    if other is not None:
        other.leave()


def _first_of_each_type(entries: Sequence[Entry]) -> list[Entry]:
    """Some records of each type; by then all have been walked through."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        entry.about  # noqa: B018 - worked out when it is first asked for
        found.setdefault(entry.type_name, []).append(entry)
    return [entry for those in found.values() for entry in those[:_FIRST]]


def unused_attachments(dataset: Dataset, attachments: Iterable[str]) -> Iterator[Diagnostic]:
    """A warning for each attachment that no record names; none while some record cannot be read.

    Asked of the whole dataset only: among what an audience may see, the files of hidden records would show.
    """
    if dataset.unreadable:
        return
    used: dict[str, list[str]] = {}
    for entry in dataset.entries.values():
        for file in entry.about.files:
            used.setdefault(file, []).append(entry.id)
    for file in sorted(set(attachments) - used.keys()):
        position = Position(f"{DATA}/{ATTACHMENTS}/{file}")
        remedy = f"{_written_instead(used)}在记录的 attachments 里写上它，它才会公开；确实不要的再删去"
        yield Diagnostic("file/unused-attachment", Severity.WARNING, position, "没有记录引用这个附件", remedy)


def _written_instead(used: Mapping[str, Sequence[str]]) -> str:
    """Where one attachment is that of several records, one of them may have meant the one that is nobody's."""
    several = [f"{file}（{'、'.join(ids)}）" for file, ids in sorted(used.items()) if len(ids) > 1]
    return f"先查有没有写错的：几条记录引用同一个附件的有 {'；'.join(several[:MOST_MEANT])}。" if several else ""


def _bring(code: str, what: str) -> str:
    """How a site gets what a newer gongkai asks of a rule: an update leaves what the site has changed or deleted."""
    remedy = "在站点的目录运行 gongkai init --update . 带来新的规则"
    if what == "规则":
        return f"{remedy}；本站删去过的不会再带来，自己写好 data/rules/{code}.yml"
    return f"{remedy}；data/rules/{code}.yml 本站改过的，更新不动它，列出缺的{what}，照着写进去"


_IN_RULES = {"values": "数值", "terms": "词语"}
MISSING_RULE = "检查要用的规则和数值都在 data/rules/ 里。"


def _missing_rule(rule: str, ids: Sequence[str], dataset: Dataset, places: Places) -> Diagnostic:
    """One diagnostic for all the records that need a rule, where it would stand; or for what a rule lacks, at the rule.

    `rule` is its code, or code, key and name: `XS1:terms:敏感事项`.
    """
    code, _, rest = rule.partition(":")
    key, _, name = rest.partition(":")
    what = f"规则 {code} 的 {key} 里没有{_IN_RULES[key]}「{name}」" if name else f"没有规则 {code}"
    message = f"{what}，{len(dict.fromkeys(ids))} 条记录无法检查，例如 {ids[0]}"
    finding = Finding((key,), message, _bring(code, _IN_RULES.get(key, "规则")))
    there = code in dataset.entries
    position = places.position(code, finding) if there else Position(f"{DATA}/rules/{code}.yml")
    return Diagnostic("rule/missing-rule", Severity.ERROR, position, finding.message, finding.remedy)
