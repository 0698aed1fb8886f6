"""Where the time of a build went, stage by stage."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial

from msgspec.structs import replace

from generator.publication import Artifact

_KINDS = (("assets/search/", "检索"), ("data/", "开放数据"), ("attachments/", "附件"), ("assets/", "样式和脚本"))


class Timings:
    """Seconds by stage, in the order in which stages began."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.hits: dict[str, tuple[int, int]] = {}
        """Of what the store had, how much there was, and of how much: by what it is."""

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Everything in the body, but what has been counted for another stage, belongs to a stage."""
        self.seconds.setdefault(name, 0.0)
        counted = sum(self.seconds.values())
        start = time.perf_counter()
        try:
            yield
        finally:
            inside = sum(self.seconds.values()) - counted
            self.seconds[name] += time.perf_counter() - start - inside

    def watched(self, artifacts: Iterable[Artifact]) -> Iterator[Artifact]:
        """The same artifacts; choosing and making each counts for what it is."""
        stream = iter(artifacts)
        while True:
            start = time.perf_counter()
            artifact = next(stream, None)
            spent = time.perf_counter() - start
            if artifact is None:
                return
            name = _kind(artifact.path)
            self.seconds[name] = self.seconds.get(name, 0.0) + spent
            yield replace(artifact, make=partial(self._make, name, artifact.make))

    def _make(self, name: str, make: Callable[[], bytes]) -> bytes:
        with self.stage(name):
            return make()

    def lines(self) -> list[str]:
        """The stages, then what the store had, one on each line."""
        whole = sum(self.seconds.values()) or 1.0
        stages = [f"{seconds:8.2f} 秒 {seconds / whole:4.0%}  {name}" for name, seconds in self.seconds.items()]
        return [*stages, *(f"沿用上次的{name}：{used} / {every}" for name, (used, every) in self.hits.items())]


def _kind(path: str) -> str:
    if path.endswith(".html"):
        return "页面"
    return next((name for start, name in _KINDS if path.startswith(start)), "其他文件")
