"""The rows of the duty log and its hand-overs, as they are written down (值班制度 第2条; rules M19-5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Event(StrEnum):
    """What happened to a point; the value is the word in the book."""

    NOTED = "值班记录"
    CORRECTED = "更正记录"
    OPENED = "待办"
    DONE = "办结"


@dataclass(frozen=True)
class Row:
    """One row of the log: the running number of the year, what was done to it, and by whom (account).

    `shift` is when the shift began that it belongs to; None where it was noted in working hours. `happened` is when
    it happened, `at` when it was written down.
    """

    year: int
    number: int
    shift: datetime | None
    event: Event
    happened: datetime
    words: str
    writer: str
    at: datetime


@dataclass(frozen=True)
class HandOver:
    """That a shift (by its begin) was handed over: by whom, with what words, when."""

    shift: datetime
    member: str
    words: str
    at: datetime
