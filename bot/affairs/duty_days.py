"""Which day, month and shift of the roster words mean."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.turn import Turn
from handlers.duty.hours import DAY, NIGHT
from handlers.engine.absence import DutySlot
from storage import duty

_MONTH = re.compile(
    r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?:份)?|(?P<next>下个?月)|(?P<last>上个?月)|(?P<this>本月|这个?月|当月)"
)


@dataclass(frozen=True)
class Month:
    """A month of the roster."""

    year: int
    month: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    def called(self, today: date) -> str:
        """«1月», with the year where it is not this one."""
        return f"{self.month}月" if self.year == today.year else f"{self.year}年{self.month}月"


def month_in(words: str, today: date) -> Month | None:
    """The month that the words name; a number alone is this year's, next year's where that is past by half a year."""
    match = _MONTH.search(words)
    if match is None:
        return None
    if match["next"]:
        after = today.replace(day=28) + timedelta(days=4)
        return Month(after.year, after.month)
    if match["last"]:
        before = today.replace(day=1) - timedelta(days=1)
        return Month(before.year, before.month)
    if match["this"]:
        return Month(today.year, today.month)
    month = int(match["month"])
    if not 1 <= month <= 12:
        return None
    year = int(match["year"]) if match["year"] else today.year + (today.month - month > 6)
    return Month(year, month)


def day_in(turn: Turn, words: str) -> date | None:
    """The one day that the words name: 12月5日, 明天, 下周六."""
    said = turn.reader.understand(f"{words}谁值班", turn.now, "single").slots
    value = said.get("date") or said.get("start")
    if value is None or ("end" in said and str(said["end"])[:10] != str(value)[:10]):
        return None
    return date.fromisoformat(str(value)[:10])


def kind_in(words: str) -> str:
    """白班 or 夜班 where the words say which; "" where they do not."""
    if re.search(r"夜班|晚班|晚上|夜里|昨晚|今晚|当晚|昨夜|夜间", words):
        return NIGHT
    return DAY if re.search(r"白班|白天", words) else ""


def slots_on(turn: Turn, day: date, kind: str = "") -> Sequence[DutySlot]:
    """The slots that begin on this day, of this kind where one is named."""
    since = midnight(day, turn.now)
    found = duty.beginning(turn.uow, turn.org, since, since + timedelta(days=1))
    return [slot for slot in found if kind in ("", slot.kind)]


def around(turn: Turn, slots: Sequence[DutySlot]) -> tuple[DutySlot, ...]:
    """Every slot from two days before to two days after these."""
    margin = timedelta(days=2)
    since, until = min(s.start for s in slots) - margin, max(s.end for s in slots) + margin
    return duty.overlapping(turn.uow, turn.org, since, until)


def midnight(day: date, like: datetime) -> datetime:
    """The moment at which the day begins."""
    return datetime.combine(day, time(), like.tzinfo)
