"""Attendance, as the conversation hears of it (考勤制度; rules M20-1 to M20-3, M20-7)."""

from __future__ import annotations

from bot.affairs.affair import Affair
from bot.affairs.attendance import (
    changes,
    correcting,
    day_question,
    entering,
    objecting,
    publishing,
    sheets,
    typed_taps,
    verifying,
)
from bot.affairs.attendance.which_one import WHICH
from bot.language import Understanding
from bot.turn import Turn
from schedules.attendance_publication import PURPOSE as PUBLICATION
from schedules.attendance_waiting import PURPOSE as VERIFY

_TAPS = {
    entering.CHECK: entering.on_tap,
    WHICH: entering.on_which,
    VERIFY: verifying.on_tap,
    objecting.OBJECTION: objecting.on_tap,
    PUBLICATION: publishing.on_tap,
    changes.CORRECTION: publishing.on_correction,
}
_HEARD = (correcting.on_words, objecting.on_words, day_question.on_words, sheets.on_words, entering.on_words)


def _on_words(turn: Turn, text: str, said: Understanding) -> bool:
    return typed_taps.on_words(turn, text, _TAPS) or any(on_words(turn, text) for on_words in _HEARD)


ATTENDANCE = Affair(_on_words, _TAPS)
