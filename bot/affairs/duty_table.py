"""The month's roster, asked for by anybody: its lines and the workbook, in the single chat (rules M19-2)."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.affairs import duty_book, duty_days
from bot.turn import Turn
from handlers.duty import table
from storage import duty
from storage.instants import ZONE

_ASKED = re.compile(
    r"(?:请|帮我|我要|我想)?(?:查看|看看|看|查|发|要)?(?:一下|下(?!个?月)|我)?"
    r"(?P<month>(?:\d{4}年)?\d{1,2}月份?|下个?月|本月|这个?月|当月|上个?月)?(?:的|份)?"
    r"(?:值班|带班)?(?:值班表|排班表|值班安排|值班名单)(?:发我|给我|发给我|看看)?(?:一下|一份)?(?:呢|吗|吧)?"
)


def on_words(turn: Turn, short: str) -> bool:
    """«12月值班表»; «下个月值班安排»; «值班表» is this month's."""
    match = _ASKED.fullmatch(short)
    month = duty_days.month_in(match["month"] or "本月", turn.now.date()) if match else None
    if month is None:
        return False
    if turn.group:
        turn.out.say_in_group(turn.group, f"@{turn.member.name} 值班表已私聊发给您。")
    called = month.called(turn.now.date())
    since = duty_days.midnight(month.first, turn.now)
    slots = duty.beginning(turn.uow, turn.org, since, duty_days.midnight(month.last + timedelta(days=1), turn.now))
    if not slots:
        turn.reply(table.nothing(called))
        return True
    missing = table.missing_in(slots, month.first, month.last, ZONE, turn.facts)
    turn.reply(table.month_lines(called, slots, missing, turn.facts))
    duty_book.send_file(turn, turn.account, f"{called}值班表", slots)
    return True
