"""Everything that is wrong with a site: its records, its attachments, its handwritten links, what has vanished."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from generator.check import check, unused_attachments
from generator.content_links import CONTENT, content_faults
from generator.diagnostics import Diagnostic, Severity, in_order
from generator.files import read_tree, tree_files
from generator.gone import IDS, gone, released
from generator.inputs import CONFIG
from generator.load import Loaded, load
from generator.parsing import Parsing
from generator.raw_files import RawFile, attachments_in, record_files
from generator.recall import Recall
from generator.registry import RECORD_TYPES
from generator.settings import Settings, read_settings


class Examined(Struct, frozen=True, dict=True):
    """The records of a site with everything that is wrong with them."""

    root: Path
    loaded: Loaded
    diagnostics: list[Diagnostic]
    attachments: Mapping[str, bytes]
    """What each begins with, by its path below `data/attachments/`."""
    as_of: date
    today: date
    compared: bool
    """Whether there was a release to look for vanished ids in."""
    checked: list[Diagnostic]
    """What the checks of records found, among the rest."""
    recall: Recall | None = None
    """What earlier runs found, and this one."""

    @cached_property
    def errors(self) -> list[Diagnostic]:
        """What stops a build."""
        return [one for one in self.diagnostics if one.severity is Severity.ERROR]

    @cached_property
    def warnings(self) -> list[Diagnostic]:
        """What is built all the same, and listed."""
        return [one for one in self.diagnostics if one.severity is Severity.WARNING]


def settings_of(root: Path) -> tuple[Settings, list[Diagnostic]]:
    """The settings of the site in a folder. Raises `FileNotFoundError` where there is no mkdocs.yml."""
    return read_settings((root / CONFIG).read_bytes())


def examine(
    root: Path,
    as_of: date,
    today: date,
    previous: Path | None = None,
    recall: Recall | None = None,
    *,
    pinned: bool = False,
    parsing: Parsing | None = None,
    meanwhile: Callable[[], object] = lambda: None,
    crowded: bool = False,
) -> Examined:
    """Load and check everything: every fault of every file, in order.

    `previous` is a public release; what it shows and the records do not is a fault too. What `recall` has of an
    earlier run is not read and checked again. `pinned`: the configuration holds the site at its day.
    `parsing` is of all its record files, begun by whoever knew that none of them had been read before.
    `meanwhile`, `crowded`: see `check`.
    """
    attachments = attachments_in(root)
    loaded = _loaded(root, recall, parsing)
    found = list(loaded.diagnostics)

    def beside() -> None:
        if recall is not None:
            recall.keep_readings()
        found.extend(unused_attachments(loaded.dataset, attachments))
        found.extend(_in_pages(root, loaded))
        meanwhile()

    judgements = recall.judgements() if recall else None
    checked = check(
        loaded.dataset, loaded.sources, RECORD_TYPES, as_of, today, attachments, judgements, pinned, beside, crowded
    )
    if recall is not None:
        recall.keep()
    vanished = _vanished(previous, loaded)
    diagnostics = in_order([*found, *checked, *(vanished or ())])
    return Examined(root, loaded, diagnostics, attachments, as_of, today, vanished is not None, checked, recall)


def _loaded(root: Path, recall: Recall | None, parsing: Parsing | None) -> Loaded:
    trusted = recall.readings.digest if recall is not None and recall.trusting else None
    files = record_files(root, trusted) if parsing is None else parsing.files
    if recall is None:
        return load(files, RECORD_TYPES, parsing=parsing)
    return load(files, RECORD_TYPES, recall.readings, recall.now, parsing)


def _vanished(previous: Path | None, loaded: Loaded) -> list[Diagnostic] | None:
    """What a release shows and the records do not; None where there is no release."""
    ids = read_tree(previous, [IDS]).get(IDS) if previous else None
    if ids is None:
        return None
    shown = released(ids.decode("utf-8", "replace"))
    return list(gone(shown, loaded.dataset, {kind.name: kind for kind in RECORD_TYPES}))


def _in_pages(root: Path, loaded: Loaded) -> Iterator[Diagnostic]:
    """What is wrong with the links and ids of handwritten pages, whose lines can be shown from here on."""
    pages = {name: path.read_bytes() for name, path in tree_files(root / CONTENT) if name.endswith(".md")}
    loaded.sources.update({f"{CONTENT}/{name}": RawFile(f"{CONTENT}/{name}", text) for name, text in pages.items()})
    yield from content_faults(pages, loaded.dataset, RECORD_TYPES)
