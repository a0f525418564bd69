"""What times are once they are put together: moments, spans, lengths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time

from bot.language.times.atoms import Day, Length


@dataclass(frozen=True, slots=True)
class Moment:
    """One point in time as said.

    `day` is None where the words name none that can be settled (五一后); `last` is the last day where they mean several
    (周末, 国庆假期). `kind` as in `Meant`, or "" where no day was said and `day` is taken from what stands before it.
    `lead` and `tail`: from, to, by (截止), before, after, back (回) as the words around it say.
    """

    begin: int
    end: int
    day: date | None
    last: date | None = None
    kind: str = ""
    part: str = ""
    clock: time | None = None
    lead: str = ""
    tail: str = ""
    others: tuple[date, ...] = ()
    unknown_year: bool = False
    bare_hour: bool = False
    vague: tuple[date, date] | None = None
    festive: bool = False

    @property
    def several(self) -> bool:
        return self.last is not None and self.last != self.day

    def value(self) -> str:
        """«2026-12-02», or «2026-12-02T09:30» where a clock time was said."""
        return _value(self.day, self.clock)

    def last_value(self) -> str:
        return _value(self.last or self.day, self.clock)


def _value(day: date | None, clock: time | None) -> str:
    if day is None:
        return ""
    return day.isoformat() if clock is None else f"{day.isoformat()}T{clock:%H:%M}"


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A moment, or a range of two."""

    first: Moment
    last: Moment | None = None
    listed: bool = False  # one of several days named side by side (周一、周三)
    solid: bool = False  # several days named side by side, without a gap (8号9号10号)

    @property
    def begin(self) -> int:
        return self.first.begin

    @property
    def end(self) -> int:
        return (self.last or self.first).end


@dataclass(frozen=True, slots=True)
class Lasting:
    """A length of time and where it stands."""

    begin: int
    end: int
    length: Length


@dataclass(frozen=True, slots=True)
class Times:
    """All the times of a text."""

    spans: tuple[TimeSpan, ...] = ()
    lengths: tuple[Lasting, ...] = ()
    about: tuple[TimeSpan, ...] = ()  # said beside the time that is meant (国庆期间3号)

    def moments(self) -> Iterator[Moment]:
        for span in self.spans:
            yield span.first
            if span.last:
                yield span.last

    def covered(self) -> Iterator[tuple[int, int]]:
        for span in self.spans:
            if span.solid:
                yield span.begin, span.end
                continue
            yield span.first.begin, span.first.end
            if span.last:
                yield span.last.begin, span.last.end
        for span in self.about:
            yield span.begin, span.end
        for lasting in self.lengths:
            yield lasting.begin, lasting.end


@dataclass(slots=True)
class Words:
    """The words of one moment, not yet seen as a date."""

    begin: int
    end: int
    day: Day | None = None
    part: str = ""
    clock: tuple[int, int] | None = None
    lead: str = ""
    tail: str = ""
    more: list[Day] = field(default_factory=list)
