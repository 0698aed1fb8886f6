"""Telling the name of a person from that of a collective, where no unit bears it."""

from __future__ import annotations

import re

_COLLECTIVE = re.compile(
    r"(?:院|系|处|部|科|室|馆|所|站|社|班|组|队|团|厂|校|会|办|中心|基地|窗口|柜台|小家|之家|团队|食堂|宿舍|工作坊|岗)\Z"
)
_SHORTEST_COLLECTIVE = 5
"""A shorter name may be a person's: 欧阳建处 does not occur, 马会 may."""

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤易常温康施文牛樊葛邢安齐洪伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷盛曲翁冉骆蓝路游靳辛管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)


def looks_like_unit(name: str) -> bool:
    """Whether a name ends like that of a collective and is too long for a person's."""
    return len(name) >= _SHORTEST_COLLECTIVE and "·" not in name and bool(_COLLECTIVE.search(name))


def looks_like_person(name: str) -> bool:
    """Whether a name is as short as a person's, begins with a surname and does not end like a collective's."""
    if "·" in name:
        return True
    return 2 <= len(name) <= 3 and name[0] in _SURNAMES and not _COLLECTIVE.search(name)
