"""What several test modules share: sites that are built once."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from generator.disk import locked
from tests.small_site import build, lay_out

settings.register_profile("gongkai", deadline=None)  # that a machine is busy is no fault of an example
settings.load_profile("gongkai")

ROOT = Path(__file__).parents[1]
MEMORY = Path("/dev/shm")
ROOM = 2 << 30
"""More than the sites of all tests take."""


def pytest_configure() -> None:
    """Sites of tests stand in memory where there is room: on a disk they are removed as slowly as they are made."""
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_collection_finish() -> None:
    """Cycles are looked for among what tests make, not among what was imported, and less often: a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small site with its public release in `site`; not to be changed."""
    return _once("small", tmp_path_factory, lambda folder: build(lay_out(folder / "site"))) / "site"


@pytest.fixture(scope="session")
def university(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the example university's public release; not to be changed."""
    return _once("university", tmp_path_factory, lambda folder: build(ROOT, "--site", folder / "site")) / "site"


def _once(name: str, factory: pytest.TempPathFactory, make: Callable[[Path], object]) -> Path:
    """A folder that all processes of a run share: one of them makes what is in it, the others wait."""
    base = factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"shared-{name}"
    with locked(shared.with_name(f"shared-{name}.lock")):
        if not (shared / "made").exists():
            make(shared)
            (shared / "made").touch()
    return shared
