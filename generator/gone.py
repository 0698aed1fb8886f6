"""What was public and is not any more: found against the ids of the last release."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.audience import Audience
from generator.dataset import Dataset
from generator.diagnostics import Diagnostic, Position, Severity
from generator.nearest import home_of, nearest
from generator.record_type import AnyType

CODE = "file/gone"
IDS = "ids.txt"
"""The list of a release's ids: what was public and is gone without a `withdrawn` is found against it."""

WITHDRAWN = "withdrawn"
"""What stands in the list behind a record whose publication was withdrawn."""


class Released(Struct, frozen=True):
    """An id of a release, with the name of its type."""

    id: str
    type_name: str
    withdrawn: bool = False


def released(ids: str) -> list[Released]:
    """The records with pages in a release's `ids.txt`."""
    rows = (line.split("\t") for line in ids.splitlines())
    return [
        Released(row[0], row[1], bool(row[3:])) for row in rows if row[3:] in ([], [WITHDRAWN]) and row[2:] and row[2]
    ]


def gone(before: list[Released], everything: Dataset, types: Mapping[str, AnyType]) -> Iterator[Diagnostic]:
    """A diagnostic for each id that was released and is neither a public record nor a notice any more.

    A notice stays one: whoever takes `withdrawn` out of the file would publish again what was withdrawn.

    Files that cannot be read have been reported already. A record that only has not begun yet, as of an
    earlier day, is still there.
    """
    paths = {key: entry.path for key, entry in everything.entries.items()}
    new = everything.entries.keys() - {one.id for one in before}
    for one in before:
        if one.id in everything.unreadable:
            continue
        entry = everything.entries.get(one.id)
        if entry is None:
            folder = types[one.type_name].model.folder if one.type_name in types else one.type_name
            home = home_of(one.id, paths, folder)
            renamed = nearest(one.id, (key for key in new if everything.entries[key].type_name == one.type_name))
            hint = f"是不是改名成了「{renamed}」？编号不能改，文件名改回来；" if renamed else ""
            message = f"「{one.id}」公开过，现在没有这条记录了"
            yield Diagnostic(CODE, Severity.ERROR, Position(f"{home}{one.id}.yml"), message, f"{hint}{_REMEDY_DELETED}")
        elif entry.about.audience is not Audience.PUBLIC:
            message = f"「{one.id}」公开过，现在改成了校内"
            yield Diagnostic(CODE, Severity.ERROR, Position(entry.path), message, _REMEDY_HIDDEN)
        elif one.withdrawn and not entry.about.withdrawn:
            message = f"「{one.id}」已经撤回公开，现在没有写 withdrawn，撤回的内容又会公开"
            yield Diagnostic(CODE, Severity.ERROR, Position(entry.path), message, _REMEDY_AGAIN)


_REMEDY_AGAIN = "从 git 里恢复 withdrawn；确实要重新公开的，用新的编号另写一条记录"
_REMEDY_HIDDEN = "改回 audience: public；要撤回公开，写 withdrawn（on、by、reason），页面会变成撤回说明"
_REMEDY_DELETED = "从 git 里恢复这个文件；要撤回公开，在文件里写 withdrawn（on、by、reason），页面会变成撤回说明"
