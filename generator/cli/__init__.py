"""The command line: `gongkai check`, `build`, `serve`, `rollback`, `init`, `explain`. The only package that prints.

Exit codes: 0 fine, 1 problems in the data, 2 wrong use.
"""

from generator.cli.main import main

__all__ = ["main"]
