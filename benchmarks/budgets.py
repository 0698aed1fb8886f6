"""Budgets that add up: the union's, the branches' that it pays, the colleges' own; each opens where the last one closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import NamedTuple

from benchmarks.corpus import AS_OF, Corpus
from benchmarks.yaml_text import Fields

UNION_CHART, COLLEGE_CHART = "KM-2022", "KM-XY"
_YEARS = tuple(range(2022, AS_OF.year + 1))
_RATE = Decimal(400)
_CENT = Decimal("0.01")
_HEADS = 60
"""Of a unit whose head count is not registered."""

Plan = dict[str, dict[str, int]]
"""Lines of a chart with their details, each with its usual amount in 元."""
_BRANCH_IN: Plan = {"405": {"": 18_000}, "408": {"": 40}}
_BRANCH_OUT: Plan = {
    "501": {"50101": 3_000, "50102": 16_000, "50103": 2_400, "50104": 8_000},
    "503": {"50301": 4_000, "50302": 7_000},
    "504": {"50403": 2_000, "50404": 3_000},
    "505": {"50501": 1_800, "50502": 1_600},
}
_UNION_IN: Plan = {
    "401": {"": 520_000},
    "402": {"": 3_400_000},
    "403": {"40301": 30_000, "40302": 60_000},
    "405": {"": 380_000},
    "408": {"": 8_200},
}
_UNION_OUT: Plan = {
    "501": {"50101": 80_000, "50102": 460_000, "50103": 42_000, "50104": 1_300_000},
    "503": {"50301": 150_000, "50302": 110_000, "50303": 220_000, "50399": 60_000},
    "504": {"50402": 20_000, "50403": 160_000, "50404": 120_000},
    "505": {"50501": 52_000, "50502": 43_000, "50503": 84_000, "50599": 25_000},
    "506": {"": 48_000},
    "507": {"": 130_000},
    "510": {"": 5_200},
}
_COLLEGE_IN: Plan = {"S1": {"S101": 860_000, "S102": 420_000}, "S2": {"": 180_000}, "S3": {"": 360_000}}
_COLLEGE_OUT: Plan = {
    "Z1": {"Z101": 290_000, "Z102": 160_000, "Z103": 100_000},
    "Z2": {"Z201": 230_000, "Z202": 180_000},
    "Z3": {"": 125_000},
    "Z4": {"Z401": 148_000, "Z402": 120_000, "Z403": 158_000},
    "Z5": {"": 150_000},
    "Z6": {"": 30_000},
}
_NAMED = ("教职工运动会", "健步走", "气排球赛", "合唱排练", "书画展", "亲子开放日", "青年联谊", "读书会", "观影")


class Account(NamedTuple):
    """Whose account of which kind, in which year."""

    owner: str
    chart: str
    year: int

    @property
    def id(self) -> str:
        """`BG-2025-XGH`; a college's own money is told from its branch's."""
        return f"BG-{self.year}-{self.owner}" + ("-YS" if self.chart == COLLEGE_CHART else "")


class _Line(NamedTuple):
    fields: Fields
    approved: Decimal
    executed: Decimal


def accounts(corpus: Corpus) -> list[Account]:
    """Every account that a site may have, the union's first, then the latest years."""
    branches = [one.id for one in corpus.units.values() if one.branch_union]
    colleges = [one.id for one in corpus.units.values() if one.kind == "学院"]
    owners = [
        ("XGH", UNION_CHART),
        *((one, UNION_CHART) for one in branches),
        *((one, COLLEGE_CHART) for one in colleges),
    ]
    found = [Account(owner, chart, year) for year in reversed(_YEARS) for owner, chart in owners]
    there = [one for one in found if corpus.there(one.owner, date(one.year, 1, 1), date(one.year, 1, 1))]
    return sorted(there, key=lambda one: (one.owner != "XGH", -one.year))


class Budgets:
    """Makes the accounts of one owner after another, each year from what the year before left."""

    def __init__(self, corpus: Corpus, random: Random) -> None:
        self._corpus = corpus
        self._random = random
        self._texts = corpus.words("budgets", "text")
        self._explanations = corpus.words("budgets", "explanation")
        self._notes = [one for one in _notes(corpus) if len(one) < 40]
        self._opinions = corpus.words("budgets", "opinion")

    def of(self, number: int) -> Iterator[tuple[str, Fields]]:
        """So many budgets with their ids, or as many as there can be."""
        chosen = accounts(self._corpus)[:number]
        for owner, chart in sorted({(one.owner, one.chart) for one in chosen}):
            balance = Decimal(self._random.randint(400_000, 3_000_000)) / 100
            for one in sorted(one for one in chosen if (one.owner, one.chart) == (owner, chart)):
                fields, balance = self._budget(one, balance)
                yield one.id, fields

    def _budget(self, account: Account, opening: Decimal) -> tuple[Fields, Decimal]:
        ended = account.year < AS_OF.year
        income, spending, transfers = self._lines(account)
        planned = opening + sum(one.approved for one in income) - sum(one.approved for one in spending)
        closing = opening + sum(one.executed for one in income) - sum(one.executed for one in spending)
        lines = [one.fields if ended else _without_executed(one.fields) for one in (*income, *spending)]
        fields: Fields = {
            "owner": account.owner,
            "period": {"year": str(account.year)},
            "unit": "元",
            "classification": account.chart,
            "opening_balance": _text(opening),
            "lines": lines,
        }
        if ended:
            fields["closing_balance"] = _text(closing)
        fields["planned_balances"] = {"approved": _text(planned)}
        if transfers:
            received = next(one for one in income if one.fields["code"] == "402")
            usual = received.executed if ended else received.approved
            base = _text((usual / Decimal("0.012")).quantize(_CENT, ROUND_HALF_UP))
            fields["payroll_base"] = {"year": str(account.year - 1), "amount": base, "ratio": "2%", "share": "60%"}
            fields["transfers"] = transfers
        fields |= self._steps(account, ended)
        fields["text"] = "".join(self._random.sample(self._texts, k=4)) + "\n\n" + self._random.choice(self._texts)
        return fields | {"clauses": ["5"]}, closing

    def _lines(self, account: Account) -> tuple[list[_Line], list[_Line], list[Fields]]:
        """Income, expenditure, and what the branches get by heads: the fen that leave one account arrive in another."""
        if account.chart == COLLEGE_CHART:
            return self._planned(_COLLEGE_IN), self._planned(_COLLEGE_OUT), []
        if account.owner != "XGH":
            paid = self._heads(account.owner, account.year) * _RATE
            scale = paid / 36_000
            return [_fixed("403", paid), *self._planned(_BRANCH_IN, scale)], self._planned(_BRANCH_OUT, scale), []
        first = date(account.year, 1, 1)
        there = sorted(
            one.id
            for one in self._corpus.units.values()
            if one.branch_union and self._corpus.there(one.id, first, first)
        )
        heads = {one: self._heads(one, account.year) for one in there}
        transfers = [
            {"unit": one, "heads": str(many), "rate": _text(_RATE), "amount": _text(many * _RATE)}
            for one, many in heads.items()
        ]
        spending = [*self._planned(_UNION_OUT), _fixed("508", sum(heads.values()) * _RATE)]
        return self._planned(_UNION_IN), sorted(spending, key=lambda one: str(one.fields["code"])), transfers

    def _heads(self, unit: str, year: int) -> int:
        registered = {one.year: one.heads for one in self._corpus.units[unit].headcount}
        return registered.get(year) or registered.get(year - 1) or next(iter(registered.values()), _HEADS)

    def _planned(self, plan: Plan, scale: Decimal = Decimal(1)) -> list[_Line]:
        return [self._line(code, details, scale) for code, details in plan.items()]

    def _line(self, code: str, details: dict[str, int], scale: Decimal) -> _Line:
        """A line that its details add up to."""
        parts = [self._detail(one, Decimal(usual) * scale) for one, usual in details.items()]
        if list(details) == [""]:
            return _Line({"code": code} | parts[0].fields, parts[0].approved, parts[0].executed)
        approved, executed = sum(one.approved for one in parts), sum(one.executed for one in parts)
        fields = {
            "code": code,
            **_amounts(Decimal(approved), Decimal(executed)),
            "lines": [one.fields for one in parts],
        }
        return _Line(fields, Decimal(approved), Decimal(executed))

    def _detail(self, code: str, usual: Decimal) -> _Line:
        """A line of its own, now and then in named pieces, with a note, or far from its budget with the reason."""
        far = self._random.random() < 0.06
        approved = (usual * self._random.randint(90, 110) / 100).quantize(Decimal("1E1"))
        percent = self._random.choice((61, 68, 128, 135)) if far else self._random.randint(86, 104)
        executed = (approved * percent / 100 + Decimal(self._random.randint(0, 99)) / 100).quantize(_CENT)
        fields: Fields = ({"code": code} if code else {}) | _amounts(approved, executed)
        if far:
            fields["explanation"] = self._random.choice(self._explanations)
        elif self._random.random() < 0.3:
            fields["note"] = self._random.choice(self._notes)
        elif code and self._random.random() < 0.4:
            half, spent = approved // 2, (executed / 2).quantize(_CENT)
            names = self._random.sample(_NAMED, k=2)
            fields["lines"] = [
                {"name": names[0], **_amounts(half, spent)},
                {"name": names[1], **_amounts(approved - half, executed - spent)},
            ]
        return _Line(fields, approved, executed)

    def _steps(self, account: Account, ended: bool) -> Fields:
        """The steps taken, and the audit committee's opinion where there is one."""
        year, union = account.year, account.owner == "XGH"
        body = "校工会" if union else f"{self._corpus.units[account.owner].short}分工会"
        taken = [("编制", f"{year}-01-14", body), ("大会审议", f"{year}-03-27", "教职工代表大会")]
        if ended:
            taken += [("决算", f"{year + 1}-01-12", body), ("报告", f"{year + 1}-03-26", "教职工代表大会")]
        fields: Fields = {"steps": [{"step": step, "on": on, "body": whose} for step, on, whose in taken]}
        if ended and union:
            fields["audit"] = {"on": f"{year + 1}-03-06", "opinion": "".join(self._random.sample(self._opinions, k=3))}
        return fields


def _notes(corpus: Corpus) -> list[str]:
    notes = {
        note
        for one in corpus.examples("budgets")
        for line in one["lines"]
        for note in (line.get("note"), *(detail.get("note") for detail in line.get("lines", [])))
        if note
    }
    return sorted(notes)


def _fixed(code: str, amount: Decimal) -> _Line:
    return _Line({"code": code, **_amounts(amount, amount)}, amount, amount)


def _amounts(approved: Decimal, executed: Decimal) -> Fields:
    return {"approved": _text(approved), "executed": _text(executed)}


def _text(amount: Decimal) -> str:
    return f"{amount.quantize(_CENT):f}"


def _without_executed(line: Fields) -> Fields:
    """A line of a year that is not over."""
    kept = {key: one for key, one in line.items() if key not in ("executed", "explanation")}
    return kept | ({"lines": [_without_executed(one) for one in line["lines"]]} if "lines" in line else {})
