"""What a point of the duty log says happened when, what is refused, and how it stands after what was done to it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from handlers.duty import log
from handlers.duty.log import EMPTY, ID_CARD, TOO_LONG, Said, own_shift, points, read
from handlers.engine.absence import DutySlot
from handlers.engine.duty_log import Event, Row
from storage.instants import ZONE

NOW = datetime(2026, 12, 2, 1, 5, tzinfo=ZONE)  # in the night shift that began on the evening before
SINCE = datetime(2026, 12, 1, 17, 0, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("words", "happened", "what"),
    [
        ("20:15 县应急办来电", "01T20:15", "县应急办来电"),
        ("20：15，县应急办来电", "01T20:15", "县应急办来电"),
        ("20点半县应急办来电", "01T20:30", "县应急办来电"),
        ("晚上8点15分左右，县应急办来电", "01T20:15", "县应急办来电"),
        ("昨晚10点 来访", "01T22:00", "来访"),
        ("凌晨0点50分 来电", "02T00:50", "来电"),
        ("01:06 来电", "02T01:06", "来电"),  # a minute ahead of this clock
        ("县应急办来电", "02T01:05", "县应急办来电"),
        ("3个村民来访", "02T01:05", "3个村民来访"),
    ],
)
def test_the_time_is_the_last_one_at_which_the_clock_showed_it(words: str, happened: str, what: str) -> None:
    at = datetime.fromisoformat(f"2026-12-{happened}").replace(tzinfo=ZONE)
    assert read(words, NOW, SINCE) == Said(at, what)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", EMPTY),
        ("   ", EMPTY),
        ("20:15", EMPTY),
        ("25:15 来电", "时间“25:15”不对"),
        ("20:75 来电", "时间“20:75”不对"),
        ("01:07 来电", "01:07还没有到"),
        ("16:59 来电", "16:59还没有到，或者不在这一班里"),
        ("来访人身份证532300199001011234", ID_CARD),
        ("来访人身份证53230019900101123X，已登记", ID_CARD),
        ("长" * 501, TOO_LONG),
    ],
)
def test_what_cannot_be_noted_says_why(words: str, why: str) -> None:
    said = read(words, NOW, SINCE)
    assert isinstance(said, str)
    assert why in said


def test_the_first_minute_before_the_shift_and_the_longest_text_are_taken() -> None:
    assert read("17:00 来电", NOW, SINCE) == Said(SINCE, "来电")
    assert isinstance(read("长" * 500, NOW, SINCE), Said)


@pytest.mark.parametrize(
    ("words", "unfinished"),
    [
        ("请民政明天答复", True),
        ("待核实", True),
        ("尚未联系上", True),
        ("等应急办回复", True),
        ("已报送，已办结", False),
        ("村民咨询社保待遇", False),
    ],
)
def test_words_that_say_that_something_is_left(words: str, unfinished: bool) -> None:
    assert log.is_unfinished(words) is unfinished


def row(event: Event, words: str = "", number: int = 1, minutes: int = 0) -> Row:
    at = NOW + timedelta(minutes=minutes)
    return Row(2026, number, SINCE, event, at, words, "qianj", at)


def test_a_correction_keeps_what_was_said_before() -> None:
    (point,) = points([row(Event.NOTED, "来电"), row(Event.CORRECTED, "来访", minutes=5)])
    assert (point.words, point.before, f"{point.happened:%H:%M}") == ("来访", ("01:05 来电",), "01:10")


@pytest.mark.parametrize(
    ("events", "is_open", "done"),
    [
        ([Event.NOTED], False, None),
        ([Event.NOTED, Event.OPENED], True, None),
        ([Event.NOTED, Event.OPENED, Event.DONE], False, "已回复"),
        ([Event.NOTED, Event.DONE, Event.OPENED], True, None),
        ([Event.NOTED, Event.OPENED, Event.CORRECTED], True, None),
    ],
)
def test_a_point_is_open_until_it_is_done(events: list[Event], is_open: bool, done: str | None) -> None:
    (point,) = points([row(event, "已回复" if event is Event.DONE else "来电") for event in events])
    assert (point.open, point.done) == (is_open, done)


def slot(start: str, member: str = "qianj", hours: int = 9) -> DutySlot:
    at = datetime.fromisoformat(start).replace(tzinfo=ZONE)
    return DutySlot(at, at + timedelta(hours=hours), "白班", "liwh", member)


BEFORE, RUNNING = slot("2026-12-05T00:00"), slot("2026-12-05T09:00")


@pytest.mark.parametrize(
    ("account", "now", "handed", "meant"),
    [
        ("qianj", "08:29", [], BEFORE),
        ("qianj", "08:30", [BEFORE], RUNNING),
        ("qianj", "08:29", [BEFORE], None),
        ("qianj", "09:00", [], RUNNING),
        ("qianj", "09:00", [RUNNING], BEFORE),
        ("liwh", "12:00", [], RUNNING),
        ("huangy", "12:00", [], None),
        ("qianj", "22:00", [], RUNNING),
        ("qianj", "22:01", [], None),
    ],
)
def test_who_writes_into_which_log(account: str, now: str, handed: list[DutySlot], meant: DutySlot | None) -> None:
    at = datetime.fromisoformat(f"2026-12-05T{now}").replace(tzinfo=ZONE)
    assert own_shift([BEFORE, RUNNING], account, frozenset(s.start for s in handed), at) == meant
