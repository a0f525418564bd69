"""When a meeting or study is held: asked of the office before a holiday, moved or stopped by its word (rules M01-5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.affairs import gathering_turns as which
from bot.incoming import Envelope, Tap
from bot.turn import Turn
from handlers.engine.gathering import Gathering, Standing, by_default, exception
from handlers.meeting import moving, words
from schedules import gathering_question
from storage import cards, gatherings
from storage.cards import Shown
from storage.instants import ZONE

QUESTION, CHECK = gathering_question.PURPOSE, "gathering_move"
_MOST_CARDS = 20
_AWAITED = timedelta(minutes=30)
"""So long a day written by itself answers the question when it is moved to."""


def ask(turn: Turn, gathering: Gathering, at: datetime | None) -> None:
    """A card to the office with what everybody would read; nothing changes yet."""
    if why := _against(turn, gathering, at):
        return turn.reply(why)
    settled = _settled(gathering, at)
    asked = exception(gathering.series, gathering.planned, turn.facts.calendar)
    if settled.at == gathering.at and (gathering.settled or not asked):
        return turn.reply(moving.standing_already(settled, turn.facts))
    held = gatherings.held_on(turn.uow, turn.org, at.date(), turn.facts) if at else ()
    card = moving.check_card(settled, moving.doubts(gathering, at, held, turn.facts), turn.facts)
    context = {**which.key_of(gathering), "at": at.isoformat() if at else ""}
    turn.acknowledge()
    turn.out.show(turn.account, card, CHECK, context=context)
    return None


def usual_time(turn: Turn, gathering: Gathering) -> datetime:
    """Its own day by the week, at the hour of the policy."""
    return datetime.combine(gathering.planned, words.policy_of(gathering.series, turn.facts).start, ZONE)


def on_check(turn: Turn, shown: Shown, tap: Tap) -> None:
    """发到群里: it stands so, and everybody is told."""
    if not shown.card.bears(tap.button):
        return turn.reply(moving.SETTLED)
    gathering = which.shown_on(turn, shown)
    if tap.button == moving.LEAVE:
        over = shown.card.over(moving.left(gathering, turn.member.name, turn.facts))
        return turn.out.repaint(replace(shown, card=over))
    at = datetime.fromisoformat(shown.context["at"]) if shown.context["at"] else None
    if why := _against(turn, gathering, at):
        turn.out.repaint(replace(shown, card=shown.card.over(why)))
        return turn.reply(why)
    settled = _settled(gathering, at)
    return _settle(turn, settled, tell=True)


def on_question(turn: Turn, shown: Shown, tap: Tap) -> None:
    """The office says how a holiday moves it; afterwards it is changed in words, which are checked first."""
    gathering = which.shown_on(turn, shown)
    if not shown.card.bears(tap.button):
        return turn.reply(moving.settled_already(gathering, turn.facts))
    policy = words.policy_of(gathering.series, turn.facts)
    usual = by_default(gathering.series, gathering.planned, policy, turn.facts.calendar, ZONE)
    at: datetime | None = None
    if tap.button == words.AS_USUAL:
        at = usual_time(turn, gathering)
    elif tap.button == words.MOVE:
        written = tap.input.strip()
        at = which.moment_said(turn, written, gathering) if written else usual.at
        if at is None:
            cards.repaint(
                turn.uow, turn.org, replace(shown, context={**shown.context, "awaited": turn.now.isoformat()})
            )
            return turn.reply(moving.UNCLEAR_ON_CARD)
    if why := _against(turn, gathering, at):
        return turn.reply(why)
    settled = _settled(gathering, at)
    return _settle(turn, settled, tell=settled.at != gathering.at)


def on_answer(turn: Turn, text: str) -> bool:
    """A day and an hour by themselves, shortly after it was asked when it is moved to; «都停», «都照常»."""
    if turn.group or not turn.facts.directory.in_office(turn.member):
        return False
    seen = cards.seen_by(turn.uow, turn.org, [turn.account], _MOST_CARDS)
    asked = [shown for shown in seen if shown.purpose == QUESTION and shown.card.bears(words.MOVE)]
    if text in (f"都{words.STOP}", f"都{words.AS_USUAL}"):
        for shown in asked:
            on_question(turn, shown, _tap(turn, shown, text.removeprefix("都"), ""))
        return bool(asked)
    waiting = next((shown for shown in asked if _is_awaited(shown, turn.now)), None)
    if waiting is None or which.moment_said(turn, text, which.shown_on(turn, waiting)) is None:
        return False
    on_question(turn, waiting, _tap(turn, waiting, words.MOVE, text))
    return True


def _tap(turn: Turn, shown: Shown, button: str, written: str) -> Tap:
    envelope = Envelope(turn.org, turn.channel, "", turn.account, turn.now)
    return Tap(envelope, shown.id, button, written)


def _is_awaited(shown: Shown, now: datetime) -> bool:
    since = shown.context.get("awaited", "")
    return bool(since) and now - datetime.fromisoformat(since) <= _AWAITED


def _against(turn: Turn, gathering: Gathering, at: datetime | None) -> str:
    first, last = gathering.planned - timedelta(days=21), gathering.planned + timedelta(days=28)
    others = gatherings.coming(turn.uow, turn.org, gathering.series, first, last, turn.facts)
    return moving.against(gathering, at, others, turn.facts)


def _settled(gathering: Gathering, at: datetime | None) -> Gathering:
    standing = Standing.PLANNED if at else Standing.CANCELLED
    return replace(gathering, at=at, standing=standing, settled=True)


def _settle(turn: Turn, gathering: Gathering, tell: bool) -> None:
    gatherings.put(turn.uow, turn.org, gathering, turn.account, turn.now)
    turn.record("gathering settled", f"{gathering.series.value} {gathering.planned}")
    for shown in _open_cards(turn, gathering):
        over = shown.card.over(moving.settled(gathering, turn.member.name, turn.facts))
        turn.out.repaint(replace(shown, card=over))
    turn.reply(moving.settled(gathering, "已记下", turn.facts))
    if tell:
        for group in which.big_groups(turn.facts):
            turn.out.say_in_group(group, moving.to_everybody(gathering, turn.facts))


def _open_cards(turn: Turn, gathering: Gathering) -> list[Shown]:
    """Every question and check card about it that can still be tapped, whoever has it."""
    key = which.key_of(gathering)
    found = (
        shown for purpose in (QUESTION, CHECK) for shown in cards.serving(turn.uow, turn.org, purpose, _MOST_CARDS)
    )
    return [s for s in found if s.card.buttons and all(s.context[name] == value for name, value in key.items())]
