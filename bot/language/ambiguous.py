"""What must be asked: words that could mean another day, another hour, another person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from bot.language.dates import Moment
from bot.language.sentence import Sentence
from bot.language.understanding import Ambiguity

_DATE_SLOTS = ("start", "end", "depart", "return", "date", "deadline")
_PERSON_SLOTS = ("person", "persons", "driver", "assignee")
_WEEK = "一二三四五六日"


def say_day(day: date, today: date) -> str:
    """«今天11月27日（周五）», «12月4日（周五）»."""
    near = {0: "今天", 1: "明天", 2: "后天"}.get((day - today).days, "")
    year = f"{day.year}年" if day.year != today.year else ""
    return f"{near}{year}{day.month}月{day.day}日（周{_WEEK[day.weekday()]}）"


def ambiguities(s: Sentence, intent: str, slots: Mapping[str, Any]) -> tuple[Ambiguity, ...]:
    """Everything in the slots that the words leave open, with its candidates."""
    found = list(_doubtful_days(s, slots)) + list(_doubtful_people(s, slots))
    found.extend(_vague_days(s, intent, slots))
    return tuple(found)


def _doubtful_days(s: Sentence, slots: Mapping[str, Any]) -> Iterator[Ambiguity]:
    today = s.now.date()
    for moment in s.times.moments():
        slot = next((name for name in _DATE_SLOTS if slots.get(name) in (moment.value(), moment.last_value())), "")
        if not slot or moment.day is None:
            continue
        words = s.text[moment.begin : moment.end]
        if moment.others:
            days = (moment.day, *moment.others)
            yield Ambiguity(slot, words, tuple((say_day(day, today), _same_form(moment, day)) for day in days))
        elif moment.unknown_year:
            yield Ambiguity(slot, words, ((say_day(moment.day, today), moment.value()),))
        if moment.bare_hour and moment.clock is not None:
            yield Ambiguity(slot, words, tuple(_hours(moment)))


def _same_form(moment: Moment, day: date) -> str:
    return day.isoformat() if moment.clock is None else f"{day.isoformat()}T{moment.clock:%H:%M}"


def _hours(moment: Moment) -> Iterator[tuple[str, str]]:
    """上午3点 or 下午3点."""
    clock, day = moment.clock or time(), moment.day or date.min
    for hour in (clock.hour, (clock.hour + 12) % 24):
        part = "凌晨" if hour < 6 else "上午" if hour < 12 else "下午" if hour < 18 else "晚上"
        at = datetime(day.year, day.month, day.day, hour, clock.minute)  # noqa: DTZ001 - wall clock
        yield f"{part}{(hour - 1) % 12 + 1}:{clock.minute:02d}", f"{at:%Y-%m-%dT%H:%M}"


_ASKED_DATE = {
    "leave": "start",
    "leave_cancel": "start",
    "leave_return": "date",
    "vehicle": "depart",
    "outing": "start",
    "seal": "date",
    "reception": "date",
    "archive_borrow": "return",
    "doc_receive": "deadline",
    "supervise": "deadline",
    "duty_query": "date",
}


def _vague_days(s: Sentence, intent: str, slots: Mapping[str, Any]) -> Iterator[Ambiguity]:
    """五一后, 月初: nothing was filed; the likely days are offered."""
    slot = _ASKED_DATE.get(intent, "")
    if not slot or slot in slots:
        return
    for moment in s.times.moments():
        span = moment.vague or (
            (moment.day, moment.last or moment.day) if moment.kind in ("week", "third") and moment.day else None
        )
        if span is None:
            continue
        days = [
            date.fromordinal(n)
            for n in range(span[0].toordinal(), min(span[1].toordinal(), span[0].toordinal() + 4) + 1)
        ]
        if moment.kind == "vague_before":
            days = days[-3:]
        today = s.now.date()
        words = s.text[moment.begin : moment.end]
        yield Ambiguity(slot, words, tuple((say_day(day, today), day.isoformat()) for day in days))
        return


def _doubtful_people(s: Sentence, slots: Mapping[str, Any]) -> Iterator[Ambiguity]:
    for slot in _PERSON_SLOTS:
        said = slots.get(slot)
        named = said if isinstance(said, list) else [said] if said else []
        for name in s.names:
            if name.text in named and len(name.members) > 1:
                labels = ((f"{p.name}（{p.unit}{p.post}）", p.account or p.name) for p in name.members)
                yield Ambiguity(slot, name.text, tuple(labels))
