"""Which word of a closed list was meant by one that is not in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generator.late import late
from generator.nearest import nearest

_DECISIVE = late(
    "完全|原则|[不未没无非待拟已暂部基较缓太很尚勉半将难外内中正]|^un|^non?(?=[a-z_ -])|(?<![a-z])not(?![a-z])",
    re.IGNORECASE,
)
"""What turns the sense of a word, or its degree: 比较满意 is not 满意, 待落实 not 已落实, 部分成立 not 成立."""
_SAID_FOR = {
    "同意公开": "予以公开",
    "不同意公开": "不予公开",
    "同意部分公开": "部分公开",
    "本机关不掌握": "非本机关掌握",
    "不掌握": "非本机关掌握",
    "告知作出补正": "补正",
    "要求补正": "补正",
    **dict.fromkeys(
        ("法律法规规定", "法律法规规定不得公开", "法律、法规规定", "法律、行政法规禁止公开", "法律法规禁止公开"),
        "法律、法规规定不得公开",
    ),
    **dict.fromkeys(
        ("危及安全稳定", "危及国家安全公共安全经济安全和社会稳定", "危及社会稳定", "三安全一稳定"),
        "危及国家安全、公共安全、经济安全和社会稳定",
    ),
    **dict.fromkeys(("内部管理信息", "内部事务", "内部信息", "内部管理事务"), "内部事务信息"),
    **dict.fromkeys(("过程信息", "过程性文件", "过程稿"), "过程性信息"),
    "落实中": "正在落实",
    "在落实": "正在落实",
    "比较满意": "基本满意",
    "较满意": "基本满意",
    "较为满意": "基本满意",
    "很满意": "满意",
    "非常满意": "满意",
    "十分满意": "满意",
    **dict.fromkeys(("年底结余", "期末结余", "累计结余", "滚存结余"), "年末结余"),
    **dict.fromkeys(("期初结余", "上年结余", "上年结转", "往年结余"), "年初结余"),
    **dict.fromkeys(("本年结余", "收支结余", "收支差额"), "当年结余"),
    **dict.fromkeys(("总收入", "收入总计", "收入总额"), "收入合计"),
    **dict.fromkeys(("总支出", "支出总计", "支出总额"), "支出合计"),
    **dict.fromkeys(("增长率", "同比增长", "比上年增长"), "增长"),
    **dict.fromkeys(("年均增长率", "年均增速"), "年均增长"),
    **dict.fromkeys(("收到件数", "提案件数", "提案总数"), "征集件数"),
    **dict.fromkeys(("不立案件数", "未立案件数"), "不予立案件数"),
    **dict.fromkeys(("建议件数", "转建议件数"), "意见建议件数"),
    **dict.fromkeys(("集体提案件数", "团提案件数", "代表团件数"), "代表团提案件数"),
    **dict.fromkeys(("承办单位个数", "主办单位数", "承办部门数"), "承办单位数"),
}
"""Words that people say for one of a list; only where that list has it."""


def enumerated(words: Iterable[str]) -> str:
    """Words in a row; in quotation marks where one of them holds the sign that stands between them."""
    known = list(words)
    return "、".join(f"「{one}」" for one in known) if any("、" in one for one in known) else "、".join(known)


def near_choice(value: str, words: Mapping[str, str]) -> str:
    """The choice that was probably meant; never one that says the opposite, or more or less.

    `words` are the choices, each with what readers see for it.
    """
    by_label = {label: word for word, label in words.items()}
    exact = by_label.get(value) or by_label.get(_SAID_FOR.get(value, ""))
    if exact:
        return exact
    sense = _sense(value)
    own = [word for word in words.keys() - by_label.keys() if _sense(word) == sense]
    alike = [label for label in by_label if _sense(label) == sense]
    return nearest(value, own) or by_label.get(nearest(value, alike), "")


def _sense(word: str) -> list[str]:
    """What turns the sense of a word; English ones all say not."""
    return sorted("不" if one.isascii() else one for one in _DECISIVE.findall(word.replace("_", " ")))
