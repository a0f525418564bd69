"""How many copies: as a keeper writes it, and never more than was allowed (rules M07-2)."""

from __future__ import annotations

import re

_DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_NUMBER = re.compile(r"\d{1,4}|[零一二两三四五六七八九]?十[一二三四五六七八九]?|[零一二两三四五六七八九]")


def count_said(words: str) -> int | None:
    """The number of copies that these words say: 2, 2份, 两份, 十二份; None where they say none or several."""
    found = _NUMBER.findall(words)
    if len(found) != 1:
        return None
    said = found[0]
    if said.isdigit():
        return int(said)
    if "十" not in said:
        return _DIGITS[said]
    tens, ones = said.split("十")
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)


def too_many(serial: str, count: int, allowed: int) -> str:
    """More was stamped, or is wanted, than anybody allowed."""
    return f"{serial} 只批准{allowed}份，不能盖{count}份，没有登记。超出的部分请另行申请用印。"
