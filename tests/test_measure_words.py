"""Which units count things one by one, and which stand for a power of ten."""

from __future__ import annotations

import pytest

from generator.measure_words import counted, power_of

_COUNTED = (
    "项 条 篇 份 次 期 场 个 家 台 批 本 门 封 校 票 宗 笔 幅 册 种 类 届 辆 间 套 所 班 组 队 处 座 株 头 只 张 页 卷 岗 席 "
    "人 名 位 户 件 例 起 人次 件次 场次 届次 门次 户次 台套 批次 项次 台（套） 个家庭 个单位 个岗位"
)
_MEASURED = (
    "元 万元 % ‰ 学时 课时 学分 小时 分钟 天 日 周 月 年 工作日 平方米 公里 吨 亩 千瓦时 度 倍 百分点 "
    "个百分点 个月 个小时 个工作日 个学期 万人次 千册 万册 亿元 百万元 元/人 册/人 人/天 人·天"
)


@pytest.mark.parametrize("unit", _COUNTED.split())
def test_what_is_counted(unit: str) -> None:
    assert counted(unit)


@pytest.mark.parametrize("unit", _MEASURED.split())
def test_what_is_measured_or_told_in_thousands(unit: str) -> None:
    assert not counted(unit)


@pytest.mark.parametrize(
    ("unit", "power"),
    [
        ("万元", 4),
        ("亿元", 8),
        ("百万元", 6),
        ("千万元", 7),
        ("千元", 3),
        ("千册", 3),
        ("万人次", 4),
        ("%", -2),
        ("‰", -3),
        ("千瓦时", 0),
        ("千米", 0),
        ("人次", 0),
        ("", 0),
    ],
)
def test_a_unit_may_stand_for_a_power_of_ten(unit: str, power: int) -> None:
    assert power_of(unit) == power
