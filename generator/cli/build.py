"""`gongkai build`: check, make what has changed, publish whole."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from generator.audience import Audience
from generator.cli.console import FINE, add_site_options, say, site_root, under_way
from generator.cli.steps import Outcome, at_work, looked_through, prepared
from generator.cli.timings import Timings

NAME = "build"
WORDS = "检查记录，生成网站"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    from generator.disk import KEPT

    add_site_options(parser)
    parser.add_argument(
        "--audience", choices=[one.value for one in Audience], help="公开范围，默认 public；campus 另存到 site-campus"
    )
    parser.add_argument("--site", type=Path, metavar="目录", help="网站放在哪里，默认是站点目录下的 site")
    parser.add_argument("--strict", action="store_true", help="有提醒也不生成")
    parser.add_argument("--keep", type=int, default=KEPT, metavar="个数", help=f"保留几个版本，默认 {KEPT}")
    parser.add_argument("--no-cache", action="store_true", help="不用上一次的结果，全部重新做；结果相同")
    parser.add_argument("--timings", action="store_true", help="列出各步骤用了多少时间")


def run(options: argparse.Namespace) -> int:
    """Build a site and say what was built."""
    start = time.perf_counter()
    root = site_root(options)
    timings = Timings()
    held: list[object] = []
    outcome = build(root, options, timings, held)
    if outcome.code != FINE:
        return outcome.code
    seconds = time.perf_counter() - start
    what = f"{outcome.pages} 个页面，{outcome.records} 条记录，截至 {outcome.as_of}"
    if outcome.published is None:
        say(f"没有任何改动，网站还是原来的：{what}，用时 {seconds:.1f} 秒，{outcome.warnings} 个提醒")
    else:
        say(f"生成了 {what}，用时 {seconds:.1f} 秒，{outcome.warnings} 个提醒")
    if outcome.warnings:
        say("提醒列在网站的「编辑检查」页；也可以运行 gongkai check 查看")
    if outcome.published is not None and outcome.published.copied:
        say("这里不能建立符号链接，网站是复制过去的；复制的过程中读者可能看到一半")
    say(f"网站在 {outcome.place}；查看：gongkai serve，然后打开它给出的地址")
    if options.timings:
        for line in timings.lines():
            say(line)
    options.leave(outcome.code)
    return outcome.code


def build(
    root: Path, options: argparse.Namespace, timings: Timings | None = None, held: list[object] | None = None
) -> Outcome:
    """Check and build; diagnostics go to stderr. Raises `WrongUse` where theme, pages or the disk do not fit.

    What the site was made of goes into `held`, so that whoever leaves need not take it apart.
    """
    timings = timings or Timings()
    with at_work(root):
        found = looked_through(root, options, None, timings)
        if isinstance(found, Outcome):
            return found
        with under_way("生成页面……"):
            ready = prepared(found, timings)
            if held is not None:
                held.append(ready)
            return ready.publish(timings)
