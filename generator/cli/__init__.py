"""The command line: `gongkai check`, `build`, `serve`, `rollback`, `init`, `explain`. The only package that prints.

Exit codes: 0 fine, 1 problems in the data, 2 wrong use, 70 a fault of our own.
"""

import os
import sys
from contextlib import suppress
from typing import NoReturn

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # they cost time and could change what is read

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's threads for algebra, of which there is none here, spin

with suppress(OSError), open("/proc/cpuinfo", "rb") as processor:
    about = processor.read(4096)
    if b"AuthenticAMD" in about and b"avx512f" in about:  # where AVX-512 sorts four times as slowly as AVX2
        os.environ.setdefault("NPY_DISABLE_CPU_FEATURES", "X86_V4 AVX512_ICL")

from generator.cli.main import main

__all__ = ["entry", "main"]


def entry() -> NoReturn:
    """Run a command and leave at once: taking hundreds of thousands of objects apart is a tenth of a check."""
    _leave(main(leave=_leave))


def _leave(code: int) -> NoReturn:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            continue  # whoever reads has read enough
    os._exit(code)
