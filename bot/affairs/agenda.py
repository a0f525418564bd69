"""What the heads of the units report for the weekly meeting: two lines, last week and this week (rules M01-6)."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.affairs import gathering_turns as which
from bot.turn import Turn
from handlers.engine.gathering import Gathering, Series, Standing
from handlers.engine.people import Role
from handlers.engine.roll_call import Mark
from handlers.meeting import words
from storage import gatherings

_BEFORE = r"(?:(?:报|汇报)?例会(?:汇报|汇总|议题|两句话)?[：:，, ]*|[\u4e00-\u9fff]{2,14}[：:] *)?"
"""«例会汇报 上周…», «卫生院：上周…»."""
_LAST, _THIS = "上周", "本周"
_BOTH = re.compile(rf"{_BEFORE}(?P<said>上周[：:，, ]?.+(?:本周|这周|下周)[：:，, ]?.+)", re.S)
_ONE = re.compile(rf"{_BEFORE}(?P<said>(?P<week>上周|本周|这周|下周)[：:].+)", re.S)


def on_words(turn: Turn, text: str) -> bool:
    """A head's two lines, together or one after the other."""
    heads = {unit.head for unit in turn.facts.directory.units.values()}
    match = _BOTH.fullmatch(text) or _ONE.fullmatch(text)
    if match is None or turn.account not in heads or turn.group:
        return False
    coming = which.next_after(turn, Series.MEETING, turn.facts.today - timedelta(days=1))
    if coming is None or coming.at is None:
        return False
    said = match["said"]
    if "week" in match.groupdict():
        said = _put_together(turn, coming, said)
    which.note(turn, coming, turn.account, Mark.AGENDA, said)
    over = coming.standing is Standing.CLOSED
    out_at = words.list_out_at(coming, turn.facts)
    late = out_at is not None and turn.now >= out_at
    turn.reply(words.agenda_noted(late, over, _missing(said)))
    if late:
        _pass_on(turn, said, over)
    return True


def _put_together(turn: Turn, coming: Gathering, said: str) -> str:
    """The other line, where it was sent before."""
    noted = gatherings.events(turn.uow, turn.org, coming.series, coming.planned)
    own = [event.words for event in noted if event.member == turn.account and event.mark is Mark.AGENDA]
    before = own[-1] if own else ""
    if not before or _missing(before) != (_LAST if said.startswith(_LAST) else _THIS):
        return said
    return f"{said}；{before}" if said.startswith(_LAST) else f"{before}；{said}"


def _missing(said: str) -> str:
    """The line that is not there: 上周, 本周, "" for none."""
    if _BOTH.fullmatch(said):
        return ""
    return _THIS if said.startswith(_LAST) else _LAST


def _pass_on(turn: Turn, said: str, over: bool) -> None:
    """To the office, and to the hosts too until the meeting is over."""
    hosts = () if over else turn.facts.directory.holders(Role.PRINCIPAL)
    receivers = [*(host.account for host in hosts), turn.facts.contact(but=turn.account) or ""]
    for account in dict.fromkeys(filter(None, receivers)):
        if account != turn.account:
            turn.out.say(account, words.agenda_late(turn.member, said, turn.facts))
