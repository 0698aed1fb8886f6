"""The checks of budgets, in the order in which they are documented."""

from generator.records.budget.checks import (
    adding_up,
    balances,
    execution,
    lines,
    quoted,
    steps,
    terms,
    transfers,
    units_of_money,
)

CHECKS = (
    *lines.CHECKS,
    *units_of_money.CHECKS,
    *units_of_money.once_units_are_right(
        (
            *units_of_money.SIZES,
            *adding_up.CHECKS,
            *balances.CHECKS,
            *transfers.CHECKS,
            *execution.CHECKS,
            *terms.CHECKS,
            *quoted.CHECKS,
        )
    ),
    *steps.CHECKS,
)
