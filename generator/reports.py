"""Diagnostics in the formats that people and continuous integration read. Pure: text in, text out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath
from urllib.parse import quote

from generator import __version__
from generator.diagnostics import Diagnostic, Severity
from generator.late import late
from generator.privacy import mask_line, personal_numbers
from generator.raw_files import RawFile

MOST_SHOWN = 50
"""Diagnostics that people are shown at once; the other formats are complete."""

_LONGEST_LINE = 100
_MANY, _MOST_NAMED = 3, 3
"""Places that name one missing id, from how many on people are told once; and how many other files are named then."""
_MISSING_ID = late(r"没有编号为「[^」]*」|没有第 \S+ 条")
HOMEPAGE = "https://example.org/gongkai"
Sources = Mapping[str, RawFile]


def text(diagnostics: Sequence[Diagnostic], sources: Sources, paint: Callable[[str, str], str]) -> str:
    """For people: place, code, sentence, the line with a caret, the remedy. `paint(text, style)` colours.

    Of more than can be read at once the errors come first: what stops a build is never hidden behind warnings.
    An id that no record has is said once, however many places name it.
    """
    groups = _of_one_id(diagnostics)
    by_weight = sorted(range(len(groups)), key=lambda at: (groups[at][0].severity is not Severity.ERROR, at))
    blocks = [_block(groups[at], sources, paint) for at in sorted(by_weight[:MOST_SHOWN])]
    left = sum(len(groups[at]) for at in by_weight[MOST_SHOWN:])
    if left:
        blocks.append(f"……另有 {left} 处没有列出（先列错误）；全部列出用 --format json\n")
    return "\n".join(blocks)


def _of_one_id(diagnostics: Sequence[Diagnostic]) -> list[list[Diagnostic]]:
    """Each diagnostic by itself, but those of many places that name one missing id together, at the first of them."""
    found: dict[str, list[Diagnostic]] = {}
    for one in diagnostics:
        missing = _MISSING_ID.match(one.message) if one.code.endswith("/unknown-id") else None
        if missing:
            found.setdefault(missing[0], []).append(one)
    many = {one: those for those in found.values() if len(those) >= _MANY for one in those}
    firsts = {those[0] for those in many.values()}
    return [many.get(one, [one]) for one in diagnostics if one not in many or one in firsts]


def _others(those: Sequence[Diagnostic]) -> str:
    """`另有 47 处也是：data/a.yml、data/b.yml、data/c.yml 等 40 个文件`; '' where there is but one place."""
    paths = list(dict.fromkeys(_visible(one.position.path) for one in those[1:]))
    if not paths:
        return ""
    more = f" 等 {len(paths)} 个文件" if len(paths) > _MOST_NAMED else ""
    return f"  另有 {len(those) - 1} 处也是：{'、'.join(paths[:_MOST_NAMED])}{more}\n"


def _block(those: Sequence[Diagnostic], sources: Sources, paint: Callable[[str, str], str]) -> str:
    one = those[0]
    style = "error" if one.severity is Severity.ERROR else "warning"
    place, message, remedy = (_visible(words) for words in (str(one.position), one.message, one.remedy))
    head = f"{paint(place, 'place')} {paint(one.severity.label, style)} {paint(one.code, 'quiet')} {message}\n"
    line = source_line(one, sources)
    excerpt = ""
    if line:
        shown, caret = _excerpt(line, one.position.column)
        excerpt = f"  {paint('|', 'quiet')} {shown}\n  {paint('|', 'quiet')} {' ' * caret}{paint('^', style)}\n"
    return f"{head}{excerpt}{_others(those)}  {paint('改法', 'help')}：{remedy}\n"


def _visible(words: str) -> str:
    """Words that do nothing to a terminal or a log: a file may be called anything."""
    return "".join(sign if sign.isprintable() or sign == "\u3000" else "·" for sign in words)


def source_line(one: Diagnostic, sources: Sources) -> str:
    """The line that a diagnostic points at, long numbers covered where it holds personal ones; '' where there is none."""
    file = sources.get(one.position.path)
    if file is None or one.position.line < 1:
        return ""
    rows = file.content.split(b"\n", one.position.line)
    row = rows[one.position.line - 1] if one.position.line <= len(rows) else b""
    line = "".join(sign if sign.isprintable() else "·" for sign in row.decode("utf-8", "replace").rstrip("\r"))
    personal = one.code.endswith("/personal-number") or any(personal_numbers(line))
    return mask_line(line) if personal else line


def _excerpt(line: str, column: int) -> tuple[str, int]:
    """The part of a long line around a column, and the caret's distance in terminal cells."""
    start = max(0, column - 1 - _LONGEST_LINE // 2) if len(line) > _LONGEST_LINE else 0
    shown = ("…" if start else "") + line[start : start + _LONGEST_LINE]
    before = ("…" if start else "") + line[start : column - 1]
    return shown, sum(2 if ord(sign) > 0x2E7F else 1 for sign in before)


def github(diagnostics: Sequence[Diagnostic], sources: Sources) -> str:
    """GitHub's and Gitea's workflow commands: annotations on the changed lines."""
    rows = []
    for one in diagnostics:
        level = "error" if one.severity is Severity.ERROR else "warning"
        place = f"file={_property(one.position.path)},line={one.position.line},col={one.position.column}"
        body = _data(f"{one.message} 改法：{one.remedy}")
        rows.append(f"::{level} {place},title={_property(one.code)}::{body}\n")
    return "".join(rows)


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def gitlab(diagnostics: Sequence[Diagnostic], sources: Sources) -> str:
    """GitLab's code quality report."""
    from generator.store import key_of

    rows = []
    seen: dict[str, int] = {}
    for one in diagnostics:
        line = source_line(one, sources)
        base = key_of([], [one.code, one.position.path, line, one.message])
        seen[base] = seen.get(base, 0) + 1
        rows.append(
            {
                "description": f"{one.message} 改法：{one.remedy}",
                "check_name": one.code,
                "fingerprint": key_of([], [base, str(seen[base])]),
                "severity": "major" if one.severity is Severity.ERROR else "minor",
                "location": {
                    "path": one.position.path,
                    "positions": {"begin": {"line": one.position.line, "column": one.position.column}},
                    "lines": {"begin": one.position.line},
                },
            }
        )
    return _json(rows)


def sarif(diagnostics: Sequence[Diagnostic], sources: Sources) -> str:
    """SARIF 2.1.0."""
    codes = sorted({one.code for one in diagnostics})
    results = [
        {
            "ruleId": one.code,
            "ruleIndex": codes.index(one.code),
            "level": one.severity.value,
            "message": {"text": f"{one.message} 改法：{one.remedy}"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {
                            "uri": quote(one.position.path, errors="surrogateescape"),
                            "uriBaseId": "%SRCROOT%",
                        },
                        "region": {"startLine": one.position.line, "startColumn": one.position.column},
                    }
                }
            ],
        }
        for one in diagnostics
    ]
    driver = {
        "name": "gongkai",
        "version": __version__,
        "informationUri": HOMEPAGE,
        "rules": [{"id": code} for code in codes],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return _json({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]})


def junit(diagnostics: Sequence[Diagnostic], sources: Sources) -> str:
    """JUnit XML: a test suite for each folder, a test case for each file, a failure for each error."""
    by_path: dict[str, list[Diagnostic]] = {path: [] for path in sources}
    for one in diagnostics:
        by_path.setdefault(one.position.path, []).append(one)
    cases = "".join(_case(path, found) for path, found in sorted(by_path.items()))
    failed = sum(any(one.severity is Severity.ERROR for one in found) for found in by_path.values())
    suite = (
        f'<testsuite name="gongkai check" tests="{len(by_path)}" failures="{failed}" errors="0">\n{cases}</testsuite>\n'
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n{suite}</testsuites>\n'


def _case(path: str, found: Sequence[Diagnostic]) -> str:
    name = PurePosixPath(path)
    errors = [one for one in found if one.severity is Severity.ERROR]
    warnings = [one for one in found if one.severity is Severity.WARNING]
    body = ""
    if errors:
        lines = "\n".join(_xml(f"{one} 改法：{one.remedy}") for one in errors)
        body += f"<failure message={_attribute(errors[0].message)} type={_attribute(errors[0].code)}>{lines}</failure>"
    if warnings:
        body += "<system-out>" + "\n".join(_xml(f"{one} 改法：{one.remedy}") for one in warnings) + "</system-out>"
    where = f"classname={_attribute(str(name.parent))} name={_attribute(name.name)} file={_attribute(path)}"
    line = f' line="{found[0].position.line}"' if found else ""
    return f"<testcase {where}{line}>{body}</testcase>\n"


_NO_XML = late("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
"""What XML 1.0 cannot hold, not even escaped."""


def _attribute(value: str) -> str:
    from xml.sax.saxutils import quoteattr  # here, as it brings urllib.request and ssl with it

    return quoteattr(_NO_XML.sub("\ufffd", value))


def _xml(value: str) -> str:
    from xml.sax.saxutils import escape

    return escape(_NO_XML.sub("\ufffd", value))


def json_report(diagnostics: Sequence[Diagnostic], sources: Sources) -> str:
    """Our own JSON: everything that a diagnostic says."""
    rows = [
        {
            "code": one.code,
            "severity": one.severity.value,
            "path": one.position.path,
            "line": one.position.line,
            "column": one.position.column,
            "message": one.message,
            "remedy": one.remedy,
            "source": source_line(one, sources),
        }
        for one in diagnostics
    ]
    count = {level.value: sum(one.severity is level for one in diagnostics) for level in Severity}
    return _json({"version": 1, "counts": count, "diagnostics": rows})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Sequence[Diagnostic], Sources], str]] = {
    "github": github,
    "gitlab": gitlab,
    "sarif": sarif,
    "junit": junit,
    "json": json_report,
}
"""The formats for machines; `text` is for people."""
