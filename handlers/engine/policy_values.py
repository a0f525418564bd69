"""What the sections of the policy file are made of: words, numbers, days, hours, times of day, ways of counting.

Each function is given what TOML read and returns the typed value, or raises ValueError with the Chinese words for it.
"""

from __future__ import annotations

import re
from datetime import time
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictInt, StrictStr

_TIME = re.compile(r"([01]?\d|2[0-3])[:：]([0-5]\d)")
_COUNTING = {"工作日": "workdays", "自然日": "calendar"}
_BY_SERVICE = "按工龄"


def read_days(value: object) -> Decimal:
    """Days, whole or in halves, not negative."""
    days = _number(value, "天数")
    if days < 0 or days % Decimal("0.5"):
        raise ValueError("天数只能是整数或者半天（例如 3 或 2.5），不能是负数；请改正")
    return days


def read_hours(value: object) -> Decimal:
    """Hours, not negative, not more than a year's."""
    hours = _number(value, "小时数")
    if not 0 <= hours <= 9000:
        raise ValueError("小时数超出范围；请写一个0以上的合理数字")
    return hours


def read_time(value: object) -> time:
    """A time of day to the minute: "08:30" or a TOML time."""
    if isinstance(value, time) and not value.second:
        return value
    matched = _TIME.fullmatch(value.strip()) if isinstance(value, str) else None
    if not matched:
        raise ValueError('应当是一天中的时间；请写成 "08:30" 的样子')
    return time(int(matched[1]), int(matched[2]))


def read_counting(value: object) -> str:
    """How days are taken from a balance: working days or calendar days."""
    if value not in _COUNTING or not isinstance(value, str):
        raise ValueError("只能是“工作日”或“自然日”；请改为其中一个")
    return _COUNTING[value]


def read_entitlement(value: object) -> Decimal | str:
    """Days a year: by years of service, or a number of days."""
    if value == _BY_SERVICE:
        return "service_years"
    if isinstance(value, str):
        raise ValueError("只能是“按工龄”或一个天数；不核对余额的假别请去掉这一项")
    return read_days(value)


def _number(value: object, what: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError(f"{what}应当是数字，不加引号；请改正")
    if not Decimal(value).is_finite():
        raise ValueError(f"{what}应当是普通数字；请改正")
    return Decimal(value)


Counting = Literal["workdays", "calendar"]
Word = Annotated[StrictStr, Field(min_length=1)]
Words = Annotated[tuple[Word, ...], Field(min_length=1)]
Days = Annotated[Decimal, BeforeValidator(read_days)]
Hours = Annotated[Decimal, BeforeValidator(read_hours)]
Clock = Annotated[time, BeforeValidator(read_time)]
Count = Annotated[StrictInt, Field(ge=0)]
AtLeastOne = Annotated[StrictInt, Field(ge=1)]


class Section(BaseModel):
    """A part of the policy: never changed once read, and no key that nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")
