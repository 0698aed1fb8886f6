"""`gongkai explain CODE`: a rule in full."""

from __future__ import annotations

import argparse

from generator.cli.console import FINE, WrongUse, say

NAME = "explain"
WORDS = "说明一条检查规则：为什么、出处、正反例子"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("code", metavar="代码", help="检查报告里的代码，例如 proposal/not-a-day")


def run(options: argparse.Namespace) -> int:
    """Say a rule. Raises `WrongUse` for a code that is not known."""
    from generator.explanations import explain

    text = explain(options.code)
    if text is None:
        from generator.explanations import nearest_code

        near = nearest_code(options.code)
        raise WrongUse(f"没有代码「{options.code}」" + (f"，是不是 {near}？" if near else "。全部代码见 docs/rules.md"))
    say(text)
    return FINE
