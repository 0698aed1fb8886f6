"""The surnames that nearly everyone bears, and telling a person from an office by them."""

from __future__ import annotations

import re

SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤易常温康施文牛樊葛邢安齐洪伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷盛曲翁冉骆蓝路游靳辛管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
"""What a short name of a person begins with."""
_OFFICE_ENDS = "委长席记任办处部室科员会院系所站社班组队团支心校门口箱话线台检席审办岗馆"
"""With what an office ends: 纪委 and 文体部 begin with a surname too."""
_PERSON = rf"[{''.join(sorted(SURNAMES))}][\u4e00-\u9fff]{{0,1}}[^\W\d_{_OFFICE_ENDS}]"
_IN_OFFICE = re.compile(rf"(?:\A|[长席记任委办处部室院会员岗][ （(]?)({_PERSON})(?:老师|同志|教授)?[)）]?\Z")
_SEVERAL = re.compile(r"[、，,；;/]")


def person_in_office(office: str) -> str:
    """The person whose name stands where an office belongs, alone or behind it (副主席王芳); '' where there is none."""
    found = (_IN_OFFICE.search(one.strip()) for one in _SEVERAL.split(office))
    return next((match[1] for match in found if match), "")
