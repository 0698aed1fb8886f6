"""What earlier runs have read and found in the records of a site. Its loss or damage costs time and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from generator.inputs import code_digest
from generator.judgements import Judgements
from generator.raw_files import READ
from generator.readings import Readings
from generator.record_type import AnyType
from generator.shelf import Shelf

_FOUND = "found"
WORTH = 20
"""Changes up to which the store is left as it is: to write it down takes as long as to look at some hundred records."""


class Recall:
    """What is known of the records of a site before they are read; kept in a folder, for this code and these types."""

    def __init__(
        self, folder: Path, types: Sequence[AnyType], now: int, *, anew: bool = False, trusting: bool = False
    ) -> None:
        self._shelf = Shelf(folder)
        self._key = " ".join((code_digest(), *(one.name for one in types)))
        self._anew = anew
        self._judgements: dict[str, Judgements] = {}
        self.now = now
        """When the run began, in nanoseconds."""
        self.trusting = trusting and not anew
        """Whether a file that is what it was by inode, size and times is taken for it."""

    @cached_property
    def readings(self) -> Readings:
        """What was read of each file."""
        kept = None if self._anew else self._shelf.get(READ)
        return Readings() if kept is None else Readings.from_bytes(kept, self._key)

    def judgements(self, audience: str = "") -> Judgements:
        """What the checks found in all records, or in those that an audience may see."""
        name = f"{_FOUND}-{audience}" if audience else _FOUND
        if name not in self._judgements:
            kept = None if self._anew else self._shelf.get(name)
            self._judgements[name] = Judgements() if kept is None else Judgements.from_bytes(kept, self._key)
        return self._judgements[name]

    def keep_readings(self) -> None:
        """Keep what was read, where enough has changed: a few records are looked at again in less time.

        That it cannot be kept costs nothing but that.
        """
        with suppress(OSError):
            if self.readings.changes > WORTH:
                self._shelf.put(READ, self.readings.to_bytes(self._key))
                self.readings.changes = 0

    def keep(self) -> None:
        """Keep what was read and found, likewise."""
        self.keep_readings()
        with suppress(OSError):
            for name, one in self._judgements.items():
                if one.changes > WORTH:
                    self._shelf.put(name, one.to_bytes(self._key))
                    one.changes = 0
