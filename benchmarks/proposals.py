"""Proposals of a sitting: an example's path, led by others, elsewhere, in another year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from benchmarks.congresses import CATEGORIES, Sitting
from benchmarks.corpus import AS_OF, Corpus, Person
from benchmarks.words import day_of, lengthened, moved, redated
from benchmarks.yaml_text import Fields, as_yaml

_PLACES = ("北校区", "南校区", "明理楼", "致远楼", "化工楼", "文科楼", "理科楼", "图书馆", "湖畔家属区", "第三教学楼")
_WAYS = ("handled", "not_filed", "merged", "retracted")
_WEIGHTS = (88, 7, 4, 1)
_TITLE = re.compile(r"关于(.+)的提案\Z")
_EVENTS = ("responses", "ratings", "carrying_out")
_OVER = ("已落实", "不能落实")
_SIZE = (1300, 2700, 1800)
"""Smallest, largest and most frequent size of a record in bytes."""


class Proposals:
    """Makes the proposals of one sitting after another."""

    def __init__(self, corpus: Corpus, random: Random) -> None:
        self._corpus = corpus
        self._random = random
        found = [one for one in corpus.examples("proposals") if one["category"] in CATEGORIES]
        self._handled = [one for one in found if "responses" in one and "retracted" not in one]
        self._filed = [one for one in self._handled if one["review"]["outcome"] == "filed"]
        self._not_filed = [one for one in found if one.get("review", {}).get("outcome") == "not_filed"]
        self._words = {
            (key, one): corpus.words("proposals", key, where={"category": one})
            for key in ("reason", "text")
            for one in CATEGORIES
        }

    def of(self, sitting: Sitting, number: int) -> Iterator[tuple[str, Fields]]:
        """So many proposals with their ids; no two of a sitting have one title."""
        titles: set[str] = set()
        targets: dict[str, list[str]] = {}
        for serial in range(1, number + 1):
            way = self._random.choices(_WAYS, _WEIGHTS)[0]
            fields = self._proposal(sitting, way)
            fields["title"] = self._title(fields["title"], titles)
            record_id = f"TA-{sitting.number}-{serial:03d}"
            filed = fields.get("review", {}).get("outcome") == "filed"
            if way == "merged" and targets.get(fields["category"]):
                fields = _merged(fields, self._random.choice(targets[fields["category"]]))
            elif filed:
                targets.setdefault(fields["category"], []).append(record_id)
            yield record_id, self._full(fields)

    def _proposal(self, sitting: Sitting, way: str) -> Fields:
        example = self._example(sitting, way)
        years = sitting.held.year - day_of(example["handed_in"]).year
        late = example.get("review", {}).get("cause") == "逾期提交"
        days = -self._random.randint(1, 5) if late else self._random.randint(0, 24)
        handed_in = sitting.deadline - timedelta(days=days)
        fields: Fields = {
            "congress": sitting.id,
            **{key: moved(example[key], years) for key in ("title", "category")},
            **self._people(sitting, handed_in, example),
            "handed_in": handed_in.isoformat(),
            **{key: moved(example[key], years) for key in ("reason", "measures") if key in example},
        }
        if way == "retracted":
            back = (handed_in + timedelta(days=2)).isoformat()
            return fields | {"retracted": {"on": back, "reason": "所提问题已由学院协调解决"}}
        fields["review"] = moved(example["review"], years) | {"on": sitting.reviewed.isoformat()}
        if way == "not_filed":
            return fields
        return fields | self._handling(example, sitting, years)

    def _example(self, sitting: Sitting, way: str) -> Fields:
        """An example whose units were all there."""
        pools = {"not_filed": self._not_filed, "merged": self._filed}
        while True:
            one = self._random.choice(pools.get(way, self._handled))
            units = [one.get("lead", "XX"), *one.get("supporting", [])]
            if all(self._corpus.there(unit, sitting.deadline, sitting.deadline) for unit in units):
                return one

    def _people(self, sitting: Sitting, day: date, example: Fields) -> Fields:
        """A delegation where the example has one and the roster names it, else a delegate with seconders."""
        delegation = example["proposers"][0].get("delegation")
        if delegation and delegation in {one.delegation for one in sitting.delegates}:
            return {"proposers": [{"delegation": delegation}]}
        first, *others = self._random.sample(sitting.delegates, k=self._random.randint(3, 6))
        return {"proposers": [self._named(first)], "seconders": [self._named(one) for one in others]}

    def _named(self, one: Person) -> Fields:
        consent = {"consent": "是"} if self._random.random() < 0.7 else {}
        return {"name": one.name, "unit": one.unit, **consent}

    def _handling(self, example: Fields, sitting: Sitting, years: int) -> Fields:
        """The example's handling, as many days after the handing over as there."""
        shift = sitting.assigned - day_of(example["assigned"])
        fields: Fields = {key: example[key] for key in ("lead", "supporting") if key in example}
        fields["assigned"] = sitting.assigned.isoformat()
        fields |= {key: example[key] for key in ("key", "follower") if key in example}
        for key in _EVENTS:
            events = [redated(one, shift, years) for one in example.get(key, [])]
            fields[key] = [one for one in events if day_of(one["on"]) <= AS_OF]
        first = next((one for one in fields["responses"] if one["unit"] == fields["lead"]), None)
        if first is not None and day_of(first["on"]) > sitting.due and self._random.random() < 0.9:
            first["on"] = (sitting.due - timedelta(days=self._random.randint(0, 4))).isoformat()
            fields["responses"].sort(key=lambda one: str(one["on"]))
        closed = redated(example["closed"], shift, years) if "closed" in example else {}
        if closed and day_of(closed["on"]) <= AS_OF:
            fields["closed"] = closed
        else:
            fields |= self._promise_kept(fields)
        fields["clauses"] = example.get("clauses", ["9"])
        return {key: one for key, one in fields.items() if one}

    def _promise_kept(self, fields: Fields) -> Fields:
        """What was promised for a day before that of the site has been done by then."""
        reports = sorted([*fields["responses"], *fields["carrying_out"]], key=lambda one: str(one["on"]))
        due = ""
        for one in reports:
            due = "" if one["result"] in _OVER else one.get("due", due)
        if not due or day_of(due) >= AS_OF:
            return {}
        day = max(due, *(one["on"] for key in _EVENTS for one in fields[key]))
        text = self._random.choice(self._words["text", self._random.choice(CATEGORIES)])
        done = {"on": day, "text": text, "result": "已落实"}
        return {
            "carrying_out": [*fields["carrying_out"], done],
            "closed": {"on": day, "cause": "承诺的事项已经完成"},
        }

    def _title(self, title: str, taken: set[str]) -> str:
        """A title that no other proposal of the sitting has."""
        match = _TITLE.match(title)
        wanted, number = title, 1
        while wanted in taken:
            place = self._random.choice(_PLACES)
            wanted = f"关于{place}{match[1]}的提案" if match else f"{place}：{title}"
            wanted += f"（之{number}）" if number > len(_PLACES) else ""
            number += 1
        taken.add(wanted)
        return wanted

    def _full(self, fields: Fields) -> Fields:
        """A proposal of a real one's length."""
        low, high, mode = _SIZE
        missing = int(self._random.triangular(low, high, mode)) - len(as_yaml(fields).encode())
        answer = fields.get("responses", [None])[0]
        share = missing // 2 if answer else missing
        words = self._words["reason", fields["category"]]
        fields["reason"] = lengthened(fields["reason"], words, len(fields["reason"].encode()) + share, self._random)
        if answer:
            words = self._words["text", fields["category"]]
            answer["text"] = lengthened(answer["text"], words, len(answer["text"].encode()) + share, self._random)
        return fields


def _merged(fields: Fields, target: str) -> Fields:
    """A filed proposal that went into another and was not handled by itself."""
    kept = ("congress", "title", "category", "proposers", "seconders", "handed_in", "reason", "measures", "review")
    return {key: fields[key] for key in kept if key in fields} | {"merged_into": target}
