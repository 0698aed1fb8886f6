"""What a new site begins with: registers, handwritten pages, configuration, continuous integration.

Registers that were brought are remembered by hash in `.gongkai-registers.json`, so that an update can
bring newer ones without touching what a site has changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from msgspec import Struct, field

from generator import __version__
from generator.files import shipped, tree_files

REGISTERS = ("calendar", "rules", "clauses", "catalogue", "classifications", "titles", "aliases")
"""The folders of `data/` that gongkai ships; units, congresses and records are a site's own."""

LEDGER = ".gongkai-registers.json"
CI_PLACES = {"github": ".github/workflows/site.yml", "gitlab": ".gitlab-ci.yml", "gitea": ".gitea/workflows/site.yml"}
EXAMPLE_NAME = "示例大学"
OF_THE_EXAMPLE = "\n## 示例数据"
"""The heading from which on a handwritten page speaks of the example's own records."""

_OF_THE_EXAMPLE = re.compile(rf"{EXAMPLE_NAME}|示大")
_UNITS = re.compile(r"^units:\n(?:  - .*\n)+", re.MULTILINE)
_RELATED = re.compile(r"^related:\n(?:  - .*\n)+", re.MULTILINE)


def registers() -> dict[str, bytes]:
    """The registers by path, responsible units left to the school, as a new site has no others.

    What rests on a document of the example university (its own honours, the charts of its colleges) stays behind.
    """
    found: dict[str, bytes] = {}
    for folder in REGISTERS:
        for name, path in tree_files(shipped("data") / folder):
            text = _UNITS.sub("units:\n  - XX\n", _RELATED.sub("", path.read_text("utf-8")))
            if _OF_THE_EXAMPLE.search(text):
                continue
            found[f"data/{folder}/{name}"] = text.encode()
    return found


def new_site(name: str, ci: str) -> dict[str, bytes]:
    """Every file of a new site, by path."""
    files = dict(registers())
    files[LEDGER] = ledger(files)
    for page, path in tree_files(shipped("content")):
        files[f"content/{page}"] = _named(path, name)
    starter = shipped("site_templates") / "starter"
    files["mkdocs.yml"] = _named(starter / "mkdocs.yml", name)
    files["README.md"] = _named(starter / "README.md", name)
    files[".gitignore"] = (starter / "gitignore").read_bytes()
    files["requirements.txt"] = f"gongkai=={__version__}\n".encode()
    files[CI_PLACES[ci]] = (starter / "ci" / f"{ci}.yml").read_bytes()
    files["data/units/XX.yml"] = f"name: {name}\nkind: 学校\n".encode()
    files["data/units/XGH.yml"] = f"name: {name}工会委员会\nshort_name: 校工会\nkind: 校工会\nparent: XX\n".encode()
    files["site_templates/theme/README.md"] = (
        "这里放 Material 主题的替换文件；site_templates/ 下的同名模板替换 gongkai 自带的模板。\n".encode()
    )
    return files


def _named(path: Path, name: str) -> bytes:
    """A file that speaks of the example university, for another; what is said of the example's records is left out."""
    text = path.read_text("utf-8").partition(OF_THE_EXAMPLE)[0]
    return f"{text.rstrip()}\n".replace(EXAMPLE_NAME, name).encode()


def ledger(files: Mapping[str, bytes]) -> bytes:
    """What was brought, by path and hash."""
    rows = {path: sha256(content).hexdigest() for path, content in sorted(files.items()) if path.startswith("data/")}
    return (json.dumps({"gongkai": __version__, "registers": rows}, indent=1, sort_keys=True) + "\n").encode()


class Update(Struct):
    """What an update does to the registers of a site."""

    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """Registers that the site has changed itself: they stay, and the editor is told."""
    files: dict[str, bytes] = field(default_factory=dict)
    """What is to be written, by path."""


def update(current: Mapping[str, bytes], brought: Mapping[str, str]) -> Update:
    """What to bring to a site that has `current` files, of which `brought` (path -> hash) came from an earlier gongkai."""
    result = Update()
    for path, content in registers().items():
        there = current.get(path)
        if there is None and path not in brought:
            result.added.append(path)
            result.files[path] = content
        elif there is not None and there != content:
            untouched = brought.get(path) == sha256(there).hexdigest()
            (result.replaced if untouched else result.kept).append(path)
            if untouched:
                result.files[path] = content
    return result


def brought_before(content: bytes) -> dict[str, str]:
    """The hashes in a ledger; nothing where it cannot be read, so that every file counts as the site's own."""
    try:
        rows = json.loads(content)["registers"]
    except (ValueError, KeyError, TypeError):
        return {}
    return {str(path): str(digest) for path, digest in rows.items()} if isinstance(rows, dict) else {}
