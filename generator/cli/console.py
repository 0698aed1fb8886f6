"""What all commands say and ask in the same way: options, the day, colours, diagnostics."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from generator.clock import day_of_epoch, today

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.parsing import Parsing
    from generator.raw_files import RawFile
    from generator.settings import Settings

FINE, PROBLEMS, WRONG_USE, OUR_FAULT = 0, 1, 2, 70
STORE = ".gongkai"
"""The folder of a site for what is kept between runs."""
_STYLES = {"error": "1;31", "warning": "33", "place": "1", "quiet": "2", "help": "32"}


class WrongUse(Exception):
    """The command cannot be carried out as it was given: one line for people, exit code 2."""


def add_directory_option(parser: argparse.ArgumentParser) -> None:
    """`-C`, which every command that works on a site takes."""
    parser.add_argument(
        "-C",
        "--directory",
        type=Path,
        default=Path(),
        metavar="目录",
        help="站点所在的目录（有 mkdocs.yml），默认是当前目录",
    )


def add_site_options(parser: argparse.ArgumentParser) -> None:
    """`-C` and `--as-of`, which every command that reads the records of a site takes."""
    add_directory_option(parser)
    parser.add_argument(
        "--as-of", metavar="日期", help="按哪一天计算，YYYY-MM-DD；默认依次取 SOURCE_DATE_EPOCH、mkdocs.yml、今天"
    )
    parser.add_argument(
        "--previous", type=Path, metavar="目录", help="上一次发布的网站，用来查有没有编号消失；默认是 site"
    )


def previous_release(options: argparse.Namespace, standing: Path) -> Path:
    """The release that vanished ids are looked for in: the one asked for, else the one that stands.

    Raises `WrongUse` where the one asked for has no list of ids.
    """
    place: Path | None = options.previous
    if place is not None and not (place / "ids.txt").is_file():
        raise WrongUse(f"--previous：{place} 里没有 ids.txt，不是 gongkai 生成的网站")
    return place or standing


def settings_in(root: Path) -> tuple[Settings, list[Diagnostic]]:
    """The settings of a site, with what is wrong with them."""
    from generator.inputs import CONFIG
    from generator.settings import read_settings

    return read_settings((root / CONFIG).read_bytes())


def site_root(options: argparse.Namespace) -> Path:
    """The folder of the site. Raises `WrongUse` where there is none."""
    from generator.inputs import CONFIG

    root: Path = options.directory.resolve()
    if not (root / CONFIG).is_file():
        raise WrongUse(f"{options.directory} 里没有 {CONFIG}。用 -C 指明站点的目录，或用 gongkai init 新建一个。")
    return root


def parsing_begun(root: Path, *, anew: bool) -> AbstractContextManager[Parsing | None]:
    """The parsing of all record files where none is known yet: it goes on while what looks at records is imported."""
    from generator.raw_files import READ, record_files
    from generator.shelf import Shelf

    if not anew and READ in Shelf(root / STORE):
        return nullcontext()
    from generator.parsing import Parsing

    return Parsing(record_files(root))


def as_of_day(options: argparse.Namespace, settings: Settings) -> date:
    """The day as of which everything is computed: `--as-of`, `SOURCE_DATE_EPOCH`, the configuration, today."""
    if options.as_of:
        from pydantic_core import PydanticCustomError

        from generator.values import parse_day

        try:
            return parse_day(options.as_of)
        except PydanticCustomError as wrong:
            raise WrongUse(f"--as-of：{wrong.message()}；{(wrong.context or {})['remedy']}") from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        if not epoch.isascii() or not epoch.isdigit():
            raise WrongUse(f"SOURCE_DATE_EPOCH 不是整数：「{epoch}」")
        try:
            return day_of_epoch(int(epoch))
        except (ValueError, OverflowError, OSError):
            raise WrongUse(f"SOURCE_DATE_EPOCH 太大了：「{epoch}」") from None
    return settings.as_of or today()


def is_pinned(options: argparse.Namespace, settings: Settings) -> bool:
    """Whether the configuration holds the site at its day, rather than somebody who asks for a day this once."""
    return settings.as_of is not None and not options.as_of and not os.environ.get("SOURCE_DATE_EPOCH")


def paint_for(stream: TextIO, text: str, style: str) -> str:
    """Coloured text, on a terminal that wants colours."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not stream.isatty():
        return text
    return f"\033[{_STYLES[style]}m{text}\033[0m"


def say(text: str = "") -> None:
    """A line of the command's own answer."""
    print(text)


def tell(text: str) -> None:
    """A line beside the answer: what is going on, what went wrong."""
    print(text, file=sys.stderr)


def show(diagnostics: Sequence[Diagnostic], sources: Mapping[str, RawFile], form: str, stream: TextIO) -> None:
    """Diagnostics in a format, on a stream."""
    from generator.reports import FORMATS, text

    if form == "text":
        stream.write(text(diagnostics, sources, lambda words, style: paint_for(stream, words, style)))
        return
    stream.write(FORMATS[form](diagnostics, sources))


@contextmanager
def under_way(words: str) -> Iterator[None]:
    """A sign of life on a terminal while something takes longer than a moment; nothing of it in a pipe."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(words):
        yield
