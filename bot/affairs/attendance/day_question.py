"""«今天谁迟到», «昨天谁没来», «今天考勤情况»: for the office and the leadership, in the single chat."""

from __future__ import annotations

import re

from bot.affairs.attendance import book
from bot.affairs.attendance.past_days import past_days
from bot.exports.words import may_read_books
from bot.turn import Turn
from handlers.attendance import day_words as words
from handlers.engine.days import Span
from storage import absences

_WHO = re.compile(
    r"(?P<day>.{0,12}?)(?:都)?(?:有)?(?:谁|哪些人|哪几个人?|哪个)(?:又|还)?"
    r"(?P<what>迟到|早退|没来|没有来|没到岗|没到|没上班|旷工|缺勤)(?:了|的)?[？?]?"
)
_ALL = re.compile(r"(?P<day>.{1,12}?)(?:的)?(?:全体|全办|全乡|大家的?)?(?:考勤|出勤)(?:登记)?(?:情况|怎么样)?[？?]?")
_KINDS = {"迟到": words.LATE, "早退": words.EARLY}


def on_words(turn: Turn, text: str) -> bool:
    """Whether the words ask about one day as a whole; then it is answered, or why not is said."""
    match = _WHO.fullmatch(text)
    what = _KINDS.get(match["what"], words.ABSENT) if match else words.ALL
    match = match or (_ALL.fullmatch(text) if may_read_books(turn.member, turn.facts.directory) else None)
    if match is None:
        return False
    try:
        days, rest = past_days(match["day"] or "今天", turn.facts.today)
    except ValueError:
        return False
    if days is None or days.first != days.last or rest.strip("的，, 上班"):
        return False
    turn.acknowledge()
    if not may_read_books(turn.member, turn.facts.directory):
        turn.reply(words.NOT_YOURS)
        return True
    day = days.first
    found = [record for record in book.standing(turn) if record.day == day]
    span = Span.whole_days(day, day)
    away = [a for a in absences.within(turn.uow, turn.org, day, day) if a.span.overlaps(span)]
    turn.reply(words.registered(what, day, found, away, turn.facts.directory, turn.facts.today))
    return True
