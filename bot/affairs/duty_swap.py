"""Swapping shifts: one asks, the other agrees, the office confirms (rules M19-4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.affairs import duty_book, duty_days
from bot.affairs.duty_cover import offer
from bot.affairs.duty_replaced import OFFICE, REQUEST, open_about, open_cards
from bot.affairs.duty_roster import carry_out, one_named
from bot.incoming import Tap
from bot.turn import Turn
from handlers.duty import resting, swapping
from handlers.duty.swapping import Swap
from handlers.engine.absence import DutySlot
from handlers.engine.wording import say_day
from storage import duty
from storage.cards import Shown

_WITH = re.compile(
    r"(?:我)?(?:想|要|申请)?(?:把|将)?(?:我)?(?P<mine>.*?)(?:想|要|能不能|可不可以|可以)*(?:和|跟|与|同)(?P<who>.+?)"
    r"(?:对调|调换|对换|互换|换班|调班|换)(?:一下|一换)?(?:班)?(?:吗|吧|可以吗)?"
)
_ALONE = re.compile(
    r"(?:我)?(?:想|要|申请|需要)?(?:把|将)?(?:我)?(?P<mine>.*?)的?(?:值班|带班)?(?:想|要|申请)*(?:换班|调班|换个班)"
)
_ABOUT_DUTY = re.compile(r"值班|带班|夜班|白班|晚班|换班|调班|的班")
_ANSWER = re.compile(r"(?P<no>不)?同意(?:和|跟|与)?(?P<who>.*?)的?(?:换班|调班|对调)(?:请求|申请)?")
_MOST_CARDS = 100


def on_words(turn: Turn, short: str) -> bool:
    """«我12月5日的值班想和钱俊换»; «换班»; «同意换班», «不同意刘洋换班»."""
    if match := _ANSWER.fullmatch(short):
        return _in_words(turn, swapping.DECLINE if match["no"] else swapping.AGREE, match["who"])
    if match := _WITH.fullmatch(short):
        if _ABOUT_DUTY.search(short) and duty_days.day_in(turn, match["mine"]) is not None:
            turn.acknowledge()
            _ask_somebody(turn, match["mine"], match["who"])
            return True
        return False
    if match := _ALONE.fullmatch(short):
        turn.acknowledge()
        _offer(turn, match["mine"])
        return True
    return False


# --- asking -----------------------------------------------------------------------------------------------------------


def _ask_somebody(turn: Turn, mine: str, who: str) -> None:
    given = _own(turn, mine, turn.account)
    if not given:
        return
    names = [m.name for m in turn.facts.directory.members.values() if who.startswith(m.name)]
    name = max(names, key=len, default=who)
    to = one_named(turn, name)
    if to is None:
        return
    rest = who.removeprefix(name)
    if any(other in rest for other in {m.name for m in turn.facts.directory.members.values()}):
        turn.reply(swapping.ONE_AT_A_TIME)
        return
    taken = _own(turn, rest, to.account, to.name) if duty_days.day_in(turn, rest) is not None else ()
    if taken is not None:
        _ask(turn, Swap(turn.account, to.account, given[0].leader == turn.account, tuple(given), tuple(taken)))


def _own(turn: Turn, words: str, account: str, whose: str = "您") -> Sequence[DutySlot] | None:
    """Their shifts of that day; None (and that is said) where there is none, or it is not clear which."""
    day = duty_days.day_in(turn, words)
    if day is None:
        return None
    found = duty_days.slots_on(turn, day, duty_days.kind_in(words))
    own = [slot for slot in found if account in (slot.leader, slot.member)]
    if not own:
        turn.reply(swapping.none_on(say_day(day, turn.now.date()), whose))
        return None
    if len(own) > 1 and not all(slot.leader == account for slot in own):
        turn.reply(swapping.which_day(own, turn.facts))
        return None
    return own


def _ask(turn: Turn, swap: Swap) -> None:
    """The other one has a card; nothing changes yet."""
    why = swapping.against(swap, turn.facts, duty_days.around(turn, [change.slot for change in swap.changes]))
    if why:
        return turn.reply(why)
    waiting = [s for s in open_about(turn, swap.given) if s.context.get("giver") == turn.account]
    if any(s.purpose == REQUEST and s.context == duty_book.from_swap(swap) for s in waiting):
        return turn.reply(swapping.asked_already(swap, turn.facts))
    if agreed := next((s for s in waiting if s.purpose == OFFICE), None):
        return turn.reply(swapping.agreed_already(duty_book.to_swap(agreed.context), turn.facts))
    card = swapping.request_card(swap, turn.facts, _tired(turn, swap))
    turn.out.show(swap.taker, card, REQUEST, context=duty_book.from_swap(swap))
    turn.record("duty swap asked", swap.given[0].start.isoformat(), {"of": swap.taker})
    others = dict.fromkeys(str(s.context["taker"]) for s in waiting if s.receiver != swap.taker)
    return turn.reply(swapping.asked(swap, turn.facts, list(others)))


def _tired(turn: Turn, swap: Swap) -> str:
    """Who would serve two shifts in a row, in a sentence."""
    around = duty_days.around(turn, [change.slot for change in swap.changes])
    return resting.warning(swap.changes, turn.facts, around)


def _offer(turn: Turn, words: str) -> None:
    """换班 without a name: whom they can ask."""
    day = duty_days.day_in(turn, words) if words else None
    if day is None:
        coming = [s for s in duty.of_member(turn.uow, turn.org, turn.account, turn.now) if s.start > turn.now][:3]
    else:
        coming = list(_own(turn, words, turn.account) or ())
        if not coming:
            return None
    if not coming:
        return turn.reply(swapping.NOTHING)
    if len(coming) > 1:
        return turn.reply(swapping.which_day(coming, turn.facts))
    return offer(turn, turn.account, coming[0])


def on_choice(turn: Turn, shown: Shown, tap: Tap) -> None:
    """换班 on the card, with whom they chose."""
    taker = shown.context["people"].get(tap.choice)
    if taker is None:
        return turn.reply(swapping.PICK)
    slot = duty_book.from_data(shown.context["slot"])
    return _ask(turn, Swap(turn.account, str(taker), slot.leader == turn.account, (slot,)))


# --- answering --------------------------------------------------------------------------------------------------------


def on_request(turn: Turn, shown: Shown, tap: Tap) -> None:
    """同意 or 不同意, by whoever was asked."""
    _answer(turn, shown, tap.button)


def _answer(turn: Turn, shown: Shown, button: str) -> None:
    duty.hold(turn.uow, turn.org)
    swap = _open_swap(turn, shown, button)
    if swap is None:
        return
    if button == swapping.DECLINE:
        _settle(turn, shown, "您没有同意，值班表没有改动。")
        turn.out.say(swap.giver, swapping.declined(swap, turn.facts))
        return
    office = turn.facts.directory.contact(
        turn.facts.policy.office.contact_roles, turn.facts.away | {swap.giver, swap.taker}
    )
    tired = _tired(turn, swap)
    concerned = office is None or office.account in (swap.giver, swap.taker)
    if office is None or concerned or not turn.facts.policy.duty.swap_confirmed:
        if _carry_out(turn, shown, swap, "您已同意，值班表已改。") and office is not None and not concerned:
            turn.out.say(office.account, swapping.told_office(swap, turn.facts, tired))
        return
    _settle(turn, shown, swapping.waits(turn.facts, office.account))
    _end_others(turn, swap, shown.id)
    turn.out.show(
        office.account, swapping.confirm_card(swap, turn.facts, tired), OFFICE, context=duty_book.from_swap(swap)
    )
    turn.out.say(swap.giver, swapping.to_giver(swap, turn.facts))


def _end_others(turn: Turn, swap: Swap, but: str) -> None:
    """Of several who were asked the first that agrees has it."""
    for other in open_about(turn, swap.given):
        if other.id != but and other.context.get("giver") == swap.giver:
            _settle(turn, other, swapping.agreed_by_another(swap, turn.facts))


def on_confirm(turn: Turn, shown: Shown, tap: Tap) -> None:
    """确认 or 不同意, by the office."""
    duty.hold(turn.uow, turn.org)
    swap = _open_swap(turn, shown, tap.button)
    if swap is None:
        return
    if tap.button == swapping.CONFIRM:
        _carry_out(turn, shown, swap, "已确认，值班表已改，已通知当事人。")
        return
    _settle(turn, shown, "没有同意，值班表没有改动，已告知双方。")
    for account in (swap.giver, swap.taker):
        turn.out.say(account, swapping.not_confirmed(swap, turn.facts))


def _open_swap(turn: Turn, shown: Shown, button: str) -> Swap | None:
    """The swap that the card asks about; None (and that is said) where it cannot be any more."""
    if not shown.card.bears(button):
        turn.reply(swapping.SETTLED)
        return None
    swap = duty_book.to_swap(shown.context)
    why = swapping.against(swap, turn.facts, duty_days.around(turn, [change.slot for change in swap.changes]))
    if why and button != swapping.DECLINE:
        _settle(turn, shown, why)
        if swap.giver != turn.account:
            turn.out.say(swap.giver, why)
        return None
    return swap


def _carry_out(turn: Turn, shown: Shown, swap: Swap, said: str) -> bool:
    if not carry_out(turn, swap.changes, "换班", "换班", but=turn.account, card=shown.id):
        _settle(turn, shown, swapping.CHANGED)
        return False
    _settle(turn, shown, said)
    return True


def _settle(turn: Turn, shown: Shown, said: str) -> None:
    turn.out.repaint(replace(shown, card=shown.card.over(said)))


def _in_words(turn: Turn, button: str, whose: str) -> bool:
    """The same without a tap; of several that wait, the one of whoever is named."""
    waiting = [shown for shown in open_cards(turn, REQUEST) if shown.receiver == turn.account]
    if whose:
        waiting = [shown for shown in waiting if turn.facts.directory.name(str(shown.context["giver"])) in whose]
    if not waiting and whose:
        return False
    if not waiting:
        turn.reply(swapping.NOTHING_TO_ANSWER)
    elif len(waiting) > 1:
        turn.reply(swapping.which_answer([duty_book.to_swap(shown.context) for shown in waiting], turn.facts))
    else:
        _answer(turn, waiting[0], button)
    return True
