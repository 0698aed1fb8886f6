"""What must hold of a disclosure."""

from generator.record_type import Check
from generator.records.disclosure.checks import (
    catalogue,
    content,
    copies,
    corrections,
    figures,
    notice,
    operands,
    outcomes,
    requests,
    small_cells,
    stated,
    texts,
    timing,
)
from generator.records.disclosure.model import Disclosure

CHECKS: tuple[Check[Disclosure], ...] = (
    *timing.CHECKS,
    *content.CHECKS,
    *copies.CHECKS,
    *catalogue.CHECKS,
    *requests.CHECKS,
    *outcomes.CHECKS,
    *notice.CHECKS,
    *corrections.CHECKS,
    *figures.CHECKS,
    *operands.CHECKS,
    *small_cells.CHECKS,
    *stated.CHECKS,
    *texts.CHECKS,
)
