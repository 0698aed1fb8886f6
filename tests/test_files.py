"""What the disk holds: links, files that cannot be read, attachments that nobody names."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from generator.check import unused_attachments
from generator.diagnostics import Severity
from generator.examination import examine
from generator.load import load
from generator.raw_files import MAX_BYTES, RawFile, attachments_in, record_files
from generator.registry import RECORD_TYPES

GOOD = "words:\n  - 食堂\n  - 餐厅\n"
DAY = date(2026, 5, 1)


def write(site: Path, path: str, text: str = GOOD) -> Path:
    """A file of a site."""
    target = site / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return target


def reported(site: Path) -> list[str]:
    """What loading says of a site, as codes with paths."""
    return [f"{one.code} {one.position.path}" for one in load(record_files(site), RECORD_TYPES).diagnostics]


def test_a_record_is_read_from_any_depth_below_its_folder(tmp_path: Path) -> None:
    write(tmp_path, "data/aliases/TY-A.yml")
    write(tmp_path, "data/aliases/2026/05/TY-B.yml", "words:\n  - 礼堂\n  - 会堂\n")
    loaded = load(record_files(tmp_path), RECORD_TYPES)
    assert loaded.diagnostics == []
    assert list(loaded.dataset.entries) == ["TY-A", "TY-B"]


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    outside = write(tmp_path, "outside.yml")
    write(tmp_path, "data/aliases/TY-A.yml")
    (tmp_path / "data/aliases/TY-B.yml").symlink_to(outside)
    (tmp_path / "data/aliases/TY-C.yml").symlink_to(tmp_path / "nowhere.yml")
    assert reported(tmp_path) == ["file/symlink data/aliases/TY-B.yml", "file/symlink data/aliases/TY-C.yml"]


def test_a_linked_folder_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "elsewhere/TY-A.yml")
    (tmp_path / "data").mkdir()
    (tmp_path / "data/aliases").symlink_to(tmp_path / "elsewhere")
    assert reported(tmp_path) == ["file/symlink data/aliases"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_unreadable(tmp_path: Path) -> None:
    write(tmp_path, "data/aliases/TY-A.yml").chmod(0)
    assert reported(tmp_path) == ["file/unreadable data/aliases/TY-A.yml"]


def test_what_cannot_be_read_is_reported_with_a_remedy() -> None:
    file = RawFile("data/aliases/TY-A.yml", trouble="unreadable")
    (fault,) = load([file], RECORD_TYPES).diagnostics
    assert (fault.code, fault.severity) == ("file/unreadable", Severity.ERROR)
    assert fault.message
    assert fault.remedy


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "data/aliases").mkdir(parents=True)
    os.mkfifo(tmp_path / "data/aliases/TY-A.yml")
    assert reported(tmp_path) == ["file/unreadable data/aliases/TY-A.yml"]


def test_hidden_files_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "data/.DS_Store", "x")
    write(tmp_path, "data/aliases/.TY-A.yml.swp", "x")
    write(tmp_path, "data/.git/config", "x")
    assert reported(tmp_path) == []


def test_a_large_file_is_not_read_whole(tmp_path: Path) -> None:
    write(tmp_path, "data/aliases/TY-A.yml", "#" * (3 * MAX_BYTES))
    (file,) = record_files(tmp_path)
    assert len(file.content) == MAX_BYTES + 1
    assert reported(tmp_path) == ["yaml/too-large data/aliases/TY-A.yml"]


def test_no_data_is_no_fault(tmp_path: Path) -> None:
    assert reported(tmp_path) == []
    assert attachments_in(tmp_path) == {}


def test_attachments_are_no_records_and_links_are_no_attachments(tmp_path: Path) -> None:
    write(tmp_path, "data/attachments/2026/决算.pdf", "x")
    write(tmp_path, "data/attachments/a.yml", "x：")
    (tmp_path / "data/attachments/b.pdf").symlink_to("/etc/hostname")
    assert reported(tmp_path) == []
    assert list(attachments_in(tmp_path)) == ["2026/决算.pdf", "a.yml"]


def test_an_attachment_that_no_record_names_is_a_warning(tmp_path: Path) -> None:
    for name in ("listed.pdf", "linked.pdf", "forgotten.pdf", "旧/忘了.xlsx"):
        write(tmp_path, f"data/attachments/{name}", "x")
    write(
        tmp_path,
        "data/clauses/KX-9.yml",
        "number: 9\nsection: 四、民主管理\ntitle: 报告、提案与答复\nwants: |\n  见 [说明](attachments/linked.pdf)。\n"
        "attachments:\n  - file: listed.pdf\n    title: 附表\n",
    )
    found = list(unused_attachments(load(record_files(tmp_path), RECORD_TYPES).dataset, attachments_in(tmp_path)))
    assert [(one.code, one.severity, one.position.path) for one in found] == [
        ("file/unused-attachment", Severity.WARNING, "data/attachments/forgotten.pdf"),
        ("file/unused-attachment", Severity.WARNING, "data/attachments/旧/忘了.xlsx"),
    ]
    assert {one.code for one in examine(tmp_path, DAY, DAY).diagnostics} >= {"file/unused-attachment"}


def test_while_a_record_cannot_be_read_no_attachment_is_called_unused(tmp_path: Path) -> None:
    write(tmp_path, "data/attachments/a.pdf", "x")
    write(tmp_path, "data/aliases/TY-A.yml", "words：\n")
    loaded = load(record_files(tmp_path), RECORD_TYPES)
    assert not list(unused_attachments(loaded.dataset, attachments_in(tmp_path)))
