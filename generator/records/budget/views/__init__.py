"""How budgets show themselves."""
