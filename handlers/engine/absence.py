"""Who is not at work when: what leave, outings and duty tell each other through the books."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from handlers.engine.days import Half, HalfDay, Span


class AbsenceKind(StrEnum):
    """Why somebody is not at work."""

    LEAVE = "leave"
    OUTING = "outing"


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


@dataclass(frozen=True)
class DutySlot:
    """A stretch of duty: who leads and who is on duty (accounts), from and until when."""

    start: datetime
    end: datetime
    kind: str
    leader: str
    member: str

    def overlaps(self, span: Span, noon_hour: int = 12) -> bool:
        """Whether a half day of the span falls into it: mornings end and afternoons begin at noon."""
        return any(self._touches(moment, noon_hour) for moment in span.halves())

    def _touches(self, moment: HalfDay, noon_hour: int) -> bool:
        day = datetime(moment.day.year, moment.day.month, moment.day.day, tzinfo=self.start.tzinfo)
        noon = day.replace(hour=noon_hour)
        first, last = (day, noon) if moment.half is Half.MORNING else (noon, day.replace(hour=23, minute=59))
        return self.start < last and first < self.end
