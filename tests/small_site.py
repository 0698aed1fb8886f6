"""Small sites made of the world of examples, and gongkai run on them in this process."""

from __future__ import annotations

import gc
import io
import re
import shutil
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from generator.cli.main import main
from tests.example_files import EXAMPLES, merged

CONFIG = """site_name: 示例大学 · 公开
site_description: 示例
site_url: https://gongkai.example.edu.cn/
repo_url: https://git.example.edu.cn/gonghui/gongkai
edit_uri: edit/main/content/
site_dir: build/mkdocs
docs_dir: content
use_directory_urls: false
theme:
  name: material
  language: zh
  font: false
  features: [navigation.tabs, content.action.edit]
plugins: [gongkai]
extra:
  generator: false
  gongkai:
    as_of: "2026-05-01"
extra_css: [assets/gongkai.css]
markdown_extensions: [attr_list, sane_lists, tables]
"""
SHIPPED = Path(__file__).parent.parent / "content"
OWN_PAGES = {
    "index.md": "---\ntitle: 首页\nsection: home\n---\n# 示例大学校务公开\n\n见 [[TA-0803-001]] 与[[8-3|第三次会议]]。\n",
    "about/index.md": "# 关于\n\n写 `[[编号]]` 就是链接，例如 [[TA-0803-002|另一件]]。\n",
}
PAGES = {
    **{
        path.relative_to(SHIPPED).as_posix(): path.read_text("utf-8")
        for path in sorted(SHIPPED.rglob("*.md"))
        if re.match(r"---\n(?:.+\n)*?section:", path.read_text("utf-8"))
    },
    **OWN_PAGES,
}
"""The shipped pages behind whose words a section stands, and two of our own."""


class Ran(NamedTuple):
    """What a run of the command came to."""

    code: int
    out: str
    err: str


def gongkai(*arguments: str | Path) -> Ran:
    """Run the command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main([str(one) for one in arguments])
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1
        finally:
            gc.enable()
    return Ran(code, out.getvalue(), err.getvalue())


def lay_out(root: Path, overlay: Mapping[str, str] | None = None, config: str = CONFIG) -> Path:
    """The sources of a small site. `overlay` is as in example files: top-level keys by path below `data/`."""
    for path, text in merged(dict(overlay or {})).items():
        write(root, path, text)
    for name, text in PAGES.items():
        write(root, f"content/{name}", text)
    write(root, "mkdocs.yml", config)
    return root


def write(root: Path, path: str, text: str) -> Path:
    """A file of a site."""
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, "utf-8")
    return place


def take_shells(root: Path, other: Path) -> None:
    """Give a site the shells of another one, which serve wherever content and configuration are the same."""
    shutil.copytree(other / ".gongkai", root / ".gongkai")


def copy_of(site: Path, root: Path) -> Path:
    """A copy of a site with all that its build has left, as if it had been built there."""
    return Path(shutil.copytree(site, root, symlinks=True, dirs_exist_ok=True))


def build(root: Path, *arguments: str | Path) -> Ran:
    """Build a site that must build; nothing it refers to outside of it matters."""
    ran = gongkai("build", "-C", root, *arguments)
    assert ran.code == 0, ran.err
    return ran


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a site."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def pages(folder: Path) -> dict[str, str]:
    """Every page of a site."""
    return {path: content.decode() for path, content in tree(folder).items() if path.endswith(".html")}


def world(name: str) -> str:
    """A file of the world of examples, by its path below `data/`."""
    return (EXAMPLES / "world" / name).read_text("utf-8")
