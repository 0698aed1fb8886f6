"""The rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from generator.registry import RECORD_TYPES

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "generator").rglob("*.py"))
MOST_LINES = 300
MOST_LINES_OF_A_FUNCTION = 40
TYPE_NAMES = {kind.name for kind in RECORD_TYPES}
OTHERWISE_WORDS = {"title", "unit", "alias", "rule", "calendar", "clause"}
"""Types whose names are words that any output may use."""


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), name(path))


def below(folder: str) -> list[Path]:
    return [path for path in MODULES if name(path).startswith(f"generator/{folder}/")]


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree(path)))


@cache
def calls(path: Path) -> tuple[tuple[str, str], ...]:
    """What a module calls, as it is written, and where."""
    made = (node for node in nodes(path) if isinstance(node, ast.Call))
    return tuple((ast.unparse(node.func), f"{name(path)}:{node.lineno}") for node in made)


@cache
def imported(path: Path) -> set[str]:
    """The modules that a module imports anything from."""
    found: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def test_modules_are_short() -> None:
    lines = {name(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {path: count for path, count in lines.items() if count >= MOST_LINES} == {}
    assert len(lines) > 80


def test_functions_are_short() -> None:
    lines = {
        f"{name(path)}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in MODULES
        for node in nodes(path)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    }
    assert {place: count for place, count in lines.items() if count > MOST_LINES_OF_A_FUNCTION} == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [name(path) for path in MODULES if tree(path).body and not ast.get_docstring(tree(path))]
    assert silent == []


def test_only_the_clock_knows_the_day() -> None:
    clocks = ("time.time", "time.localtime", "time.gmtime")
    asked = [
        (call, place)
        for path in MODULES
        if name(path) != "generator/clock.py"
        for call, place in calls(path)
        if call.endswith((".today", ".now", ".utcnow")) or call in clocks
    ]
    assert asked == []


def test_the_clock_is_asked_by_the_entries_alone() -> None:
    asking = {name(path) for path in MODULES if "generator.clock" in imported(path)}
    assert {one for one in asking if not one.startswith("generator/cli/")} <= {"generator/mkdocs_plugin.py"}


def test_only_the_command_line_prints() -> None:
    writers = ("print", "sys.stdout.write", "sys.stderr.write")
    quiet = [path for path in MODULES if path not in below("cli")]
    assert [place for path in quiet for call, place in calls(path) if call in writers] == []


def test_no_output_knows_a_record_type() -> None:
    folders = {kind.model.folder for kind in RECORD_TYPES if kind.name not in OTHERWISE_WORDS}
    for path in below("outputs"):
        words = {node.value for node in nodes(path) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
        assert words & (TYPE_NAMES - OTHERWISE_WORDS) == set(), name(path)
        assert {word.strip("/") for word in words} & folders == set(), name(path)
        types = [one for one in imported(path) if one.startswith(("generator.records", "generator.registry"))]
        assert types == [], name(path)


def test_record_types_touch_no_disk_and_no_environment() -> None:
    outside = {"os", "sys", "pathlib", "subprocess", "time", "io", "tempfile", "socket", "random", "yaml", "jinja2"}
    for path in below("records"):
        assert {one.partition(".")[0] for one in imported(path)} & outside == set(), name(path)
        assert [place for call, place in calls(path) if call == "open"] == []


def test_libraries_that_one_module_needs_have_one_importer() -> None:
    importers = {"docx": "generator/outputs/drafts/blank.py", "segno": "generator/outputs/qr_codes.py"}
    for library, importer in importers.items():
        found = [name(path) for path in MODULES if library in {one.partition(".")[0] for one in imported(path)}]
        assert found == [importer]


def test_nothing_is_caught_without_being_named() -> None:
    bare = [
        f"{name(path)}:{node.lineno}"
        for path in MODULES
        for node in nodes(path)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
        and not isinstance(node.body[-1], ast.Raise)
    ]
    assert bare == []


def test_every_type_has_a_name_a_folder_and_a_label_of_its_own() -> None:
    models = [kind.model for kind in RECORD_TYPES]
    for words in (
        [one.type_name for one in models],
        [one.folder for one in models],
        [one.type_label for one in models],
    ):
        assert len(set(words)) == len(words)
        assert all(words)


def test_checks_and_views_ask_through_the_reader_that_they_are_given() -> None:
    """What another reader is asked would not be noted: its answer could change, and nobody would look again."""
    records = (path for path in MODULES if "records" in path.parts)
    assert [name(path) for path in records if re.search(r"\.again\(\)|\bFacts\(", path.read_text("utf-8"))] == []
