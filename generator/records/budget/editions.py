"""Which edition of the chart of accounts an account says that it follows."""

from __future__ import annotations

import re

from generator.dataset import Facts
from generator.late import late
from generator.records.budget.accounts import accounts_of, placed_lines
from generator.records.budget.model import Budget
from generator.records.budget.premises import out_of_use
from generator.records.classification.model import Classification

_YEAR = r"((?:19|20)\d\d)\s*年?\s*版"
_FOLLOWED = late(
    rf"(?:按照?|依照?|采用|使用)\D{{0,10}}{_YEAR}"
    rf"|{_YEAR}(?:工会)?(?:会计)?科目(?:表)?(?:口径)?(?:编列|编制|列示|折算|填列|归并)"
)
_CONVERTED_TO = late(rf"(?:折算?|换算?|归并?|调整?|合并)(?:到|成|为|入|至)\D{{0,10}}{_YEAR}")
_CONVERTED = late(r"折|换算|归|调整|合并|统一")
_DENIED = late(r"没有|尚未|未[按依采使折换归调]|不[按依采使折换归调]|暂不|沿用|仍[按用]|继续|对照|参考")


def chart_of_text(record: Budget, facts: Facts) -> Classification | None:
    """The later chart that an account's text or notes say it follows; None where they do not say so surely.

    Of some years alone it is said only where their lines were converted; where the own edition is named as well, but
    as what was converted, both may be meant.
    """
    said = "\n".join((record.title or "", record.text or "", *(one.line.note or "" for one in placed_lines(record))))
    if "版" not in said:
        return None
    chart = accounts_of(record, facts).chart
    clauses = [one for one in re.split(r"[，。；\n]", said) if "版" in one and not _DENIED.search(one)]
    targets = {int(one[1]) for clause in clauses for one in _CONVERTED_TO.finditer(clause)}
    years = targets or {year for one in clauses for year in _years(one)}
    own = re.search(rf"(?<![由从把将]){chart.start}\s*年?\s*版", said)
    if len(years) != 1 or (own and not targets):
        return None
    year = years.pop()
    meant = [one for one in facts.of_type(Classification) if one.subject == chart.subject and one.start == year]
    return meant[0] if len(meant) == 1 and year > chart.start and not out_of_use(record, meant[0]) else None


def _years(clause: str) -> set[int]:
    """The editions that a clause says were followed in the whole account."""
    found = list(_FOLLOWED.finditer(clause))
    if not _CONVERTED.search(clause) and any(re.search(r"\d{4}", clause[: one.start()]) for one in found):
        return set()
    return {int(next(filter(None, one.groups()))) for one in found}
