"""A second process beside this one, for the second processor: forked, so that it knows all that this one knows.

It changes nothing that this one sees but through the disk or a pipe, says nothing, and whatever goes wrong in it costs
time alone: who waits for it finds nothing, and does the work itself. It ends soon after this one does, as it cannot
write into the pipe any more. Where a process cannot be forked (Windows) or there is one processor, all is done in turn.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache, partial


@cache
def can_fork() -> bool:
    """Whether there is a second processor, and a way to use it."""
    if not hasattr(os, "fork"):
        return False
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (cores or 1) > 1


def beside(work: Callable[[], object]) -> Callable[[], object]:
    """Start work in a second process; returns how to wait for its end."""
    number = os.fork()
    if number == 0:
        try:
            work()
        finally:
            os._exit(0)  # without the ends of this process: its buffers, its folders to be removed
    return partial(os.waitpid, number, 0)
