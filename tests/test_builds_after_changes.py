"""Whatever was changed since the last build: the site is, byte for byte, the one that is made from nothing."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.small_site import build, copy_of, gongkai, lay_out, take_shells, tree, world, write

PROPOSAL = "proposals/TA-0803-002"
Edit = Callable[[Path, random.Random], object]


def _replace(root: Path, path: str, old: str, new: str) -> None:
    place = root / path
    text = place.read_text("utf-8")
    assert old in text, (path, old)
    place.write_text(text.replace(old, new), "utf-8")


def _title(root: Path, chance: random.Random) -> None:
    path = chance.choice(sorted((root / "data" / "proposals").rglob("*.yml")))
    text = path.read_text("utf-8")
    path.write_text(text.replace("title: ", f"title: 第{chance.randrange(99)}稿", 1), "utf-8")


def _unit(root: Path, chance: random.Random) -> None:
    write(root, "data/units/HQC.yml", world("units/HQC.yml").replace("后勤处", f"总务{chance.choice('甲乙丙丁')}处"))


def _related(root: Path, chance: random.Random) -> None:
    path = root / "data" / f"{PROPOSAL}.yml"
    if path.is_file():
        text = world(f"{PROPOSAL}.yml")
        path.write_text(chance.choice([text, f"{text}related: [TA-0803-001]\n"]), "utf-8")


def _add(root: Path, chance: random.Random) -> None:
    text = world(f"{PROPOSAL}.yml").replace("title: ", "title: 又一件")
    number = chance.randrange(50, 60)
    write(root, f"data/proposals/TA-0803-{number:03}.yml", text.replace("TA-0803-002", f"TA-0803-{number:03}"))


def _remove(root: Path, chance: random.Random) -> None:
    added = sorted((root / "data" / "proposals").rglob("TA-0803-05*.yml"))
    if added:
        chance.choice(added).unlink()


def _move(root: Path, chance: random.Random) -> None:
    path = next((root / "data" / "proposals").rglob("TA-0803-001.yml"))
    there = root / "data" / "proposals" / chance.choice(["8-3", "eight", "."]) / path.name
    there.parent.mkdir(exist_ok=True)
    path.rename(there)


def _rule(root: Path, chance: random.Random) -> None:
    path = root / "data" / "rules" / "QX1.yml"
    text = world("rules/QX1.yml")
    write(root, str(path.relative_to(root)), text.replace("10", str(chance.choice([10, 3, 40]))))


def _template(root: Path, chance: random.Random) -> None:
    write(root, "site_templates/withdrawn.html", f"<p>{chance.random()}</p>")


def _words(root: Path, chance: random.Random) -> None:
    write(root, "content/about/index.md", f"# 关于\n\n第{chance.randrange(9)}版，见 [[TA-0803-001]]。\n")


def _campus(root: Path, chance: random.Random) -> None:
    text = world("disclosures/GK-2026-002.yml")
    write(root, "data/disclosures/GK-2026-090.yml", text + chance.choice(["audience: campus\n", "audience: public\n"]))


EDITS: tuple[Edit, ...] = (_title, _unit, _related, _add, _remove, _move, _rule, _template, _words, _campus)
DAYS = ("2026-05-01", "2026-05-02", "2026-04-30", "2026-09-01")


@pytest.mark.parametrize("seed", range(2))
def test_a_build_after_changes_is_the_build_from_nothing(small_site: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    root = copy_of(small_site, tmp_path / "site")
    day = DAYS[0]
    nothing = tmp_path / "no-ids"
    write(nothing, "ids.txt", "")
    for _ in range(3):
        for edit in chance.sample(EDITS, 2):
            edit(root, chance)
        day = chance.choice([day, *DAYS])
        ran = gongkai("build", "-C", root, "--as-of", day, "--previous", nothing)
        assert ran.code in (0, 1), ran.err
        if ran.code == 1:
            continue  # a change that may not be published: the next one stands on the same release
        clean = tmp_path / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        build(root, "--as-of", day, "--previous", nothing, "--no-cache", "--site", clean / "site")
        assert tree(root / "site") == tree(clean / "site")
        assert os.readlink(root / "site") == os.readlink(clean / "site")


def test_where_nothing_has_changed_the_build_says_so(small_site: Path, tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    take_shells(root, small_site)
    first = build(root)
    before = os.readlink(root / "site")
    again = build(root)
    assert "没有任何改动" not in first.out
    assert "没有任何改动" in again.out
    for path in [*root.rglob("*.yml"), *root.rglob("*.md")]:
        os.utime(path, (1, 1))  # a fresh checkout: other times, the same bytes
    assert "没有任何改动" in build(root).out
    assert "没有任何改动" not in build(root, "--no-cache").out
    assert os.readlink(root / "site") == before


@pytest.mark.parametrize(
    "change",
    [
        lambda root: write(root, "data/units/HQC.yml", world("units/HQC.yml") + "# 一句注释\n"),
        lambda root: write(root, "data/attachments/new.txt", "x"),
        lambda root: write(root, "content/about/index.md", "# 另\n"),
        lambda root: write(root, "site_templates/withdrawn.html", "<p>另</p>"),
        lambda root: _replace(root, "mkdocs.yml", "site_description: 示例", "site_description: 另"),
    ],
)
def test_any_change_of_a_source_is_noticed(small_site: Path, tmp_path: Path, change: Callable[[Path], object]) -> None:
    root = copy_of(small_site, tmp_path)
    assert "没有任何改动" in build(root).out
    change(root)
    assert "没有任何改动" not in build(root).out


def test_only_what_asked_for_a_unit_is_made_again_when_its_name_changes(small_site: Path, tmp_path: Path) -> None:
    root = copy_of(small_site, tmp_path)
    before = (root / "site").resolve()
    _unit(root, random.Random(1))
    build(root)
    kept = {path for path in tree(before) if (root / "site" / path).samefile(before / path)}
    assert "units/HQC.html" not in kept
    assert "proposals/TA-0803-001.html" not in kept
    assert "clauses/KX-9.html" in kept or "clauses/KX-1.html" in kept


def _flip(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    if content:
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.unlink()  # another file of the same name: a published one may be linked into other releases
        path.write_bytes(content)


@pytest.mark.parametrize("seed", range(2))
def test_damage_to_what_is_kept_costs_time_and_nothing_else(small_site: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    root = copy_of(small_site, tmp_path)
    good = tree(root / "site")
    kept = [path for path in sorted((root / ".gongkai").rglob("*")) if path.is_file() and path.name != "lock"]
    kept += [path for path in sorted((root / ".releases").glob("site.*")) if path.is_file()]
    for path in chance.sample(kept, min(12, len(kept))):
        _flip(path, chance)
    for path in chance.sample(sorted((root / "site").rglob("*.html")), 3):
        _flip(path, chance)
    write(root, "data/units/HQC.yml", world("units/HQC.yml") + "# 变了\n")
    build(root)
    nothing = lay_out(tmp_path / "clean")
    write(nothing, "data/units/HQC.yml", world("units/HQC.yml") + "# 变了\n")
    build(nothing, "--no-cache")
    assert tree(root / "site") == tree(nothing / "site")
    assert good.keys() == tree(root / "site").keys()
