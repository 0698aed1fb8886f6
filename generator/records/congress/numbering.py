"""What the id and the number of a congress say of it."""

from __future__ import annotations

from generator.records.congress.model import Congress


def year_of_id(congress: Congress) -> int | None:
    """The year that the id of a unit's congress ends with: `JXXY-2025`; None where it names none."""
    year = congress.id.rpartition("-")[2]
    return int(year) if congress.unit is not None and len(year) == 4 and year.isdecimal() else None


def is_its_units(congress: Congress) -> bool:
    """Whether the id begins with the unit's, where there is one: else one of both is wrong."""
    return congress.unit is None or congress.id.startswith(f"{congress.unit.id}-")


def years_of(congress: Congress) -> set[int]:
    """The years that its days are in, and those of the school year that it is said to be of."""
    years = {congress.held.start.year, congress.held.end.year}
    return years if congress.school_year is None else years | {congress.school_year, congress.school_year + 1}


def number_of(congress: Congress) -> tuple[int, int] | None:
    """Term and session, None where they are not written; of the school they stand in the id."""
    if congress.term is not None and congress.session is not None:
        return congress.term, congress.session
    term, _, session = congress.id.partition("-")
    school = congress.unit is None and term.isdecimal() and session.isdecimal()
    return (int(term), int(session)) if school else None


def is_earlier(one: Congress, other: Congress) -> bool:
    """Whether a sitting came before another: by its day, where its number does not say the contrary."""
    mine, its = number_of(one), number_of(other)
    return one.held.start < other.held.start and not (mine is not None and its is not None and mine > its)
