"""Awards as they were given: one for each recipient on the list of a decision, with what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.records.commendation.model import Award, Commendation, Recipient, Revocation
from generator.records.title.model import AwardObject


class Given(Struct, frozen=True):
    """One honour, given to one recipient by one decision."""

    record: Commendation
    award: Award
    recipient: Recipient
    revocation: Revocation | None
    """Set where it was taken back."""

    @property
    def stands(self) -> bool:
        """Whether it still counts."""
        return self.revocation is None


class Tally(Struct, frozen=True):
    """How many awards stand, to collectives and to persons, and how many were taken back."""

    collectives: int
    persons: int
    people: int
    """How many times a person received one, with each of those counted who received one together."""
    different: int
    """How many people they are: those of one name and unit once."""
    revoked: int

    @property
    def words(self) -> str:
        """`1 个集体、2 名个人`, `2 个个人荣誉（共 4 人）`, `个人 3 人次` where somebody has two; '' where nothing stands."""
        parts = (
            f"{self.collectives} 个集体" if self.collectives else "",
            self._persons if self.persons else "",
        )
        return "、".join(one for one in parts if one)

    @property
    def unit(self) -> str:
        """What `persons` counts: times that a person received an award, or awards, where several received one together."""
        return "人次" if self.people == self.persons else "项次"

    @property
    def _persons(self) -> str:
        again = self.different < self.people
        if self.people != self.persons:
            return f"{self.persons} 个个人荣誉（{f'{self.people} 人次' if again else f'共 {self.people} 人'}）"
        return f"个人 {self.persons} 人次" if again else f"{self.persons} 名个人"


def given(record: Commendation) -> Iterator[Given]:
    """Every award of a decision, in the order of its list."""
    for award in record.awards:
        for recipient in award.recipients:
            hit = (one for one in record.revoked if one.concerns(award, recipient))
            yield Given(record, award, recipient, next(hit, None))


def tally(awards: Iterable[Given], *, as_given: bool = False) -> Tally:
    """The awards counted: those that stand, or `as_given` all of them."""
    every = list(awards)
    counted = [one for one in every if one.stands or as_given]
    persons = [one.recipient for one in counted if one.award.object is not AwardObject.COLLECTIVE]
    people = sum(one.people for one in persons)
    different = len({person for one in persons for person in one.persons()})
    return Tally(len(counted) - len(persons), len(persons), people, different, sum(not one.stands for one in every))
