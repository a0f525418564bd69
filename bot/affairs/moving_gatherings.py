"""When a meeting or study is held: asked of the office before a holiday, moved or stopped by its word (rules M01-5)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from bot.affairs import gathering_turns as which
from bot.incoming import Tap
from bot.turn import Turn
from handlers import meeting as words
from handlers.engine.gathering import Gathering, Series, Standing, by_default
from storage import gatherings
from storage.cards import Shown
from storage.instants import ZONE


def move(turn: Turn, match: re.Match[str]) -> None:
    series = Series(match["what"])
    gathering = which.meant(turn, series, match["which"])
    at = which.moment_said(turn, match["when"], gathering)
    if at is None:
        return turn.reply(f"改到什么时候没有看懂，请写成“{match['which']}{series.value}改到周二上午9点”的样子。")
    if at <= turn.now:
        return turn.reply("改到的时间已经过了，请重新说一个时间。")
    return _settle(turn, replace(gathering, at=at, standing=Standing.PLANNED, settled=True), tell=True)


def stop(turn: Turn, match: re.Match[str]) -> None:
    gathering = which.meant(turn, Series(match["what"]), match["which"])
    return _settle(turn, replace(gathering, at=None, standing=Standing.CANCELLED, settled=True), tell=True)


def on_question(turn: Turn, shown: Shown, tap: Tap) -> None:
    """The office says how a holiday moves it; the last word counts, until it begins."""
    gathering = which.shown_on(turn, shown)
    usual = by_default(
        gathering.series, gathering.planned, words.policy_of(gathering.series, turn.facts), turn.facts.calendar, ZONE
    )
    start = words.policy_of(gathering.series, turn.facts).start
    if tap.button == words.STOP:
        settled = replace(gathering, at=None, standing=Standing.CANCELLED, settled=True)
    elif tap.button == words.AS_USUAL:
        at = datetime.combine(gathering.planned, start, ZONE)
        settled = replace(gathering, at=at, standing=Standing.PLANNED, settled=True)
    else:
        written = tap.input.strip()
        moved = which.moment_said(turn, written, gathering) if written else usual.at
        if moved is None or moved <= turn.now:
            return turn.reply("改到什么时候没有看懂，请在卡片里写日期和时间，例如“4月8日9点”，再点“改期”。")
        settled = replace(gathering, at=moved, standing=Standing.PLANNED, settled=True)
    turn.out.repaint(replace(shown, card=shown.card.over(words.settled(settled, turn.member.name, turn.facts))))
    return _settle(turn, settled, tell=settled.at != usual.at)


def _settle(turn: Turn, gathering: Gathering, tell: bool) -> None:
    gatherings.put(turn.uow, turn.org, gathering, turn.account, turn.now)
    turn.record("gathering settled", f"{gathering.series.value} {gathering.planned}")
    turn.reply(words.settled(gathering, "已记下", turn.facts))
    if tell:
        for group in which.big_groups(turn.facts):
            turn.out.say_in_group(group, words.to_everybody(gathering, turn.facts))
