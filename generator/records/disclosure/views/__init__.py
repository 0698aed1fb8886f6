"""How disclosures show themselves."""
