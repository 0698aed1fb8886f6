"""Our templates write what Jinja would have them write, though less stands between; and what is made once is made again."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.outputs.installed import once
from generator.outputs.templates import BrokenTemplateError, Templates
from generator.publication import Fragment

MACROS = """
{% macro plain(a, b) %}<i>{{ a }}</i>{{ b }}{% endmacro %}
{% macro usual(a, b="丙") %}{{ a }}{{ b }}{% endmacro %}
{% macro wrapped(a) %}<b>{{ a }}:{{ caller() }}</b>{% endmacro %}
{% macro many(a) %}{{ a }}{{ varargs | join("、") }}{{ kwargs['c'] }}{% endmacro %}
{% macro nothing() %}{% endmacro %}
"""
CALLS = (
    "{{ plain(one.name, '&') }}",
    "{{ plain(b=1, a=2) }}",
    "{{ usual('甲') }}{{ usual('甲', '乙') }}{{ usual(b='乙', a='甲') }}",
    "{% call wrapped('<') %}{{ one.name }}{% endcall %}",
    "{{ many('甲', '乙', '丁', c='<') }}",
    "[{{ nothing() }}]",
    "{% for each in one.names %}{% set seen = each %}{{ plain(seen, loop.index) }}{% endfor %}",
    "{% autoescape false %}{{ plain(one.name, '&') }}{% endautoescape %}",
    "{{ plain(plain('<', '>'), one.names | join('<')) }}",
    "{{ one.name.upper() }}{{ (one.names | first).lower() }}{{ '<%s>' | format(one.name) }}",
    "{% if one.name == '<甲>' and not one.none %}是{% endif %}{{ one.names[0] ~ one.name }}",
)
ONE = SimpleNamespace(name="<甲>", names=["a&b", "C"], none=None)


@pytest.mark.parametrize("call", CALLS)
def test_a_template_of_ours_writes_what_jinja_writes(call: str, tmp_path: Path) -> None:
    (tmp_path / "macros.html").write_text(MACROS, "utf-8")
    names = "{% from 'macros.html' import plain, usual, wrapped, many, nothing %}"
    (tmp_path / "page.html").write_text(names + call, "utf-8")
    loader = FileSystemLoader(tmp_path)
    jinja = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    jinja.lstrip_blocks = True
    said = jinja.get_template("page.html").render(one=ONE)
    assert said
    assert Templates([tmp_path], tmp_path).render(Fragment("page.html", {"one": ONE})) == said


@pytest.mark.parametrize(
    ("call", "wrong"),
    [
        ("{{ plain('甲') }}", "parameter 'b' was not provided"),
        ("{{ plain('甲', '乙', '丙') }}", "takes not more than 2"),
        ("{{ plain('甲', c='乙') }}", "takes no keyword argument 'c'"),
    ],
)
def test_a_macro_is_called_with_what_it_takes(call: str, wrong: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(MACROS + call, "utf-8")
    with pytest.raises(BrokenTemplateError, match=wrong):
        Templates([tmp_path], tmp_path).render(Fragment("page.html", {}))


def test_what_is_not_there_is_said_with_template_and_line(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>\n{{ one.nam }}", "utf-8")
    with pytest.raises(BrokenTemplateError, match=r"page\.html 第 2 行：.*no attribute 'nam'"):
        Templates([tmp_path], tmp_path).render(Fragment("page.html", {"one": ONE}))


def test_a_template_of_the_site_may_ask_what_jinja_lets_it_ask(tmp_path: Path) -> None:
    ours, site = tmp_path / "ours", tmp_path / "site"
    ours.mkdir()
    site.mkdir()
    (site / "page.html").write_text("{{ one.key }}{% if two.nothing is defined %}否{% endif %}", "utf-8")
    made = Templates([site, ours], ours).render(Fragment("page.html", {"one": {"key": "<值>"}, "two": ONE}))
    assert made == "&lt;值&gt;"


@pytest.fixture
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "compiled"
    monkeypatch.setattr("generator.outputs.installed.COMPILED", place)
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    return place


def test_what_follows_from_code_alone_is_made_once_and_again_when_the_code_changes(
    compiled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        return b"made %d" % len(made)

    assert [once("thing", make) for _ in range(3)] == [b"made 1"] * 3
    (kept,) = compiled.iterdir()
    kept.write_bytes(kept.read_bytes()[:-1] + b"2")
    assert once("thing", make) == b"made 2", "damaged"
    monkeypatch.setattr("generator.outputs.installed.code_digest", lambda: "other code")
    assert [once("thing", make) for _ in range(2)] == [b"made 3"] * 2


def test_where_nothing_can_be_written_it_is_made_each_time(compiled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert once("thing", lambda: b"made") == b"made"
    assert not compiled.exists()
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    compiled.write_text("a file where the folder belongs", "utf-8")
    assert once("thing", lambda: b"made") == b"made"
