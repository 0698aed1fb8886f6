"""What several test modules share: sites that are built once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tests.small_site import build, lay_out

settings.register_profile("gongkai", deadline=None)  # that a machine is busy is no fault of an example
settings.load_profile("gongkai")

ROOT = Path(__file__).parents[1]


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
