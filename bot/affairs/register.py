"""Every affair that the conversation knows. A new one is added here, in one line."""

from __future__ import annotations

from bot.affairs.affair import Affair
from bot.affairs.attendance.affair import ATTENDANCE
from bot.affairs.clock import CLOCK
from bot.affairs.contacts import CONTACTS
from bot.affairs.duty import DUTY
from bot.affairs.gatherings import GATHERINGS
from bot.affairs.quarter_notice import QUARTER_NOTICE

AFFAIRS: tuple[Affair, ...] = (ATTENDANCE, CLOCK, CONTACTS, DUTY, GATHERINGS, QUARTER_NOTICE)
