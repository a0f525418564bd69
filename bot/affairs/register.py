"""Every affair that the conversation knows. A new one is added here, in one line."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.affairs.affair import Affair
from bot.affairs.attendance.affair import ATTENDANCE
from bot.affairs.clock import CLOCK
from bot.affairs.contacts import CONTACTS
from bot.affairs.duty import DUTY
from bot.affairs.gatherings import GATHERINGS
from bot.affairs.key_points import KEY_POINTS
from bot.affairs.period_sheets import PERIOD_SHEETS
from bot.affairs.quarter_notice import QUARTER_NOTICE
from bot.affairs.yearly import YEARLY
from bot.incoming import Tap
from bot.turn import Turn
from storage.cards import Shown

AFFAIRS: tuple[Affair, ...] = (
    ATTENDANCE,
    CLOCK,
    CONTACTS,
    DUTY,
    GATHERINGS,
    KEY_POINTS,
    PERIOD_SHEETS,
    QUARTER_NOTICE,
    YEARLY,
)

TAPS: Mapping[str, Callable[[Turn, Shown, Tap], None]] = {
    purpose: on_tap for affair in AFFAIRS for purpose, on_tap in affair.purposes.items()
}
"""What a tap on a card of an affair does, by the card's purpose."""
