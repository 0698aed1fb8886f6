"""What several test modules share: a small site that is built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.small_site import build, lay_out


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small site with its public release in `site`; not to be changed."""
    root = lay_out(tmp_path_factory.mktemp("small") / "site")
    build(root)
    return root
