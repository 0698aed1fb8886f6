"""Arguments to commands."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from generator import __version__
from generator.cli import build, check, explain, init, serve
from generator.cli.console import FINE, WRONG_USE, WrongUse, tell

_INTERRUPTED = 130


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        tell(f"gongkai：命令写得不对（{message}）。用法见 {self.prog} --help")
        raise SystemExit(WRONG_USE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = parser().parse_args(arguments)
    gc.disable()  # very many small objects are made, and hardly any cycles
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except WrongUse as wrong:
        tell(f"gongkai：{wrong}")
        return WRONG_USE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except KeyboardInterrupt:
        return _INTERRUPTED


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    whole = _Parser(prog="gongkai", description="检查工会公开的记录，生成公开网站。", add_help=False)
    whole.add_argument("-h", "--help", action="help", help="显示这份说明")
    whole.add_argument("--version", action="version", version=f"gongkai {__version__}", help="显示版本")
    commands = whole.add_subparsers(title="命令", metavar="命令", required=True, parser_class=_Parser)
    for module in (check, build, serve, init, explain):
        words = module.WORDS
        one = commands.add_parser(module.NAME, help=words, description=words, add_help=False)
        one.add_argument("-h", "--help", action="help", help="显示这份说明")
        module.add_options(one)
        one.set_defaults(run=module.run)
    return whole
