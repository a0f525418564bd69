"""Which meeting or study is meant, and how its roll stands: what the affairs about them share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.turn import Turn
from handlers.engine.absence import Absence
from handlers.engine.facts import Facts
from handlers.engine.gathering import Gathering, Series, Standing, planned_days
from handlers.engine.roll_call import Line, Mark, RollEvent, excuses, expected, half_of, lines
from handlers.engine.roster import EVERYBODY
from handlers.meeting import words
from storage import gatherings, ledgers
from storage.cards import Shown
from storage.instants import ZONE

_ENTERING = timedelta(hours=1)
"""How long before it begins somebody may sign in."""
_LOCKED_AFTER = timedelta(hours=24)
_KEPT_OPEN = timedelta(days=7)
"""So long a roll that nobody closed can still be called and closed."""


def standing(turn: Turn, series: Series, planned: date) -> Gathering:
    """How it stands at this moment."""
    return gatherings.standing(turn.uow, turn.org, series, planned, turn.facts)


def roll_of(turn: Turn, gathering: Gathering) -> tuple[Line, ...]:
    """The roll as it stands: who is expected, excused on what ground, and marked how."""
    at = gathering.at or turn.now
    facts = turn.facts
    excused = excuses(at, facts.absences, facts.on_duty(at, at + timedelta(minutes=1)))
    noted = gatherings.events(turn.uow, turn.org, gathering.series, gathering.planned)
    return lines(expected(facts), excused, noted)


def key_of(gathering: Gathering) -> dict[str, str]:
    """What a card about it is bound to."""
    return {"series": gathering.series.value, "planned": gathering.planned.isoformat()}


def shown_on(turn: Turn, shown: Shown) -> Gathering:
    """The gathering that a card is about, as it stands now."""
    return standing(turn, Series(shown.context["series"]), date.fromisoformat(shown.context["planned"]))


def held_today(turn: Turn) -> tuple[Gathering, ...]:
    """What is held today, whatever day it was planned for."""
    return gatherings.held_on(turn.uow, turn.org, turn.facts.today, turn.facts)


def today(turn: Turn, what: str | None) -> Gathering | None:
    """Today's, of the series that is named where one is."""
    return next((g for g in held_today(turn) if _named(g, what)), None)


def _named(gathering: Gathering, what: str | None) -> bool:
    wanted = "例会" if what in ("会议", "会前") else what
    return not wanted or gathering.series.value == wanted


def held_lately(turn: Turn) -> tuple[Gathering, ...]:
    """Those of the days before today, the newest first."""
    days = (turn.facts.today - timedelta(days=back) for back in range(1, _KEPT_OPEN.days + 1))
    return tuple(g for day in days for g in gatherings.held_on(turn.uow, turn.org, day, turn.facts))


def called_on(turn: Turn, what: str | None, said: str) -> Gathering | None:
    """The one of the day that is named; else today's, or the last one before."""
    if day := _day_said(turn, said):
        held = gatherings.held_on(turn.uow, turn.org, day, turn.facts)
        return next((g for g in held if _named(g, what)), None)
    return next((g for g in (*held_today(turn), *held_lately(turn)) if _named(g, what)), None)


def not_closed(turn: Turn, what: str | None) -> Gathering | None:
    """The last one before today whose roll nobody closed."""
    found = next((g for g in held_lately(turn) if _named(g, what)), None)
    return found if found is not None and found.standing is not Standing.CLOSED else None


def open_now(turn: Turn, what: str | None = None) -> Gathering | None:
    """The one whose roll is being called: today's, or that is near, or else one that was left open before today."""
    held = [g for g in held_today(turn) if g.standing is not Standing.CLOSED and _named(g, what)]
    called = [g for g in held if g.standing is Standing.OPEN]
    near = [g for g in held if g.at and turn.now >= g.at - _ENTERING]
    left = [g for g in held_lately(turn) if g.standing is Standing.OPEN and _named(g, what)]
    return next(iter((*called, *near, *left)), None)


def may_sign_in(turn: Turn, gathering: Gathering) -> bool:
    """From an hour before it begins, or from when the office opens it, until it is closed or well under way."""
    if (
        gathering.at is None
        or gathering.standing is Standing.CLOSED
        or turn.now > words.sign_in_until(gathering, turn.facts)
    ):
        return False
    return gathering.standing is Standing.OPEN or turn.now >= gathering.at - _ENTERING


def entering(turn: Turn) -> Gathering | None:
    """Today's that one can sign in to at this moment."""
    return next((gathering for gathering in held_today(turn) if may_sign_in(turn, gathering)), None)


def last_closed(turn: Turn, what: str | None = None) -> Gathering | None:
    """The one whose roll was closed last, within the last 24 hours: it can still be amended."""
    found = [g for g in (*held_today(turn), *held_lately(turn)) if g.closed_at and _named(g, what)]
    newest = max(found, key=lambda gathering: gathering.closed_at or turn.now, default=None)
    fresh = newest is not None and newest.closed_at is not None and turn.now - newest.closed_at <= _LOCKED_AFTER
    return newest if fresh else None


def next_after(turn: Turn, series: Series, first: date) -> Gathering | None:
    """The next one after this day."""
    coming = gatherings.coming(
        turn.uow, turn.org, series, first - timedelta(days=7), first + timedelta(days=28), turn.facts
    )
    return next((g for g in coming if g.at and g.at.date() > first), None)


def meant(turn: Turn, series: Series, said: str) -> Gathering:
    """The one of the day or the week that is named, else the next one that has not begun."""
    today = turn.facts.today
    monday = today - timedelta(days=today.weekday())
    if said and (day := _day_said(turn, said)):
        held = gatherings.held_on(turn.uow, turn.org, day, turn.facts)
        found = next((g for g in held if g.series is series), None)
        return found or _planned_from(turn, series, _first(series, day))
    if "下" in said:
        return _planned_from(turn, series, monday + timedelta(days=7))
    if "这" in said or "本" in said:
        return _planned_from(turn, series, monday)
    coming = gatherings.coming(turn.uow, turn.org, series, today, today + timedelta(days=28), turn.facts)
    return next((g for g in coming if g.at is None or g.at > turn.now), None) or _planned_from(turn, series, today)


def _day_said(turn: Turn, said: str) -> date | None:
    found = [moment for moment in turn.reader.times.find(said, turn.now).moments() if moment.kind == "day"]
    return found[0].day if len(found) == 1 else None


def _first(series: Series, day: date) -> date:
    """The day itself where it is one of the series; another day of a named week means the one of that week."""
    return day if day.weekday() == series.weekday else day - timedelta(days=day.weekday())


def _planned_from(turn: Turn, series: Series, first: date) -> Gathering:
    return standing(turn, series, next(planned_days(series, first, first + timedelta(days=7))))


_BESIDE = re.compile(r"[，,。 ]*(?:再|准时)?(?:开会|开|学习|学|举行|召开|进行|点)?(?:吧|了|哈)?[，,。 ]*")
_SMALL_HOURS = re.compile(r"凌晨|早|上午")
_MORNING = 7


def moment_said(turn: Turn, said: str, gathering: Gathering) -> datetime | None:
    """The day and hour that are written: its own day where none is, the series' own hour where none is.

    None where anything beside them is not understood, an hour that does not exist among it.
    """
    found = list(turn.reader.times.find(said, turn.now).moments())
    if len(found) != 1 or not _BESIDE.fullmatch(said[: found[0].begin] + said[found[0].end :]):
        return None
    moment = found[0]
    day, clock = moment.day if moment.kind else None, moment.clock
    if day is None and (clock is None or moment.kind):
        return None
    if clock is not None and clock.hour and clock.hour < _MORNING and not _SMALL_HOURS.search(said):
        clock = clock.replace(hour=clock.hour + 12)
    own = gathering.at.date() if gathering.at else gathering.planned
    return datetime.combine(day or own, clock or words.policy_of(gathering.series, turn.facts).start, ZONE)


def big_groups(facts: Facts) -> list[str]:
    """The groups that the whole office is in."""
    return [group.name for group in facts.roster.groups if group.scope == EVERYBODY]


def note(turn: Turn, gathering: Gathering, account: str, mark: Mark, why: str = "") -> RollEvent:
    """Add an event to its roll."""
    event = RollEvent(account, mark, turn.now, turn.account, why)
    gatherings.note(turn.uow, turn.org, gathering, event)
    return event


def write(turn: Turn, gathering: Gathering, line: Line, event: str) -> None:
    """A line of the book: one a person and gathering, corrections after it."""
    serial = f"{gathering.series.value}{gathering.planned:%Y%m%d}-{line.number:03d}"
    data = {
        "日期": (gathering.at.date() if gathering.at else gathering.planned).isoformat(),
        "姓名": line.member.name,
        "单位": line.member.unit,
        "情况": line.mark.value,
        "依据": line.ground if line.mark is Mark.EXCUSED else line.words,
    }
    book = f"{gathering.series.value}点名台账"
    ledgers.write(turn.uow, turn.org, ledgers.Entry(book, serial, line.member.account, event, data, turn.now))


def amend(turn: Turn, gathering: Gathering, line: Line, mark: Mark, why: str) -> None:
    """Another mark for one person after the roll was closed; both stay in the book (rules M18-5)."""
    event = note(turn, gathering, line.member.account, mark, why)
    write(turn, gathering, replace(line, mark=mark, words=event.words), "更正")


def amend_for(turn: Turn, absences: Iterable[Absence]) -> None:
    """A leave approved afterwards excuses who was marked absent on a closed roll (rules M18-3)."""
    for absence in absences:
        if absence.counts and absence.span.first.day <= turn.facts.today:
            _amend_days(turn, absence)


def _amend_days(turn: Turn, absence: Absence) -> None:
    last = min(absence.span.last.day, turn.facts.today)
    for series in Series:
        changed = gatherings.between(turn.uow, turn.org, series, absence.span.first.day - timedelta(days=21), last)
        for gathering in changed.values():
            if gathering.standing is Standing.CLOSED and gathering.at and absence.span.covers(half_of(gathering.at)):
                _amend_one(turn, gathering, absence)


def _amend_one(turn: Turn, gathering: Gathering, absence: Absence) -> None:
    line = next((line for line in roll_of(turn, gathering) if line.member.account == absence.member), None)
    if line is None or line.mark is not Mark.ABSENT:
        return
    amend(turn, gathering, line, Mark.EXCUSED, f"依据 {absence.serial}")
    if contact := turn.facts.contact():
        turn.out.say(contact, words.amended(gathering, line.member, line.mark, absence.serial, turn.facts))
