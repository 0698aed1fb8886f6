"""`gongkai build`: check, make what is missing of the shells, stamp every page, publish whole."""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.console import (
    FINE,
    PROBLEMS,
    WrongUse,
    add_site_options,
    as_of_day,
    previous_release,
    say,
    show,
    site_root,
    tell,
    under_way,
)
from generator.clock import today
from generator.model import Audience

if TYPE_CHECKING:
    from generator.releases import Published
    from generator.shells import Rendered

NAME = "build"
WORDS = "检查记录，生成网站"
STORE = ".gongkai"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    add_site_options(parser)
    parser.add_argument(
        "--audience", choices=[one.value for one in Audience], help="公开范围，默认 public；campus 另存到 site-campus"
    )
    parser.add_argument("--site", type=Path, metavar="目录", help="网站放在哪里，默认是站点目录下的 site")
    parser.add_argument("--strict", action="store_true", help="有提醒也不生成")


@dataclass(frozen=True)
class Outcome:
    """What a build came to."""

    code: int
    published: Published | None = None
    pages: int = 0
    records: int = 0
    warnings: int = 0
    as_of: date | None = None
    place: Path | None = None


def run(options: argparse.Namespace) -> int:
    """Build a site and say what was built."""
    start = time.perf_counter()
    root = site_root(options)
    outcome = build(root, options)
    if outcome.published is None:
        return outcome.code
    seconds = time.perf_counter() - start
    say(
        f"生成了 {outcome.pages} 个页面，{outcome.records} 条记录，截至 {outcome.as_of}，用时 {seconds:.1f} 秒，{outcome.warnings} 个提醒"
    )
    if outcome.warnings:
        say("提醒列在网站的「编辑检查」页；也可以运行 gongkai check 查看")
    if outcome.published.copied:
        say("这里不能建立符号链接，网站是复制过去的；复制的过程中读者可能看到一半")
    say(f"网站在 {outcome.place}；查看：gongkai serve，然后打开它给出的地址")
    return outcome.code


def target(root: Path, options: argparse.Namespace, audience: Audience) -> Path:
    """Where the site goes; a campus build never where the public one is."""
    if options.site is not None:
        return Path(options.site).parent.resolve() / Path(options.site).name
    return root / ("site-campus" if audience is Audience.CAMPUS else "site")


def build(root: Path, options: argparse.Namespace, standing: Path | None = None) -> Outcome:
    """Check and build; diagnostics go to stderr. Raises `WrongUse` where theme or pages do not fit.

    `standing` is the release that is public now; without it, the one that this build will replace.
    """
    from generator.build import Site
    from generator.examination import examine, settings_of
    from generator.outputs.templates import BrokenTemplateError
    from generator.releases import PathConflictError, publish
    from generator.shells import ShellError
    from generator.store import Shelf

    settings, faults = settings_of(root)
    audience = Audience(options.audience) if options.audience else settings.audience
    place = target(root, options, audience)
    standing = standing or (place if audience is Audience.PUBLIC else root / "site")
    with under_way("检查记录……"):
        examined = examine(root, as_of_day(options, settings), today(), previous_release(options, standing))
    stopping = [*faults, *(examined.diagnostics if options.strict else examined.errors)]
    if stopping:
        show(stopping, examined.loaded.sources, "text", sys.stderr)
        tell(f"没有生成：{len(stopping)} 处要改。原来的网站没有动。")
        return Outcome(PROBLEMS)
    with under_way("生成页面……"):
        rendered, assets = shells(root, audience)
        site = Site(examined, settings, audience, kept=Shelf(root / STORE / f"search-{audience}"))
        try:
            published = publish(place, site.artifacts(rendered, assets))
        except (BrokenTemplateError, ShellError, PathConflictError, OSError) as wrong:
            raise WrongUse(f"{wrong}。原来的网站没有动。") from wrong
    pages = sum(path.endswith(".html") for path in published.paths)
    return Outcome(FINE, published, pages, len(site.visible.entries), len(examined.warnings), examined.as_of, place)


def shells(root: Path, audience: Audience) -> tuple[Rendered, Path]:
    """The shells of the site: kept ones where nothing they depend on has changed, else MkDocs is run."""
    from generator.build import shell_key
    from generator.store import Store

    store = Store(root / STORE)
    key = shell_key(root, audience)
    kept = store.shells(key)
    if kept is not None:
        return kept
    from generator.mkdocs_plugin import MkDocsError, render_shells

    staging = store.staging()
    try:
        rendered = render_shells(root / "mkdocs.yml", staging, audience)
    except MkDocsError as wrong:
        raise WrongUse(f"MkDocs 没有做出页面框架：{wrong}") from wrong
    return rendered, store.keep_shells(key, rendered, staging)
