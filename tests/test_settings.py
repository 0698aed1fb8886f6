"""What gongkai reads from mkdocs.yml, and what it leaves to MkDocs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.audience import Audience
from generator.examination import settings_of
from generator.settings import Settings, named_paths, read_settings

ROOT = Path(__file__).parent.parent

WHOLE = """site_name: 示例大学
site_url: https://a.example/gongkai
extra:
  gongkai:
    as_of: "2026-05-01"
    audience: campus
"""


def faults(text: str) -> list[tuple[str, int, int, str]]:
    """The code, place and message of every fault of a mkdocs.yml."""
    found = read_settings(text.encode())[1]
    assert all(one.position.path == "mkdocs.yml" and one.remedy for one in found)
    return [(one.code, one.position.line, one.position.column, one.message) for one in found]


def test_everything_that_is_set() -> None:
    settings, found = read_settings(WHOLE.encode())
    assert found == []
    assert settings == Settings("示例大学", "https://a.example/gongkai/", date(2026, 5, 1), Audience.CAMPUS)


@pytest.mark.parametrize("text", ["site_name: x\n", "extra: x\n", "extra:\n  gongkai:\n", "extra:\n  - gongkai\n"])
def test_nothing_needs_to_be_set(text: str) -> None:
    settings, found = read_settings(text.encode())
    assert found == []
    assert (settings.as_of, settings.audience, settings.site_url) == (None, Audience.PUBLIC, "")


def test_an_address_ends_with_a_slash_once() -> None:
    assert read_settings(b"site_url: https://a.example/x/\n")[0].site_url == "https://a.example/x/"


def test_a_wrong_day_is_named_with_its_place() -> None:
    text = WHOLE.replace('"2026-05-01"', "2026年5月1日")
    assert faults(text) == [("config/as-of", 5, 12, "「2026年5月1日」不是日期")]
    assert read_settings(text.encode())[0].as_of is None


def test_a_wrong_audience_is_named_with_its_place() -> None:
    assert faults(WHOLE.replace("campus", "校内")) == [("config/audience", 6, 15, "「校内」不是公开范围")]
    assert read_settings(WHOLE.replace("campus", "校内").encode())[0].audience is Audience.PUBLIC


@pytest.mark.parametrize("key", ["as_of", "audience"])
@pytest.mark.parametrize("value", ["[a, b]", "{a: b}"])
def test_a_setting_of_another_kind_is_not_passed_over(key: str, value: str) -> None:
    ((code, line, _, message),) = faults(f"extra:\n  gongkai:\n    {key}: {value}\n")
    assert (code, line) == (f"config/{key.replace('_', '-')}", 3)
    assert "这里要写一个值" in message


def test_all_faults_are_named_at_once() -> None:
    text = WHOLE.replace("campus", "全部").replace("2026-05-01", "2026-02-30")
    assert [code for code, *_ in faults(text)] == ["config/as-of", "config/audience"]


def test_what_only_mkdocs_understands_is_left_to_it() -> None:
    text = WHOLE + (
        "markdown_extensions:\n  - pymdownx.emoji:\n"
        "      emoji_index: !!python/name:material.extensions.emoji.twemoji\n"
        "theme: &theme\n  name: !ENV [THEME, material]\nother:\n  <<: *theme\nempty: null\n"
    )
    settings, found = read_settings(text.encode())
    assert found == []
    assert settings.as_of == date(2026, 5, 1)


def test_every_word_that_may_be_a_path_is_found() -> None:
    text = "site_dir: build\nwatch: [data]\ntheme:\n  custom_dir: b\nhooks:\n  - a\n  - c: [d]\n"
    assert named_paths(text.encode()) == ["a", "b", "d"]
    assert named_paths(b"[") == []


def test_a_file_that_cannot_be_read_says_why() -> None:
    assert [code for code, *_ in faults("site_name: [x\n")] == ["yaml/open-bracket"]
    assert [code for code, *_ in faults("")] == ["yaml/empty-file"]


def test_the_shipped_settings_are_fine(tmp_path: Path) -> None:
    settings, found = settings_of(ROOT)
    assert found == []
    assert settings.as_of is not None, "the shipped example is pinned to a day, so that it does not rot"
    with pytest.raises(FileNotFoundError):
        settings_of(tmp_path)
