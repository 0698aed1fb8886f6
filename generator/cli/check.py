"""`gongkai check`: everything that is wrong with the records."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.console import (
    FINE,
    PROBLEMS,
    STORE,
    add_site_options,
    as_of_day,
    is_pinned,
    paint_for,
    previous_release,
    show,
    site_root,
    tell,
)
from generator.clock import moment, today

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic

NAME = "check"
WORDS = "检查记录，列出全部错误和提醒"
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
    from generator.diagnostics import Severity
    from generator.examination import examine, settings_of
    from generator.recall import Recall
    from generator.registry import RECORD_TYPES

    root = site_root(options)
    settings, faults = settings_of(root)
    recall = Recall(root / STORE, RECORD_TYPES, moment(), anew=options.no_cache, trusting=True)
    day, previous = as_of_day(options, settings), previous_release(options, root / "site")
    examined = examine(root, day, today(), previous, recall, pinned=is_pinned(options, settings))
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


def _asked(root: Path, files: Sequence[Path], found: list[Diagnostic]) -> list[Diagnostic]:
    """What is said: all of it, and it is kept; or what is in some files, and what is new elsewhere since all was said."""
    from generator.cli.checked import checked_before, in_words, keep_checked

    known = checked_before(root)
    if not files or known is None:
        keep_checked(root, found)
        return found
    there = {os.path.relpath(file.absolute(), root).replace(os.sep, "/") for file in files}
    return [one for one in found if one.position.path in there or in_words(one) not in known]
