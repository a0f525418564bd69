"""Questions about the roster that name a person, a day that has been, or a day that there is not (rules M19-2)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.affairs import duty_days
from bot.turn import Turn
from handlers.duty import answers, changing, words
from storage import duty

_WHOSE = re.compile(
    r"(?P<who>[^\s，。？?]{2,10}?)(?:的)?(?:下次|下一次|最近)?(?:什么时候|什么时间|哪天|哪几天|哪一天|几号|啥时候)"
    r"(?:要|该|轮到)?(?:值班|带班|值夜班)(?:的)?(?:呢|啊)?"
)
_ON_A_DAY = re.compile(r"(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]?")
_ASKS_WHO = re.compile(r"(?:是)?谁(?:在)?(?:值班|带班|值夜班|值白班)|值班(?:的)?(?:是)?谁|带班(?:的)?(?:是)?谁")
_HALF_A_YEAR = timedelta(days=183)
_MOST = 3


def on_words(turn: Turn, short: str) -> bool:
    """«孙磊哪天值班»; «11月3日谁值班» said in December; «2月30日谁值班»."""
    asked = short.strip("？?")
    if match := _WHOSE.fullmatch(asked):
        return _of_somebody(turn, match["who"])
    day = _ON_A_DAY.search(asked)
    if day is None or "年" in asked or not _ASKS_WHO.search(asked) or len(_ON_A_DAY.findall(asked)) > 1:
        return False
    return _on_that_day(turn, day, asked)


def _of_somebody(turn: Turn, who: str) -> bool:
    found = changing.named(who, turn.facts.directory)
    if not found:
        return False
    if len(found) > 1:
        turn.answer(words.who_is_meant(who, [f"{member.unit}{member.name}" for member in found]))
        return True
    member = found[0]
    own = duty.of_member(turn.uow, turn.org, member.account, turn.now)[:_MOST]
    turn.answer(answers.answer_about(own, member.account, turn.facts))
    return True


def _on_that_day(turn: Turn, match: re.Match[str], asked: str) -> bool:
    """A day that has been is this year's; one to come, and one that is plain, is answered like any other question."""
    today = turn.now.date()
    month, number = int(match["month"]), int(match["day"])
    day = _day(today.year, month, number)
    if day is None and _day(today.year + 1, month, number) is None:
        turn.answer(words.no_such_day(match[0]))
        return True
    if day is None or not today - _HALF_A_YEAR < day < today:
        return False
    slots = duty_days.slots_on(turn, day, duty_days.kind_in(asked))
    turn.answer(answers.answer(slots, duty_days.midnight(day, turn.now), turn.facts))
    return True


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
