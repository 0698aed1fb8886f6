"""The surnames that nearly everyone bears, and telling a person from an office by them."""

from __future__ import annotations

import re

from generator.late import late

SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤易常温康施文牛樊葛邢安齐洪伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷盛曲翁冉骆蓝路游靳辛管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
"""What a short name of a person begins with."""
_GIVEN = frozenset(
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰建国华志玉海红金春梅晓小云峰辉林斌波宇鹏飞浩亮健俊凯婷雪琳倩颖洁莉萍燕玲慧琴凤珍淑"
    "雯蕾薇佳欣怡思雨梦瑶嘉琪子涵轩博睿晨旭阳东振兴荣富贵德才福祥瑞龙虎彪威武毅宏远清泉江川山岩松柏柳竹菊荷莲莹晶钰珊瑚瑾瑜琦琼璐璇彤丹青翠"
    "碧蓉芬芝苗蕊芸茜萌艺诗美娇媛妍娴婉姣妮娥婧双爱仁义礼智信忠孝廉诚良善友谊宁康泰永恒久世昌盛隆茂森炎焱光耀煌星月昊天宝柱根树栋梁"
    "敬克彦彬炳焕庆喜贺洪钢铁铭锋锐鑫银锦钧镇达进迎连逸遥少尚尊守宜宗宽寿尧岚岳崇巍巧帆帅希广庭弘彩影微必念恩惠懿战扬承挺捷"
    "旺昆昕晖晗晴晋景曦曼朝枫梓楠楚歆毓民沁沛泽洲润淇深渊湘源滢潇澄澜炜然熙爽牧献玟玮珂珠琛瑛璟甜申益知砚祖祺禄秋程稳章竞端笑筱纯绍绪维绮"
    "羽翔翰耘聪胜舒航舟若荔菲萱蓓虹裕诺谦谷豪贝贤赫轶辰迪逊钊闻阔陶雁雅霄霖露靖韬顺颂馨驰骏骥鲁鸣鸿鹤麒麟黎齐文大勤新生成"
)
"""Signs that given names are made of, and few other words behind a sign that is a surname."""
WORDS_LIKE_NAMES = (
    "任何|全[体年校员部]|单[位独]|安[排全]|方[便案面]|包括|关[爱心怀于注]|尤其|余[名人位]|应[对当急]|万一|党员|成员|师生"
    "|曾经|常[年见]|高[龄校]|许多|连[同续]|支持|解决|时常|明确|如[有果]|司机|农民|古稀|向[因于]|时[有任]|明知|牛人"
)
"""Words that begin with what is a surname too."""
_WORDS_OF_NAMES = (
    "[江鲁][东西南北淮大]|吉林|宁[波德夏远海静]|安[庆阳康宁仁静生大新]|金[华山银秋]|常[德春宁]|黄[山河海金]|华[东西南北中山大]|武[昌汉进]|乐[山清]"
    "|齐鲁|文[明学]|高[山铁明峰达大新]|白[天金云大]|康[乐宁健泰]|向[阳东大]|石[林泉大]|温[馨泉江]|方[志言]|明[天星]|时光|成[才达大]|平安|万[一达]"
    "|边远|和平|祝[福贺]|施恩|龙[舟山泉江]|卫[星健生]|师生|党建|[岳邵沈祁]阳|祁东|洪江|申[明请报]|简[明洁]|雷达|应[生届]|.大[家会学量病部约]"
)
TWO_SIGNS = ("欧阳", "司马", "上官", "诸葛", "令狐", "皇甫", "司徒", "夏侯", "慕容", "尉迟")
"""Surnames of two signs that are common."""
_WORD_LIKE_NAME = late(f"{WORDS_LIKE_NAMES}|{_WORDS_OF_NAMES}")


def plain_name(word: str) -> bool:
    """Whether a word is spelt as names are and as few other words: one that has nothing beside it to tell."""
    given = word[2:] if word[:2] in TWO_SIGNS else word[1:]
    spelt = 1 <= len(given) <= 2 and (given != word[1:] or word[0] in SURNAMES) and all(one in _GIVEN for one in given)
    return spelt and not _WORD_LIKE_NAME.match(word)


_OFFICE_ENDS = "委长席记任办处部室科员会院系所站社班组队团支心校门口箱话线台检席审办岗馆"
"""With what an office ends: 纪委 and 文体部 begin with a surname too."""
_PERSON = rf"[{''.join(sorted(SURNAMES))}][\u4e00-\u9fff]{{0,1}}[^\W\d_{_OFFICE_ENDS}]"
_IN_OFFICE = re.compile(rf"(?:\A|[长席记任委办处部室院会员岗][ （(]?)({_PERSON})(?:老师|同志|教授)?[)）]?\Z")
_OFFICE = late(r"\s?[（(]?(?:常务)?副?(?:[校院处部馆所科]长|秘书长|书记|主任|主席|老师|教授|同志|总会计师)[)）]?\Z")
_BODY = late(r"(?:\A|[长席记任委办处部室院会员岗校][ （(]?)\Z")
"""What may stand before a name that has its office behind it: 校党委王建国书记."""
_SEVERAL = re.compile(r"[、，,；;/]")


def person_in_office(office: str) -> str:
    """The person whose name stands where an office belongs, alone, behind it (副主席王芳) or before it (王芳主席); '' where there is none."""
    for one in map(str.strip, _SEVERAL.split(office)):
        match = _IN_OFFICE.search(one)
        if match:
            return match[1]
        office_behind = _OFFICE.search(one)
        head = one[: office_behind.start()] if office_behind else ""
        for length in (4, 3, 2) if head else ():
            if plain_name(head[-length:]) and _BODY.search(head[:-length]):
                return head[-length:]
    return ""
