"""Who is not at work when: what leave, outings and duty tell each other through the books."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from handlers.engine.days import Half, Span

_NOON = time(12)


class AbsenceKind(StrEnum):
    """Why somebody is not at work."""

    LEAVE = "leave"
    OUTING = "outing"
    STUDY = "study"
    """Excused from one study by the office: at work all the same (学习制度 第4项)."""


class AbsenceState(StrEnum):
    """Whether an absence is asked for, stands, or is over or void."""

    ASKED = "asked"
    STANDS = "stands"
    VOID = "void"


@dataclass(frozen=True)
class Absence:
    """One person's absence under one request; `label` is the kind of leave or outing, never the reason (rules X6)."""

    serial: str
    member: str
    kind: AbsenceKind
    span: Span
    state: AbsenceState
    label: str = ""

    @property
    def counts(self) -> bool:
        """Whether the person is away: it is neither only asked for nor void."""
        return self.state is AbsenceState.STANDS


@dataclass(frozen=True)
class DutySlot:
    """A stretch of duty: who leads and who is on duty (accounts), from and until when."""

    start: datetime
    end: datetime
    kind: str
    leader: str
    member: str

    def overlaps(self, span: Span, work_begins: time) -> bool:
        """Whether the span leaves a part of it uncovered.

        A leave lasts from the morning's begin of work on its first day, or from noon, to the midnight (or noon) that
        ends it: a night duty that is over when the leave begins does not clash.
        """
        zone = self.start.tzinfo
        begins = work_begins if span.first.half is Half.MORNING else _NOON
        first = datetime.combine(span.first.day, begins, zone)
        if span.last.half is Half.MORNING:
            last = datetime.combine(span.last.day, _NOON, zone)
        else:
            last = datetime.combine(span.last.day + timedelta(days=1), time(), zone)
        return self.start < last and first < self.end
