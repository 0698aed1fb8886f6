"""A congress as a thing of schema.org."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.dataset import Facts
from generator.records.congress.model import Congress


def described(congress: Congress, facts: Facts) -> Mapping[str, Any]:
    """An event with its days and, of a unit's congress, the unit."""
    held, unit = congress.held, facts.find(congress.unit)
    found = {"@type": "Event", "startDate": held.start.isoformat(), "endDate": held.end.isoformat()}
    if unit is None:
        return found
    return {**found, "organizer": {"@type": "Organization", "name": unit.name, "url": f"~/{unit.address}"}}
