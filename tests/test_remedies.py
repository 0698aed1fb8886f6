"""What an editor is told to write instead: the record, the folder, the lines that were meant."""

from __future__ import annotations

import pytest

from tests.example_files import diagnose, merged

CHART = "工会会计科目（2022年版）"
G1 = "disclosures/GK-2026-001.yml"


@pytest.mark.parametrize(
    ("overlay", "code", "remedy"),
    [
        ({G1: "item: 3\n"}, "not-an-id", "写编号，不写序号：是不是「QD-3」？"),
        ({G1: "item: 送温暖与困难帮扶汇总\n"}, "not-an-id", "写编号，不写名称：是不是「QD-K14-1」？"),
        (
            {"catalogue/QD-3.yml": "name: 教代会制度、工作报告\n", G1: "item: 教代会制度\n"},
            "not-an-id",
            "写编号，不写名称：是不是「QD-3」？",
        ),
        (
            {
                "classifications/KM-2022.yml": f"title: {CHART}\n",
                "budgets/BG-2025-XGH.yml": f"classification: {CHART}\n",
            },
            "not-an-id",
            "写编号，不写名称：是不是「KM-2022」？",
        ),
        ({"GK-2026-009.yml": "item: QD-3\n"}, "nowhere", "是不是应该放在 data/disclosures/？"),
        (
            {"proposals/TA-0803-001.yml": "supporting: ［HQC, CWC］\n"},
            "not-a-list",
            "另起一行，缩进两个空格，一行写一项：「- HQC」 「- CWC」",
        ),
    ],
)
def test_a_remedy_names_what_was_meant(overlay: dict[str, str], code: str, remedy: str) -> None:
    found = {one.code.partition("/")[2]: one.remedy for one in diagnose(merged(overlay))}
    assert found[code] == remedy
