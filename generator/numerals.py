"""Numbers in Chinese numerals: 五, 二十九, 一百零五, 二〇."""

from __future__ import annotations

_DIGITS = {"零": 0, "〇": 0, "○": 0} | {"两": 2} | {sign: value for value, sign in enumerate("一二三四五六七八九", 1)}
_TIMES = {"十": 10, "百": 100, "千": 1000}
NUMERALS = "".join((*_DIGITS, *_TIMES))
"""Every sign of a numeral."""


def number_of(written: str) -> int:
    """What a number says: in figures, digit by digit (二〇), or with its tens and hundreds (一百零五)."""
    if written.isdecimal():
        return int(written)
    if not any(sign in _TIMES for sign in written):
        return int("".join(str(_DIGITS[sign]) for sign in written))
    total, digit = 0, 0
    for at, sign in enumerate(written):
        if sign in _TIMES:
            total, digit = total + (digit or (at == 0)) * _TIMES[sign], 0
        else:
            digit = _DIGITS[sign]
    return total + digit
