"""The duty log: what happened on a shift, by whoever was on duty, never rewritten (值班制度 第2条; rules M19-5, M19-6).

A point is noted, may be corrected in sight of all, and is left open until somebody says that it is done.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from handlers.duty.hours import Shift
from handlers.engine.absence import DutySlot
from handlers.engine.duty_log import Event, Row

LONGEST = 500
LOOKED_BACK = timedelta(days=90)
"""How old a point may be that is still asked after."""
_AHEAD_OF_THE_CLOCK = timedelta(minutes=1)
BEFORE_THE_SHIFT = timedelta(minutes=30)
"""So early somebody may write into the log of their coming shift."""


@dataclass(frozen=True)
class Point:
    """A point as it stands. `before` is what it said before it was corrected; `done` how it ended, in words."""

    year: int
    number: int
    shift: datetime | None
    happened: datetime
    words: str
    writer: str
    before: tuple[str, ...] = ()
    open: bool = False
    done: str | None = None


def points(rows: Iterable[Row]) -> tuple[Point, ...]:
    """Every point that was noted in these rows, as they leave it, in the order in which things happened."""
    found: dict[tuple[int, int], Point] = {}
    for row in rows:
        key = (row.year, row.number)
        if row.event is Event.NOTED:
            found[key] = Point(row.year, row.number, row.shift, row.happened, row.words, row.writer)
        elif key in found:
            found[key] = _after(found[key], row)
    return tuple(sorted(found.values(), key=lambda point: (point.happened, point.number)))


def _after(point: Point, row: Row) -> Point:
    if row.event is Event.CORRECTED:
        said = f"{point.happened:%H:%M} {point.words}"
        return replace(point, happened=row.happened, words=row.words, before=(*point.before, said))
    if row.event is Event.OPENED:
        return replace(point, open=True, done=None)
    return replace(point, open=False, done=row.words)


# --- what was written -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Said:
    """A point as it was written: when it happened, and what."""

    happened: datetime
    words: str


_CLOCK = re.compile(
    r"(?P<part>昨天晚上|昨晚|昨夜|昨天|今天|今早|今晨|凌晨|早上|上午|中午|下午|晚上|夜里|今晚)?\s*"
    r"(?P<hour>\d{1,2})\s*(?:[:：]|点|时)\s*(?P<minute>半|\d{1,2})?\s*分?(?:钟)?(?:左右|许)?[，,、\s]*(?P<rest>.*)",
    re.DOTALL,
)
_AFTERNOON = ("下午", "晚上", "昨晚", "昨夜", "今晚", "夜里", "昨天晚上")
_UNFINISHED = re.compile(
    r"待(?!遇|业)|尚未|还没|未办结|没办完|没有办完|未处理完|跟进|继续|明(?:早|天|日)|等.{1,8}(?:回复|答复|通知)"
)
_ID_CARD = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")

EMPTY = "没有写是什么事。请写成“值班记录：20:15 县应急办来电，要求报送雨情”。"
TOO_LONG = f"太长了，没有记。一条最多{LONGEST}字，请分成几条。"
ID_CARD = "里面有身份证号码，没有记。来访人的情况只记必要的，请去掉号码后重发。"


def read(words: str, now: datetime, since: datetime) -> Said | str:
    """What these words note: the time they begin with, else now. A fault in words where they cannot be noted.

    `since` is the earliest moment that is meant: shortly before the shift began.
    """
    if fault := _fault(words):
        return fault
    match = _CLOCK.match(words)
    return Said(now, words.strip()) if match is None else _at_a_time(match, now, since)


def _fault(words: str) -> str:
    if len(words) > LONGEST:
        return TOO_LONG
    if _ID_CARD.search(words):
        return ID_CARD
    return "" if words.strip() else EMPTY


def _at_a_time(match: re.Match[str], now: datetime, since: datetime) -> Said | str:
    clock = _clock(match)
    if clock is None:
        return f"时间“{match['hour']}:{match['minute'] or ''}”不对，没有记。请写成“20:15”的样子。"
    if not match["rest"].strip():
        return EMPTY
    happened = _when(clock, now, since)
    if happened is None:
        return f"{clock:%H:%M}还没有到，或者不在这一班里，没有记。请核对时间后重发。"
    return Said(happened, match["rest"].strip())


def _clock(match: re.Match[str]) -> time | None:
    hour = int(match["hour"])
    minute = 30 if match["minute"] == "半" else int(match["minute"] or 0)
    if (match["part"] or "") in _AFTERNOON and 5 <= hour < 12:
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _when(clock: time, now: datetime, since: datetime) -> datetime | None:
    """The last time that the clock showed this, not before `since`."""
    today = datetime.combine(now.date(), clock, now.tzinfo)
    found = today if today <= now + _AHEAD_OF_THE_CLOCK else today - timedelta(days=1)
    return found if found >= since else None


def is_unfinished(words: str) -> bool:
    """Whether the words themselves say that something is left to do."""
    return bool(_UNFINISHED.search(words))


# --- which shift ------------------------------------------------------------------------------------------------------

HAND_OFF_EARLY = timedelta(hours=1)
LATE = timedelta(hours=4)
"""So long before and after the end of a shift it is handed over, and so long after it its people may still write."""


def own_shift(slots: Iterable[DutySlot], account: str, handed: frozenset[datetime], now: datetime) -> DutySlot | None:
    """The shift in whose log this person writes: their own that runs or has just ended, and is not handed over."""
    own = (
        slot
        for slot in slots
        if account in (slot.leader, slot.member)
        and slot.start - BEFORE_THE_SHIFT <= now <= slot.end + LATE
        and slot.start not in handed
    )
    return next(iter(sorted(own, key=lambda slot: (now > slot.end, -slot.start.timestamp()))), None)


def running(slots: Iterable[DutySlot], now: datetime) -> DutySlot | None:
    """The shift that runs at this moment."""
    return next((slot for slot in slots if slot.start <= now < slot.end), None)


def adjoins(before: Shift | DutySlot, after: Shift | DutySlot) -> bool:
    """Whether one takes over from the other directly: no working hours lie between."""
    return abs(after.start - before.end) <= BEFORE_THE_SHIFT
