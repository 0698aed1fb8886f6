"""What an earlier build already worked out, by content hash. Data only; its loss or damage costs time, never correctness."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from generator.shells import Rendered

_KEPT = 4
"""Sets of shells that are kept."""


class Store:
    """The folder `.gongkai/` of a site."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def shells(self, key: str) -> tuple[Rendered, Path] | None:
        """The shells of a key with the folder of MkDocs's assets, or None where they are not there whole."""
        place = self.folder / "shells" / key
        try:
            text = (place / "pages.json").read_text("utf-8")
            seal = (place / "seal").read_text("ascii")
        except (OSError, UnicodeDecodeError):
            return None
        assets = place / "assets"
        if seal != _seal(text, assets):
            shutil.rmtree(place, ignore_errors=True)
            return None
        made = json.loads(text)
        return Rendered(made["pages"], made["sections"], made["sources"]), assets

    def has_shells(self, key: str) -> bool:
        """Whether there is something under a key; that it is whole is seen when it is asked for."""
        return (self.folder / "shells" / key).is_dir()

    def any_shells(self) -> bool:
        """Whether shells of any key have ever been put away."""
        return (self.folder / "shells").is_dir()

    def staging(self) -> Path:
        """An empty folder for MkDocs to write its assets into."""
        place = self.folder / "staging"
        _empty(place)
        return place

    def keep_shells(self, key: str, rendered: Rendered, staging: Path) -> Path:
        """Put shells away under their key; returns the folder of their assets."""
        text = json.dumps(
            {"pages": dict(rendered.pages), "sections": dict(rendered.sections), "sources": dict(rendered.sources)}
        )
        home = self.folder / "shells"
        place = home / key
        _empty(place)
        staging.rename(place / "assets")
        (place / "pages.json").write_text(text, "utf-8")
        (place / "seal").write_text(_seal(text, place / "assets"), "ascii")
        others = (one for one in home.iterdir() if one != place)
        for old in sorted(others, key=lambda one: one.stat().st_mtime, reverse=True)[_KEPT - 1 :]:
            shutil.rmtree(old, ignore_errors=True)
        return place / "assets"


def _empty(place: Path) -> None:
    """An empty folder, whatever stood in its place."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)
    place.mkdir(parents=True)


def _seal(text: str, assets: Path) -> str:
    """A hash over the pages and over what every asset holds."""
    digest = sha256(text.encode())
    for path in sorted(assets.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(assets).as_posix().encode() + b"\0" + sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def key_of(files: Iterable[tuple[str, bytes]], words: Iterable[str]) -> str:
    """A key over named contents and words such as versions."""
    digest = sha256()
    for name, content in files:
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    for word in words:
        digest.update(word.encode(errors="surrogatepass") + b"\0")
    return digest.hexdigest()[:24]
