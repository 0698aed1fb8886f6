"""Which known words are the nearest to one that is not known."""

from __future__ import annotations

import pytest

from generator.check import check
from generator.judgements import Judgements
from generator.load import load
from generator.nearest import all_nearest, slips
from generator.raw_files import RawFile
from generator.registry import RECORD_TYPES
from tests.example_files import AS_OF, TODAY, diagnose, merged

UNITS = ("BWC", "CWC", "GJC", "HQC", "JJC", "JSJ", "JXXY", "KYC", "SJC", "SJXY", "XGH", "YJS")
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
    ],
)
def test_those_with_the_fewest_slips(word: str, near: list[str]) -> None:
    assert all_nearest(word, (*UNITS, *NUMBERS)) == near


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
    assert len(remedies) == 3
    assert all("是不是 data/units/HQC.yml 删掉了，或者文件名写错了" in one for one in remedies.values())
    named = sorted(remedies)
    files[named[0]] = files[named[0]].replace("HQC", "JXXY")
    assert found_in(files, known) == found_in(files, Judgements())
    assert len(found_in(files, known)) == 2
    assert not any("删掉了" in one for one in found_in(files, known).values())
