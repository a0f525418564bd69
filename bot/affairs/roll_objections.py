"""Somebody says that the roll is wrong about them: the office decides, both stay on record (rules M18-5)."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.affairs import gathering_turns as which
from bot.incoming import Tap
from bot.turn import Turn
from handlers import meeting as words
from handlers.engine.roll_call import Mark
from storage.cards import Shown

OBJECTION = "roll_objection"

_OBJECTS = re.compile(
    r"对?(?:昨天|今天|本周)?的?(?:例会|学习)?(?:的)?(?:点名|签到)(?:结果)?有(?:异议|意见)[，,：: ]*(?P<why>.*)", re.S
)


def on_words(turn: Turn, text: str) -> bool:
    """«对学习点名有异议，我坐在后排»: a card to the office; the group hears nothing."""
    match = _OBJECTS.fullmatch(text)
    if match is None:
        return False
    turn.acknowledge()
    gathering = which.last_closed(turn)
    if gathering is None:
        turn.reply("点名结束后24小时内可以提异议；现在没有可以提异议的点名，请直接联系党政办。")
        return True
    line = next((line for line in which.roll_of(turn, gathering) if line.member == turn.member), None)
    contact = turn.facts.contact(but=turn.account)
    if line is None or not contact:
        turn.reply("您不在这次点名的名单里，请直接联系党政办。")
        return True
    why = match["why"].strip()
    which.note(turn, gathering, turn.account, Mark.OBJECTION, why)
    context = {**which.key_of(gathering), "member": turn.account, "why": why}
    turn.out.show(contact, words.objection(gathering, line, why, turn.facts), OBJECTION, context=context)
    turn.reply(f"已转党政办核实，现在记的是“{line.mark.value}”。结果会告诉您，原记录和您的说明都会保留。")
    return True


def on_tap(turn: Turn, shown: Shown, tap: Tap) -> None:
    """The office accepts it (the person was there) or does not, with its words."""
    gathering = which.shown_on(turn, shown)
    account = str(shown.context["member"])
    line = next(line for line in which.roll_of(turn, gathering) if line.member.account == account)
    said = tap.input.strip()
    accepted = tap.button == words.ACCEPT
    if accepted:
        which.amend(turn, gathering, line, Mark.PRESENT, f"异议采纳：{shown.context['why']}")

    def outcome(whose: str) -> str:
        return words.objection_settled(gathering, accepted, turn.member.name, whose, said, turn.facts)

    turn.out.repaint(replace(shown, card=shown.card.over(outcome(line.member.name))))
    turn.out.say(account, outcome("您"))
