"""Numbers as the office writes them: 25, 廿五, 两, 三百五, 1.5万, 半."""

from __future__ import annotations

from handlers.engine.phrases import phrase

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "仨": 3, "四": 4, "五": 5, "六": 6, "七": 7}
DIGITS |= {"八": 8, "九": 9, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9}
TENS = {"廿": 20, "卅": 30}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}

LONGEST = 15  # longer runs of digits are no amount
CHINESE = "零〇一二两俩三仨四五六七八九十百千万廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
# One number, in digits or in characters; a fraction only after digits.
NUMBER = rf"(?:[0-9]+(?:\.[0-9]+)?|[{CHINESE}]+)"
WHOLE = rf"(?:[0-9]+|[{CHINESE}]+)"
SMALL = r"(?:[0-9]{1,2}|[一二两三四五六七八九十廿卅]{1,3})"

_WHOLE_DIGITS = phrase(r"[0-9]+")


def number(text: str) -> int | float | None:
    """The value of one written number, or None where it is not one.

    «二十五» 25, «廿三» 23, «一千五» 1500 (a last digit counts in tens of the unit before), «1.5万» 15000, «半» 0.5.
    """
    if text == "半":
        return 0.5
    if len(text) > LONGEST:
        return None
    scale = 1
    while text and text[-1] in MYRIADS and text[:-1].replace(".", "", 1).isdigit():
        scale *= MYRIADS[text[-1]]
        text = text[:-1]
    if text.replace(".", "", 1).isdigit() and text.isascii():
        return _tidy(float(text) * scale)
    return _chinese(text)


def whole(text: str) -> int:
    """The value of a number that a pattern has already recognised; 0 for one that has no value."""
    value = number(text)
    return int(value) if value is not None else 0


def _tidy(value: float) -> int | float:
    return int(value) if value == int(value) else value


def _chinese(text: str) -> int | float | None:
    if not text or any(c not in DIGITS and c not in TENS and c not in UNITS and c not in MYRIADS for c in text):
        return None
    if len(text) > 1 and all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    return _positional(text)


def _positional(text: str) -> int:
    total, section, digit, last_unit = 0, 0, 0, 1
    pending = False
    for char in text:
        if char in DIGITS:
            digit, pending = DIGITS[char], True
            last_unit = 1 if DIGITS[char] == 0 else last_unit
        elif char in TENS:
            section, last_unit = section + TENS[char], 10
        elif char in UNITS:
            section += (digit if pending else 1) * UNITS[char]
            digit, pending, last_unit = 0, False, UNITS[char]
        else:
            total += (section + digit or 1) * MYRIADS[char]
            section, digit, pending, last_unit = 0, 0, False, MYRIADS[char]
    if pending and last_unit > 10:
        digit *= last_unit // 10
    return total + section + digit
