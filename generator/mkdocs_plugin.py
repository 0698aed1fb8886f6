"""The only importer of MkDocs: makes the shells, and serves plain `mkdocs build` and `mkdocs serve`.

MkDocs renders chrome and handwritten words only. For each record type it renders one prototype page, and
for each page of `content/` that names a `section:` in its front matter a page with one token behind its words.
Every page is taken in `on_post_page` before it is written; records are stamped in afterwards.
"""

from __future__ import annotations

import json
import logging
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from html import escape, unescape
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateError
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme
from mkdocs.utils import get_theme_dir

from generator.audience import Audience
from generator.clock import day_of_epoch, today
from generator.keys import landings, theme_folders
from generator.outputs.compiled import Compiled
from generator.outputs.theme_loader import ThemeLoader
from generator.registry import RECORD_TYPES
from generator.shells import Landing, Rendered, Slot, squeezed

PROTOTYPE = f"{Slot.ADDRESS.value}.md"
"""The file that the prototype page of each type is made from."""

_LONGEST_DESCRIPTION = 140
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_CONFIG = re.compile(r"""(<script id="__config" type="application/json">)(.*?)(</script>)""", re.DOTALL)
_FRONT_MATTER = re.compile(r"\A---\s*\n(.*?)\n---\s*\n", re.DOTALL)
_IDLE = re.compile(r"^assets/javascripts/lunr/|^assets/.*\.map$")
"""Of the theme's files those that serve its own search, or whoever changes the theme: half of its weight."""
_SECTION = re.compile(r"""^section:[ \t]*(["']?)([a-z][a-z0-9_-]*)\1[ \t]*(?:#.*)?$""", re.MULTILINE)


class MkDocsError(Exception):
    """MkDocs could not render the pages; it has said why."""


class Options(Config):  # type: ignore[no-untyped-call]
    """The plugin has no options of its own; `extra.gongkai` in mkdocs.yml is read by gongkai itself."""


class GongkaiPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Takes the pages that MkDocs renders, and in plain MkDocs runs writes the whole site behind them."""

    def __init__(self) -> None:
        self.landings: tuple[Landing, ...] = ()
        self.theme_folders: tuple[Path, ...] = ()
        self.pages: dict[str, str] = {}
        self.sections: dict[str, str] = {}
        self.sources: dict[str, str] = {}
        self._own_repository = False
        self.for_shells = False
        """True where `gongkai build` asked for shells; False in plain MkDocs runs."""

    def rendered(self) -> Rendered:
        """What has been taken so far."""
        return Rendered(dict(self.pages), dict(self.sections), dict(self.sources))

    @event_priority(50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Our theme folder comes after the site's own; ours need search and header to be as they are."""
        self.landings, self.theme_folders = landings(RECORD_TYPES), theme_folders()
        for folder in self.theme_folders:
            if str(folder) not in config.theme.dirs:
                config.theme.dirs.insert(len(config.theme.dirs) - _material_dirs(config), str(folder))
        if config.use_directory_urls:
            raise PluginError("mkdocs.yml 里要写 use_directory_urls: false：记录的地址是固定的 .html 文件。")
        config.theme.get_env = partial(_env_of, config.theme)  # type: ignore[method-assign]
        self._own_repository = bool(config.repo_url)
        if not config.repo_url:
            config.repo_url = config.site_url or "/"
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add a prototype for each type, and a landing page where `content/` has none; leave out what no page uses."""
        for file in [one for one in files if _IDLE.search(one.src_uri)] if "search" not in config.plugins else ():
            files.remove(file)
        written = {_section_of(file.content_string): file.src_uri for file in files.documentation_pages()}
        earlier: set[str] = set()
        for landing in self.landings:
            prototype = (
                f"---\ntitle: {Slot.TITLE.value}\ndescription: {Slot.DESCRIPTION.value}\n"
                f"hide: [navigation, toc]\n---\n{Slot.BODY.value}\n"
            )
            uri = f"{landing.folder}/{PROTOTYPE}"
            files.append(File.generated(config, uri, content=prototype, inclusion=InclusionLevel.NOT_IN_NAV))
            if landing.section and landing.section not in written:
                content = f"---\ntitle: {landing.label}\nsection: {landing.section}\n---\n"
                files.append(File.generated(config, f"{landing.folder}.md", content=content))
                if config.nav is not None and f"{landing.folder}.md" not in _named(config.nav):
                    _put_behind(earlier, {landing.label: f"{landing.folder}.md"}, config.nav)
            page = written.get(landing.section) if landing.section else None
            earlier.add(page or f"{landing.folder}.md")
        return files

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """The theme's templates are compiled once, as ours are."""
        installed = get_theme_dir(config.theme.name) if config.theme.name else None
        env.bytecode_cache = Compiled([*self.theme_folders, *([Path(installed)] if installed else [])])
        return env

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """A page that names a section gets the token behind its words."""
        hidden = set(page.meta.get("hide") or ())
        page.meta["hide"] = sorted(hidden | {"navigation", "toc"})
        section = page.meta.get("section")
        if not section:
            return markdown
        self.sections[page.file.dest_uri] = str(section)
        return f"{markdown}\n\n{Slot.BODY.value}\n"

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """A record's page brings its own first heading, so the token takes that heading's place."""
        if page.file.src_uri.endswith(f"/{PROTOTYPE}"):
            return f"<h1>{Slot.BODY.value}</h1>"
        page.meta.setdefault("description", _first_words(html))
        return html

    def on_page_context(self, context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """While a prototype renders, the section that owns it is the active one."""
        folder, _, name = page.file.src_uri.rpartition("/")
        if not self._own_repository:
            page.edit_url = None
        elif name == PROTOTYPE:
            page.edit_url = _edit_root(config) + Slot.EDIT.value
        owner = _owner(nav, folder, self.sections, self.landings) if name == PROTOTYPE else None
        if owner is not None:
            owner.active = True
            page._gongkai_owner = owner  # type: ignore[attr-defined]
        return context

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Take the page; nothing is written by MkDocs itself."""
        owner = getattr(page, "_gongkai_owner", None)
        if owner is not None:
            owner.active = False
        self.pages[page.file.dest_uri] = squeezed(_shortened(output, "search" in config.plugins))
        self.sources[page.file.dest_uri] = "" if page.file.generated_by else page.file.src_uri
        return ""

    def on_post_build(self, config: MkDocsConfig) -> None:
        """In a plain MkDocs run the whole site is written behind the assets that MkDocs has copied."""
        if self.for_shells:
            return
        from generator.build import write_plain_site  # not for shells: it brings numpy and all that makes files

        root, folder = Path(config.config_file_path).parent, Path(config.site_dir)
        epoch = os.environ.get("SOURCE_DATE_EPOCH")  # MkDocs itself has refused what is no number
        as_of = day_of_epoch(int(epoch)) if epoch else None
        problem = write_plain_site(root, folder, self.rendered(), as_of, today())
        if problem:
            raise PluginError(problem)
        Path(config.site_dir, "sitemap.xml.gz").unlink(missing_ok=True)  # MkDocs's own; it lists the prototypes

    def on_serve(self, server: Any, config: MkDocsConfig, builder: Any) -> Any:
        """`mkdocs serve` also looks at the records and the templates."""
        root = Path(config.config_file_path).parent
        for folder in ("data", "site_templates"):
            if (root / folder).is_dir():
                server.watch(str(root / folder))
        return server


def _env_of(theme: Theme) -> Environment:
    """MkDocs's own, which lists the theme's files in less time."""
    env = Theme.get_env(theme)
    env.loader = ThemeLoader(theme.dirs)
    return env


def _material_dirs(config: MkDocsConfig) -> int:
    """How many of the theme's folders belong to the theme itself and to MkDocs, behind the site's own."""
    own = 1 if config.theme.custom_dir else 0
    return len(config.theme.dirs) - own


def _named(nav: Any) -> set[str]:
    """The files that a navigation names, at any depth."""
    if isinstance(nav, str):
        return {nav}
    children = nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ()
    return {name for child in children for name in _named(child)}


def _put_behind(earlier: set[str], entry: Mapping[str, str], nav: list[Any]) -> None:
    """Into a written navigation, behind the last entry that leads to the landing page of an earlier type."""
    places = [number for number, one in enumerate(nav, 1) if not earlier.isdisjoint(_named(one))]
    nav.insert(max(places, default=len(nav)), entry)


def _first_words(html: str) -> str:
    """What a handwritten page says of itself where it has no `description:`: the beginning of its first paragraph."""
    found = _PARAGRAPH.search(html)
    text = " ".join(unescape(re.sub(r"<[^>]*>", "", found[1])).split()) if found else ""
    return "" if Slot.BODY.value in text or "[[" in text else escape(text[:_LONGEST_DESCRIPTION])


def _shortened(html: str, searched: bool) -> str:
    """A page whose settings for the theme's scripts are written short, without the words of a search that is not there."""

    def short(found: re.Match[str]) -> str:
        config = json.loads(found[2])
        said = config.get("translations", {}).items()
        config["translations"] = {key: text for key, text in said if searched or not key.startswith("search.")}
        return (
            found[1] + json.dumps(config, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c") + found[3]
        )

    return _CONFIG.sub(short, html)


def _section_of(text: str) -> str:
    front = _FRONT_MATTER.match(text)
    found = _SECTION.search(front[1]) if front else None
    return found[2] if found else ""


def _edit_root(config: MkDocsConfig) -> str:
    """The address behind which a path in the repository can be edited."""
    uri = config.edit_uri or ""
    docs = Path(config.docs_dir).name + "/"
    return (config.repo_url or "").rstrip("/") + "/" + uri.removesuffix(docs).lstrip("/")


def _owner(nav: Navigation, folder: str, sections: Mapping[str, str], landings: tuple[Landing, ...]) -> Page | None:
    """The page of the navigation that a type's record pages belong to."""
    wanted = {one.section for one in landings if one.folder == folder}
    for page in nav.pages:
        if sections.get(page.file.dest_uri) in wanted or page.file.dest_uri == f"{folder}.html":
            return page
    return None


class _Errors(logging.Handler):
    """Keeps the errors that MkDocs logs, which say more than its exceptions; warnings go on to stderr."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.ERROR:
            self.said.append(record.getMessage())
        elif logging.lastResort is not None:
            logging.lastResort.handle(record)


@contextmanager
def _listening() -> Iterator[_Errors]:
    logger, errors = logging.getLogger("mkdocs"), _Errors()
    logger.setLevel(logging.WARNING)
    logger.addHandler(errors)
    try:
        yield errors
    finally:
        logger.removeHandler(errors)


def render_shells(config_file: Path, staging: Path, audience: Audience) -> Rendered:
    """Run MkDocs once: pages are returned, assets are left in `staging`. Raises `MkDocsError`."""
    with _listening() as errors:
        try:
            return _render(config_file, staging, audience)
        except TemplateError as wrong:
            raise MkDocsError(f"主题的模板写得不对：{wrong}") from wrong
        except (MkDocsException, SystemExit) as wrong:
            raise MkDocsError("；".join(errors.said) or str(wrong)) from wrong


def _render(config_file: Path, staging: Path, audience: Audience) -> Rendered:
    config = load_config(str(config_file), site_dir=str(staging))
    config.extra["gongkai_campus"] = audience is Audience.CAMPUS
    plugin = config.plugins.get("gongkai")
    if not isinstance(plugin, GongkaiPlugin):
        raise PluginError("mkdocs.yml 的 plugins 里没有 gongkai。")
    plugin.for_shells = True
    mkdocs_build(config)
    return plugin.rendered()
