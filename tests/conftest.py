"""What several test modules share: sites that are built once."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from hypothesis import settings

from tests.small_site import build, lay_out

settings.register_profile("gongkai", deadline=None)  # that a machine is busy is no fault of an example
settings.load_profile("gongkai")

ROOT = Path(__file__).parents[1]


def pytest_collection_finish() -> None:
    """Cycles are looked for among what tests make, not among what was imported, and less often: a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small site with its public release in `site`; not to be changed."""
    root = lay_out(tmp_path_factory.mktemp("small") / "site")
    build(root)
    return root


@pytest.fixture(scope="session")
def university(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the example university's public release; not to be changed."""
    target = tmp_path_factory.mktemp("university") / "site"
    build(ROOT, "--site", target)
    return target
