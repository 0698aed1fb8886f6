"""Handwritten pages with what belongs behind their words: landing lists, matrices, registers, the home page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from html import escape

from msgspec.structs import replace

from generator.dataset import Facts, Note
from generator.model import Reference
from generator.nearest import nearest
from generator.outputs.frames import Frame, Frames
from generator.outputs.open_data.statistics import Told, told_of
from generator.outputs.overview import BEYOND_FACTS
from generator.outputs.structured import words_of
from generator.outputs.templates import Templates
from generator.prose import RECORD_LINK
from generator.publication import Artifact, Fragment
from generator.reader_text import link
from generator.record_type import AnyType, Section
from generator.shells import Shell, ShellError, Slot, relative


def sections_of(types: Sequence[AnyType]) -> dict[str, Section]:
    """Every type's sections by name. Raises `ValueError` where two types use one name."""
    found: dict[str, Section] = {}
    for kind in types:
        for name, section in kind.views.sections.items():
            if name in found:
                raise ValueError(f"two sections are named {name}")
            found[name] = partial(_of_type, kind.name, section)
    return found


def _of_type(name: str, section: Section, facts: Facts) -> Fragment:
    made = section(facts)
    return replace(made, figures={name: made.context})


def handwritten_pages(
    shells: Mapping[str, Shell],
    wanted: Mapping[str, str],
    sections: Mapping[str, Section],
    templates: Templates,
    facts: Facts,
    frames: Frames | None = None,
) -> Iterator[Artifact]:
    """Every page of `content/`; `wanted` says which section stands behind which page's words.

    The first page of a section tells its figures.
    """
    first = {name: path for path, name in sorted(wanted.items(), reverse=True)}
    for path in sorted(shells):
        name = wanted.get(path, "")
        if name and name not in sections:
            near = nearest(name, sections)
            hint = f"，是不是 {near}？" if near else "；可以写：" + "、".join(sorted(sections))
            raise ShellError(f"content/ 里的 {path}：没有叫「{name}」的 section{hint}")
        section = sections[name] if name else None
        asked = facts.again()
        told: Told = {}
        make = partial(_page, shells[path], section, templates, asked, frames, told)
        notes = None if name in BEYOND_FACTS else partial(_asked, asked)
        yield Artifact(path, make, notes, told=partial(dict, told) if first.get(name) == path else None)


def _asked(facts: Facts) -> frozenset[Note]:
    return facts.notes


def _page(
    shell: Shell,
    section: Section | None,
    templates: Templates,
    facts: Facts,
    frames: Frames | None,
    told: Told,
) -> bytes:
    words = words_of(shell, frames.heads.publisher.site_name) if frames else None
    frame = frames.of_page(shell.path, words) if frames and words else Frame()
    values = {Slot.HEAD: frame.head}
    if section is not None:
        shown = section(facts)
        told.update(told_of(shown.figures))
        values[Slot.BODY] = templates.render(shown) + frame.foot
    return _with_links(shell, facts).stamp(values).encode()


_WORDS = re.compile(
    rf"<(?P<skipped>a|code|pre|script|style|title)\b.*?</(?P=skipped)>|<[^>]*>|{RECORD_LINK.pattern}", re.DOTALL
)
"""What is passed over on a page, or, with a group of its own, a link between records in its words."""


def _with_links(shell: Shell, facts: Facts) -> Shell:
    """`[[id]]` in handwritten words becomes a link; an unknown id stays as it was written and is reported by the check."""
    depth = shell.path.count("/")

    def replace(match: re.Match[str]) -> str:
        record_id, _, words = (match[2] or "").partition("|")
        found = link(facts, Reference(record_id.strip())) if record_id else None
        if found is None:
            return match[0]
        shown = words.strip() or escape(found.title)
        return relative(f'<a href="~/{escape(found.address)}">{shown}</a>', depth) if found.address else shown

    pieces = (_WORDS.sub(replace, one) if isinstance(one, str) and "[[" in one else one for one in shell.pieces)
    return Shell(shell.path, tuple(pieces))
