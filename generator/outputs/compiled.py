"""Compiled templates, kept beside our compiled modules: MkDocs's theme takes a tenth of a second to compile, ours four."""

from __future__ import annotations

import marshal
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket, bc_magic

from generator.outputs.installed import compiled_place, keep


class Compiled(BytecodeCache):
    """Installed templates compiled, under the rules of compiled modules; a site's own are compiled each time."""

    _unwritten: ClassVar[dict[Path, bytes]] = {}

    def __init__(self, installed: Sequence[Path]) -> None:
        """`installed` are the folders of templates that came with a package: ours, the theme's."""
        self._installed = [one.resolve() for one in installed]

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """What is kept of a template, nothing where it is not installed or has been changed."""
        place = Path(filename).resolve() if filename is not None else None
        known = place is not None and any(place.is_relative_to(folder) for folder in self._installed)
        key = self.get_cache_key(f"{name} {_ways(environment)}", filename) if known else ""
        bucket = Bucket(environment, key, self.get_source_checksum(source))
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code where it is of this source and this Python; else it is compiled."""
        if not bucket.key:
            return
        head, place = _head(bucket), _place(bucket)
        with suppress(OSError, EOFError, ValueError, TypeError):
            content = self._unwritten.get(place) or place.read_bytes()
            if content.startswith(head):
                bucket.code = marshal.loads(content[len(head) :])  # noqa: S302 - as trustworthy as our modules

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code; where it cannot be written, for this process, which may be a preview that builds often."""
        if not bucket.key:
            return
        content, place = _head(bucket) + marshal.dumps(bucket.code), _place(bucket)
        if not keep(place, content):
            self._unwritten[place] = content


def _place(bucket: Bucket) -> Path:
    return compiled_place(f"template-{bucket.key}")


def _head(bucket: Bucket) -> bytes:
    return bc_magic + bucket.checksum.encode()


def _ways(environment: Environment) -> str:
    """How an environment compiles, as far as its source does not say it."""
    one = environment
    names = one.undefined.__name__, one.code_generator_class.__name__
    return repr((sorted(one.extensions), one.autoescape, one.trim_blocks, one.lstrip_blocks, *names))
