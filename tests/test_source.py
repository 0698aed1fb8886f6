"""Hostile and broken input: everything is said, nothing is raised, nothing takes long."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, Finding
from generator.judging import Places
from generator.load import load
from generator.raw_files import MAX_BYTES, RawFile
from generator.reading import LEAF_FAULTS, read
from generator.registry import RECORD_TYPES
from generator.rules import YAML_RULES
from generator.source import Source, parse
from generator.source_tree import Mapping, Node, Plain, Scalar, Sequence, locate, plain

SECONDS = 10.0
"""More than any hostile file may take, on any machine; the real times are milliseconds."""
MEMORY = 64 * MAX_BYTES
PATH = "data/proposals/TA-0803-900.yml"
MODELS = [kind.model for kind in RECORD_TYPES]


def codes(content: bytes | str) -> list[str]:
    """The codes that a file leads to, in order."""
    source = parse(PATH, content.encode() if isinstance(content, str) else content)
    return [one.code for one in source.faults]


def bomb(width: int, depth: int) -> str:
    """A billion laughs: each level holds the one before it several times."""
    rows = ["a0: &a0 [食堂, 食堂]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * width)}]" for n in range(1, depth)]
    return "\n".join(rows)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "200,000 open brackets": lambda: b"words: " + b"[" * 200_000,
    "200,000 nested brackets": lambda: b"words: " + b"[" * 200_000 + b"]" * 200_000,
    "200,000 open braces": lambda: b"words: " + b"{a: " * 200_000,
    "100,000 dashes in a row": lambda: b"words:\n  " + b"- " * 100_000,
    "100,000 question marks": lambda: b"? " * 100_000,
    "deep indentation": lambda: "\n".join(" " * n + "a:" for n in range(1_000)).encode(),
    "alias bomb": lambda: bomb(10, 30).encode(),
    "many anchors": lambda: "\n".join(f"k{n}: &a{n} v" for n in range(20_000)).encode(),
    "2 MiB": lambda: b"# " + b"a" * (2 * MAX_BYTES),
    "1 MiB in one line": lambda: b"title: " + b"a" * (MAX_BYTES - 10),
    "1 MiB of one quoted text": lambda: b'title: "' + b"a " * (MAX_BYTES // 2 - 10) + b'"',
    "half a MiB of open quotes": lambda: b"title: '" * (MAX_BYTES // 16),
    "a key of 1 MiB": lambda: b"a" * (MAX_BYTES - 10) + b": b",
    "100,000 empty lines": lambda: b"\n" * 100_000,
    "20,000 keys": lambda: b"".join(b"k%d:\n" % n for n in range(20_000)),
    "one key 100,000 times": lambda: b"a: b\n" * 100_000,
    "100,000 full-width colons": lambda: "on：a\n".encode() * 100_000,
    "100,000 hidden characters": lambda: "title: 食\u200b堂\n".encode() * 50_000,
    "NUL bytes": lambda: b"title: \0\0\0" + b"\0" * 10_000,
    "every byte": lambda: bytes(range(256)) * 1_000,
    "broken UTF-8": lambda: b"title: \xe9\xa3\n" * 10_000,
    "overlong UTF-8": lambda: b"title: \xc0\xaf",
    "surrogates in UTF-8": lambda: b"title: \xed\xa0\x80",
    "beyond Unicode": lambda: b"title: \xf5\x80\x80\x80",
    "a surrogate as an escape": lambda: b'title: "\\ud800"',
    "a huge escape": lambda: b'title: "\\UFFFFFFFF"',
    "several documents": lambda: b"a: b\n---\n" * 50_000,
    "a directive": lambda: b"%YAML 99999999999999999999.1\n---\na: b\n",
    "tags": lambda: b"a: !!python/object/apply:os.system ['true']\n",
    "a merge of itself": lambda: b"a: &a\n  <<: *a\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_is_refused_quickly(name: str) -> None:
    content = HOSTILE[name]()
    begun = time.perf_counter()
    source = parse(PATH, content)
    taken = time.perf_counter() - begun
    tracemalloc.start()
    parse(PATH, content)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    record, faults = load_one(source)
    assert source.faults or faults
    assert record is None
    assert taken < SECONDS
    assert most < MEMORY
    assert all(len(one.message) + len(one.remedy) < 2_000 for one in (*source.faults, *faults))


def load_one(source: Source) -> tuple[object, list[Diagnostic]]:
    """Read a file as a proposal."""
    return read(source, MODELS[0], "TA-0803-900")


def test_an_alias_bomb_is_never_unfolded() -> None:
    source = parse(PATH, bomb(3, 15).encode())
    assert {one.code for one in source.faults} == {"yaml/anchor", "yaml/alias"}
    assert source.tree is not None
    assert len(str(plain(source.tree))) < 2_000


def test_nesting_stops_at_the_first_bracket_too_many() -> None:
    source = parse(PATH, b"words: " + b"[" * 200_000)
    assert [str(one.position) for one in source.faults] == [f"{PATH}:1:39"]
    assert codes("a: " + "[" * 31 + "b" + "]" * 31) == []
    assert codes("a: " + "[" * 32 + "b" + "]" * 32) == ["yaml/too-deep"]


def test_a_file_of_exactly_one_mebibyte_is_read() -> None:
    text = "title: |\n" + "  " + "食" * 100 + "\n"
    content = text.encode() + b"#" * (MAX_BYTES - len(text.encode()))
    assert len(content) == MAX_BYTES
    assert codes(content) == []
    assert codes(content + b"#") == ["yaml/too-large"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_make_no_difference(end: str) -> None:
    text = "title: 食堂\nmeasures: |\n  一。\n\n  二。\nlead: 后勤\u200b处\n"
    (fault,) = parse(PATH, text.replace("\n", end).encode()).faults
    assert (fault.position.line, fault.position.column) == (6, 9)
    tree = parse(PATH, text.replace("\u200b", "").replace("\n", end).encode()).tree
    assert tree is not None
    assert plain(tree) == {"title": "食堂", "measures": "一。\n\n二。\n", "lead": "后勤处"}
    assert locate(tree, ("lead",)) == (6, 7)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("0123", "0123"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("2026-01-05", "2026-01-05"),
        ("1e5", "1e5"),
        ("0x1F", "0x1F"),
        (".inf", ".inf"),
        ("=", "="),
        ("食堂\n  餐厅", "食堂餐厅"),
        ("食堂\n  B 座", "食堂 B 座"),
        ("canteen\n  hall", "canteen hall"),
        ('"食堂\n  餐厅"', "食堂餐厅"),
        ("食堂 餐厅", "食堂 餐厅"),
        ("食堂\u3000", "食堂"),
        ("'食堂\u3000'", "食堂\u3000"),
    ],
)
def test_values_are_text_as_written(written: str, meant: str) -> None:
    tree = parse(PATH, f"title: {written}\n".encode()).tree
    assert tree is not None
    assert plain(tree) == {"title": meant}


@given(st.binary(max_size=400))
@settings(max_examples=400, deadline=None)
def test_parse_never_raises_on_bytes(content: bytes) -> None:
    _sound(parse(PATH, content), content)


@given(st.text(st.sampled_from("ab:：-#|>'\"[]{},&*!%@`?\\ \t\n\r　食堂。1.~<"), max_size=60))
@settings(max_examples=1_500, deadline=None)
def test_parse_never_raises_on_text_that_looks_like_yaml(text: str) -> None:
    _sound(parse(PATH, text.encode()), text.encode())


@given(st.text(max_size=200))
@settings(max_examples=400, deadline=None)
def test_parse_never_raises_on_text(text: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    _sound(parse(PATH, content), content)


@pytest.mark.parametrize(
    "text", ["---", "? #", "{*1", "...", "- #", ": ", "|", "!", "&", "[]", "{}", "''", "\t", "\r", "#", "%"]
)
def test_the_shortest_nonsense_is_explained(text: str) -> None:
    _sound(parse(PATH, text.encode()), text.encode())


def _sound(source: Source, content: bytes) -> None:
    """A tree or a fault; every fault known, in the file, and in words."""
    assert source.tree is not None or source.faults
    rows = content.count(b"\n") + content.count(b"\r") + 1
    for fault in source.faults:
        prefix, _, name = fault.code.partition("/")
        assert prefix == "yaml"
        assert name in YAML_RULES
        assert 1 <= fault.position.line <= rows + 1
        assert fault.position.column >= 1
        assert fault.message
        assert fault.remedy
        assert "\n" not in fault.message + fault.remedy
    if source.tree is not None:
        for model in MODELS:
            _readable(source, model)


def _readable(source: Source, model: type) -> None:
    record, faults = read(source, model, "TA-0803-900")
    assert record is not None or faults or source.faults
    for fault in faults:
        assert fault.code.partition("/")[2] in LEAF_FAULTS
        assert fault.message
        assert fault.remedy
        assert "\n" not in fault.message + fault.remedy


KEYS = sorted({key for model in MODELS for key in model.model_fields} | {"from", "to", "id", "案由", "titel"})
WORDS = st.one_of(
    st.sampled_from(
        ["", "是", "无", "-", "2026-01-05", "2026", "100.00", "8-3", "HQC", "filed", "<5", "60%", "～", "{text}"]
    ),
    st.text(max_size=20),
    st.text("0123456789-.,，%年月日", max_size=5_000),
)
TREES = st.recursive(
    WORDS.map(lambda text: Scalar(text, 3, 5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: Sequence(2, 3, items)),
        st.dictionaries(st.sampled_from(KEYS), inner, max_size=6).map(
            lambda found: Mapping(2, 3, {key: Scalar(key, 2, 1) for key in found}, dict(found))
        ),
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(KEYS), TREES, max_size=12), st.sampled_from(MODELS))
@settings(max_examples=400, deadline=None)
def test_read_never_raises(found: dict[str, Node], model: type) -> None:
    tree = Mapping(1, 1, {key: Scalar(key, 1, 1) for key in found}, found)
    _readable(Source(PATH, "", tree, ()), model)


@given(st.recursive(st.text(max_size=5), lambda inner: st.lists(inner, max_size=3), max_leaves=5), st.data())
@settings(max_examples=200, deadline=None)
def test_every_place_has_a_position(value: Plain, data: st.DataObject) -> None:
    tree = parse(PATH, b"a:\n  - b: c\n    d: [e, f]\n").tree
    assert tree is not None
    steps = st.one_of(st.sampled_from(["a", "b", "d", "x"]), st.integers(-3, 3))
    line, column = locate(tree, tuple(data.draw(st.lists(steps, max_size=5))), at_key=data.draw(st.booleans()))
    assert 1 <= line <= 3
    assert column >= 1


def test_a_thousand_bad_files_are_all_reported() -> None:
    bad = {
        "anchor": "words:\n  - &a 食堂\n  - 餐厅\n",
        "syntax": "words：\n",
        "leaf": "words: 食堂\n",
        "bytes": "words:\n  - \xff\n",
    }
    files = [
        RawFile(f"data/aliases/TY-{n:04d}.yml", text.encode("latin-1" if name == "bytes" else "utf-8"))
        for n, (name, text) in enumerate(list(bad.items()) * 250)
    ]
    begun = time.perf_counter()
    loaded = load(files, RECORD_TYPES)
    assert time.perf_counter() - begun < SECONDS
    assert {one.position.path for one in loaded.diagnostics} == {one.path for one in files}
    assert len(loaded.diagnostics) == 1_000
    assert len(loaded.dataset.unreadable) == 1_000


def test_what_is_reported_does_not_hang_on_the_order_of_files() -> None:
    files = [
        RawFile("data/aliases/TY-A.yml", "words: 食堂\n".encode()),
        RawFile("data/aliases/ty-a.yml", "words: [食堂, 餐厅]\n".encode()),
        RawFile("data/units/HQC.yml", "name: 后勤处\nkind: 行政\n".encode()),
    ]
    forward, backward = load(files, RECORD_TYPES), load(reversed(files), RECORD_TYPES)
    assert list(map(str, forward.diagnostics)) == list(map(str, backward.diagnostics))


def test_a_finding_in_a_file_points_into_it() -> None:
    content = "words:\n  - 食堂\n  - 餐厅\n".encode()
    loaded = load([RawFile("data/aliases/TY-ST.yml", content)], RECORD_TYPES)
    places = Places(loaded.dataset, loaded.sources)
    assert str(places.position("TY-ST", Finding(("words", 1), "", ""))) == "data/aliases/TY-ST.yml:3:5"
    assert str(places.position("TY-ST", Finding(("words", 9), "", ""))) == "data/aliases/TY-ST.yml:1:1"
    assert str(places.position("TY-ST", Finding((), "", ""))) == "data/aliases/TY-ST.yml:1:1"
