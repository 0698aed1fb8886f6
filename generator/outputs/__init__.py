"""What a site is made of: every output takes facts and yields artifacts, and knows no record type by name."""
