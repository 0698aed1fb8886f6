"""A unit as a thing of schema.org."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.dataset import Facts
from generator.records.unit.model import Unit


def described(unit: Unit, facts: Facts) -> Mapping[str, Any]:
    """An organization, with its other names, its days and what it belongs to."""
    parent = facts.find(unit.parent)
    found: dict[str, Any] = {"@type": "Organization"}
    if others := sorted(set(unit.names()) - {unit.name}):
        found["alternateName"] = others
    if unit.opened is not None:
        found["foundingDate"] = unit.opened.isoformat()
    if unit.closed is not None:
        found["dissolutionDate"] = unit.closed.isoformat()
    if parent is not None:
        found["parentOrganization"] = {"@type": "Organization", "name": parent.name, "url": f"~/{parent.address}"}
    return found
