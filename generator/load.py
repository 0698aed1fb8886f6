"""Sources and record types to a dataset and diagnostics: every fault of every file, in one run."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from msgspec import Struct, json
from pydantic_core import PydanticCustomError

from generator.beside import FEW
from generator.dataset import Dataset
from generator.diagnostics import Diagnostic, Position, Severity
from generator.entry import Entry
from generator.late import late
from generator.model import Record
from generator.nearest import home_of, nearest
from generator.parsing import Parsing, in_comments
from generator.privacy import PERSONAL_REMEDY
from generator.raw_files import ATTACHMENTS, DATA, RawFile
from generator.reading import made_of, read
from generator.reading_faults import Named
from generator.readings import Readings
from generator.record_type import AnyType
from generator.same_ids import same_ids
from generator.source import Source, parse
from generator.source_tree import plain, scalars
from generator.values import parse_id
from generator.written_keys import known_keys

_SPELT = late(r"\.ya?ml(?:\.\w+)?\Z", re.IGNORECASE)
_COPY = late(r"副本|复件|copy|[(（]\d+[)）]", re.IGNORECASE)


class Loaded(Struct, frozen=True):
    """What came of loading: the records that could be read, and every fault."""

    dataset: Dataset
    diagnostics: list[Diagnostic]
    sources: dict[str, RawFile]
    """The files by path, for showing the line that a diagnostic speaks of: records, then handwritten pages too."""


class _Placed(NamedTuple):
    """A file in the folder of a type."""

    file: RawFile
    kind: AnyType
    record_id: str


class _Unread(NamedTuple):
    """A file that is no record yet; what is wrong with it is said when the names of all records are known."""

    file: RawFile
    source: Source
    kind: AnyType
    record_id: str


def load(
    files: Iterable[RawFile],
    types: Sequence[AnyType],
    known: Readings | None = None,
    now: int = 0,
    parsing: Parsing | None = None,
) -> Loaded:
    """Read every record. `files` are those below `data/`, attachments left out.

    `known` holds what an earlier run has read, and in the end what this one has; `now` is when it began to read.
    `parsing` has parsed some of them, or parses them meanwhile; without it, it is begun here where that is worth while.
    """
    entries: list[Entry] = []
    unread: list[_Unread] = []
    faults: list[Diagnostic] = []
    sources = {file.path: file for file in sorted(files, key=lambda one: one.path)}
    if known is not None:
        known.settle(sources)
    placed = _placed(sources, types, faults)
    if known is not None:
        known.used = sum(known.holds(one.file.path, one.file.digest) for one in placed)
    with parsing or _parsing(placed, known) as parsed:
        for one in placed:
            entry = _known(one, known, now) or _parsed(one, parsed.tree(one.file.path), known, now)
            if entry is None:
                source = parse(one.file.path, one.file.content)
                entry = _read_anew(one, source, faults, known, now)
                if entry is None:
                    unread.append(_Unread(one.file, source, one.kind, one.record_id))
                    continue
            entries.append(entry)
    named = _by_name(entries)
    unreadable = _misnamed(sources, types, entries)
    for left in unread:
        home = _home(left, types)
        unreadable.setdefault(left.record_id, (home or left.kind).name)
        faults.extend(_faults(left, home, named))
    return Loaded(Dataset(entries, unreadable), faults, sources)


def _placed(sources: Mapping[str, RawFile], types: Sequence[AnyType], faults: list[Diagnostic]) -> list[_Placed]:
    """The files that a type reads; what is wrong with the others, and with their names, is noted."""
    by_folder = {one.model.folder: one for one in types}
    found: list[_Placed] = []
    for file in sources.values():
        kind = _type_of(file, by_folder, faults, sources)
        if kind is not None:
            record_id = file.path.rpartition("/")[2].removesuffix(".yml")
            faults.extend(_id_faults(file, kind, record_id))
            found.append(_Placed(file, kind, record_id))
    faults.extend(same_ids([one.file.path for one in found], lambda path: sources[path].digest))
    return found


def _misnamed(sources: Mapping[str, RawFile], types: Sequence[AnyType], entries: Sequence[Entry]) -> dict[str, str]:
    """The ids of records whose file only has another extension, with their types: that is said once, at the file."""
    odd = [path for path in sources if not path.endswith(".yml")]
    if not odd:
        return {}
    there, folders = {one.id for one in entries}, {one.model.folder: one.name for one in types}
    ids = {_plain(PurePosixPath(path).name).removesuffix(".yml"): path.split("/")[1] for path in odd if _renamed(path)}
    return {key: folders[folder] for key, folder in ids.items() if folder in folders and key not in there}


def _renamed(path: str) -> bool:
    return path.count("/") > 1 and _plain(path).endswith(".yml")


def _plain(name: str) -> str:
    """A file's name with the extension that a record has, where it is but another spelling of it."""
    return _SPELT.sub(".yml", name)


def _parsing(placed: Iterable[_Placed], known: Readings | None) -> Parsing:
    """A second process for the files that have to be read, where they are many."""
    fresh = [one.file for one in placed if known is not None and not known.holds(one.file.path, one.file.digest)]
    return Parsing(fresh if len(fresh) >= FEW else ())


def _known(one: _Placed, known: Readings | None, now: int) -> Entry | None:
    """The record of a file that an earlier run has read."""
    entry = known.entry(one.file.path, one.file.digest, one.kind.model, one.record_id) if known is not None else None
    if known is not None and entry is not None:
        known.rest(one.file.path, one.file.state, now)
    return entry


def _parsed(one: _Placed, tree: bytes | None, known: Readings | None, now: int) -> Entry | None:
    """The record of a file that has been parsed and holds no fault, if it is one."""
    record = made_of(json.decode(tree), one.kind.model, one.record_id) if tree is not None else None
    if tree is None or record is None:
        return None
    entry = Entry(record, one.file.path, one.file.digest)
    if known is not None:
        known.put(entry, tree, one.file.state, now)
    return entry


def _read_anew(
    one: _Placed, source: Source, faults: list[Diagnostic], known: Readings | None, now: int
) -> Entry | None:
    """The record of a file, None where it is none yet."""
    personal = list(_in_comments(source, one.kind))
    faults.extend(personal)
    record, _ = read(source, one.kind.model, one.record_id)
    if record is None or source.tree is None:
        return None
    entry = Entry(record, one.file.path, one.file.digest)
    if known is not None and not personal:
        known.put(entry, json.encode(plain(source.tree)), one.file.state, now)
    return entry


def _in_comments(source: Source, kind: AnyType) -> Iterator[Diagnostic]:
    """Personal numbers in comments. Of those in texts, the checks speak."""
    for start, comment, personal in in_comments(source.text):
        at = start + personal.start
        line, column = source.text.count("\n", 0, at) + 1, at - source.text.rfind("\n", 0, at)
        number = comment[personal.start : personal.end]
        if source.tree is None or not any(number in one.text for one in scalars(source.tree)):
            message = f"注释里有{personal.what}（{personal.masked}）"
            position = Position(source.path, line, column)
            yield Diagnostic(f"{kind.name}/personal-number", Severity.ERROR, position, message, PERSONAL_REMEDY)


def _faults(one: _Unread, home: AnyType | None, named: Named) -> list[Diagnostic]:
    """Everything that keeps a file from being a record."""
    if home is not None:
        message = f"像是{home.model.type_label}，却放在 {DATA}/{one.kind.model.folder}/"
        remedy = f"移到 {DATA}/{home.model.folder}/"
        return [*one.source.faults, _error(one.file, "file/wrong-folder", message, remedy)]
    return [*one.source.faults, *read(one.source, one.kind.model, one.record_id, named)[1]]


def _home(one: _Unread, types: Sequence[AnyType]) -> AnyType | None:
    """The other type whose record a file plainly is, put into the wrong folder; None where it is not so."""
    keys = set(one.source.tree.keys) if one.source.tree is not None else set()

    def known(kind: AnyType) -> int:
        return len(keys.intersection(known_keys(kind.model)))

    best = max(types, key=known)
    wanted = {info.alias or name for name, info in best.model.model_fields.items() if info.is_required()} - {"id"}
    return best if wanted <= keys and known(best) >= known(one.kind) + 2 else None


def _by_name(entries: Sequence[Entry]) -> Named:
    """Ids by the names that people call the records; a name that two records share says nothing."""
    ids: dict[tuple[str, str], set[str]] = defaultdict(set)

    def named(target: type[Record], name: str) -> str:
        if not ids:
            for entry in entries:
                for one in (*entry.record.names(), *entry.record.nicknames()):
                    ids[entry.record.type_name, one].add(entry.record.id)
        found = ids.get((target.type_name, name), set())
        return next(iter(found)) if len(found) == 1 else ""

    return named


def _error(file: RawFile, code: str, message: str, remedy: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, Position(file.path), message, remedy)


def _type_of(
    file: RawFile, by_folder: dict[str, AnyType], faults: list[Diagnostic], paths: Collection[str]
) -> AnyType | None:
    """The type that reads a file, or None with the reason noted."""
    parts = file.path.split("/")
    folder = parts[1] if len(parts) > 2 else ""
    kind = by_folder.get(folder)
    if file.trouble == "symlink":
        faults.append(_error(file, "file/symlink", "这是一个符号链接，不读取", "把文件本身放在这里"))
    elif file.trouble:
        faults.append(_error(file, "file/unreadable", "文件读不出来", "检查文件的权限"))
    elif kind is None:
        faults.append(_nowhere(file, folder, by_folder, paths))
    elif not file.path.endswith(".yml"):
        faults.append(
            _error(file, "file/not-a-record", "文件名不以 .yml 结尾，没有被读取", _extension(file.path, paths))
        )
    else:
        return kind
    return None


def _nowhere(file: RawFile, folder: str, by_folder: dict[str, AnyType], paths: Collection[str]) -> Diagnostic:
    labels = {one.model.type_label: name for name, one in by_folder.items()}
    near = (labels.get(folder) or nearest(folder, by_folder)) if folder else ""
    known = "、".join(f"{name}（{by_folder[name].model.type_label}）" for name in sorted(by_folder))
    home = f"{DATA}/{near}/" if near else home_of(PurePosixPath(file.path).stem, _paths_of(paths, by_folder))
    hint = f"是不是应该放在 {home}？" if home else f"移到 {DATA}/ 下对应的文件夹：{known}"
    return _error(file, "file/nowhere", "没有哪种记录读这个文件", hint)


def _paths_of(paths: Collection[str], by_folder: dict[str, AnyType]) -> dict[str, str]:
    """Where the ids stand that have their place."""
    return {PurePosixPath(one).stem: one for one in sorted(paths) if one.split("/")[1] in by_folder}


def _extension(path: str, paths: Collection[str]) -> str:
    name = PurePosixPath(path).name
    plain = _plain(name)
    if plain.endswith(".yml") and str(PurePosixPath(path).with_name(plain)) in paths:
        return f"已经有 {plain}，这一份像是备份：删去它"
    if plain.endswith(".yml"):
        return f"把文件改名为 {plain}"
    return f"记录写成 .yml；附件移到 {DATA}/{ATTACHMENTS}/"


def _id_faults(file: RawFile, kind: AnyType, record_id: str) -> Iterator[Diagnostic]:
    try:
        parse_id(record_id)
    except PydanticCustomError as wrong:
        remedy = f"把文件改名；{(wrong.context or {}).get('remedy', '')}"
        if _COPY.search(record_id):
            remedy = "像是复制出来的文件：不要的删去，要的改成没有用过的编号"
        yield _error(file, f"{kind.name}/not-an-id", f"文件名「{record_id}」不是编号", remedy)
