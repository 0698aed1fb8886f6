"""Open data: every record as JSON, every type as tables, their schemas and the package that describes them."""
