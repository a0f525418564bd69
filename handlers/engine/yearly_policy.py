"""When the office closes a month and what the year asks of it by the calendar (rules 1.24)."""

from __future__ import annotations

from datetime import time
from typing import Annotated

from pydantic import Field, StrictStr

from handlers.engine.policy_values import Clock, Section, Word, Words

_MonthDay = Annotated[StrictStr, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|30)$")]


class SheetsPolicy(Section):
    """The bundle of the month, the quarter and the year."""

    at: Clock = Field(alias="时间", default=time(10, 13))
    """On the first working day of the next month."""
    costs_to: Word = Field(alias="费用告知角色", default="财务人员")
    """Who is told what the cars cost: the first holder who is at work."""


class YearPolicy(Section):
    """What comes round once a year."""

    at: Clock = Field(alias="提醒时间", default=time(9, 23))
    archivists: Words = Field(alias="归档提醒角色", default=("档案管理员",))
    filing_days: tuple[_MonthDay, ...] = Field(alias="归档提醒日", default=("07-01", "08-01", "09-01", "09-15"))
    """Each is moved to the next working day where it is not one (档案管理制度 第1条; M06-1)."""
    filing_daily_from: _MonthDay = Field(alias="归档每天提醒起", default="09-21")
    """From here on every working day until the end of September, as long as the office has not said that it is done."""
