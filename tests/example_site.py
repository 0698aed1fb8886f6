"""A whole small site and the tree that it must become; `python -m tests.example_site` (make accept) accepts a change.

The records are those of tests/examples/world. Of each page the article is kept, not the theme's chrome around
it, so that a new version of the theme changes nothing here; of other files, that they are there.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from pathlib import Path

from generator.cli.main import main as gongkai

HERE = Path(__file__).parent
EXPECTED = HERE / "example_site" / "expected"
_ARTICLE = re.compile(r"<article[^>]*>(.*?)</article>", re.DOTALL)
_BUTTON = re.compile(r'<a href="[^"]*" title="编辑此页" class="md-content__button.*?</a>', re.DOTALL)
_CONFIG = """site_name: 示例
site_url: https://example.org/
docs_dir: content
use_directory_urls: false
theme: {name: material, language: zh, font: false}
plugins: [gongkai]
extra: {gongkai: {as_of: "2026-05-01"}}
"""
_PAGES = {
    "index": ("home", "首页"),
    "search": ("search", "搜索"),
    "due": ("due", "到期与逾期"),
    "findings": ("findings", "编辑检查"),
}


def lay_out(folder: Path) -> None:
    """The sources of the small site."""
    shutil.copytree(HERE / "examples" / "world", folder / "data")
    (folder / "content").mkdir()
    (folder / "mkdocs.yml").write_text(_CONFIG, "utf-8")
    for name, (section, title) in _PAGES.items():
        (folder / "content" / f"{name}.md").write_text(
            f"---\ntitle: {title}\nsection: {section}\n---\n# {title}\n", "utf-8"
        )


def built() -> dict[str, str]:
    """The small site, built now: the article of each page by path, and `files.txt`, the list of all files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_out(folder)
        if gongkai(["build", "-C", str(folder)]) != 0:
            raise SystemExit("the example site does not build")
        site = folder / "site"
        paths = sorted(path for path in site.rglob("*") if path.is_file() and not path.is_relative_to(site / "assets"))
        names = [path.relative_to(site).as_posix() for path in paths]
        pages = {name: _kept(site / name) for name in names if name.endswith(".html") and name != "404.html"}
        return {**pages, "files.txt": "".join(f"{_steady(name)}\n" for name in names)}


def _steady(name: str) -> str:
    """A file's name without the hash of its content."""
    return re.sub(r"[0-9a-f]{8,}", "…", name)


def _kept(path: Path) -> str:
    article = _ARTICLE.search(path.read_text("utf-8"))
    if article is None:
        raise SystemExit(f"{path.name} has no article")
    lines = (line.rstrip() for line in _BUTTON.sub("", article[1]).splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def expected() -> dict[str, str]:
    """The tree that was accepted."""
    return {
        path.relative_to(EXPECTED).as_posix(): path.read_text("utf-8")
        for path in sorted(EXPECTED.rglob("*"))
        if path.is_file()
    }


def accept() -> None:
    """Write what is built now as what is expected."""
    shutil.rmtree(EXPECTED, ignore_errors=True)
    for name, text in built().items():
        place = EXPECTED / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")


if __name__ == "__main__":
    accept()
    sys.exit(0)
