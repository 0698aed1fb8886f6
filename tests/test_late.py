"""A pattern that is compiled late finds what one does that is compiled at once."""

from __future__ import annotations

import re

import pytest

from generator import late as late_module
from generator.late import late


def test_it_finds_what_a_pattern_finds() -> None:
    written, text = r"(\d+) ?(件|人)", "征集 85 件，附议 120人"
    slow, fast = late(written), re.compile(written)
    assert [one.span() for one in slow.finditer(text)] == [one.span() for one in fast.finditer(text)]
    assert slow.sub("…", text) == fast.sub("…", text) == "征集 …，附议 …"
    assert slow.search(text) is not None
    assert slow.groups == 2
    assert late("[A-Z]", re.IGNORECASE).match("b") is not None


def test_it_is_compiled_once_when_it_is_first_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []

    def compile_noted(pattern: str, flags: int) -> re.Pattern[str]:
        compiled.append(pattern)
        return re.compile(pattern, flags)

    monkeypatch.setattr(late_module, "re", type("Re", (), {"compile": staticmethod(compile_noted)}))
    pattern = late("提案")
    assert compiled == []
    assert pattern.search("一件提案")
    assert not pattern.match("一件提案")
    assert compiled == ["提案"]
