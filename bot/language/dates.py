"""Reads the times of a text: `TimeReader(calendar).find(text, now)`."""

from __future__ import annotations

from datetime import date, datetime

from bot.language.times.atoms import Atom, Length
from bot.language.times.grouping import group
from bot.language.times.holidays import HOLIDAY_RULES
from bot.language.times.lunar import lunar_day, solar_term
from bot.language.times.moments import Lasting, Moment, Times, TimeSpan
from bot.language.times.scanner import Scanner
from bot.language.times.spans import Sight, mere_festivals, spans
from handlers.engine.calendar import Calendar

__all__ = ["Lasting", "Length", "Moment", "TimeReader", "TimeSpan", "Times"]

# The years that most messages speak of; any other is computed when it is first met.
_WARM_YEARS = (2026, 2027)


class TimeReader:
    """Finds days, parts of the day, clock times, ranges and lengths in Chinese text."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._scanner = Scanner().with_rules(HOLIDAY_RULES)

    def warm(self) -> None:
        """Loads the lunar and the holiday tables, which otherwise the first message that speaks of them waits for."""
        self.calendar.knows(date(2026, 1, 1))
        for year in _WARM_YEARS:
            lunar_day(year, 1, 1)
            solar_term(year, "清明")

    def scan(self, text: str) -> list[Atom]:
        """The words of time, not yet seen as dates."""
        return self._scanner.scan(text)

    def find(self, text: str, now: datetime, past: bool = False, atoms: list[Atom] | None = None) -> Times:
        """The times of the text as seen at `now`; `past` where it speaks of what was (the last 周一, not the next)."""
        words, lengths = group(text, self.scan(text) if atoms is None else atoms)
        found = spans(text, words, Sight(now, self.calendar, past))
        about = mere_festivals(text, words, found)
        return Times(tuple(span for span in found if span not in about), tuple(lengths), tuple(about))
