"""`python -m benchmarks [check|build|all]`: times gongkai beside its peers; `all` writes benchmarks/results.md (or results-N.md)."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import NamedTuple

from benchmarks import peers
from benchmarks.report import Measured, results
from benchmarks.serving import saved_to_shown
from benchmarks.timing import Command, alone, in_turn, run
from generator.clock import today

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PYTHON = sys.executable
GONGKAI = (PYTHON, "-m", "generator.cli")
STANDARD = 1000
"""Records of a site where nobody asks for another number."""
IMPORTS = "import pydantic.main, yaml, jinja2"
CHECK_GOAL, HUGO_GOAL = 5.0, 1 / 2
HOOK_GOAL, SERVE_GOAL = 0.5, 1.5
"""Seconds that an editor waits at most."""


class Goals(NamedTuple):
    """Shares of MkDocs's time that a build must not exceed."""

    cold: float
    nothing: float
    one: float


GOALS = {1_000: Goals(1 / 3, 1 / 8, 1 / 8), 10_000: Goals(1 / 8, 1 / 100, 1 / 40)}
MADE = ("proposals", "budgets", "disclosures", "commendations", "congresses")
"""The folders of generated records; the registers beside them are the repository's."""


def main() -> None:
    """Measure and say what was measured; whether goals are met is in the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("what", nargs="?", choices=["check", "build", "all"], default="all")
    parser.add_argument("-n", type=int, default=STANDARD, help="records of the generated site")
    parser.add_argument("--runs", type=int, default=5, help="runs that count")
    parser.add_argument("--date", type=date.fromisoformat, default=None, help="the day to write; today by default")
    options = parser.parse_args()
    found: list[Measured] = []
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        bench = Bench(Path(folder), options.runs)
        if options.what in ("check", "all"):
            found.append(bench.checking())
        if options.what in ("build", "all"):
            found.extend(bench.building(options.n))
    text = results(found, options.date or today(), options.runs)
    if options.what == "all":
        (HERE / ("results.md" if options.n == STANDARD else f"results-{options.n}.md")).write_text(text, "utf-8")
    print(text)


class Bench:
    """Measures in a folder of its own."""

    def __init__(self, folder: Path, runs: int) -> None:
        self._folder = folder
        self._gone = folder / "gone"
        self._runs = runs
        self._environment = {"PYTHONPYCACHEPREFIX": str(folder / "byte-code"), "PYTHONDONTWRITEBYTECODE": ""}
        """Every module is compiled in the run that does not count, ours and the peers', as after any first run."""

    def checking(self) -> Measured:
        """`gongkai check` of the shipped example beside the bare import of the libraries that it cannot do without."""
        site = self._folder / "example"
        for name in ("data", "content", "site_templates"):
            shutil.copytree(ROOT / name, site / name)
        shutil.copy(ROOT / "mkdocs.yml", site)
        check = self._command(
            *GONGKAI, "check", "-C", str(site), before=_sets_aside(self._gone / "check", site / ".gongkai")
        )
        compared = in_turn(check, self._command(PYTHON, "-c", IMPORTS), self._runs)
        number = sum(1 for _ in (site / "data").rglob("*.yml"))
        title, theirs = f"Checking the example, {number} records, cold", f"python -c '{IMPORTS}'"
        return Measured(title, "gongkai check", compared.ours, theirs, compared, CHECK_GOAL)

    def building(self, n: int) -> Iterator[Measured]:
        """`gongkai build` of generated records beside its peers: cold, with nothing and with one record changed."""
        site, twin = self._folder / f"generated-{n}", self._folder / f"twin-{n}"
        sizes = self._generate(site, twin, n)
        words, goals = (*GONGKAI, "build", "-C", str(site)), GOALS.get(n)
        cold = self._command(
            *words, before=_sets_aside(self._gone / "ours", site / ".gongkai", site / "site", site / ".releases")
        )
        mkdocs = (PYTHON, "-m", "mkdocs", "build", "--quiet", "--config-file", str(twin / "mkdocs.yml"))
        compared = in_turn(
            cold, self._command(*mkdocs, before=_sets_aside(self._gone / "mkdocs", twin / "site")), self._runs
        )
        pages = f"{_pages(site / 'site')} pages of ours, {_pages(twin / 'site')} of MkDocs's"
        title, ours, theirs = f"Building {n} generated records", "gongkai build", "mkdocs build"
        note = (
            f"{sizes}; {pages}. Cold: no kept shells, no earlier release; checks, search, open data and feeds "
            "included. MkDocs renders the same records written as Markdown, with Material's own search plugin for "
            f"Chinese ({'with' if find_spec('jieba') else 'without'} jieba), record pages outside the navigation."
        )
        yield Measured(f"{title}, cold", ours, compared.ours, theirs, compared, goals and goals.cold, note)
        beside = compared.theirs
        nothing = alone(self._command(*words), self._runs)
        yield Measured(f"{title}, nothing changed", ours, nothing, theirs, None, goals and goals.nothing, beside=beside)
        changed = alone(self._command(*words, before=_changes_one(site)), self._runs)
        yield Measured(f"{title}, one record changed", ours, changed, theirs, None, goals and goals.one, beside=beside)
        yield from self._editing(n, site)
        yield from self._others(f"{title}, cold", twin, cold)

    def _editing(self, n: int, site: Path) -> Iterator[Measured]:
        """What an editor waits for: the hook of one file, the preview after a save."""
        change, record = _changes_one(site), min((site / "data" / "proposals").rglob("*.yml"))
        words = (*GONGKAI, "check", "-C", str(site))
        run(self._command(*words))
        hook = alone(self._command(*words, str(record), before=change), self._runs)
        limit, started = HOOK_GOAL if n in GOALS else None, "`python -c pass` alone takes"
        start = alone(self._command(PYTHON, "-c", "pass"), self._runs).wall
        title = f"Checking one file of {n}, changed since the last check of everything"
        yield Measured(title, "gongkai check FILE", hook, limit=limit, note=f"{started} {start:.2f} s.")
        run(self._command(*GONGKAI, "build", "-C", str(site)))
        numbers = iter(range(1_000_000))
        text = record.read_text("utf-8")

        def save() -> str:
            said = f"改到第{next(numbers)}稿"
            record.write_text(re.sub(r"(?m)^title: .*$", f"title: {said}", text, count=1), "utf-8")
            return said

        served = saved_to_shown(site, f"proposals/{record.stem}.html", save, self._runs, self._environment)
        title = f"Preview of {n} records: from saving one to its page shown again"
        yield Measured(title, "gongkai serve", served, limit=SERVE_GOAL if n in GOALS else None)

    def _others(self, title: str, twin: Path, ours: Command) -> Iterator[Measured]:
        """The other peers, as far as they are installed."""
        made = (
            ("hugo && pagefind", peers.hugo(twin), "hugo", HUGO_GOAL),
            ("zensical build", peers.zensical(twin), "site", None),
        )
        for name, words, output, goal in made:
            if words is not None:
                command = Command(words, twin, _sets_aside(self._gone / output, twin / output), self._environment)
                compared = in_turn(ours, command, self._runs)
                note = f"{_pages(twin / output)} pages of theirs."
                yield Measured(f"{title}, beside {name}", "gongkai build", compared.ours, name, compared, goal, note)

    def _command(self, *words: str, before: Callable[[], None] = lambda: None) -> Command:
        return Command(words, ROOT, before, self._environment)

    def _generate(self, site: Path, twin: Path, n: int) -> str:
        """Lay out the site and its twin, in a process of its own; returns their size in words."""
        words = (PYTHON, "-m", "benchmarks.generate", str(site), str(n), "1", str(twin))
        subprocess.run(words, cwd=ROOT, check=True)
        files = [one for folder in MADE for one in (site / "data" / folder).rglob("*.yml")]
        mean = sum(one.stat().st_size for one in files) / len(files)
        return f"{len(files)} records of {mean / 1000:.1f} KB on average, beside the registers"


def _sets_aside(gone: Path, *places: Path) -> Callable[[], None]:
    """Move what an earlier run left out of the way; it is removed with the benchmark's folder.

    Not at once: ext4 looks at each inode that was freed within the last minute before it gives one out, so that whoever
    writes thousands of files where thousands have just been removed would wait for these and not for his own work.
    """
    numbers = count()

    def set_aside() -> None:
        gone.mkdir(parents=True, exist_ok=True)
        for place in places:
            if os.path.lexists(place):
                place.rename(gone / f"{place.name}-{next(numbers)}")

    return set_aside


def _changes_one(site: Path) -> Callable[[], None]:
    """Give one proposal another title before each run."""
    path = min((site / "data" / "proposals").rglob("*.yml"))
    head, key, tail = path.read_text("utf-8").partition("\ntitle: ")
    number = iter(range(1_000_000))

    def change() -> None:
        path.write_text(f"{head}{key}第{next(number)}稿：{tail}", "utf-8")

    return change


def _pages(folder: Path) -> int:
    return sum(1 for _ in folder.resolve().rglob("*.html"))


if __name__ == "__main__":
    main()
