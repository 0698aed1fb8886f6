"""Sources and record types to a dataset and diagnostics: every fault of every file, in one run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath

from pydantic_core import PydanticCustomError

from generator.dataset import Dataset, Entry
from generator.diagnostics import Diagnostic, Position, Severity
from generator.nearest import nearest
from generator.reading import read
from generator.record_type import AnyType
from generator.source import Source, parse
from generator.values import parse_id

DATA = "data"
ATTACHMENTS = "attachments"


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file below `data/` as it was found: bytes, or why it cannot be read."""

    path: str
    """Relative to the site, with `/`."""
    content: bytes = b""
    trouble: str = ""
    """`symlink`, `unreadable` or ''."""


@dataclass(frozen=True)
class Loaded:
    """What came of loading: the records that could be read, and every fault."""

    dataset: Dataset
    diagnostics: list[Diagnostic]
    sources: dict[str, RawFile]
    """The record files by path, for showing the line that a diagnostic speaks of."""


def load(files: Iterable[RawFile], types: Sequence[AnyType]) -> Loaded:
    """Read every record. `files` are those below `data/`, attachments left out."""
    by_folder = {one.model.folder: one for one in types}
    entries: list[Entry] = []
    faults: list[Diagnostic] = []
    unreadable: dict[str, str] = {}
    taken: dict[str, str] = {}
    sources: dict[str, RawFile] = {}
    for file in sorted(files, key=lambda one: one.path):
        sources[file.path] = file
        kind = _type_of(file, by_folder, faults)
        if kind is None:
            continue
        record_id = PurePosixPath(file.path).stem
        faults.extend(_id_faults(file, kind, record_id, taken))
        entry, found = _entry(file, kind, record_id)
        faults.extend(found)
        if entry is None:
            unreadable.setdefault(record_id, kind.name)
        else:
            entries.append(entry)
    return Loaded(Dataset(entries, unreadable), faults, sources)


def _error(file: RawFile, code: str, message: str, remedy: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, Position(file.path), message, remedy)


def _type_of(file: RawFile, by_folder: dict[str, AnyType], faults: list[Diagnostic]) -> AnyType | None:
    """The type that reads a file, or None with the reason noted."""
    parts = PurePosixPath(file.path).parts
    if file.trouble == "symlink":
        faults.append(_error(file, "file/symlink", "这是一个符号链接，不读取", "把文件本身放在这里"))
        return None
    if file.trouble:
        faults.append(_error(file, "file/unreadable", "文件读不出来", "检查文件的权限"))
        return None
    folder = parts[1] if len(parts) > 2 else ""
    kind = by_folder.get(folder)
    if kind is None:
        near = nearest(folder, by_folder) if folder else ""
        hint = (
            f"是不是应该放在 data/{near}/？" if near else "移到 data/ 下对应的文件夹：" + "、".join(sorted(by_folder))
        )
        faults.append(_error(file, "file/nowhere", "没有哪种记录读这个文件", hint))
        return None
    if not file.path.endswith(".yml"):
        hint = "把扩展名改成 .yml" if file.path.endswith(".yaml") else "记录写成 .yml；附件移到 data/attachments/"
        faults.append(_error(file, "file/not-a-record", "文件名不以 .yml 结尾，没有被读取", hint))
        return None
    return kind


def _id_faults(file: RawFile, kind: AnyType, record_id: str, taken: dict[str, str]) -> Iterator[Diagnostic]:
    try:
        parse_id(record_id)
    except PydanticCustomError as wrong:
        remedy = f"把文件改名；{(wrong.context or {}).get('remedy', '')}"
        yield _error(file, f"{kind.name}/not-an-id", f"文件名「{record_id}」不是编号", remedy)
    first = taken.setdefault(record_id.casefold(), file.path)
    if first != file.path:
        same = PurePosixPath(first).stem == record_id
        what = "编号与另一个文件相同" if same else "编号与另一个文件只差大小写"
        yield _error(file, "file/same-id", f"{what}：{first}", "换一个没有用过的编号；编号一经使用就不再改、不再用")


def _entry(file: RawFile, kind: AnyType, record_id: str) -> tuple[Entry | None, list[Diagnostic]]:
    source = parse(file.path, file.content)
    record, faults = read(source, kind.model, record_id)
    faults = [
        fault for fault in faults if fault.code != f"{kind.name}/not-an-id" or not _about_file_name(fault, source)
    ]
    if record is None:
        return None, [*source.faults, *faults]
    return Entry(record, file.path, sha256(file.content).hexdigest()), [*source.faults, *faults]


def _about_file_name(fault: Diagnostic, source: Source) -> bool:
    """Whether a fault speaks of the id that came from the file's name, which has been reported already."""
    return source.tree is not None and (fault.position.line, fault.position.column) == (
        source.tree.line,
        source.tree.column,
    )
