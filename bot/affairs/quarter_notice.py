"""The office publishes the quarter's information notice, or keeps it (rules M08-5)."""

from __future__ import annotations

from dataclasses import replace

from bot.affairs.affair import Affair
from bot.affairs.gathering_turns import big_groups
from bot.incoming import Tap
from bot.turn import Turn
from handlers.information.quarter import PUBLISH
from schedules.quarter_notice import PURPOSE
from storage.cards import Shown


def _on_tap(turn: Turn, shown: Shown, tap: Tap) -> None:
    """发布 puts the draft as it was read into the group; once, whoever taps again."""
    if not shown.card.bears(tap.button):
        return turn.reply("这份通报已经办过了。")
    published = tap.button == PUBLISH
    outcome = "已发布到全体群。" if published else "没有发布，留在这里备查。"
    text = shown.card.text.rsplit("\n", 1)[0]
    turn.out.repaint(replace(shown, card=shown.card.over(f"{text}\n{turn.member.name}：{outcome}")))
    turn.record("quarter notice", tap.button)
    for group in big_groups(turn.facts) if published else []:
        turn.out.say_in_group(group, text)
    return None


QUARTER_NOTICE = Affair(lambda turn, text, said: False, {PURPOSE: _on_tap})
