"""The steps of a build: look through the records, prepare what is made, publish it. `build` takes them in turn."""

from __future__ import annotations

import argparse
import errno
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.audience import Audience
from generator.cli.console import (
    FINE,
    PROBLEMS,
    STORE,
    WrongUse,
    as_of_day,
    is_pinned,
    parsing_begun,
    previous_release,
    settings_in,
    show,
    tell,
    under_way,
)
from generator.clock import moment, today

if TYPE_CHECKING:
    from generator.build import Site
    from generator.cli.kept import Kept
    from generator.cli.timings import Timings
    from generator.examination import Examined
    from generator.releases import Published
    from generator.settings import Settings
    from generator.shells import Rendered

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


class Outcome(Struct, frozen=True):
    """What a build came to."""

    code: int
    pages: int = 0
    records: int = 0
    warnings: int = 0
    as_of: date | None = None
    place: Path | None = None
    published: Published | None = None
    """None where nothing was published: there were errors, or nothing had changed."""


def target(root: Path, options: argparse.Namespace, audience: Audience) -> Path:
    """Where the site goes; a campus build never where the public one is."""
    if options.site is not None:
        return Path(options.site).parent.resolve() / Path(options.site).name
    return root / ("site-campus" if audience is Audience.CAMPUS else "site")


@contextmanager
def at_work(root: Path) -> Iterator[None]:
    """Alone at work on a site. What goes wrong with the disk meanwhile is raised as `WrongUse`."""
    from generator.cli.kept import alone_at_work
    from generator.inputs import ChangedMeanwhileError

    try:
        with ExitStack() as held:
            alone_at_work(held, root / STORE)
            yield
    except ChangedMeanwhileError as wrong:
        raise WrongUse(f"{wrong}。原来的网站没有动。") from wrong
    except OSError as wrong:
        raise WrongUse(f"{said(wrong)}。原来的网站没有动。") from wrong


def said(wrong: OSError) -> str:
    """What is wrong with the disk, in one line."""
    why = _DISK.get(wrong.errno or 0, wrong.strerror or str(wrong))
    return f"{wrong.filename}：{why}" if wrong.filename else why


class Found(Struct, frozen=True):
    """Records without errors, and what is known of the last build."""

    examined: Examined
    settings: Settings
    audience: Audience
    kept: Kept
    options: argparse.Namespace


def looked_through(root: Path, options: argparse.Namespace, standing: Path | None, timings: Timings) -> Found | Outcome:
    """Read and check the records; an outcome where nothing has changed or there are errors, which are shown.

    `standing` is the release that is public now; without it, the one that this build will replace.
    """
    from generator.cli.kept import Kept, steadily
    from generator.cli.rendering import shells_begun

    settings, faults = settings_in(root)
    audience = Audience(options.audience) if options.audience else settings.audience
    with shells_begun(root, audience, anew=options.no_cache) as begin_shells:
        with timings.stage("看有没有改动"):
            place = target(root, options, audience)
            standing = standing or (place if audience is Audience.PUBLIC else root / "site")
            previous = previous_release(options, standing)
            day = as_of_day(options, settings)
            compared = () if previous == place else (str(previous),)
            pinned = is_pinned(options, settings)
            words = (audience, str(options.strict), str(day), str(today()), str(pinned), *compared)
            kept = Kept(root, place, words, previous if previous != place else None)
            before = None if options.no_cache else kept.same()
        if before is not None:
            return Outcome(FINE, before["pages"], before["records"], before["warnings"], day, place)
        with under_way("检查记录……"), timings.stage("读和查记录"):
            examined = steadily(
                root, lambda: _examined(root, day, previous, begin_shells, anew=options.no_cache, pinned=pinned)
            )
    stopping = [*faults, *(examined.diagnostics if options.strict else examined.errors)]
    if stopping:
        show(stopping, examined.loaded.sources, "text", sys.stderr)
        tell(f"没有生成：{len(stopping)} 处要改。原来的网站没有动。")
        return Outcome(PROBLEMS)
    return Found(examined, settings, audience, kept, options)


def _examined(
    root: Path, day: date, previous: Path | None, begin_shells: Callable[[], bool], *, anew: bool, pinned: bool
) -> Examined:
    """The records, read and checked; MkDocs begins when what it needs of the records' types has been imported."""
    with parsing_begun(root, anew=anew) as parsing:
        from generator.examination import examine
        from generator.recall import Recall
        from generator.registry import RECORD_TYPES

        crowded = begin_shells()
        recall = Recall(root / STORE, RECORD_TYPES, moment(), anew=anew)
        return examine(
            root,
            day,
            today(),
            previous,
            recall,
            pinned=pinned,
            parsing=parsing,
            meanwhile=_ready_to_build,
            crowded=crowded,
        )


def _ready_to_build() -> None:
    """What takes a while to be imported, and is needed as soon as the records are checked."""
    import generator.build  # noqa: F401
    from generator.registry import RECORD_TYPES

    tuple(kind.views for kind in RECORD_TYPES)  # each is imported when it is first asked for


class Prepared(Struct, frozen=True):
    """A site of which every file can be made."""

    found: Found
    site: Site
    rendered: Rendered
    assets: Path

    def publish(self, timings: Timings) -> Outcome:
        """Make what has changed and publish the whole. Raises `WrongUse` where pages or the disk do not fit."""
        from generator.outputs.templates import BrokenTemplateError
        from generator.releases import PathConflictError, publish
        from generator.shells import ShellError

        kept, examined = self.found.kept, self.found.examined
        options = self.found.options
        stream = self.site.artifacts(self.rendered, self.assets)
        stream = timings.watched(stream) if options.timings else stream
        try:
            with timings.stage("写到磁盘"):
                published = publish(kept.target, stream, options.keep, waiting=_waiting, last_look=kept.last_look)
        except (BrokenTemplateError, ShellError, PathConflictError) as wrong:
            raise WrongUse(f"{wrong}。原来的网站没有动。") from wrong
        pages = sum(path.endswith(".html") for path in published.digests)
        records, warnings = len(self.site.visible.entries), len(examined.warnings)
        with timings.stage("记下结果"):
            kept.keep(published, self.site.memory.now, {"pages": pages, "records": records, "warnings": warnings})
            if examined.recall is not None:
                examined.recall.keep()
        self._count(published, timings)
        return Outcome(FINE, pages, records, warnings, examined.as_of, kept.target, published)

    def _count(self, published: Published, timings: Timings) -> None:
        """What the store had."""
        examined, files = self.found.examined, len(published.digests)
        if examined.recall is not None:
            every = len(examined.loaded.dataset.entries)
            timings.hits["记录（没有再读）"] = examined.recall.readings.used, every
            timings.hits["检查结果"] = examined.recall.judgements().used, every
        timings.hits["文件"] = files - published.written, files


def prepared(found: Found, timings: Timings) -> Prepared:
    """The shells, and what the last build made of the same. Raises `WrongUse` where MkDocs does not make shells."""
    from generator.build import Site
    from generator.cli.rendering import shells
    from generator.keys import page_key
    from generator.releases import shown
    from generator.shelf import Shelf

    root, audience, anew = found.examined.root, found.audience, found.options.no_cache
    with timings.stage("页面框架"):
        rendered, assets = shells(root, audience, anew=anew)
    with timings.stage("上次的结果"):
        made = found.kept.made(page_key(root, rendered, found.settings, audience), anew=anew)
    shelf = None if anew else Shelf(root / STORE / f"search-{audience}")
    release = None if anew else shown(found.kept.target)
    site = Site(found.examined, found.settings, audience, kept=shelf, before=made, release=release)
    return Prepared(found, site, rendered, assets)


def _waiting() -> None:
    tell("另一个生成正在写这个网站，等它结束……")
