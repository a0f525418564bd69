"""The duty log asked for: by the duty chain and the office only (rules M19-5, M19-6)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from bot.affairs import duty_days
from bot.affairs.duty_log import BOOK, near
from bot.turn import Turn
from handlers.duty import crew, log
from handlers.duty import log_words as words
from handlers.duty.log import Point
from handlers.engine.absence import DutySlot
from storage import duty, duty_log, duty_takeovers

_OPEN_ONES = re.compile(r"(?:查看|看看|看|查)?(?:一下)?值班(?:的)?待办(?:事项)?(?:有哪些)?")
_ASKED = re.compile(
    rf"(?:查看|看看|看|查)?(?:一下)?(?P<day>.{{0,12}}?)的?{BOOK}(?:情况|有哪些|有什么|内容|怎么写的|写了什么)?(?:呢|吗)?"
)
_MANY_DAYS = re.compile(
    r"(?:\d{4}年)?(?:\d{1,2}月份?|\d{4}年|本月|这个?月|上个?月|当月|今年|去年|全年|[本这上]个?(?:周|星期)|最近|近期|全部|所有)(?:的|所有|全部)*"
)
_AHEAD = re.compile(r"[下明后]")


def on_words(turn: Turn, short: str) -> bool:
    """«昨晚值班记录»; «值班待办»."""
    if _OPEN_ONES.fullmatch(short):
        turn.acknowledge()
        _tell_open(turn)
    elif (match := _ASKED.fullmatch(short)) and _MANY_DAYS.fullmatch(match["day"]):
        turn.acknowledge()
        turn.reply(words.ONE_DAY)
    elif match and (found := _day_asked(turn, match["day"])):
        turn.acknowledge()
        _tell(turn, *found)
    else:
        return False
    return True


def still_open(turn: Turn) -> tuple[Point, ...]:
    """What was left to do and nobody has done yet."""
    rows = duty_log.written_since(turn.uow, turn.org, turn.now - log.LOOKED_BACK)
    return tuple(point for point in log.points(rows) if point.open)


def _tell_open(turn: Turn) -> None:
    if not _in_the_chain(turn, near(turn)):
        return turn.reply(words.NOT_FOR_YOU)
    found = still_open(turn)
    return turn.reply(words.still_open(found, turn.facts) if found else words.NOTHING_OPEN)


def _day_asked(turn: Turn, said: str) -> tuple[date, Sequence[DutySlot], bool] | None:
    """The day and the shifts whose log is asked for, and whether the working hours are; the shift that runs where no
    day is named."""
    if not said.strip():
        now_on = log.running(near(turn), turn.now)
        day = now_on.start.date() if now_on else turn.now.date()
        return (day, [now_on], True) if now_on else (day, duty_days.slots_on(turn, day), True)
    day_said = duty_days.day_in(turn, said)
    if day_said is None:
        return None
    if day_said > turn.now.date() and "周" in said and not _AHEAD.search(said):
        day_said -= timedelta(days=7)  # a log is of what has been: 周六 is the last one
    kind = duty_days.kind_in(said)
    return day_said, duty_days.slots_on(turn, day_said, kind), not kind


def _tell(turn: Turn, day: date, slots: Sequence[DutySlot], hours_too: bool) -> None:
    if not _in_the_chain(turn, slots):
        turn.record("refused", day.isoformat(), {"why": "duty log"})
        return turn.reply(words.NOT_FOR_YOU)
    starts = [slot.start for slot in slots]
    found = log.points(duty_log.of_shifts(turn.uow, turn.org, starts))
    handed = duty_log.handed(turn.uow, turn.org, starts)
    told = [_of_hours(turn, day)] if hours_too else []
    for slot in slots:
        own = [point for point in found if point.shift == slot.start]
        taken = duty_takeovers.times_of(turn.uow, turn.org, slot.start)
        at = handed[slot.start].at if slot.start in handed else None
        if own or taken or at or slot.start <= turn.now:
            told.append(words.shift_log(slot, own, taken, at, turn.facts))
    said = [line for line in told if line]
    return turn.reply("\n".join(said) if said else words.nothing(day, turn.facts))


def _of_hours(turn: Turn, day: date) -> str:
    since = duty_days.midnight(day, turn.now)
    rows = duty_log.between(turn.uow, turn.org, since, since + timedelta(days=1))
    found = log.points([row for row in rows if row.shift is None])
    return words.day_log(day, found, turn.facts) if found else ""


def _in_the_chain(turn: Turn, slots: Sequence[DutySlot]) -> bool:
    """The office, whoever leads shifts, and whoever serves these or the ones that follow (rules M19-6)."""
    if turn.facts.directory.in_office(turn.member) or turn.member in crew.leaders(turn.facts):
        return True
    after = [duty.overlapping(turn.uow, turn.org, s.end, s.end + log.BEFORE_THE_SHIFT) for s in slots]
    return any(turn.account in (slot.leader, slot.member) for slot in (*slots, *(s for found in after for s in found)))
