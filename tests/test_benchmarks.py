"""The generated sites of the benchmarks: sound records, the same for the same seed, a Markdown page for each."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.corpus import AS_OF
from benchmarks.generate import as_markdown, generate
from benchmarks.yaml_text import as_yaml
from generator.examination import examine, settings_of
from generator.files import tree_files
from generator.source import parse
from generator.source_tree import plain

NUMBER = 60


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated") / "site"
    generate(folder, NUMBER, seed=7)
    return folder


def test_a_generated_site_has_no_errors_and_few_warnings(site: Path) -> None:
    examined = examine(site, AS_OF, AS_OF)
    assert examined.errors == []
    assert len(examined.warnings) < NUMBER / 10
    assert settings_of(site)[0].as_of == AS_OF


def test_every_main_type_is_there_and_proposals_are_most(site: Path) -> None:
    folders = ("proposals", "disclosures", "budgets", "commendations", "congresses")
    counts = {one: sum(1 for _ in (site / "data" / one).rglob("*.yml")) for one in folders}
    assert sum(counts.values()) == NUMBER
    assert max(counts, key=lambda one: counts[one]) == "proposals"
    assert min(counts.values()) > 0


def test_records_are_as_long_as_real_ones(tmp_path: Path) -> None:
    ids = generate(tmp_path / "site", 300, seed=7)
    sizes = [path.stat().st_size for name, path in tree_files(tmp_path / "site" / "data") if path.stem in ids]
    assert len(sizes) == len(set(ids)) == 300
    assert 1_900 < sum(sizes) / len(sizes) < 2_700


def test_the_same_seed_gives_the_same_site(site: Path, tmp_path: Path) -> None:
    generate(tmp_path / "again", NUMBER, seed=7)
    generate(tmp_path / "other", NUMBER, seed=8)
    first, again, other = (_contents(one) for one in (site, tmp_path / "again", tmp_path / "other"))
    assert first == again
    assert first != other


def test_the_twin_has_a_page_for_each_record(site: Path, tmp_path: Path) -> None:
    number = as_markdown(site, tmp_path)
    examined = examine(site, AS_OF, AS_OF)
    records = [entry.record for entry in examined.loaded.dataset.entries.values() if entry.record.paged]
    assert number == len(records)
    for one in records:
        text = (tmp_path / "docs" / one.folder / f"{one.id}.md").read_text("utf-8")
        assert text.startswith("---\ntitle: ")
        assert f"**编号**：{one.id}\n" in text


@pytest.mark.parametrize(
    "text", ["是", "- 甲", "甲: 乙", "甲 #乙", "“甲”", '"甲"', "<5", "甲：", "第一段\n\n第二段\n- 项", "5%"]
)
def test_text_is_written_so_that_it_is_read_as_it_was(text: str) -> None:
    fields = {"text": text, "list": [{"text": text, "more": [text]}], "empty": []}
    source = parse("data/proposals/TA-1.yml", as_yaml(fields).encode())
    assert source.tree is not None
    read = plain(source.tree)
    assert isinstance(read, dict)
    assert str(read["text"]).strip("\n") == text
    assert read["list"] == [{"text": read["text"], "more": [read["text"]]}]


def _contents(folder: Path) -> dict[str, bytes]:
    return {name: path.read_bytes() for name, path in tree_files(folder)}
