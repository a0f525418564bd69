"""Duty (值班制度): who is on duty and who leads on a day that somebody names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from handlers.engine.absence import DutySlot
from handlers.engine.facts import Facts
from handlers.engine.wording import say_clock, say_day


def asked_about(slots: Mapping[str, Any], now: datetime) -> tuple[datetime, datetime]:
    """The interval that a question about duty means: the day or days named, else from now to the end of today."""
    first = _day(slots.get("start") or slots.get("date")) or now.date()
    last = _day(slots.get("end")) or first
    since = datetime.combine(first, time(8), now.tzinfo)
    if slots.get("date_part") == "eve":
        since = datetime.combine(first, time(18), now.tzinfo)
    return since, datetime.combine(last + timedelta(days=1), time(8), now.tzinfo)


def answer(slots: Sequence[DutySlot], asked: Mapping[str, Any], since: datetime, facts: Facts) -> str:
    """Who leads and who is on duty, slot by slot."""
    if not slots:
        return f"{say_day(since.date(), facts.today)}没有排值班，请问党政办。"
    if asked.get("person") == "我":
        return "您的值班：" + "；".join(_slot(slot, facts) for slot in slots) + "。"
    return "；".join(_slot(slot, facts) for slot in slots) + "。"


def _slot(slot: DutySlot, facts: Facts) -> str:
    name = facts.directory.name
    times = f"{say_clock(slot.start)}至{'次日' if slot.end.date() > slot.start.date() else ''}{say_clock(slot.end)}"
    day = say_day(slot.start.date(), facts.today)
    return f"{day}{slot.kind}（{times}）值班{name(slot.member)}，带班{name(slot.leader)}"


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)[:10]) if value else None
