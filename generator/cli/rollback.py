"""`gongkai rollback`: show an earlier release again."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.audience import Audience
from generator.cli.console import FINE, STORE, WrongUse, add_directory_option, say, settings_in, site_root
from generator.cli.steps import said, target

NAME = "rollback"
WORDS = "把网站换回较早的版本"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    add_directory_option(parser)
    parser.add_argument("release", nargs="?", default="", metavar="版本", help="换回哪一个，默认是当前版本的前一个")
    parser.add_argument("--list", action="store_true", help="只列出保留着的版本")
    parser.add_argument("--audience", choices=[one.value for one in Audience], help="公开范围，默认 public")
    parser.add_argument("--site", type=Path, metavar="目录", help="网站放在哪里，默认是站点目录下的 site")


def run(options: argparse.Namespace) -> int:
    """Switch to an earlier release. Raises `WrongUse` where there is none, or the disk does not let us."""
    from contextlib import ExitStack

    from generator.cli.kept import alone_at_work
    from generator.releases import NoReleaseError, roll_back, shown

    root = site_root(options)
    settings, _ = settings_in(root)
    place = target(root, options, Audience(options.audience) if options.audience else settings.audience)
    if options.list:
        return _list(place)
    before = shown(place)
    try:
        with ExitStack() as held:
            alone_at_work(held, root / STORE)
            release = roll_back(place, options.release)
    except NoReleaseError as wrong:
        raise WrongUse(str(wrong)) from None
    except OSError as wrong:
        raise WrongUse(f"{said(wrong)}。网站没有动。") from wrong
    was = f"，原来是 {before.name}" if before is not None and before != release else ""
    say(f"网站换回了版本 {release.name}{was}。下一次 gongkai build 会按现在的记录重新生成。")
    return FINE


def _list(place: Path) -> int:
    from generator.releases import RELEASES, remembered, shown

    current = shown(place)
    for name in remembered(place.parent / RELEASES, place.name):
        say(f"{name} ← 现在的网站" if current is not None and current.name == name else name)
    return FINE
