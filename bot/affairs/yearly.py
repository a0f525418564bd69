"""What the office says is done of what the year asks: the filing of last year's papers (rules M06-1)."""

from __future__ import annotations

import re

from bot.affairs.affair import Affair
from bot.language import Understanding
from bot.turn import Turn
from handlers.engine.people import Role
from schedules.year_points import FILED as KEY
from storage import office_settings

_WORDS = re.compile(r"(?:(?:上一?年度|去年|\d{4}年度?)的?(?:各类)?(?:档案)?)?归档(?:已经?)?(?:全部)?完成了?")
_DIRECTORS_ONLY = "归档是否完成由党政办主任或者副主任确认，请向他们报告。"


def _on_words(turn: Turn, text: str, said: Understanding) -> bool:
    if not _WORDS.fullmatch(text):
        return False
    year = turn.facts.today.year - 1
    if not (turn.member.holds(Role.OFFICE_DIRECTOR) or turn.member.holds(Role.VICE_DIRECTOR)):
        turn.reply(_DIRECTORS_ONLY)
        return True
    office_settings.put(turn.uow, turn.org, f"{KEY}{year}", turn.account)
    turn.record("papers filed", str(year))
    turn.reply(f"已登记：{year}年度档案归档已完成，今年不再提醒。")
    return True


YEARLY = Affair(_on_words)
