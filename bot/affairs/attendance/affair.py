"""Attendance, as the conversation hears of it (考勤制度; rules M20-1 to M20-3, M20-7)."""

from __future__ import annotations

from bot.affairs.affair import Affair
from bot.affairs.attendance import correcting, entering, objecting, verifying
from bot.language import Understanding
from bot.turn import Turn


def _on_words(turn: Turn, text: str, said: Understanding) -> bool:
    return correcting.on_words(turn, text) or objecting.on_words(turn, text) or entering.on_words(turn, text)


ATTENDANCE = Affair(
    _on_words,
    {
        entering.CHECK: entering.on_tap,
        verifying.VERIFY: verifying.on_tap,
        objecting.OBJECTION: objecting.on_tap,
    },
)
