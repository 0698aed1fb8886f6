"""Counts that a decision spells out: 五名, 二十九人, 一百零五个."""

from __future__ import annotations

import re

_DIGITS = {"零": 0, "〇": 0, "○": 0} | {"两": 2} | {sign: value for value, sign in enumerate("一二三四五六七八九", 1)}
_TIMES = {"十": 10, "百": 100, "千": 1000}
_COUNT = re.compile(rf"([{''.join((*_DIGITS, *_TIMES))}]+)(?=[余多]?(?:个|名|人|位|项|件|篇|组|家|支|队|幅|部|节|\Z))")


def in_digits(text: str) -> str:
    """The text with each spelt out count as digits; a text that has digits already is left as it is."""
    if any(one.isdigit() for one in text):
        return text
    return _COUNT.sub(lambda match: str(_value(match[1])), "".join(text.split()))


def _value(written: str) -> int:
    """What a numeral says: digit by digit (二〇), or with its tens and hundreds (一百零五)."""
    if not any(sign in _TIMES for sign in written):
        return int("".join(str(_DIGITS[sign]) for sign in written))
    total, digit = 0, 0
    for at, sign in enumerate(written):
        if sign in _TIMES:
            total, digit = total + (digit or (at == 0)) * _TIMES[sign], 0
        else:
            digit = _DIGITS[sign]
    return total + digit
