"""Publishing the month at the first meeting: totals alone, no name and no reason (考勤制度 第2条; rules M20-3, N14)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from handlers.attendance.month import Sheet
from handlers.attendance.sheet_words import month_called, over_all, totals
from handlers.engine.content import Button, Card, Style
from handlers.engine.wording import say_date_time, say_days

PUBLISH, LATER, NEVER = "发布", "下次例会再公布", "不公布"
CORRECT, KEEP = "发布更正", "不发布"

SETTLED = "这个月的考勤已经公布或者决定不公布了，没有再发。"
POSTPONED = "这次不公布，下次例会前再提醒。"
DECLINED = "不在群里公布，留存备查。"
NOTHING_NEW = "和已经公布的一样，不用更正，没有再发。"
CORRECTION_KEPT = "没有在群里更正；台账里是更正后的。"
REFRESHED = "刚刚有更正，数字已经更新，请再看一遍后点“发布”。"
_WORKDAYS, _PEOPLE = "应出勤", "人数"


def figures(sheet: Sheet) -> dict[str, str]:
    """What the group reads, by name, so that a later correction can say what it changes."""
    return {_PEOPLE: f"{len(sheet.rows)}人", _WORKDAYS: say_days(sheet.workdays), **totals(sheet)}


def notice(sheet: Sheet, today: date) -> str:
    """To the group."""
    every = figures(sheet)
    people, workdays = every.pop(_PEOPLE), every.pop(_WORKDAYS)
    month = month_called(sheet.first, sheet.last, today)
    return f"{month}出勤情况：{people}，应出勤{workdays}。{over_all(every)}。个人明细已分别告知本人（考勤制度 第2条）。"


def card(sheet: Sheet, until: datetime, now: datetime) -> Card:
    """To the office, on the morning of the meeting: what the group would read, and what is still open."""
    today = now.date()
    open_ = len(sheet.open)
    lines = [notice(sheet, today)]
    if open_:
        lines.append(f"注意：还有{open_}条待核实或者异议没有办完，更正后可以再公布一次。")
    if now <= until:
        lines.append(f"注意：异议期到{say_date_time(until, today)}才满。")
    lines.append("点“发布”后发到全体群，只有总数；要在会上宣读明细，请用月表。")
    buttons = (Button(PUBLISH, Style.PRIMARY), Button(LATER), Button(NEVER))
    return Card(f"{month_called(sheet.first, sheet.last, today)}考勤公布，请核对", "\n".join(lines), (), buttons)


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """迟到由3人次改为2人次，请假由4人6天改为5人7天; "" where nothing differs."""
    return "，".join(f"{name}由{before[name]}改为{after[name]}" for name in before if before[name] != after.get(name))


def correction(sheet: Sheet, before: Mapping[str, str], today: date) -> str:
    """To the group: what the corrected version changes (M20-3)."""
    return f"更正：{month_called(sheet.first, sheet.last, today)}出勤情况，{changed(before, figures(sheet))}。"


def correction_card(sheet: Sheet, before: Mapping[str, str], today: date) -> Card:
    """To the office: a published month reads otherwise now."""
    text = f"{correction(sheet, before, today)}\n已经公布的数字有了更正，点“发布更正”后发到全体群。"
    title = f"{month_called(sheet.first, sheet.last, today)}考勤更正，请核对"
    return Card(title, text, (), (Button(CORRECT, Style.PRIMARY), Button(KEEP)))
