"""`gongkai check`: everything that is wrong with the records."""

from __future__ import annotations

import argparse
import sys

from generator.cli.console import (
    FINE,
    PROBLEMS,
    add_site_options,
    as_of_day,
    paint_for,
    previous_release,
    show,
    site_root,
    tell,
)
from generator.clock import today

NAME = "check"
WORDS = "检查记录，列出全部错误和提醒"
FORMAT_NAMES = ("text", "github", "gitlab", "sarif", "junit", "json")


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    add_site_options(parser)
    parser.add_argument("--strict", action="store_true", help="有提醒也算没有通过")
    parser.add_argument("--format", choices=FORMAT_NAMES, default="text", help="输出的格式，默认 text")


def run(options: argparse.Namespace) -> int:
    """Check a site; 1 where there are errors, with `--strict` also where there are warnings."""
    from generator.examination import examine, settings_of

    root = site_root(options)
    settings, faults = settings_of(root)
    examined = examine(root, as_of_day(options, settings), today(), previous_release(options, root / "site"))
    diagnostics = [*faults, *examined.diagnostics]
    show(diagnostics, examined.loaded.sources, options.format, sys.stdout)
    errors, warnings = len(faults) + len(examined.errors), len(examined.warnings)
    failed = bool(errors or (options.strict and warnings))
    if options.format == "text":
        records = len(examined.loaded.dataset.entries)
        verdict = paint_for(sys.stderr, "没有通过" if failed else "通过", "error" if failed else "help")
        tell(f"{verdict}：{records} 条记录，{errors} 个错误，{warnings} 个提醒（截至 {examined.as_of}）")
        if not examined.compared:
            tell("没有上一次发布的网站可以对照，没有检查公开过的编号是否消失；用 --previous 指明")
    return PROBLEMS if failed else FINE
