"""A second process beside this one, for the second processor: forked, so that it knows all that this one knows.

It changes nothing that this one sees but through the disk or a pipe, says nothing, and whatever goes wrong in it costs
time alone: who waits for it finds nothing, and does the work itself. It ends soon after this one does, as it cannot
write into the pipe any more. Where a process cannot be forked (Windows) or there is one processor, all is done in turn.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial
from hashlib import sha256

FEW = 300
"""Fewer records are read, and checked, as quickly by one process."""
_SEAL = 32


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


def told(work: Callable[[], bytes]) -> Callable[[], bytes | None]:
    """Start work in a second process; returns how to wait for what came of it, None where nothing whole came."""
    source, into = os.pipe()

    def tell() -> None:
        os.close(source)
        content = work()
        with open(into, "wb") as pipe:
            pipe.write(sha256(content).digest() + content)

    wait = beside(tell)
    os.close(into)

    def hear() -> bytes | None:
        with open(source, "rb") as pipe:
            seal, content = pipe.read(_SEAL), pipe.read()
        wait()
        return content if seal == sha256(content).digest() else None

    return hear


class Aside:
    """Work in a process of its own, which can be stopped with all that it has started."""

    def __init__(self, work: Callable[[], object]) -> None:
        self._lock = threading.Lock()
        self._done: bool | None = None
        self._number = os.fork()
        if self._number == 0:
            os.setpgid(0, 0)
            done = 1
            try:
                work()
                done = 0
            finally:
                os._exit(done)
        with suppress(OSError):  # the child has done it already, or has ended
            os.setpgid(self._number, self._number)

    def done(self) -> bool | None:
        """Whether the work has been done; None while it goes on."""
        with self._lock:
            self._reap(os.WNOHANG)
            return self._done

    def stop(self) -> None:
        """End it, wherever it is."""
        with self._lock:
            if self._done is None:
                with suppress(ProcessLookupError):
                    os.killpg(self._number, signal.SIGKILL)
                self._reap(0)

    def _reap(self, how: int) -> None:
        if self._done is None:
            number, status = os.waitpid(self._number, how)
            self._done = status == 0 if number else None
