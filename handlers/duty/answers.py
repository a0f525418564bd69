"""Duty (值班制度): who is on duty and who leads on a day that somebody names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from handlers.engine.absence import DutySlot
from handlers.engine.facts import Facts
from handlers.engine.wording import say_clock, say_day


def asked_about(slots: Mapping[str, Any], now: datetime) -> tuple[datetime, datetime]:
    """The interval that a question about duty means: the day or days named, an evening, else from now to midnight."""
    first = _day(slots.get("start") or slots.get("date")) or now.date()
    last = _day(slots.get("end")) or first
    since = datetime.combine(first, time(18 if slots.get("date_part") == "eve" else 0), now.tzinfo)
    until = datetime.combine(last + timedelta(days=1), time(), now.tzinfo)
    return max(since, now) if first == now.date() else since, until


def answer(slots: Sequence[DutySlot], since: datetime, facts: Facts) -> str:
    """Who leads and who is on duty, one slot a line, and the office's telephone: those that begin in the interval, or
    that are running now (rules M19-2)."""
    meant = [slot for slot in slots if slot.start.date() >= since.date() or slot.start <= facts.now < slot.end]
    if not meant:
        return f"{say_day(since.date(), facts.today)}没有排值班，请问党政办。"
    name = _apart(facts)
    lines = [f"{_slot(slot, facts)}：值班{name(slot.member)}，带班{name(slot.leader)}" for slot in meant]
    phone = facts.policy.office.phone
    return "\n".join([*lines, f"党政办电话：{phone}"] if phone else lines)


def own_answer(slots: Sequence[DutySlot], account: str, facts: Facts) -> str:
    """When somebody is on duty next, and with whom."""
    if not slots:
        return "今后没有排您的值班。"
    lines = [f"{_slot(slot, facts)}：{_part(slot, account, facts)}" for slot in slots]
    return "\n".join(["您近期的值班：", *lines])


def answer_about(slots: Sequence[DutySlot], account: str, facts: Facts) -> str:
    """When somebody else is on duty next: the roster is everybody's to see."""
    name = facts.directory.name(account)
    if not slots:
        return f"今后没有排{name}的值班。"
    return "\n".join(
        [f"{name}近期的值班：", *(f"{_slot(slot, facts)}：{_part(slot, account, facts)}" for slot in slots)]
    )


def _part(slot: DutySlot, account: str, facts: Facts) -> str:
    if slot.leader == account:
        return f"带班，值班{_apart(facts)(slot.member)}"
    return f"值班，带班{facts.directory.name(slot.leader)}"


def _apart(facts: Facts) -> Callable[[str], str]:
    """What somebody is called, with the unit where two share the name."""

    def called(account: str) -> str:
        member = facts.directory.member(account)
        return facts.directory.told_apart(member) if member else facts.directory.name(account)

    return called


def _slot(slot: DutySlot, facts: Facts) -> str:
    times = f"{say_clock(slot.start)}至{'次日' if slot.end.date() > slot.start.date() else ''}{say_clock(slot.end)}"
    return f"{say_day(slot.start.date(), facts.today)}{slot.kind}（{times}）"


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)[:10]) if value else None
