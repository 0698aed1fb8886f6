"""A catalogue item as a thing of schema.org."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.dataset import Facts
from generator.records.catalogue.model import CatalogueItem, Mode


def described(item: CatalogueItem, facts: Facts) -> Mapping[str, Any] | None:
    """What is given out on request is a service of the units in charge; what is published is no service."""
    if item.mode is not Mode.ON_REQUEST:
        return None
    units = [unit for unit in map(facts.find, item.units) if unit is not None]
    provider = [{"@type": "Organization", "name": one.name, "url": f"~/{one.address}"} for one in units]
    found: dict[str, Any] = {"@type": "GovernmentService", "serviceType": "依申请公开信息"}
    return {**found, "provider": provider} if provider else found
