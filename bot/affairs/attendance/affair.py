"""Attendance, as the conversation hears of it (考勤制度; rules M20-1 to M20-3, M20-7)."""

from __future__ import annotations

from bot.affairs.affair import Affair
from bot.affairs.attendance import correcting, entering, objecting, sheets, verifying
from bot.language import Understanding
from bot.turn import Turn


def _on_words(turn: Turn, text: str, said: Understanding) -> bool:
    heard = (correcting.on_words, objecting.on_words, sheets.on_words, entering.on_words)
    return any(on_words(turn, text) for on_words in heard)


ATTENDANCE = Affair(
    _on_words,
    {
        entering.CHECK: entering.on_tap,
        verifying.VERIFY: verifying.on_tap,
        objecting.OBJECTION: objecting.on_tap,
    },
)
