"""`python -m benchmarks [check|build|all]`: times gongkai beside its peers; `all` writes benchmarks/results.md."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from benchmarks.report import Measured, results
from benchmarks.timing import Command, alone, in_turn
from generator.clock import today

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PYTHON = sys.executable
GONGKAI = (PYTHON, "-m", "generator.cli")
IMPORTS = "import pydantic.main, yaml, jinja2"
CHECK_GOAL, BUILD_GOAL = 5.0, 1 / 3


def main() -> int:
    """Measure; 1 where a goal is not met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("what", nargs="?", choices=["check", "build", "all"], default="all")
    parser.add_argument("-n", type=int, default=1000, help="records of the generated site")
    parser.add_argument("--runs", type=int, default=5, help="runs that count")
    parser.add_argument("--date", type=date.fromisoformat, default=None, help="the day to write; today by default")
    options = parser.parse_args()
    found: list[Measured] = []
    if options.what in ("check", "all"):
        found.append(checking(options.runs))
    if options.what in ("build", "all"):
        with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
            found.extend(building(Path(folder), options.n, options.runs))
    text = results(found, options.date or today(), options.runs)
    if options.what == "all":
        (HERE / "results.md").write_text(text, "utf-8")
    print(text)
    return 0 if all(one.met for one in found) else 1


def checking(runs: int) -> Measured:
    """`gongkai check` of the shipped example beside the bare import of the libraries that it cannot do without."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        site = Path(folder)
        for name in ("data", "content", "site_templates"):
            shutil.copytree(ROOT / name, site / name)
        shutil.copy(ROOT / "mkdocs.yml", site)
        compared = in_turn(
            Command((*GONGKAI, "check", "-C", folder), ROOT), Command((PYTHON, "-c", IMPORTS), ROOT), runs
        )
        number = sum(1 for _ in (site / "data").rglob("*.yml"))
    return Measured(
        f"Checking the example, {number} records, cold",
        "gongkai check",
        compared.ours,
        f"python -c '{IMPORTS}'",
        compared,
        CHECK_GOAL,
    )


def building(folder: Path, n: int, runs: int) -> Iterator[Measured]:
    """`gongkai build` of generated records: cold beside MkDocs, then with nothing and with one record changed."""
    site, twin = folder / "site-of-records", folder / "twin"
    sizes = _generated(site, twin, n)
    build = Command((*GONGKAI, "build", "-C", str(site)), ROOT)
    cold = Command(build.words, ROOT, _removes(site / ".gongkai", site / "site", site / ".releases"))
    theirs = Command((PYTHON, "-m", "mkdocs", "build", "--quiet"), twin, _removes(twin / "site"))
    compared = in_turn(cold, theirs, runs)
    pages = f"{_pages(site / 'site')} pages of ours, {_pages(twin / 'site')} of MkDocs's"
    yield Measured(
        f"Building {n} generated records, cold",
        "gongkai build",
        compared.ours,
        "mkdocs build",
        compared,
        BUILD_GOAL,
        f"{sizes}; {pages}. Cold: no kept shells, no earlier release. MkDocs renders the same records written as "
        "Markdown, with Material's own search plugin for Chinese, record pages outside the navigation.",
    )
    yield Measured(f"Building {n} generated records, nothing changed", "gongkai build", alone(build, runs))
    changed = Command(build.words, ROOT, _changes_one(site))
    yield Measured(f"Building {n} generated records, one record changed", "gongkai build", alone(changed, runs))


def _generated(site: Path, twin: Path, n: int) -> str:
    """Lay out the site and its twin, in processes of their own; returns their size in words."""
    subprocess.run((PYTHON, "-m", "benchmarks.generate", str(site), str(n), "1", str(twin)), cwd=ROOT, check=True)
    files = [one for one in (site / "data").rglob("*.yml") if one.relative_to(site / "data").parts[0] in _GENERATED]
    mean = sum(one.stat().st_size for one in files) / len(files)
    return f"{len(files)} records of {mean / 1000:.1f} KB on average, beside the registers"


_GENERATED = ("proposals", "budgets", "disclosures", "commendations", "congresses")


def _removes(*places: Path) -> Callable[[], None]:
    def remove() -> None:
        for place in places:
            if place.is_symlink():
                place.unlink()
            else:
                shutil.rmtree(place, ignore_errors=True)

    return remove


def _changes_one(site: Path) -> Callable[[], None]:
    """Give one proposal another title before each run."""
    path = min((site / "data" / "proposals").rglob("*.yml"))
    text = path.read_text("utf-8")
    head, title, tail = text.partition("title: ")
    number = iter(range(1_000_000))

    def change() -> None:
        path.write_text(f"{head}{title}（第{next(number)}稿）{tail}", "utf-8")

    return change


def _pages(folder: Path) -> int:
    return sum(1 for _ in folder.resolve().rglob("*.html"))


if __name__ == "__main__":
    sys.exit(main())
