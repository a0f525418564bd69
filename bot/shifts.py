"""How much longer or later a leave shall be, said as a plain correction: «多请一天» of two days is «天数改成3天»."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from bot.language.numbers import number

_AMOUNT = r"(?P<amount>半|\d+(?:\.5)?|[一二两三四五六七八九十]+)天(?:假|吧|了)*"
_LONGER = re.compile(rf"(?:我)?(?:想|要|再|还|改成|改为)*(?P<way>多|增加|加|延长|少|减少|减)(?:请|休|要|个)*{_AMOUNT}")
_LATER = re.compile(
    rf"(?:时间)?(?:再|要|整体|往|向)*(?P<way>推迟|延后|推后|后推|后移|后延|后|提前|前移|前)(?:推|移)?{_AMOUNT}"
)
_LESS = frozenset(["少", "减少", "减", "提前", "前移", "前"])


def plainly(short: str, slots: Mapping[str, Any]) -> str:
    """The correction that these words amount to; "" where they are none, or nothing is known to count from."""
    if (match := _LONGER.fullmatch(short)) and (days := slots.get("days")):
        total = float(days) + _signed(match)
        return f"天数改成{total:g}天" if total > 0 else ""
    if (match := _LATER.fullmatch(short)) and (start := str(slots.get("start", ""))) and _signed(match) % 1 == 0:
        day = date.fromisoformat(start[:10]) + timedelta(days=_signed(match))
        return f"开始时间改成{day.year}年{day.month}月{day.day}日"
    return ""


def _signed(match: re.Match[str]) -> float:
    words = match["amount"]
    amount = 0.5 if words == "半" else float(number(words) or 0)
    return -amount if match["way"] in _LESS else amount
