"""The lines that attendance is kept by (考勤制度; rules M20-1 to M20-3, M20-7)."""

from __future__ import annotations

from datetime import time
from typing import Annotated

from pydantic import Field, StrictInt

from handlers.engine.policy_values import AtLeastOne, Clock, Section, Words

LAW_RUNNING, LAW_YEAR = 15, 30
"""More days than these without leave, in a row or within a year, and the law speaks of dismissal (公务员法 第88条)."""

_Minutes = Annotated[StrictInt, Field(ge=1, le=60)]


class AttendancePolicy(Section):
    """Lateness, early leaving, absence without leave, the monthly sheet."""

    early_minutes: _Minutes = Field(alias="提前到岗分钟", default=10)
    """Whoever comes later than this before work begins has not come early enough (第1条; N12): a note only."""
    left_early_minutes: _Minutes = Field(alias="早退起点分钟", default=10)
    """Leaving so many minutes before the end of work, or more, is 早退 (第1条; N13)."""
    deciders: Words = Field(alias="旷工核实角色", default=("党政办主任",))
    """Who alone decides whether somebody was absent without leave: the first of these roles (M20-7)."""
    waiting_workdays: AtLeastOne = Field(alias="几个工作日未核实再提醒", default=2)
    waiting_time: Clock = Field(alias="核实提醒时间", default=time(9, 17))
    running_told: tuple[AtLeastOne, ...] = Field(alias="连续旷工提示天数", default=(5, 10, 15))
    year_told: tuple[AtLeastOne, ...] = Field(alias="全年旷工提示天数", default=(10, 20, 30))
    """Days decided as absence without leave at which the director is told how far the law's lines are."""
    sheet_time: Clock = Field(alias="月表时间", default=time(8, 17))
    """When the month's sheet goes out on the first working day of the next (第2条)."""
    publication_time: Clock = Field(alias="公布提醒时间", default=time(8, 41))
    """When the office gets what may be published, on the day of the meeting (第2条)."""
    objection_workdays: AtLeastOne = Field(alias="异议工作日", default=2)
    """Until the end of work of this working day after the sheet anybody may object to their own lines (M20-3)."""
