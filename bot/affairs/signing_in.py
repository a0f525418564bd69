"""Signing in to a meeting or study: by words or by a tap on the group's card, never demanded (lessons 4.4)."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.affairs import gathering_turns as which
from bot.incoming import Tap
from bot.language import Understanding
from bot.turn import Turn
from handlers.engine.gathering import Gathering, Standing
from handlers.engine.people import Member
from handlers.engine.roll_call import Mark, count, expected, standing_mark
from handlers.meeting import words
from storage import cards, gatherings
from storage.cards import Shown

SIGN_IN = "sign_in"

_NOTHING_TODAY = "今天没有安排例会或者学习，不用签到。"


def open_sign_in(turn: Turn, match: re.Match[str]) -> None:
    gathering = which.today(turn, match["what"])
    if gathering is None:
        return turn.reply("今天没有安排例会或者学习，不能开始签到。")
    if gathering.standing is Standing.CLOSED:
        return turn.reply("今天的签到已经结束。")
    key = which.key_of(gathering)
    if any(shown.context == key for shown in cards.serving(turn.uow, turn.org, SIGN_IN)):
        return turn.reply(f"签到已经发到群里，没有再发。{words.figures(count(which.roll_of(turn, gathering)))}。")
    opened = replace(gathering, standing=Standing.OPEN)
    gatherings.put(turn.uow, turn.org, opened, turn.account, turn.now)
    turn.record("sign-in opened", f"{gathering.series.value} {gathering.planned}")
    for group in which.big_groups(turn.facts):
        card = words.sign_in_card(opened, turn.facts)
        turn.out.show_in_group(group, card, SIGN_IN, "", which.key_of(opened))
    return turn.reply(f"已在群里发出签到。{words.figures(count(which.roll_of(turn, opened)))}。现场登记请回复“点名”。")


def sign_in(turn: Turn, said: Understanding) -> None:
    gathering = which.entering(turn)
    person = said.slots.get("person")
    if gathering is None and person is not None and turn.facts.directory.in_office(turn.member):
        gathering = which.open_now(turn)
    if gathering is None:
        held = which.held_today(turn)
        return turn.answer(words.no_signing_in(held[-1], turn.facts) if held else _NOTHING_TODAY)
    if person is None:
        return _signed(turn, gathering, turn.member)
    named = [str(one) for one in (person if isinstance(person, list) else [person])]
    if not turn.facts.directory.in_office(turn.member):
        return turn.reply("代别人签到由党政办办理，请本人签到，或者告诉党政办。")
    for name in named:
        found = turn.facts.directory.named(name)
        if len(found) != 1:
            turn.reply(f"“{name}”{'有重名，请写清单位' if found else '不在花名册里'}，没有登记。")
            continue
        _signed(turn, gathering, found[0])
    return None


def _signed(turn: Turn, gathering: Gathering, member: Member) -> None:
    whose = "" if member == turn.member else member.name
    if member not in expected(turn.facts):
        return turn.reply(words.not_on_the_list(whose or "您"))
    noted = gatherings.events(turn.uow, turn.org, gathering.series, gathering.planned)
    before = standing_mark(member.account, noted)
    if before is not None and before.mark in (Mark.PRESENT, Mark.LATE):
        return turn.reply(words.signed_in_before(whose or "您", before))
    late = turn.now if gathering.at and turn.now > gathering.at else None
    which.note(turn, gathering, member.account, Mark.LATE if late else Mark.PRESENT, words.SIGN_IN)
    return turn.reply(whose + words.signed_in(gathering, late))


def on_tap(turn: Turn, shown: Shown, tap: Tap) -> None:
    gathering = which.shown_on(turn, shown)
    if not which.may_sign_in(turn, gathering):
        return turn.reply(words.no_signing_in(gathering, turn.facts))
    return _signed(turn, gathering, turn.member)
