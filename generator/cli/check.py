"""`gongkai check`: everything that is wrong with the records."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.console import (
    FINE,
    PROBLEMS,
    STORE,
    WrongUse,
    add_site_options,
    as_of_day,
    is_pinned,
    paint_for,
    parsing_begun,
    previous_release,
    show,
    site_root,
    tell,
)
from generator.clock import moment, today

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.examination import Examined
    from generator.parsing import Parsing

NAME = "check"
WORDS = "检查记录，列出全部错误和提醒"
_NOTHING_THERE = "不是记录，也不是手写页面；检查的是 data/、content/ 和 mkdocs.yml"
FORMAT_NAMES = ("text", "github", "gitlab", "sarif", "junit", "json")


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    add_site_options(parser)
    parser.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="文件",
        help="只看这些文件里的，以及别处自上次全部检查以来新出现的；删去的文件也可以写",
    )
    parser.add_argument("--strict", action="store_true", help="有提醒也算没有通过")
    parser.add_argument("--no-cache", action="store_true", help="不用上一次的结果，全部重新读、重新查；结果相同")
    parser.add_argument("--format", choices=FORMAT_NAMES, default="text", help="输出的格式，默认 text")


def run(options: argparse.Namespace) -> int:
    """Check a site; 1 where there are errors, with `--strict` also where there are warnings."""
    root = site_root(options)
    with parsing_begun(root, anew=options.no_cache) as parsing:
        from generator.diagnostics import Severity

        faults, examined = _examined(root, options, parsing)
    diagnostics = _asked(root, options.files, [*faults, *examined.diagnostics])
    show(diagnostics, examined.loaded.sources, options.format, sys.stdout)
    errors = sum(one.severity is Severity.ERROR for one in diagnostics)
    warnings = len(diagnostics) - errors
    failed = bool(errors or (options.strict and warnings))
    if options.format == "text":
        records = len(examined.loaded.dataset.entries)
        verdict = paint_for(sys.stderr, "没有通过" if failed else "通过", "error" if failed else "help")
        asked = f"{len(options.files)} 个文件，" if options.files else ""
        tell(f"{verdict}：{asked}{records} 条记录，{errors} 个错误，{warnings} 个提醒（截至 {examined.as_of}）")
        if not examined.compared:
            tell("没有上一次发布的网站可以对照，没有检查公开过的编号是否消失；用 --previous 指明")
    code = PROBLEMS if failed else FINE
    options.leave(code)
    return code


def _examined(root: Path, options: argparse.Namespace, parsing: Parsing | None) -> tuple[list[Diagnostic], Examined]:
    """What is wrong with the settings, and with everything else. Raises `WrongUse` for a file that is none of the site."""
    from generator.examination import examine, settings_of
    from generator.recall import Recall
    from generator.registry import RECORD_TYPES

    settings, faults = settings_of(root)
    recall = Recall(root / STORE, RECORD_TYPES, moment(), anew=options.no_cache, trusting=True)
    options.files = [_meant(root, one, recall.readings.paths()) for one in options.files]
    _must_be_of_the_site(root, options.files, recall.readings.paths())
    day, previous = as_of_day(options, settings), previous_release(options, root / "site")
    pinned = is_pinned(options, settings)
    return faults, examine(root, day, today(), previous, recall, pinned=pinned, parsing=parsing)


def _asked(root: Path, files: Sequence[Path], found: list[Diagnostic]) -> list[Diagnostic]:
    """What is said: all of it, and it is kept; or what is in some files, and what is new elsewhere since all was said."""
    from generator.cli.checked import checked_before, in_words, keep_checked

    known = checked_before(root)
    there = {_inside(root, file) for file in files}
    if not there or known is None or "." in there:
        keep_checked(root, found)
        return found
    return [one for one in found if _is_below(one.position.path, there) or in_words(one) not in known]


def _meant(root: Path, file: Path, known: Collection[str]) -> Path:
    """The file that a path names: seen from here, else from the site, which `-C` may have named."""
    if file.is_absolute() or not _inside(root, file).startswith(".."):
        return file
    there = root / file
    return there if there.exists() or _inside(root, there) in known else file


def _inside(root: Path, file: Path) -> str:
    """A path as seen from the site, which may lie behind a link; a link to a file is not followed."""
    return os.path.relpath(file.parent.resolve() / file.name, root).replace(os.sep, "/")


def _is_below(path: str, places: Collection[str]) -> bool:
    """Whether a file is one of these, or lies in one of these folders."""
    return path in places or any(path.startswith(f"{one}/") for one in places)


def _must_be_of_the_site(root: Path, files: Sequence[Path], known: Collection[str]) -> None:
    """Raises `WrongUse` for a path of which nothing can be said: it holds no record, page or configuration, nor did it.

    A record that was there when all were checked last may be named when it has been deleted.
    """
    from generator.nearest import nearest

    for file in files:
        path = _inside(root, file)
        if path in known or (file.exists() and _is_looked_at(path)):
            continue
        near = nearest(path, known) or next((one for one in sorted(known) if one.endswith(f"/{path}")), "")
        why = "没有这个文件" if not file.exists() else "不在这个站点里" if path.startswith("..") else _NOTHING_THERE
        raise WrongUse(f"{file}：{why}{f'。是不是 {near}？' if near else ''}")


def _is_looked_at(path: str) -> bool:
    """Whether a check says anything of a path of the site, or of what lies in that folder."""
    from generator.content_links import CONTENT
    from generator.inputs import CONFIG
    from generator.raw_files import DATA

    return path in (".", CONFIG) or path.partition("/")[0] in (DATA, CONTENT)
