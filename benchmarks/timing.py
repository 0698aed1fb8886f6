"""Times whole processes side by side: wall clock, processor time and peak memory, as the kernel counts them.

Two commands run in turn, A B A B …, so that whatever else the machine does befalls both; the ratio is that of
each pair. On Linux a process's peak memory is at least that of the one it was started from, so what
times must stay small itself: sites are generated in processes of their own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_KILO = 1 if sys.platform == "darwin" else 1024
"""macOS counts a peak in bytes, Linux in KiB."""


class CommandFailedError(Exception):
    """A command that is timed must succeed; its last words are the message."""


@dataclass(frozen=True, slots=True)
class Command:
    """What is run, where, and what has to be done before each run, untimed."""

    words: Sequence[str]
    folder: Path
    before: Callable[[], None] = lambda: None
    environment: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One process with all that it started and waited for."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of all cores, in user and kernel."""
    peak: int
    """Bytes resident, of the largest process."""


@dataclass(frozen=True, slots=True)
class Runs:
    """What was measured of one command."""

    all: tuple[Run, ...]

    @property
    def wall(self) -> float:
        """The median of the seconds."""
        return median(one.wall for one in self.all)

    @property
    def cpu(self) -> float:
        """The median of the processor's seconds."""
        return median(one.cpu for one in self.all)

    @property
    def peak(self) -> int:
        """The median of the peaks in bytes."""
        return int(median(one.peak for one in self.all))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two commands that ran in turn."""

    ours: Runs
    theirs: Runs

    @property
    def ratio(self) -> float:
        """How many times as long as theirs ours takes: the median over the pairs."""
        return median(a.wall / b.wall for a, b in zip(self.ours.all, self.theirs.all, strict=True))

    @property
    def cpu_ratio(self) -> float:
        """The same of the processor's time, which a busy machine disturbs less."""
        return median(a.cpu / b.cpu for a, b in zip(self.ours.all, self.theirs.all, strict=True))


def run(command: Command) -> Run:
    """Run a command once. Raises `CommandFailedError` where it does not succeed."""
    command.before()
    with tempfile.TemporaryFile() as log:
        start = time.perf_counter()
        process = subprocess.Popen(
            command.words,
            cwd=command.folder,
            env={**os.environ, **(command.environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            log.seek(0)
            raise CommandFailedError(f"{' '.join(command.words)}\n{log.read()[-2000:].decode(errors='replace')}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _KILO)


def alone(command: Command, times: int, warm: int = 1) -> Runs:
    """One command, some times after some that do not count."""
    for _ in range(warm):
        run(command)
    return Runs(tuple(run(command) for _ in range(times)))


def in_turn(ours: Command, theirs: Command, times: int, warm: int = 1) -> Comparison:
    """Two commands in turn, after some turns that do not count."""
    for _ in range(warm):
        run(ours)
        run(theirs)
    pairs = [(run(ours), run(theirs)) for _ in range(times)]
    return Comparison(Runs(tuple(a for a, _ in pairs)), Runs(tuple(b for _, b in pairs)))
