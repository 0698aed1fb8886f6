"""What pages and shells depend on beside the records, each as one key; and the folders that are looked into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from generator import __version__
from generator.audience import Audience
from generator.files import shipped, tree_files
from generator.inputs import CONFIG, code_digest
from generator.record_type import AnyType
from generator.registry import RECORD_TYPES
from generator.settings import Settings, named_paths
from generator.shells import Landing, Rendered
from generator.store import key_of


def template_folders(root: Path) -> list[Path]:
    """Where templates are looked up: the site's, then ours."""
    return [root / "site_templates", shipped("site_templates")]


def theme_folders() -> tuple[Path, ...]:
    """Our overrides of the theme, looked up after the site's own."""
    return (shipped("site_templates") / "theme",)


def landings(types: Sequence[AnyType]) -> tuple[Landing, ...]:
    """The types that have pages, as MkDocs has to know them."""
    return tuple(
        Landing(kind.model.folder, kind.views.landing(), kind.model.type_label)
        for kind in types
        if kind.views.page is not None or kind.views.sections
    )


def page_key(root: Path, rendered: Rendered, settings: Settings, audience: Audience) -> str:
    """What pages depend on beside the facts: our code and templates, the site's own, shells, settings."""
    templates = [(name, path.read_bytes()) for name, path in tree_files(root / "site_templates")]
    shells = [(path, html.encode(errors="surrogatepass")) for path, html in sorted(rendered.pages.items())]
    return key_of(
        [*templates, *shells], [code_digest(), audience, repr(settings), repr(sorted(rendered.sections.items()))]
    )


def shell_key(root: Path, audience: Audience) -> str:
    """What shells depend on: content, theme, configuration and all that it names, library versions, the types there are."""
    config = (root / CONFIG).read_bytes()
    folders = [root / "content", root / "site_templates" / "theme", *theme_folders()]
    files = [
        (f"{number}/{name}", path.read_bytes())
        for number, folder in enumerate(folders)
        for name, path in tree_files(folder)
    ]
    files += [(CONFIG, config), *_configured(root, named_paths(config))]
    versions = [
        f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material", "markdown", "jinja2", "pymdown-extensions")
    ]
    return key_of(files, [*versions, __version__, audience, repr(landings(RECORD_TYPES))])


def _configured(root: Path, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The files and folders of the site that its configuration names: another theme, hooks, snippets."""
    inside = (name for name in names if name and "://" not in name and "\n" not in name and "\0" not in name)
    for name in inside:
        place = (root / name).resolve()
        if place == root.resolve() or not place.is_relative_to(root.resolve()):
            continue
        if place.is_file():
            yield name, place.read_bytes()
        elif place.is_dir():
            yield from ((f"{name}/{path}", file.read_bytes()) for path, file in tree_files(place))
