"""What stands in a file that cannot be read leads to no further findings, and what many records lack is said once."""

from __future__ import annotations

from generator.diagnostics import Diagnostic
from tests.example_files import diagnose, merged


def _found(overlay: dict[str, str]) -> list[Diagnostic]:
    return diagnose(merged(overlay))


def test_a_rule_that_cannot_be_read_is_reported_at_the_rule_alone() -> None:
    broken = {"rules/B7.yml": 'values:\n  - name: 差异比例\n    value: 二十\n    unit: "%"\n'}
    assert [(one.code, one.position.path) for one in _found(broken)] == [("rule/not-an-amount", "data/rules/B7.yml")]


def test_a_rule_that_is_not_there_is_reported_once() -> None:
    world = merged({})
    del world["data/rules/D1.yml"]
    found = [one for one in diagnose(world) if one.code.endswith("/missing-rule")]
    assert len(found) == 1
    assert "没有规则 D1" in found[0].message
    assert "gongkai init --update ." in found[0].remedy
    assert "自己写好 data/rules/D1.yml" in found[0].remedy


def test_a_number_that_a_rule_lacks_is_reported_at_the_rule() -> None:
    found = [one for one in _found({"rules/B7.yml": "# without: values\n"}) if one.code == "rule/missing-rule"]
    assert [one.position.path for one in found] == ["data/rules/B7.yml"]
    assert "gongkai init --update ." in found[0].remedy
    assert "data/rules/B7.yml 本站改过的，更新不动它，列出缺的数值" in found[0].remedy


def test_words_that_a_rule_lacks_are_called_words_and_stand_where_they_belong() -> None:
    found = [one for one in _found({"rules/XS1.yml": "# without: terms\n"}) if one.code == "rule/missing-rule"]
    assert found
    assert all("规则 XS1 的 terms 里没有词语「" in one.message for one in found)


def test_counts_wait_for_what_cannot_be_read() -> None:
    counted = {
        "congresses/8-3.yml": "stated:\n  - of:\n      figure: 征集件数\n    value: 999件\n    source: 提案工作报告第 1 页\n"
    }
    broken = {"proposals/TA-0803-001.yml": "handed_in: 昨天\n"}
    assert "congress/stated-count-differs" in {one.code for one in _found(counted)}
    codes = {one.code for one in _found(counted | broken)}
    assert codes == {"proposal/not-a-day"}
