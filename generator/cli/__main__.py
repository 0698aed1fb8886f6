"""`python -m generator.cli`."""

from generator.cli import entry

entry()
