"""How parts of the day, clock times and lengths are made from their words."""

from __future__ import annotations

import re
from typing import Any

from bot.language.numbers import number, whole
from bot.language.times.atoms import PARTS, Length


def part_of_day(match: re.Match[str]) -> tuple[str, Any]:
    return "part", PARTS[match[1]]


_MINUTES = {"半": 30, "一刻": 15, "三刻": 45, "整": 0, "钟": 0, "多": 0, "": 0}


_A_LITTLE_AFTER = frozenset("有早晚快慢多少差好近远大小高低热冷轻重")


def clock(match: re.Match[str]) -> tuple[str, Any] | None:
    """9点半, 两点一刻; not the 一点 of 有一点事, 早一点."""
    if match[1] == "一" and not match[2] and match.string[match.start() - 1 : match.start()] in _A_LITTLE_AFTER:
        return None
    hour = whole(match[1])
    rest = (match[2] or "").removesuffix("钟") if match[2] != "钟" else ""
    minute = _MINUTES[rest] if rest in _MINUTES else whole(rest.removesuffix("分"))
    return ("clock", (hour, minute)) if hour <= 24 and minute < 60 else None


def digital(match: re.Match[str]) -> tuple[str, Any] | None:
    hour, minute = int(match[1]), int(match[2])
    return ("clock", (hour, minute)) if hour <= 24 and minute < 60 else None


_UNIT_DAYS = {"天": 1, "日": 1, "工作日": 1, "星期": 7, "周": 7, "月": 30, "上午": 0.5, "下午": 0.5}


def length(match: re.Match[str]) -> tuple[str, Any] | None:
    """«一天半», «一个半小时», «三个工作日»; «个» only counts as «and a half» where it says so."""
    amount = number(match[1])
    if amount is None:
        return None
    unit = match[3]
    if match[2] == "个半" and unit == "天":
        return "length", Length(_neat(amount / 2), unit="天")  # 一个半天 is half a day, 两个半天 are one
    if match[2] == "个半" or match[4]:
        amount += 0.5
    if unit == "月" and not match[2]:
        return None
    if unit in ("小时", "钟头"):
        return "length", Length(hours=_neat(amount), unit="小时")
    return "length", Length(_neat(amount * _UNIT_DAYS[unit]), working=unit == "工作日", unit=unit)


def half(match: re.Match[str]) -> tuple[str, Any] | None:
    if match[1] in ("小时", "个小时", "钟头", "个钟头"):
        return "length", Length(hours=0.5, unit="小时")
    return "length", Length({"天": 0.5, "日": 0.5}.get(match[1], 15), unit=match[1])


def whole_day(_: re.Match[str]) -> tuple[str, Any]:
    return "length", Length(1)


def some_days(_: re.Match[str]) -> tuple[str, Any]:
    return "length", Length(vague=True)


def fresh_half(match: re.Match[str]) -> tuple[str, Any]:
    """一个上午, 一下午: half a day of that part."""
    return "half_part", PARTS[match[1]]


def _neat(value: float) -> float:
    return int(value) if value == int(value) else value
