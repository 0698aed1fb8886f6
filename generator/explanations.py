"""A rule in full for editors: why, source, a bad and a good example; and docs/rules.md, generated from the same."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from generator.common_checks import COMMON_PREFIX
from generator.files import shipped
from generator.nearest import nearest
from generator.registry import RECORD_TYPES
from generator.rules import RuleText, all_rules
from generator.source import parse
from generator.source_tree import Mapping, plain

_MARK = "# <-"
_SHOWN_MARK = "# ← 这里"


@cache
def _rules() -> tuple[RuleText, ...]:
    return tuple(all_rules(RECORD_TYPES))


def find(code: str) -> RuleText | None:
    """The rule of a code; `proposal/not-a-day` finds the rule that holds for every type."""
    rules = {rule.code: rule for rule in _rules()}
    prefix, _, name = code.partition("/")
    common = f"{COMMON_PREFIX}/{name}"
    known = prefix in {kind.name for kind in RECORD_TYPES}
    return rules.get(code) or (rules.get(common) if known else None)


def nearest_code(code: str) -> str:
    """The known code most like one that is not known, or ''."""
    return nearest(code, [rule.code for rule in _rules()])


def explain(code: str) -> str | None:
    """The rule in full, as text; None for an unknown code."""
    rule = find(code)
    if rule is None:
        return None
    parts = [f"{code}（{rule.severity.label}）", "", rule.sentence]
    if rule.why:
        parts += ["", rule.why]
    parts += ["", f"出处：{rule.source}"]
    for kind, words in (("breaks", "错误的例子"), ("keeps", "正确的例子")):
        example = next(_examples(rule.code, kind), "")
        if example:
            parts += ["", f"{words}：", "", *(f"    {line}" for line in example.splitlines())]
    return "\n".join(parts)


def _examples(code: str, kind: str) -> Iterator[str]:
    """The examples of a rule as text, each file under its name."""
    path = shipped("examples") / f"{code}.yml"
    if not path.is_file():
        return
    tree = parse(path.name, path.read_bytes()).tree
    items = plain(tree).get(kind, []) if isinstance(tree, Mapping) else []  # type: ignore[union-attr]
    for overlay in items:
        if isinstance(overlay, dict):
            yield "\n".join(
                f"# data/{name}\n{text}".rstrip().replace(_MARK, _SHOWN_MARK)
                for name, text in overlay.items()
                if isinstance(text, str)
            )


def rules_document() -> str:
    """docs/rules.md."""
    lines = ["# 检查规则", "", "<!-- 由 `make docs` 从检查代码生成，不要手改。 -->", ""]
    lines += [
        "代码的前一半是记录种类；`record/…` 对每种记录都有效，报告里写成 `proposal/…` 等。完整的正反例子用 `gongkai explain 代码` 查看。",
        "",
    ]
    titles = {
        "yaml": "文件的写法",
        "file": "文件的位置",
        "content": "手写页面",
        COMMON_PREFIX: "每种记录",
        **{kind.name: kind.model.type_label for kind in RECORD_TYPES},
    }
    current = ""
    for rule in _rules():
        prefix = rule.code.partition("/")[0]
        if prefix != current:
            current = prefix
            lines += [f"## {titles[prefix]}", "", "| 代码 | 级别 | 规则 | 出处 |", "|---|---|---|---|"]
        why = f" {' '.join(rule.why.split())}" if rule.why else ""
        lines.append(
            f"| `{rule.code}` | {rule.severity.label} | {rule.sentence}{why} | {rule.source} |".replace("\n", " ")
        )
        lines += [""] if _last_of(rule, prefix) else []
    return "\n".join(lines).rstrip() + "\n"


def _last_of(rule: RuleText, prefix: str) -> bool:
    same = [one for one in _rules() if one.code.partition("/")[0] == prefix]
    return same[-1].code == rule.code
