"""Somebody says that the roll is wrong about them: the office decides, both stay on record (rules M18-5)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.affairs import gathering_turns as which
from bot.incoming import Tap
from bot.turn import Turn
from handlers.engine.gathering import Gathering
from handlers.engine.roll_call import Line, Mark
from handlers.engine.wording import say_clock
from handlers.meeting import words
from storage import cards
from storage.cards import Shown

OBJECTION = "roll_objection"

_OBJECTS = re.compile(
    r"对?(?:昨天|今天|本周|这次|[0-9月日号]{2,6})?的?(?P<what>例会|学习)?的?(?:点名|签到)(?:结果|记录)?我?"
    r"(?:有(?:异议|意见|误)|(?:搞|记|弄|点|登记)错了?|不对)了?[，,：:。 ]*(?P<why>.*)",
    re.S,
)


def on_words(turn: Turn, text: str) -> bool:
    """«对学习点名有异议，我坐在后排»: a card to the office; the group hears nothing."""
    match = _OBJECTS.fullmatch(text)
    if match is None:
        return False
    turn.acknowledge()
    gathering = which.last_closed(turn, match["what"])
    if gathering is None:
        turn.reply("点名结束后24小时内可以提异议；现在没有可以提异议的点名，请直接联系党政办。")
        return True
    line = next((line for line in which.roll_of(turn, gathering) if line.member == turn.member), None)
    contact = turn.facts.contact(but=turn.account)
    if line is None or not contact:
        turn.reply("您不在这次点名的名单里，请直接联系党政办。")
        return True
    turn.reply(_object(turn, gathering, line, contact, match["why"].strip("，,。：: \n")))
    return True


def _object(turn: Turn, gathering: Gathering, line: Line, contact: str, why: str) -> str:
    """One card about one objection: said again it is the same one, with what was added."""
    if line.mark is Mark.PRESENT:
        return words.PRESENT_ALREADY
    context = {**which.key_of(gathering), "member": turn.account, "why": why}
    waiting = _waiting(turn, context)
    if waiting is not None and (not why or why == waiting.context["why"]):
        return words.objection_waiting(line)
    which.note(turn, gathering, turn.account, Mark.OBJECTION, why)
    card = words.objection(gathering, line, why, turn.facts)
    if waiting is not None:
        turn.out.repaint(replace(waiting, card=card, context=context))
    else:
        turn.out.show(contact, card, OBJECTION, context=context)
    return words.objection_sent(line)


def _waiting(turn: Turn, context: Mapping[str, str]) -> Shown | None:
    """The card about the same person's objection to the same roll that nobody has decided yet."""
    same = ("series", "planned", "member")
    return next(
        (
            shown
            for shown in cards.serving(turn.uow, turn.org, OBJECTION)
            if shown.card.bears(words.ACCEPT) and all(shown.context[key] == context[key] for key in same)
        ),
        None,
    )


def on_tap(turn: Turn, shown: Shown, tap: Tap) -> None:
    """The office accepts it (the person was there) or does not, with its words; decided once (rules X2)."""
    if not shown.card.bears(tap.button):
        return turn.reply(words.objection_decided(str(shown.context.get("decided", ""))))
    gathering = which.shown_on(turn, shown)
    account = str(shown.context["member"])
    line = next(line for line in which.roll_of(turn, gathering) if line.member.account == account)
    said = tap.input.strip()
    accepted = tap.button == words.ACCEPT
    if accepted:
        which.amend(turn, gathering, line, Mark.PRESENT, f"异议采纳：{shown.context['why']}")

    def outcome(whose: str) -> str:
        return words.objection_settled(gathering, accepted, turn.member.name, whose, said, turn.facts)

    decided = f"{turn.member.name}{say_clock(turn.now)}{tap.button}"
    over = shown.card.over(outcome(line.member.name))
    turn.out.repaint(replace(shown, card=over, context={**shown.context, "decided": decided}))
    turn.out.say(account, outcome("您"))
    return None
