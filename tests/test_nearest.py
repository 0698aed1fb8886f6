"""Which known words are the nearest to one that is not known."""

from __future__ import annotations

import pytest

from generator.check import check
from generator.judgements import Judgements
from generator.load import load
from generator.nearest import all_nearest, home_of, nearest_file, slips
from generator.raw_files import RawFile
from generator.registry import RECORD_TYPES
from tests.example_files import AS_OF, TODAY, diagnose, merged

UNITS = ("BWC", "CWC", "GJC", "HQC", "JJC", "JSJ", "JXXY", "KYC", "SJC", "SJXY", "XGH", "YJS")
OTHERS = ("RY-YXTA", "BG-2024-JXXY", "BG-2025-JX", "BG-2025-XX", "GK-2025-014", "BG-2024-HQC", "BG-2024-TSG")
NUMBERS = tuple(f"TA-0803-{number:03d}" for number in range(1, 60))


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("JCC", ["JJC"]),
        ("SCC", ["SJC"]),
        ("AJC", ["GJC", "JJC", "SJC"]),
        ("hqc", ["HQC"]),
        ("HCQ", ["HQC"]),
        ("TA-0803-01", ["TA-0803-001"]),
        ("TA-0830-012", ["TA-0803-012"]),
        ("TA-0803-999", []),
        ("RY-YXXH", []),
        ("RY-YXTB", ["RY-YXTA"]),
        ("BG-2025-JXXY", ["BG-2025-JX"]),
        ("BG-2025-HQC", []),
        ("BG-2025-TSJ", []),
        ("BG-2024-TSJ", ["BG-2024-TSG"]),
        ("GK-2052-014", ["GK-2025-014"]),
        ("GK2025014", ["GK-2025-014"]),
    ],
)
def test_those_with_the_fewest_slips(word: str, near: list[str]) -> None:
    assert all_nearest(word, (*UNITS, *OTHERS, *NUMBERS)) == near


FILES = ("2025/students-2023-2025.xlsx", "2025/收费公示表.pdf", "tongzhi.pdf")


@pytest.mark.parametrize(
    ("file", "near"),
    [
        ("2025/teachers-2023-2025.xlsx", ""),
        ("2025/studnets-2023-2025.xlsx", FILES[0]),
        ("2026/students-2023-2025.xlsx", FILES[0]),
        ("students-2023-2025.xlsx", FILES[0]),
        ("students-2023-2025.xls", FILES[0]),
        ("2025/收费公告表.pdf", FILES[1]),
        ("tongzi.pdf", FILES[2]),
        ("tongzhi.PDF", FILES[2]),
        ("tongzhi.docx", FILES[2]),
    ],
)
def test_a_file_of_another_word_is_not_meant(file: str, near: str) -> None:
    assert nearest_file(file, FILES) == near


@pytest.mark.parametrize(
    ("record_id", "home"),
    [
        ("TA-0802-001", "data/proposals/8-2/"),
        ("TA-0803-077", "data/proposals/8-3/"),
        ("TA-0901-001", "data/proposals/"),
        ("WT-1", "data/proposals/"),
    ],
)
def test_a_record_would_stand_beside_its_siblings(record_id: str, home: str) -> None:
    numbers = [f"TA-080{sitting}-{number:03d}" for sitting in (2, 3) for number in range(2, 60)]
    paths = {one: f"data/proposals/8-{one[6]}/{one}.yml" for one in numbers}
    assert home_of(record_id, paths, "proposals") == home


@pytest.mark.parametrize("extension", ["yaml", "YML", "yml.txt"])
def test_a_record_with_another_extension_is_said_once_at_its_file(extension: str) -> None:
    files = merged({})
    files[f"data/units/HQC.{extension}"] = files.pop("data/units/HQC.yml")
    (found,) = diagnose(files)
    assert found.position.path == f"data/units/HQC.{extension}"
    assert found.remedy == "把文件改名为 HQC.yml"


def test_two_signs_that_changed_places_are_one_slip() -> None:
    assert [slips("HCQ", "HQC"), slips("JCC", "JJC"), slips("JCC", "SJC"), slips("", "AB")] == [1, 1, 2, 2]


def test_ids_that_are_equally_near_are_all_offered() -> None:
    files = merged({})
    unit = "name: {}\nkind: 行政部门\nparent: XX\n"
    files["data/units/JJC.yml"], files["data/units/JWC.yml"] = unit.format("基建处"), unit.format("教务处")
    path = "data/proposals/TA-0803-001.yml"
    files[path] = files[path].replace("lead: HQC", "lead: JCC")
    (found,) = [one for one in diagnose(files) if one.code == "proposal/unknown-id"]
    assert found.remedy == "是不是「JJC」（基建处）、「JWC」（教务处）？"


def found_in(files: dict[str, str], known: Judgements) -> dict[str, str]:
    """Remedies for ids that no record has, by file; `known` is what was found before."""
    loaded = load((RawFile(path, text.encode()) for path, text in files.items()), RECORD_TYPES)
    found = check(loaded.dataset, loaded.sources, RECORD_TYPES, AS_OF, TODAY, judgements=known)
    return {one.position.path: one.remedy for one in found if one.code.endswith("/unknown-id")}


def test_an_id_that_many_records_name_is_a_record_that_is_missing() -> None:
    files, known = merged({}), Judgements()
    del files["data/units/HQC.yml"]
    remedies = found_in(files, known)
    assert list(remedies) == ["data/budgets/BG-2025-XGH.yml"]
    assert all(
        "3 条记录都写到它：是不是 data/units/HQC.yml 删掉了，或者文件名写错了" in one for one in remedies.values()
    )
    named = list(remedies)
    files[named[0]] = files[named[0]].replace("HQC", "JXXY")
    assert found_in(files, known) == found_in(files, Judgements())
    assert len(found_in(files, known)) == 2
    assert not any("删掉了" in one for one in found_in(files, known).values())
