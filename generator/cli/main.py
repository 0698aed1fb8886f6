"""Arguments to commands."""

from __future__ import annotations

import argparse
import gc
import os
import re
import sys
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NoReturn

from generator import __version__
from generator.cli.console import FINE, OUR_FAULT, WRONG_USE, WrongUse, tell

_INTERRUPTED = 130


_FAULTS = (
    (r"the following arguments are required: (.*)", r"还缺 \1"),
    (r"unrecognized arguments: (.*)", r"不认识 \1"),
    (r"argument (.*?): invalid choice: '?(.*?)'? \(choose from (.*)\)", r"\1 不能写「\2」，可以写 \3"),
    (r"argument (.*?): expected one argument", r"\1 后面要写一个值"),
    (r"argument (.*?): invalid int value: '?(.*?)'?", r"\1 后面要写整数，不能写「\2」"),
    (r"argument (.*?): ignored explicit argument '?(.*?)'?", r"\1 后面不写值，不能写「\2」"),
    (r"ambiguous option: (.*) could match (.*)", r"\1 没有写全，可以是 \2"),
)
"""What argparse says, and how people are told."""


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_Formatter, add_help=False, **options)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        found = ((re.fullmatch(english, message, re.DOTALL), chinese) for english, chinese in _FAULTS)
        said = next((match.expand(chinese) for match, chinese in found if match), message)
        tell(f"gongkai：命令写得不对：{said}。用法见 {self.prog} --help")
        raise SystemExit(WRONG_USE)


def main(arguments: Sequence[str] | None = None, leave: Callable[[int], object] = lambda code: None) -> int:
    """Run a command; returns the exit code.

    A command that has made very many objects calls `leave` with the code while it still holds them.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    gc.disable()  # very many small objects are made, by imports already, and hardly any cycles
    options = parser().parse_args(arguments)
    options.leave = leave
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
    except Exception as wrong:
        _say_our_fault(wrong)
        raise SystemExit(OUR_FAULT) from wrong


def _say_our_fault(wrong: Exception) -> None:
    """Say that a fault is not in the data: CI that read the exit code of wrong data would send its clerk to look there."""
    from traceback import print_exception

    print_exception(wrong)
    where = "".join(f"（{note}）" for note in getattr(wrong, "__notes__", ())[:1])
    tell(f"gongkai 自己出错了{where}，不是记录写错了；原来的网站没有动。请把上面的内容报给维护 gongkai 的人。")


@cache
def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    from generator.cli import build, check, explain, init, rollback, serve

    whole = _Parser(prog="gongkai", description="检查工会公开的记录，生成公开网站。")
    whole.add_argument("--version", action="version", version=f"gongkai {__version__}", help="显示版本")
    commands = whole.add_subparsers(title="命令", metavar="命令", required=True, parser_class=_Parser)
    for module in (check, build, serve, rollback, init, explain):
        words = module.WORDS
        one = commands.add_parser(module.NAME, help=words, description=words)
        module.add_options(one)
        one.set_defaults(run=module.run)
    return whole
