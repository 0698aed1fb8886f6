"""Words that mean the same in search."""

from __future__ import annotations

from typing import ClassVar

from generator.model import Find, Record, field
from generator.values import Line


class Alias(Record):
    """A set of words that mean the same; id such as `TY-JDH`."""

    type_name: ClassVar[str] = "alias"
    type_label: ClassVar[str] = "同义词"
    folder: ClassVar[str] = "aliases"
    paged: ClassVar[bool] = False

    words: tuple[Line, ...] = field("同义词", "意思相同的词，至少两个")

    def heading(self, find: Find) -> str:
        return "、".join(self.words)
