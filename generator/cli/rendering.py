"""The shells of a build: kept ones, or MkDocs is run, beside whatever else the build does meanwhile."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from generator.audience import Audience
from generator.cli.console import STORE, WrongUse

if TYPE_CHECKING:
    from generator.shells import Rendered

_PATIENCE = 5
"""How far MkDocs stands back behind those who read and check records on the same two processors: they are waited for first."""


@contextmanager
def shells_begun(root: Path, audience: Audience, *, anew: bool) -> Iterator[Callable[[], bool]]:
    """Let MkDocs run beside what is done in the body; it puts its work into the store.

    The body calls what it is handed when it knows that shells will be needed: then MkDocs begins where they are not
    kept, and the answer is whether it runs. It is a fork, so what it needs too is best imported before.
    """
    from generator.beside import beside, can_fork
    from generator.store import Store

    store = Store(root / STORE)
    waiting: list[Callable[[], object]] = []

    def render() -> None:
        os.nice(_PATIENCE)
        shells(root, audience)

    def begin() -> bool:
        if waiting or anew or not can_fork():
            return bool(waiting)
        if store.any_shells():
            from generator.keys import shell_key

            if store.has_shells(shell_key(root, audience)):
                return False
        waiting.append(beside(render))
        return True

    try:
        yield begin
    finally:
        for wait in waiting:
            wait()


def shells(root: Path, audience: Audience, *, anew: bool = False) -> tuple[Rendered, Path]:
    """The shells of the site: kept ones where nothing they depend on has changed, else MkDocs is run."""
    from generator.keys import shell_key
    from generator.store import Store

    store = Store(root / STORE)
    key = shell_key(root, audience)
    kept = None if anew else store.shells(key)
    if kept is not None:
        return kept
    from generator.mkdocs_plugin import MkDocsError, render_shells

    staging = store.staging()
    try:
        rendered = render_shells(root / "mkdocs.yml", staging, audience)
    except MkDocsError as wrong:
        raise WrongUse(f"MkDocs 没有做出页面框架：{wrong}") from wrong
    return rendered, store.keep_shells(key, rendered, staging)
