"""The disk beside the records: trees of files, what travels with gongkai."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.raw_files import walk


def tree_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file below a folder with its relative path, in order; nothing where there is no such folder."""
    yield from ((relative, Path(entry.path)) for entry, relative in walk(folder, ""))


def shipped(name: str) -> Path:
    """A folder that travels with gongkai: beside the package in a checkout, inside it in a wheel."""
    inside = Path(__file__).parent / "shipped" / name
    return inside if inside.is_dir() else Path(__file__).parent.parent / _IN_CHECKOUT.get(name, name)


_IN_CHECKOUT = {"examples": "tests/examples"}


def read_tree(root: Path, paths: Iterable[str]) -> dict[str, bytes]:
    """Those of the files below a folder that exist, by path."""
    return {path: (root / path).read_bytes() for path in paths if (root / path).is_file()}


def write_tree(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder, each whole or not at all."""
    for path, content in sorted(files.items()):
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = place.with_name(f".{place.name}.new")
        fresh.write_bytes(content)
        fresh.replace(place)
