"""`gongkai init DIR`: a new site repository that uses gongkai as a dependency; `--update` brings new registers."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.cli.console import FINE, WrongUse, say
from generator.inputs import CONFIG
from generator.late import late

NAME = "init"
_NAME = late(r"\w[\w（）()·—–-]{0,59}(?: [\w（）()·—–-]+)*")
"""A name that means nothing else to YAML, Markdown or HTML."""

WORDS = "新建一个公开网站的目录，或用 --update 带来新的日历、规则和目录"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("directory", type=Path, metavar="目录", help="新站点的目录；--update 时是已有站点的目录")
    parser.add_argument("--name", default="示例大学", metavar="校名", help="学校的名称，写进首页和设置")
    parser.add_argument(
        "--ci", choices=["github", "gitlab", "gitea"], default="github", help="写哪一种持续集成文件，默认 github"
    )
    parser.add_argument("--update", action="store_true", help="只更新登记类的数据；你改过的文件不动")


def run(options: argparse.Namespace) -> int:
    """Lay out a new site, or update the registers of one. Raises `WrongUse` for a folder that does not fit."""
    return _update(options.directory) if options.update else _new(options)


def _new(options: argparse.Namespace) -> int:
    from generator.files import write_tree
    from generator.starter import new_site

    root: Path = options.directory
    if not _NAME.fullmatch(options.name):
        raise WrongUse(f"--name：「{options.name}」不能作校名，只写文字、数字、括号和连字符")
    if root.exists() and (not root.is_dir() or any(one.name != ".git" for one in root.iterdir())):
        raise WrongUse(f"{root} 已经有东西了。换一个空目录，或用 gongkai init --update {root} 更新已有的站点。")
    files = new_site(options.name, options.ci)
    write_tree(root, files)
    say(f"新站点在 {root}，写了 {len(files)} 个文件。")
    say(f"接下来：cd {root}，gongkai check 检查，gongkai serve 查看；先在 data/units/ 写上各单位。")
    return FINE


def _update(root: Path) -> int:
    from generator.files import read_tree, write_tree
    from generator.lacking_rules import lacking
    from generator.starter import LEDGER, brought_before, ledger, registers, update

    if not (root / CONFIG).is_file():
        raise WrongUse(f"{root} 里没有 {CONFIG}，不是站点的目录。")
    before = read_tree(root, [LEDGER]).get(LEDGER, b"")
    brought = registers()
    there = read_tree(root, brought)
    result = update(there, brought_before(before))
    kept = set(result.kept)
    write_tree(root, {**result.files, LEDGER: ledger({path: one for path, one in brought.items() if path not in kept})})
    for words, paths in (("新增", result.added), ("更新", result.replaced), ("你改过，没有动", result.kept)):
        for path in paths:
            say(f"{words} {path}")
            lines = lacking(path, there[path], brought[path]) if path in kept else []
            if lines:
                say("  新的版本里多了这些，照着写进去：")
                say("\n".join(f"    {line}" for line in lines))
    say(f"新增 {len(result.added)} 个，更新 {len(result.replaced)} 个，保留你改过的 {len(result.kept)} 个。")
    return FINE
