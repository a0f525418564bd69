"""Every affair that the conversation knows. A new one is added here, in one line."""

from __future__ import annotations

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
