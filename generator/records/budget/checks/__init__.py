"""The checks of budgets, in the order in which they are documented."""

from generator.records.budget.checks import adding_up, balances, execution, lines, quoted, steps, transfers

CHECKS = (
    *lines.CHECKS,
    *adding_up.CHECKS,
    *balances.CHECKS,
    *transfers.CHECKS,
    *execution.CHECKS,
    *steps.CHECKS,
    *quoted.CHECKS,
)
