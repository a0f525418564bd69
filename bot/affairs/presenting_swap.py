"""Presenting in another's place: asked of a colleague, who agrees or not; by the office's word (rules M18-2)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

from bot.affairs.duty_roster import one_named
from bot.affairs.presenting import LEADS, held, meant
from bot.incoming import Tap
from bot.turn import Turn
from handlers.engine.people import Member
from handlers.engine.working_hours import next_allowed
from handlers.study import presenting_words as words
from handlers.study.presenting import Assigned, Exchange, against, cannot, next_turn, presenter
from schedules.presenter_reminder import PURPOSE
from storage import cards, presenters
from storage.cards import Shown

REQUEST = PURPOSE

_CANNOT = (
    r"(?:我?(?:实在|可能|恐怕)?(?:来不了|去不了|讲不了|参加不了|不能来|不能讲|不了|有事|没空|不在|请假)了?[，,。 ]*)?"
)
_ASKING = r"我?(?:想|要|能不能|可不可以|可以|能|申请|希望)*"
_CHANGE = r"(?:对调|调换|对换|互换|交换|调|换)(?:一下|一换|一次)?"
_SWAP = re.compile(
    rf"我?(?:想|要|申请)?(?:把|将)?我?(?P<mine>.{{0,14}}?)的?(?:集中)?(?:学习)?的?{LEADS}{_CANNOT}{_ASKING}"
    rf"(?:和|跟|与|同)(?P<who>.+?)的?{_CHANGE}(?:吗|吧|可以吗)?"
)
_SWAP_TURNED = re.compile(
    rf"我?(?:想|要|申请)?(?:和|跟|与|同)(?P<who>.+?){_CHANGE}(?P<mine>.{{0,14}}?)的?(?:集中)?(?:学习)?的?{LEADS}"
)
_HAND = re.compile(
    rf"(?:请|麻烦)?(?:把|将)?(?P<which>.{{0,14}}?)的?(?:集中)?(?:学习)?的?{LEADS}(?:换|改|调)(?:成|为|给|由)(?P<who>.+?)(?:来?{LEADS})?"
)
_SAID_SO = re.compile(rf"(?P<which>.{{0,14}}?)的?(?:集中)?学习的?(?:改|就)?由(?P<who>.{{2,8}}?)(?:来)?{LEADS}")
"""«这周日学习由高峰主讲»: the office says so; anybody else only mentions it."""
_HOW = re.compile(
    rf"我?(?:想|要)?(?:换|调换|调)(?:一下|个)?{LEADS}"
    rf"|.{{0,14}}?(?:学习)?的?我?{LEADS}(?:不了|我?(?:来不了|去不了|不能来|讲不了|没空))了?(?:怎么办)?"
)
_YES, _NO = frozenset(["同意换主讲", "同意主讲"]), frozenset(["不同意换主讲", "不同意主讲"])
_MOST_CARDS = 100


def on_words(turn: Turn, text: str) -> bool:
    """«下周日的主讲我想和高峰换一下»; «同意换主讲»; «把12月13日的主讲换成高峰»."""
    if text in _YES or text in _NO:
        turn.acknowledge()
        _in_words(turn, words.AGREE if text in _YES else words.DECLINE)
    elif match := _SWAP.fullmatch(text) or _SWAP_TURNED.fullmatch(text):
        turn.acknowledge()
        _ask(turn, match["mine"], match["who"])
    elif match := _HAND.fullmatch(text) or _said_by_the_office(turn, text):
        turn.acknowledge()
        _by_hand(turn, match["which"], match["who"])
    elif _HOW.fullmatch(text):
        turn.answer(words.HOW)
    else:
        return False
    return True


def _said_by_the_office(turn: Turn, text: str) -> re.Match[str] | None:
    return _SAID_SO.fullmatch(text) if turn.facts.directory.in_office(turn.member) else None


def _ask(turn: Turn, mine: str, who: str) -> None:
    """The other one has a card; nothing changes yet."""
    assigned = presenters.assigned(turn.uow, turn.org, turn.facts.today)
    day = _own(turn, mine, assigned)
    other, rest = _named(turn, who) if day else (None, "")
    if day is None or other is None:
        return None
    back = _back(turn, other, rest, day, assigned)
    if isinstance(back, str):
        return turn.reply(back)
    exchange = Exchange(turn.account, other.account, day, back)
    if why := against(exchange, turn.facts, assigned):
        return turn.reply(why)
    if _waits(turn, exchange):
        return turn.reply(words.asked_already(exchange, turn.facts))
    turn.out.show(other.account, words.request_card(exchange, turn.facts), REQUEST, context=exchange.to_data())
    turn.record("presenter swap asked", day.isoformat(), {"of": other.account})
    return turn.reply(words.asked(exchange, turn.facts))


def _waits(turn: Turn, exchange: Exchange) -> bool:
    """Whether the other one has a card about the very same that is not answered yet."""
    seen = cards.seen_by(turn.uow, turn.org, [exchange.taker], _MOST_CARDS)
    return any(s.purpose == REQUEST and s.card.buttons and s.context == exchange.to_data() for s in seen)


def _own(turn: Turn, said: str, assigned: Assigned) -> date | None:
    """The study that is meant, at which they present; None (and why is said) where they do not."""
    gathering = meant(turn, said)
    if isinstance(gathering, str):
        turn.reply(gathering)
        return None
    now = presenter(gathering.planned, turn.facts, assigned)
    if now is not None and now.account == turn.account:
        return gathering.planned
    turn.reply(words.not_yours(gathering.planned, now, turn.facts))
    return None


def _named(turn: Turn, who: str) -> tuple[Member | None, str]:
    """Whom the words name, and what is left of them; None (and that is said) where it is nobody."""
    names = [m.name for m in turn.facts.directory.members.values() if who.startswith(m.name)]
    name = max(names, key=len, default=who)
    return one_named(turn, name), who.removeprefix(name).strip("的在")


def _back(turn: Turn, other: Member, said: str, day: date, assigned: Assigned) -> date | str | None:
    """The turn that comes back: the study that is named, else their next one; None where they take no turns."""
    if not said:
        days = [one for one in held(turn, turn.facts.today) if one != day]
        return next_turn(other.account, days, turn.facts, assigned)
    gathering = meant(turn, said)
    if isinstance(gathering, str):
        return gathering
    theirs = presenter(gathering.planned, turn.facts, assigned)
    if theirs == other:
        return gathering.planned
    return words.not_theirs(gathering.planned, other.name, turn.facts)


def on_tap(turn: Turn, shown: Shown, tap: Tap) -> None:
    """同意 or 不同意, by whoever was asked."""
    _answer(turn, shown, tap.button)


def _answer(turn: Turn, shown: Shown, button: str) -> None:
    presenters.hold(turn.uow, turn.org)
    if not shown.card.bears(button):
        return turn.reply(words.SETTLED)
    exchange = Exchange.from_data(shown.context)
    contact = turn.facts.contact(but=turn.account)
    if button == words.DECLINE:
        turn.out.repaint(replace(shown, card=shown.card.over(words.DECLINED)))
        to = contact if exchange.on_leave else exchange.giver
        return turn.out.say(to, words.refused(exchange, turn.facts), not_before=_awake(turn)) if to else None
    if why := against(exchange, turn.facts, presenters.assigned(turn.uow, turn.org, turn.facts.today)):
        return turn.out.repaint(replace(shown, card=shown.card.over(why)))
    presenters.assign(turn.uow, turn.org, exchange.assigned, turn.now)
    turn.record("presenter swapped", exchange.given.isoformat(), {"from": exchange.giver, "to": exchange.taker})
    turn.out.repaint(replace(shown, card=shown.card.over(words.AGREED)))
    turn.out.say(exchange.giver, words.agreed(exchange, turn.facts), not_before=_awake(turn))
    if contact and contact != exchange.giver:
        turn.out.say(contact, words.told_office(exchange, turn.facts), not_before=_awake(turn))
    return None


def _in_words(turn: Turn, button: str) -> None:
    """The same without a tap, where a card of theirs is open."""
    seen = cards.seen_by(turn.uow, turn.org, [turn.account], _MOST_CARDS)
    shown = next((one for one in seen if one.purpose == PURPOSE and one.card.bears(button)), None)
    if shown is None:
        return turn.reply(words.NOTHING_TO_ANSWER)
    return _answer(turn, shown, button)


def _by_hand(turn: Turn, said: str, who: str) -> None:
    gathering = meant(turn, said)
    if isinstance(gathering, str):
        return turn.reply(gathering)
    presenters.hold(turn.uow, turn.org)
    now = presenter(gathering.planned, turn.facts, presenters.assigned(turn.uow, turn.org, turn.facts.today))
    if not turn.facts.directory.in_office(turn.member):
        own = now is not None and now.account == turn.account
        return _ask(turn, said, who) if own else turn.reply(words.OFFICE_ONLY)
    other = one_named(turn, who)
    if other is None:
        return None
    if other == now:
        return turn.reply(words.theirs_already(gathering.planned, other.name, turn.facts))
    exchange = Exchange(now.account if now else "", other.account, gathering.planned)
    if why := cannot(other.account, gathering.planned, turn.facts):
        return turn.reply(why)
    presenters.assign(turn.uow, turn.org, exchange.assigned, turn.now)
    turn.record("presenter changed", exchange.given.isoformat(), {"from": exchange.giver, "to": exchange.taker})
    for account in dict.fromkeys((exchange.giver, exchange.taker)):
        if account and account != turn.account:
            turn.out.say(account, words.told_changed(exchange, turn.facts), not_before=_awake(turn))
    return turn.reply(words.changed(exchange, turn.facts))


def _awake(turn: Turn) -> datetime:
    """Now, or the end of the quiet hours: nobody is woken for a presenter."""
    return next_allowed(turn.now, turn.facts.policy.reminders)
