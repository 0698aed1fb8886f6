"""Every rule that a record can break: of its YAML, of its model, of all records, of its type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.check import MISSING_RULE
from generator.common_checks import COMMON_CHECKS, COMMON_PREFIX
from generator.content_links import CONTENT_RULES
from generator.diagnostics import Severity
from generator.reading import LEAF_FAULTS
from generator.record_type import AnyType, checks_for

YAML_RULES = {
    "too-large": "一个记录文件不超过 1 MiB。",
    "empty-file": "记录文件里有内容。",
    "not-a-mapping": "记录文件由「键: 值」组成。",
    "bom": "记录文件不带 BOM。",
    "gbk": "记录文件是 UTF-8 编码，不是 GBK。",
    "utf-16": "记录文件是 UTF-8 编码，不是 UTF-16。",
    "not-utf-8": "记录文件是 UTF-8 文字。",
    "control-character": "文字里没有控制字符。",
    "bidi-character": "文字里没有改变方向的隐藏字符。",
    "hidden-character": "文字里没有看不见的字符。",
    "lost-character": "文字里没有转换编码时丢了字的乱码。",
    "private-character": "文字里没有只有自己的电脑能显示的自造字。",
    "escaped-character": "引号里的转义写法不产生隐藏字符。",
    "duplicate-key": "同一处的键只写一次。",
    "anchor": "不使用锚点（&）。",
    "alias": "不使用别名（*）。",
    "merge-key": "不使用合并键（<<）。",
    "tag": "不使用标签（!）。",
    "directive": "不使用 % 开头的 YAML 指令。",
    "several-documents": "一个文件只有一份文档。",
    "too-deep": "嵌套不超过 32 层。",
    "key-not-text": "键是一个词。",
    "tab": "缩进用空格，不用制表符。",
    "wide-space": "缩进和冒号后面用半角空格，不用全角空格。",
    "full-width-colon": "键后面用半角冒号加空格。",
    "no-space": "键的冒号后面空一格。",
    "no-colon": "每一行都写成「键: 值」。",
    "full-width-bar": "长文开头的「|」是半角的。",
    "folded-list": "正文里有列表时用「|」，不用「>」。",
    "conflict-mark": "记录里没有 git 合并冲突的标记。",
    "stray-colon": "值里有冒号加空格时用引号括起来。",
    "bad-indent": "同一层的键左边对齐。",
    "bad-list": "列表每项以「- 」开头，左边对齐。",
    "open-quote": "引号配对。",
    "text-after-closing": "值用引号或括号括起来时，后面不再有字。",
    "text-after-bar": "长文的「|」后面换行再写。",
    "open-bracket": "括号配对。",
    "bad-bracket": "括号里的内容完整。",
    "bad-escape": "双引号里的反斜杠写法正确。",
    "stray-sign": "值以特殊符号开头时用引号括起来。",
    "hash": "值里的 # 前面有空格时用引号括起来；注释的 # 后面空一格。",
    "null": "没有内容的键不写，不写成 null 或 ~。",
    "syntax": "文件符合 YAML 的写法。",
}
"""What `source` refuses; codes are `yaml/<name>`."""

FILE_RULES = {
    "symlink": "data/ 下没有符号链接。",
    "unreadable": "data/ 下的文件都能读。",
    "nowhere": "data/ 下的每个文件都在某种记录的文件夹里。",
    "wrong-folder": "记录放在自己那种记录的文件夹里。",
    "not-a-record": "记录文件的扩展名是 .yml。",
    "same-id": "一个编号只用一次，只差大小写也不行。",
    "gone": "公开过的编号不会消失；撤回公开时写 withdrawn，页面保留，撤回的内容不再公开。",
    "unused-attachment": "data/attachments/ 下的文件都有记录引用。",
}
"""What `load` refuses; codes are `file/<name>`."""


class RuleText(Struct, frozen=True):
    """A rule as it is explained to editors."""

    code: str
    severity: Severity
    sentence: str
    why: str
    source: str


def all_rules(types: Sequence[AnyType]) -> list[RuleText]:
    """Every rule, in the order in which they are documented."""
    return [*_tables(), *_common(), *_typed(types)]


def _tables() -> Iterator[RuleText]:
    for prefix, table in (
        ("yaml", YAML_RULES),
        ("file", FILE_RULES),
        ("content", CONTENT_RULES),
        (COMMON_PREFIX, LEAF_FAULTS),
    ):
        for name, sentence in table.items():
            severity = Severity.WARNING if name == "unused-attachment" else Severity.ERROR
            yield RuleText(f"{prefix}/{name}", severity, sentence, "", "编写规则")


def _common() -> Iterator[RuleText]:
    for one in COMMON_CHECKS:
        yield RuleText(f"{COMMON_PREFIX}/{one.name}", one.severity, one.sentence, one.why, one.source)
    yield RuleText(f"{COMMON_PREFIX}/missing-rule", Severity.ERROR, MISSING_RULE, "", "编写规则")


def _typed(types: Sequence[AnyType]) -> Iterator[RuleText]:
    for kind in types:
        for one in checks_for(kind.name, types):
            yield RuleText(f"{kind.name}/{one.name}", one.severity, one.sentence, one.why, one.source)
