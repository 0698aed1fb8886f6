"""Units of measure: which count things one by one, and which stand for a power of ten.

What is counted is exact, what is measured (元, 学时, 平方米) or told in thousands (万人次) may be rounded.
"""

from __future__ import annotations

from generator.late import late

_COUNTING = (
    *("人", "名", "位", "户", "家", "个", "件", "例", "起", "案", "宗", "桩", "项", "条", "款"),
    *("次", "回", "趟", "轮", "场", "期", "届", "节", "讲", "堂", "餐", "桌", "顿", "批", "类", "种", "样", "组", "对"),
    *("篇", "份", "册", "本", "卷", "页", "封", "张", "票", "幅", "首", "部", "集", "套", "门", "科", "班", "级", "队"),
    *("团", "社", "校", "院", "系", "所", "站", "室", "处", "座", "间", "栋", "幢", "层", "席", "岗", "床", "台", "辆"),
    *("艘", "架", "株", "棵", "头", "只", "匹", "枚", "块", "面", "支", "把", "盒", "箱", "袋", "瓶", "包", "笔", "单"),
)
"""Words that count, alone or one behind another: 件次, 台套, 批次."""
_COUNTED = late(f"(?:{'|'.join(_COUNTING)})+")
_PIECES = late("个(?!百分点|月|季度|学期|学年|星期|周|天|工作日|自然日|小时|学时|课时|学分|标准)[\u4e00-\u9fff]{2,}")
"""A noun with its 个: 个家庭, 个单位; spans of time are measured."""
_TIMES = {"亿": 8, "千万": 7, "百万": 6, "万": 4, "千": 3}
_MANY = late(f"({'|'.join(_TIMES)})(.*)")
_RATES = {"%": -2, "‰": -3}


def counted(unit: str) -> bool:
    """Whether a unit counts things one by one: 项, 人次, 个家庭; neither 万人次 nor 册/人."""
    plain = unit.strip().translate(_WITHOUT_BRACKETS)
    return bool(_COUNTED.fullmatch(plain) or _PIECES.fullmatch(plain))


def power_of(unit: str) -> int:
    """Which power of ten one of a unit is worth: 万元 is 4, 千册 is 3, % is −2; 千瓦时 is a unit of its own."""
    many = _MANY.fullmatch(unit)
    if many is None:
        return _RATES.get(unit[:1], 0)
    return _TIMES[many[1]] if many[1] != "千" or many[2] == "元" or counted(many[2]) else 0


_WITHOUT_BRACKETS = str.maketrans("", "", "（）()")
