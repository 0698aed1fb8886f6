"""What was measured, as Markdown: the machine, the commands, medians, ratios, and whether goals are met."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from math import isnan
from pathlib import Path

from benchmarks.timing import Comparison, Runs

_LIBRARIES = (
    "mkdocs",
    "mkdocs-material",
    "pydantic",
    "PyYAML",
    "Jinja2",
    "comrak",
    "nh3",
    "jieba",
    "hugo",
    "pagefind",
    "zensical",
)


@dataclass(frozen=True, slots=True)
class Measured:
    """One thing that was measured, beside a peer where there is one."""

    title: str
    ours: str
    """The command, as it is typed."""
    runs: Runs
    theirs: str = ""
    comparison: Comparison | None = None
    goal: float | None = None
    """The ratio that must not be exceeded."""
    note: str = ""
    limit: float | None = None
    """Seconds that must not be exceeded."""
    beside: Runs | None = None
    """A peer that was measured in another pair of the same session: for what need not be run in turn."""

    @property
    def ratio(self) -> float | None:
        """How many times as long as the peer ours takes."""
        if self.comparison is not None:
            return self.comparison.ratio
        return self.runs.wall / self.beside.wall if self.beside is not None else None

    @property
    def met(self) -> bool:
        """Whether the goal is met, where there is one."""
        return self.goal is None or self.ratio is None or self.ratio <= self.goal

    def lines(self) -> Iterable[str]:
        """A section of the report."""
        yield f"## {self.title}\n"
        yield "| Command | Wall, s | CPU, s | Peak, MB |"
        yield "| --- | ---: | ---: | ---: |"
        yield _row(self.ours, self.runs)
        if self.comparison is not None:
            yield _row(self.theirs, self.comparison.theirs)
            cpu = f"{self.comparison.cpu_ratio:.2f} of processor time"
            yield f"\nRatio, pair by pair: **{self.comparison.ratio:.2f}** ({cpu}){self._verdict}."
        elif self.ratio is not None:
            yield f"\nRatio to `{self.theirs}` above: **{self.ratio:.3f}**{self._verdict}."
        if self.limit is not None:
            met = "met" if self.runs.wall <= self.limit else "**not met**"
            yield f"\nGoal ≤ {self.limit:g} s, {met}."
        if self.note:
            yield f"\n{self.note}"
        yield ""

    @property
    def _verdict(self) -> str:
        if self.goal is None:
            return ""
        return f"; goal ≤ {self.goal:.3g}, {'met' if self.met else '**not met**'}"


def _row(command: str, runs: Runs) -> str:
    cpu = "" if isnan(runs.cpu) else f"{runs.cpu:.2f}"
    peak = f"{runs.peak / 1_000_000:.0f}" if runs.peak else ""
    return f"| `{command}` | {runs.wall:.2f} | {cpu} | {peak} |"


def machine() -> str:
    """Processor, cores, memory, and the versions of what takes part."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {found}" for name in _LIBRARIES if (found := _version(name)))
    return (
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}; "
        f"Python {platform.python_version()}; {versions}"
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _processor() -> str:
    """The model of the processor, as Linux names it."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown processor"
    )


def results(measured: Iterable[Measured], day: date, runs: int) -> str:
    """The whole report."""
    head = [
        "# Benchmarks\n",
        f"{day}, {machine()}.\n",
        f"Medians of {runs} runs after one that does not count. Whole processes, started anew each time; "
        "where two are compared they run in turn, and the ratio is the median over the pairs. "
        "`make bench` measures again.\n",
    ]
    return "\n".join([*head, *(line for one in measured for line in one.lines())])
