"""The office's recurring duties, as it looks at them and orders them in the chat (rules 1.24)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot import clock_orders
from bot import clock_words as words
from bot.affairs.affair import Affair
from bot.clock_orders import ClockDesk
from bot.language import Understanding
from bot.turn import Turn
from schedules.engine import Job

_LIST = re.compile(r"(?:查看|看看|有哪些|列出)?定时事项(?:列表|清单|有哪些)?")
_ORDER = re.compile(r"(?P<what>预览|现在发|立即发|停发|停用|恢复)(?:一下|一次)?[：: ]*(?P<name>\S.*)")
_MOVE = re.compile(r"把?(?P<which>(?:本周|这周|下周|下一次|这一次|今天|明天)的?)?(?P<name>.+?)改到(?P<when>.+)")

_DO: dict[str, Callable[[ClockDesk, Sequence[Job]], str]] = {
    "预览": clock_orders.preview,
    "现在发": clock_orders.run,
    "立即发": clock_orders.run,
    "停发": clock_orders.mute,
    "停用": clock_orders.mute,
    "恢复": clock_orders.unmute,
}
_SAID_OF_OTHERS = ("现在发", "立即发", "停用", "恢复")
"""Words that people use of other things too: without the name of a duty they are not ours."""


def on_words(turn: Turn, text: str, said: Understanding) -> bool:
    """Whether these words are about the clock; if so, it is done, for the office."""
    clock = ClockDesk(turn.uow, turn.org, turn.now, turn.account, turn.look_at, turn.matters)
    answer = _listed(clock, text) or _ordered(clock, text) or _moved(turn, clock, text)
    if answer is None:
        return False
    turn.reply(answer() if turn.facts.directory.in_office(turn.member) else words.OFFICE_ONLY)
    return True


def _listed(clock: ClockDesk, text: str) -> Callable[[], str] | None:
    return (lambda: clock_orders.listing(clock)) if _LIST.fullmatch(text) else None


def _ordered(clock: ClockDesk, text: str) -> Callable[[], str] | None:
    match = _ORDER.fullmatch(text)
    if match is None:
        return None
    what, name = match["what"], match["name"].strip().strip("“”")
    jobs = clock.named(name)
    if jobs:
        return lambda: _DO[what](clock, jobs)
    return None if what in _SAID_OF_OTHERS else lambda: words.unknown(name, clock.titles)


def _moved(turn: Turn, clock: ClockDesk, text: str) -> Callable[[], str] | None:
    match = _MOVE.fullmatch(text)
    jobs = clock.named(match["name"].strip()) if match else []
    if match is None or not jobs:
        return None
    to = _moment(turn, match["when"])
    if to is None:
        return lambda: words.WHEN_UNCLEAR.format(jobs[0].title)
    return lambda: clock_orders.move(clock, jobs, to, _not_before(turn.now, match["which"] or ""))


def _moment(turn: Turn, said: str) -> datetime | None:
    """The day and time that were named; both are wanted."""
    found = [one for one in turn.reader.times.find(said, turn.now).moments() if one.day and one.clock]
    if len(found) != 1 or found[0].day is None or found[0].clock is None:
        return None
    return datetime.combine(found[0].day, found[0].clock, turn.now.tzinfo)


def _not_before(now: datetime, which: str) -> datetime | None:
    """From when on the occurrence is meant: that of the next week begins with its Monday."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if which.startswith("下周"):
        return midnight + timedelta(days=7 - now.weekday(), seconds=-1)
    if which.startswith("明天"):
        return midnight + timedelta(days=1, seconds=-1)
    return None


CLOCK = Affair(on_words)
