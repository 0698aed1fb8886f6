"""A Word file for every draft that a record type offers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.dataset import Facts
from generator.outputs.drafts.word import docx_bytes
from generator.publication import Artifact
from generator.record_type import AnyType


def draft_files(kind: AnyType, site_name: str, site_url: str, facts: Facts) -> Iterator[Artifact]:
    """The files. Their links are whole addresses; without the site's address they are plain words."""
    if kind.views.drafts is not None:
        for draft in kind.views.drafts(facts):
            yield Artifact(draft.path, partial(docx_bytes, draft, site_name, site_url), notes=lambda: facts.notes)
