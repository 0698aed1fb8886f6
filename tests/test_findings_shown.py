"""The findings that a site shows are those of a check of what is visible, whether it was made once or twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.corpus import AS_OF, ROOT
from benchmarks.generate import generate
from generator.audience import Audience
from generator.build import Site
from generator.check import check
from generator.diagnostics import in_order
from generator.examination import examine, settings_of
from generator.registry import RECORD_TYPES


@pytest.mark.parametrize(("name", "hidden"), [("example", True), ("generated", False)])
def test_findings_are_those_of_what_is_visible(name: str, hidden: bool, tmp_path: Path) -> None:
    if name == "generated":
        generate(tmp_path, 40, seed=3)
    root = ROOT if name == "example" else tmp_path
    one = examine(root, AS_OF, AS_OF)
    site = Site(one, settings_of(root)[0], Audience.PUBLIC)
    assert (len(site.visible.entries) < len(one.loaded.dataset.entries)) is hidden
    again = check(site.visible, one.loaded.sources, RECORD_TYPES, AS_OF, AS_OF, one.attachments)
    assert site.findings == in_order(again)
