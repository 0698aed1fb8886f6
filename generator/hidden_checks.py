"""The checks of what a public page must not tell, for every record: ids of campus records, names without consent."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from generator.audience import Audience
from generator.consent import names
from generator.diagnostics import Cause, CauseKind, Finding
from generator.model import Record
from generator.prose import targets
from generator.record_type import Findings
from generator.surnames import person_in_office
from generator.values import first_of, shortened
from generator.world import World

IN_TEXTS = "texts"
"""What those have in common that speak of a campus record in their texts, where they could do without."""
_DASHES = "-－‐‑–—"
_WRITTEN_ID = re.compile(rf"(?<![A-Za-z0-9])[A-Za-z]{{1,6}}(?:[{_DASHES}][A-Za-z0-9]{{1,12}})+(?![A-Za-z0-9])")
_TO_HYPHEN = str.maketrans(dict.fromkeys(_DASHES, "-"))
_SHORTEST_PLAIN_NAME = 3
"""Characters from which on a name stands for itself: 文明 or 高峰 may be a word."""
_BEFORE = "提案人|附议人|代表|老师|同志|教授|本人|我是|我叫|联系人|姓名|签名|署名"
_BEHIND = "老师|代表|同志|教授|副教授|讲师|博士|先生|女士|师傅|主任|处长|院长|书记|提出|提议|反映|建议|附议|认为"


def written_ids(text: str) -> Iterator[tuple[int, str]]:
    """What looks like an id in a text, with where it stands: in small letters and with longer dashes too.

    What stands in `[[…]]` is left to whoever follows links.
    """
    for match in _WRITTEN_ID.finditer(text):
        if not text[: match.start()].rstrip().endswith("[["):
            yield match.start(), unicodedata.normalize("NFKC", match[0].translate(_TO_HYPHEN)).upper()


def needs_hidden(record: Record, world: World) -> Findings:
    """社会公开的记录，必需引用的记录也都社会公开；文字里不写只在校内公开的记录的编号。

    否则公开的页面要么缺了必需的内容，要么泄露校内记录的编号。可有可无的引用（如 related）在公开页面上自动略去，写在文字里的编号不会。
    """
    if record.audience is Audience.CAMPUS:
        return
    for mention in world.mentions(record):
        if mention.needed and world.hidden(mention.id):
            yield Finding(
                mention.place,
                f"「{mention.id}」只在校内公开，社会公开的记录不能依赖它",
                "把它改为 public，或把本记录写成 audience: campus",
                cause=Cause(CauseKind.HIDDEN, mention.id),
            )
    written = world.written(record)
    if "[[" not in written and not _WRITTEN_ID.search(written):
        return
    for text in world.texts(record):
        for target in targets(text.text) if text.prose and "[[" in text.text else ():
            if target.kind == "record" and world.hidden(target.address):
                message = f"正文里的 [[{target.address}]] 只在校内公开"
                remedy = "删去这个链接，编号本身也不能公开"
                cause = Cause(CauseKind.HIDDEN, target.address, alike=IN_TEXTS)
                yield Finding(text.place, message, remedy, offset=target.offset, cause=cause)
        for offset, told in written_ids(text.text) if _WRITTEN_ID.search(text.text) else ():
            if world.hidden(told):
                message = f"文字里的「{told}」只在校内公开"
                remedy = "删去这个编号，它本身也不能公开；要留给校内读者的，写进 related"
                yield Finding(
                    text.place, message, remedy, offset=offset, cause=Cause(CauseKind.HIDDEN, told, alike=IN_TEXTS)
                )


def named_without_consent(record: Record, world: World) -> Findings:
    """没有同意公开姓名的代表，姓名也不出现在这条记录的文字里。

    页面上写作「一名代表」，理由、答复、评价意见里却写着姓名，等于没有隐去。两个字的姓名可能是别的词，前后有「老师」「提案人」这类字眼的才算。
    """
    named = tuple(names(record))
    consenting = {one.name for one in named if one.consents}
    hidden = {one.name: one.word for one in named if one.name not in consenting}
    if not any(one in world.written(record) for one in hidden):
        return
    for text in world.texts(record):
        there = tuple(one for one in sorted(hidden) if one in text.text) if text.text not in hidden else ()
        for match in _any_name(there).finditer(text.text) if there else ():
            message = f"文字里写了「{match[0]}」，本人没有同意公开姓名"
            remedy = f"改写成「{hidden[match[0]]}」或「提案人」；本人书面同意公开的，在姓名旁边写 consent: 是"
            yield Finding(text.place, message, remedy, offset=match.start())


def person_for_an_office(record: Record, world: World) -> Findings:
    """写职务、写机构的地方，不写个人姓名：签发人、督办人、保密审查、受理渠道、决定者。"""
    for place, office in world.offices(record):
        person = person_in_office(office)
        if person:
            message, remedy = f"「{shortened(office)}」像是个人姓名", "改写职务或机构，例如 分管副校长、校工会办公室"
            yield Finding(place, message, remedy)


def withdrawn_but_needed(record: Record, world: World) -> Findings:
    """撤回公开的记录，没有别的公开记录以它为依据。

    并入它的提案、属于这次大会的提案还在公开，读者从那里仍然看得到撤回的事，却看不到结果。
    """
    needing = world.needing(record.id) if record.withdrawn is not None else []
    if needing:
        message = f"{first_of(needing)} {len(needing)} 条记录以它为依据，仍在公开"
        remedy = "查对它们要不要一起撤回；只撤回这一条的，不用改"
        yield Finding(("withdrawn",), message, remedy)


@lru_cache(maxsize=1)
def _any_name(hidden: tuple[str, ...]) -> re.Pattern[str]:
    """One of some names; a short one beside a word that goes with a name."""
    long = [re.escape(one) for one in hidden if len(one) >= _SHORTEST_PLAIN_NAME]
    short = "|".join(re.escape(one) for one in hidden if len(one) < _SHORTEST_PLAIN_NAME)
    beside = [rf"(?:(?<={one}))(?:{short})" for one in _BEFORE.split("|")] + [rf"(?:{short})(?=\s?(?:{_BEHIND}))"]
    return re.compile("|".join([*long, *(beside if short else [])]))
