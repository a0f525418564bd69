"""What the attendance rules say, when somebody asks (考勤制度 第1、2、5条)."""

from __future__ import annotations

from handlers.engine.hours_policy import DayHours, Season
from handlers.engine.policy import Policy
from handlers.engine.statement import Statement


def _timetable(policy: Policy) -> str:
    hours, rules = policy.hours, policy.attendance
    times = "；".join(_season(season) for season in hours.seasons) or _times(hours)
    return (
        f"作息时间：{times}。考勤制度 第1条：上班提前{rules.early_minutes}分钟到岗；上班以后到的记迟到。"
        f"提前{rules.left_early_minutes}分钟及以上离开的视为早退，不到的记提前离岗。"
        "批准的请假、登记的外出不算。"
    )


def _season(season: Season) -> str:
    if isinstance(season.begins, tuple):
        return f"{season.name}（{season.begins[0]}月{season.begins[1]}日起）{_times(season)}"
    begins = season.begins
    return f"{season.name}（{begins.year}年{begins.month}月{begins.day}日起）{_times(season)}"


def _times(hours: DayHours) -> str:
    return (
        f"上午{hours.morning_from:%H:%M}至{hours.morning_until:%H:%M}，"
        f"下午{hours.afternoon_from:%H:%M}至{hours.afternoon_until:%H:%M}"
    )


def _absence(policy: Policy) -> str:
    return (
        "考勤制度 第5条：请假以假条为准；未经批准或没有假条擅自离岗的，以旷工论处，扣除相应的工资，"
        "在职工例会上作书面检查，并按公务员法规定执行。没有到岗的先记“疑似旷工（待核实）”，"
        f"由{'、'.join(policy.attendance.deciders)}听取本人说明后认定；先电话请假的，事后补假条。"
    )


def _sheet(policy: Policy) -> str:
    return (
        "考勤制度 第2条：考勤由党政办登记、汇总。每月第一个工作日，每人只收到自己上月的明细，"
        f"{policy.attendance.objection_workdays}个工作日内可以回复“异议 编号 理由”；例会上公布的只有总数。"
        "随时可以说“我的考勤”。"
    )


STATEMENTS = (
    Statement((("旷工",),), _absence),
    Statement((("考勤", "出勤"), ("公布", "异议", "规定", "怎么查", "怎么看", "怎么算", "怎么记")), _sheet),
    Statement((("迟到", "早退", "提前离岗", "作息", "上班时间", "下班时间", "几点上班", "几点下班"),), _timetable),
)
