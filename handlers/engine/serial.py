"""Numbers that people can say: QJ-2026-0042, QJ42, or just 42 among what waits for somebody."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FULL = re.compile(r"^([A-Z]{2})-?(\d{4})-(\d{1,6})$")
_SHORT = re.compile(r"^([A-Z]{2})?-?0*(\d{1,6})$")


@dataclass(frozen=True)
class Spoken:
    """A number as somebody said it: the year and the prefix may be left out ("" and 0)."""

    prefix: str
    year: int
    number: int

    def means(self, serial: str) -> bool:
        """Whether this full serial can be what was said."""
        prefix, year, number = serial.split("-")
        return self.number == int(number) and self.year in (0, int(year)) and self.prefix in ("", prefix)


def make(prefix: str, year: int, number: int) -> str:
    """The serial of a new request: running number per org, kind and year, four digits at least."""
    return f"{prefix}-{year}-{number:04d}"


def spoken(words: str) -> Spoken | None:
    """What number these words say, or None where they say none."""
    words = words.strip().upper().replace("—", "-").replace("_", "-")
    if full := _FULL.match(words):
        return Spoken(full[1], int(full[2]), int(full[3]))
    if short := _SHORT.match(words):
        return Spoken(short[1] or "", 0, int(short[2]))
    return None


def running(serial: str) -> int:
    """The running number at the end: the short form that a leader may type."""
    return int(serial.rsplit("-", 1)[1])
