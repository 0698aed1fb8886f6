"""An id that two files bear: which of them is the stray one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from generator.diagnostics import Diagnostic, Position, Severity
from generator.values import is_id


def same_ids(paths: Iterable[str], digest: Callable[[str], str]) -> Iterator[Diagnostic]:
    """One fault for each file too many, at the one that stands in the less fitting place.

    A folder fits that holds more ids of the same beginning: a proposal of 8-3 lies among those of 8-3. Where that
    does not tell, it is the later path. `digest` gives the hash of a file's bytes.
    """
    of_id: defaultdict[str, list[str]] = defaultdict(list)
    for path in paths:
        of_id[_id(path).casefold()].append(path)
    several = [one for one in of_id.values() if len(one) > 1]
    alike = Counter(_series(path) for paths in of_id.values() for path in paths) if several else Counter()
    for those in several:
        home, *strays = sorted(those, key=lambda one: (not is_id(_id(one)), -alike[_series(one)], one))
        yield from (_fault(stray, home, digest(stray) == digest(home)) for stray in strays)


def _id(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yml")


def _series(path: str) -> tuple[str, str]:
    """A folder and how ids begin that stand there: `("data/proposals/8-3", "TA-0803")`."""
    return path.rpartition("/")[0], _id(path).rpartition("-")[0]


def _fault(stray: str, home: str, copied: bool) -> Diagnostic:
    what = "编号与另一个文件相同" if _id(stray) == _id(home) else "编号与另一个文件只差大小写"
    message = f"{what}，内容也一样：{home}" if copied else f"{what}：{home}"
    remedy = "后写的那一份换一个没有用过的编号；编号一经使用就不再改、不再用"
    return Diagnostic(
        "file/same-id",
        Severity.ERROR,
        Position(stray),
        message,
        "像是复制出来的：删去一份，多半是这一份" if copied else remedy,
    )
