"""The checks of budgets, in the order in which they are documented."""

from generator.records.budget.checks import (
    adding_up,
    attribution,
    audits,
    balances,
    charts,
    contribution,
    execution,
    lines,
    notes,
    periods,
    quoted,
    steps,
    terms,
    texts,
    transfers,
    units_of_money,
)
from generator.records.budget.checks.waiting import (
    once_codes_are_single,
    once_phases_are_right,
    once_sums_are_right,
    once_the_chart_is_right,
    once_the_period_is_right,
    once_units_are_right,
)

_OF_SUMS = (
    *units_of_money.SIZES,
    *adding_up.EXCHANGED,
    *once_phases_are_right(
        (
            *adding_up.CHECKS,
            *balances.CHECKS,
            *once_sums_are_right(
                (
                    *transfers.CHECKS,
                    *execution.OF_AMOUNTS,
                    *contribution.OF_AMOUNTS,
                    *audits.OF_AMOUNTS,
                    *notes.CHECKS,
                    *terms.CHECKS,
                    *once_the_period_is_right((*quoted.CHECKS, *texts.CHECKS)),
                )
            ),
        )
    ),
)
CHECKS = (
    *lines.CHECKS,
    *once_the_chart_is_right(
        (
            *lines.CODES,
            *units_of_money.CHECKS,
            *once_units_are_right(
                (
                    *units_of_money.FINE,
                    *once_codes_are_single(_OF_SUMS),
                    *execution.CHECKS,
                    *contribution.CHECKS,
                )
            ),
        )
    ),
    *attribution.CHECKS,
    *periods.CHECKS,
    *once_the_period_is_right(steps.CHECKS),
    *audits.CHECKS,
)
OF_CHARTS = charts.CHECKS
"""Those of charts of accounts, which the accounts tell of."""
