"""`gongkai build`: check, make what has changed, publish whole."""

from __future__ import annotations

import argparse
import errno
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.console import (
    FINE,
    PROBLEMS,
    STORE,
    WrongUse,
    add_site_options,
    as_of_day,
    previous_release,
    say,
    settings_in,
    show,
    site_root,
    tell,
    under_way,
)
from generator.clock import today
from generator.model import Audience

if TYPE_CHECKING:
    from generator.cli.kept import Kept
    from generator.cli.timings import Timings
    from generator.examination import Examined
    from generator.releases import Published
    from generator.settings import Settings
    from generator.shells import Rendered

NAME = "build"
WORDS = "检查记录，生成网站"
_DISK = {
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘配额用完了",
    errno.EROFS: "这里只能读，不能写",
    errno.EACCES: "没有写在这里的权限",
    errno.EPERM: "没有写在这里的权限",
    errno.EIO: "磁盘读写出错",
    errno.EXDEV: "这里跨了两个文件系统",
    errno.EBUSY: "这里正被占用（挂载点？）",
}


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    from generator.releases import KEPT

    add_site_options(parser)
    parser.add_argument(
        "--audience", choices=[one.value for one in Audience], help="公开范围，默认 public；campus 另存到 site-campus"
    )
    parser.add_argument("--site", type=Path, metavar="目录", help="网站放在哪里，默认是站点目录下的 site")
    parser.add_argument("--strict", action="store_true", help="有提醒也不生成")
    parser.add_argument("--keep", type=int, default=KEPT, metavar="个数", help=f"保留几个版本，默认 {KEPT}")
    parser.add_argument("--no-cache", action="store_true", help="不用上一次的结果，全部重新做；结果相同")
    parser.add_argument("--timings", action="store_true", help="列出各步骤用了多少时间")


@dataclass(frozen=True)
class Outcome:
    """What a build came to."""

    code: int
    pages: int = 0
    records: int = 0
    warnings: int = 0
    as_of: date | None = None
    place: Path | None = None
    published: Published | None = None
    """None where nothing was published: there were errors, or nothing had changed."""


def run(options: argparse.Namespace) -> int:
    """Build a site and say what was built."""
    from generator.cli.timings import Timings

    start = time.perf_counter()
    root = site_root(options)
    timings = Timings()
    outcome = build(root, options, timings=timings)
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
    return outcome.code


def target(root: Path, options: argparse.Namespace, audience: Audience) -> Path:
    """Where the site goes; a campus build never where the public one is."""
    if options.site is not None:
        return Path(options.site).parent.resolve() / Path(options.site).name
    return root / ("site-campus" if audience is Audience.CAMPUS else "site")


def build(
    root: Path, options: argparse.Namespace, standing: Path | None = None, timings: Timings | None = None
) -> Outcome:
    """Check and build; diagnostics go to stderr. Raises `WrongUse` where theme, pages or the disk do not fit.

    `standing` is the release that is public now; without it, the one that this build will replace.
    """
    from generator.cli.kept import alone_at_work
    from generator.cli.timings import Timings
    from generator.inputs import ChangedMeanwhileError

    try:
        with ExitStack() as held:
            alone_at_work(held, root / STORE)
            return _build(root, options, standing, timings or Timings())
    except ChangedMeanwhileError as wrong:
        raise WrongUse(f"{wrong}。原来的网站没有动。") from wrong
    except OSError as wrong:
        raise WrongUse(f"{said(wrong)}。原来的网站没有动。") from wrong


def said(wrong: OSError) -> str:
    """What is wrong with the disk, in one line."""
    why = _DISK.get(wrong.errno or 0, wrong.strerror or str(wrong))
    return f"{wrong.filename}：{why}" if wrong.filename else why


def _build(root: Path, options: argparse.Namespace, standing: Path | None, timings: Timings) -> Outcome:
    from generator.cli.kept import Kept, steadily

    with timings.stage("看有没有改动"):
        settings, faults = settings_in(root)
        audience = Audience(options.audience) if options.audience else settings.audience
        place = target(root, options, audience)
        standing = standing or (place if audience is Audience.PUBLIC else root / "site")
        previous = previous_release(options, standing)
        day = as_of_day(options, settings)
        words = (
            audience,
            str(options.strict),
            str(day),
            str(today()),
            *(() if previous == place else (str(previous),)),
        )
        kept = Kept(root, place, words, previous if previous != place else None)
        before = None if options.no_cache else kept.same()
    if before is not None:
        return Outcome(FINE, before["pages"], before["records"], before["warnings"], day, place)
    with _shells_begun(root, audience, anew=options.no_cache), under_way("检查记录……"), timings.stage("读和查记录"):
        from generator.examination import examine

        examined = steadily(root, lambda: examine(root, day, today(), previous))
    stopping = [*faults, *(examined.diagnostics if options.strict else examined.errors)]
    if stopping:
        show(stopping, examined.loaded.sources, "text", sys.stderr)
        tell(f"没有生成：{len(stopping)} 处要改。原来的网站没有动。")
        return Outcome(PROBLEMS)
    with under_way("生成页面……"):
        return _publish(examined, settings, audience, kept, options, timings)


def _publish(
    examined: Examined,
    settings: Settings,
    audience: Audience,
    kept: Kept,
    options: argparse.Namespace,
    timings: Timings,
) -> Outcome:
    from generator.build import Site
    from generator.keys import page_key
    from generator.outputs.templates import BrokenTemplateError
    from generator.releases import PathConflictError, publish, shown
    from generator.shells import ShellError
    from generator.store import Shelf

    root, place = examined.root, kept.target
    with timings.stage("页面框架"):
        rendered, assets = shells(root, audience, anew=options.no_cache)
    with timings.stage("上次的结果"):
        made = kept.made(page_key(root, rendered, settings, audience), anew=options.no_cache)
    shelf = None if options.no_cache else Shelf(root / STORE / f"search-{audience}")
    release = None if options.no_cache else shown(place)
    site = Site(examined, settings, audience, kept=shelf, before=made, release=release)
    stream = timings.watched(site.artifacts(rendered, assets))
    try:
        with timings.stage("写到磁盘"):
            published = publish(place, stream, options.keep, waiting=_waiting, last_look=kept.last_look)
    except (BrokenTemplateError, ShellError, PathConflictError) as wrong:
        raise WrongUse(f"{wrong}。原来的网站没有动。") from wrong
    pages = sum(path.endswith(".html") for path in published.digests)
    records, warnings = len(site.visible.entries), len(examined.warnings)
    with timings.stage("记下结果"):
        kept.keep(published, site.memory.now, {"pages": pages, "records": records, "warnings": warnings})
    return Outcome(FINE, pages, records, warnings, examined.as_of, place, published)


def _waiting() -> None:
    tell("另一个生成正在写这个网站，等它结束……")


@contextmanager
def _shells_begun(root: Path, audience: Audience, *, anew: bool) -> Iterator[None]:
    """Let MkDocs run beside what is done meanwhile, unless its work is kept from before; it puts it into the store."""
    from generator.beside import beside, can_fork
    from generator.keys import shell_key
    from generator.store import Store

    if anew or not can_fork() or Store(root / STORE).has_shells(shell_key(root, audience)):
        yield
        return
    wait = beside(lambda: shells(root, audience))
    try:
        yield
    finally:
        wait()


def shells(root: Path, audience: Audience, *, anew: bool = False) -> tuple[Rendered, Path]:
    """The shells of the site: kept ones where nothing they depend on has changed, else MkDocs is run."""
    from generator.keys import shell_key
    from generator.store import Store

    store = Store(root / STORE)
    key = shell_key(root, audience)
    kept = None if anew else store.shells(key)
    if kept is not None:
        return kept
    from generator.mkdocs_plugin import MkDocsError, render_shells

    staging = store.staging()
    try:
        rendered = render_shells(root / "mkdocs.yml", staging, audience)
    except MkDocsError as wrong:
        raise WrongUse(f"MkDocs 没有做出页面框架：{wrong}") from wrong
    return rendered, store.keep_shells(key, rendered, staging)
