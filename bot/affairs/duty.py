"""Duty in the conversation: the roster, swaps, taking over, the log (rules M19)."""

from __future__ import annotations

from bot.affairs import (
    duty_asked,
    duty_cannot,
    duty_cover,
    duty_exchange,
    duty_hand_off,
    duty_import,
    duty_log,
    duty_log_asked,
    duty_replaced,
    duty_roster,
    duty_swap,
    duty_table,
    duty_watch,
    duty_withdraw,
)
from bot.affairs.affair import Affair
from bot.language import Understanding
from bot.turn import Turn
from schedules.duty_take_over import PURPOSE as TAKE_OVER


def _on_words(turn: Turn, short: str, said: Understanding) -> bool:
    rooms = (
        duty_watch,
        duty_hand_off,
        duty_import,
        duty_log,
        duty_log_asked,
        duty_table,
        duty_asked,
        duty_roster,
        duty_exchange,
        duty_withdraw,
        duty_cannot,
        duty_swap,
    )
    return any(room.on_words(turn, short) for room in rooms)


DUTY = Affair(
    _on_words,
    {
        TAKE_OVER: duty_watch.on_tap,
        duty_log.PURPOSE: duty_log.on_tap,
        duty_roster.DRAFT: duty_roster.on_draft,
        duty_cover.CHOOSE: duty_swap.on_choice,
        duty_replaced.REQUEST: duty_swap.on_request,
        duty_replaced.OFFICE: duty_swap.on_confirm,
    },
    duty_import.on_file,
)
