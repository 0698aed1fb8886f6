"""Named contents in a folder, each under its own seal: what is damaged is not there."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path


class Shelf:
    """A folder of the store for one purpose: named contents, each under its own seal."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __contains__(self, name: str) -> bool:
        return (self.folder / name).is_file()

    def get(self, name: str) -> bytes | None:
        """What was put there, or None where it is not there whole."""
        try:
            content = (self.folder / name).read_bytes()
        except OSError:
            return None
        seal, content = content[:32], content[32:]
        return content if seal == sha256(content).digest() else None

    def put(self, name: str, content: bytes) -> None:
        """Put something there, whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        fresh = self.folder / f".{name}.new"
        fresh.write_bytes(sha256(content).digest() + content)
        fresh.replace(self.folder / name)
