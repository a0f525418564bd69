"""The duty log in the conversation: noted, corrected, left open, done (rules M19-5)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from bot.affairs import duty_book, duty_days
from bot.incoming import Tap
from bot.turn import Turn
from handlers.duty import log
from handlers.duty import log_words as words
from handlers.duty.log import Point
from handlers.engine.absence import DutySlot
from handlers.engine.duty_log import Event, Row
from handlers.engine.working_hours import next_allowed
from handlers.information import emergency
from storage import cards, duty, duty_log
from storage.cards import Shown

PURPOSE = "duty_log"
_MOST_CARDS = 100

BOOK = r"值班(?:记录|日志|记事)"
_NOTE = re.compile(
    rf"(?:请|帮我|帮忙)?(?:记|登记|写|补记|补)?(?:一条|一下|个)?{BOOK}(?:[：:]\s*|[，,]\s*|\s+)(?P<words>.*)",
    re.DOTALL,
)
_NUMBERED = rf"(?:{BOOK}\s*第?\s*(?P<n>\d{{1,5}})\s*[号条]?|第?(?P<m>\d{{1,5}})号{BOOK})\s*"
_CORRECT = re.compile(
    rf"(?:请|把)?(?:更正|改正|修改)?{_NUMBERED}(?:更正|改正|修改|改|应)?(?:[为成][：:，,\s]*|[：:，,\s]+)(?P<words>.+)",
    re.DOTALL,
)
_CORRECTS = re.compile(r"更正|改正|修改|改为|改成|应为")
_STATES = r"(?:的事)?(?P<what>待办|还没办完|没办完|已?办结了?|办完了?|已办)(?:[：:，,\s]+(?P<words>.+))?"
_MARK = re.compile(rf"{_NUMBERED}{_STATES}")
_MARK_SHORT = re.compile(rf"第?(?P<n>\d{{1,5}})[号条]?{_STATES}")
"""«4号办结»: taken only where the log has such a number."""
_HOW = re.compile(rf"{BOOK}(?:该|应该|要)?(?:怎么|如何|怎样)(?:写|记|填|登记)(?:呢|啊)?")
_LEFT = ("待办", "还没办完", "没办完")


def on_words(turn: Turn, short: str) -> bool:
    """«值班记录：20:15 县应急办来电»; «更正值班记录12：……»; «值班记录12办结»."""
    if (match := _CORRECT.fullmatch(short)) and _CORRECTS.search(short[: match.start("words")]):
        turn.acknowledge()
        _correct(turn, int(match["n"] or match["m"]), match["words"])
    elif match := _MARK.fullmatch(short):
        turn.acknowledge()
        _mark(turn, int(match["n"] or match["m"]), match["what"] in _LEFT, match["words"] or "")
    elif (match := _MARK_SHORT.fullmatch(short)) and duty_log.of_number(turn.uow, turn.org, int(match["n"])):
        turn.acknowledge()
        _mark(turn, int(match["n"]), match["what"] in _LEFT, match["words"] or "")
    elif _HOW.fullmatch(short):
        turn.answer(words.HOW)
    elif match := _NOTE.fullmatch(short):
        turn.acknowledge()
        _note(turn, match["words"])
    else:
        return False
    return True


# --- noting -----------------------------------------------------------------------------------------------------------


def _note(turn: Turn, text: str) -> None:
    around = near(turn)
    handed = duty_log.handed(turn.uow, turn.org, [slot.start for slot in around])
    slot = log.own_shift(around, turn.account, frozenset(handed), turn.now)
    now_on = log.running(around, turn.now)
    if slot is None and not turn.facts.directory.in_office(turn.member):
        return turn.reply(words.only_on_duty(now_on, turn.facts))
    if slot is None and now_on and now_on.start not in handed:
        slot = now_on
    since = slot.start - log.BEFORE_THE_SHIFT if slot else duty_days.midnight(turn.now.date(), turn.now)
    said = log.read(text, turn.now, since)
    if isinstance(said, str):
        return turn.reply(said)
    year = turn.now.year
    number = duty_log.next_number(turn.uow, turn.org, year)
    shift = slot.start if slot else None
    row = Row(year, number, shift, Event.NOTED, said.happened, said.words, turn.account, turn.now)
    _write(turn, row, slot, f"{number}号 {said.happened:%H:%M} {said.words}")
    if log.is_unfinished(said.words):
        _write(turn, replace(row, event=Event.OPENED, words=""), slot, f"{number}号待办")
    (point,) = log.points(duty_log.of_number(turn.uow, turn.org, number))
    turn.out.show(turn.account, words.card(point, slot, turn.facts), PURPOSE, context={"number": number, "year": year})
    if emergency.is_meant(said.words):
        turn.reply(f"这像是突发事件：{emergency.telephone_first(turn.facts)}需要上报的，请另发“突发：……”。")
    return None


def near(turn: Turn) -> tuple[DutySlot, ...]:
    """The shifts that run now, have just ended or are about to begin."""
    return duty.overlapping(turn.uow, turn.org, turn.now - log.LATE, turn.now + log.BEFORE_THE_SHIFT)


def _write(turn: Turn, row: Row, slot: DutySlot | None, in_book: str) -> None:
    """A row of the log and of the book; the trail knows only the number."""
    duty_log.add(turn.uow, turn.org, row)
    if slot:
        duty_book.write(turn, [slot], row.event.value, {"值班记录": in_book})
    else:
        duty_book.write_in_hours(turn, row.happened.date(), row.event.value, {"值班记录": in_book})
    turn.record(f"duty log {row.event.name.lower()}", f"{row.year}-{row.number}")


# --- changing ---------------------------------------------------------------------------------------------------------


def _point(turn: Turn, number: int) -> tuple[Point, DutySlot | None] | None:
    """The point of this number where this person may change it; None (and why is said) where not.

    Nobody else changes the log before this transaction ends.
    """
    duty.hold(turn.uow, turn.org)
    rows = duty_log.of_number(turn.uow, turn.org, number)
    if not rows:
        turn.reply(words.no_such(number))
        return None
    (point,) = log.points(rows)
    slot = _slot_of(turn, point)
    if not _may_change(turn, point, slot):
        turn.reply(words.NOT_YOURS)
        return None
    return point, slot


def _slot_of(turn: Turn, point: Point) -> DutySlot | None:
    if point.shift is None:
        return None
    return duty.first_from(turn.uow, turn.org, point.shift, point.shift + timedelta(seconds=1))


def _may_change(turn: Turn, point: Point, slot: DutySlot | None) -> bool:
    """Whoever noted it, their pair, whoever is on duty now, and the office."""
    if turn.facts.directory.in_office(turn.member) or turn.account == point.writer:
        return True
    now_on = log.running(near(turn), turn.now)
    return any(shift and turn.account in (shift.leader, shift.member) for shift in (slot, now_on))


def _correct(turn: Turn, number: int, text: str) -> None:
    found = _point(turn, number)
    if found is None:
        return None
    point, slot = found
    since = duty_days.midnight(point.happened.date(), turn.now)
    said = log.read(text, turn.now, since)
    if isinstance(said, str):
        return turn.reply(said)
    happened = said.happened if said.happened != turn.now else point.happened
    row = Row(point.year, number, point.shift, Event.CORRECTED, happened, said.words, turn.account, turn.now)
    _write(turn, row, slot, f"{number}号更正为：{happened:%H:%M} {said.words}")
    (after,) = log.points(duty_log.of_number(turn.uow, turn.org, number))
    _repaint(turn, after, slot)
    return turn.reply(words.corrected(after))


def on_tap(turn: Turn, shown: Shown, tap: Tap) -> None:
    """待办 or 办结 on the card."""
    found = _point(turn, int(shown.context["number"]))
    if found is not None:
        _change(turn, *found, left=tap.button == words.OPEN, how="", by_tap=True)


def _mark(turn: Turn, number: int, left: bool, how: str) -> None:
    found = _point(turn, number)
    if found is not None:
        _change(turn, *found, left=left, how=how.strip(), by_tap=False)


def _change(turn: Turn, point: Point, slot: DutySlot | None, left: bool, how: str, by_tap: bool) -> None:
    if point.open == left and (left or point.done is not None):
        return turn.reply(words.ALREADY_SO)
    event = Event.OPENED if left else Event.DONE
    row = Row(point.year, point.number, point.shift, event, point.happened, how, turn.account, turn.now)
    _write(turn, row, slot, f"{point.number}号{event.value}" + (f"：{how}" if how else ""))
    (after,) = log.points(duty_log.of_number(turn.uow, turn.org, point.number))
    painted = _repaint(turn, after, slot)
    if not left and turn.account != point.writer and turn.facts.directory.member(point.writer):
        awake = next_allowed(turn.now, turn.facts.policy.reminders)
        turn.out.say(point.writer, words.told_done(after, turn.member.name), not_before=awake)
    if by_tap and painted:
        return None
    return turn.reply(words.done(after) if not left else words.left_open(after))


def _repaint(turn: Turn, point: Point, slot: DutySlot | None) -> bool:
    """The card of whoever noted it shows how it stands now."""
    about = {"number": point.number, "year": point.year}
    seen = cards.seen_by(turn.uow, turn.org, [point.writer], _MOST_CARDS)
    for shown in seen:
        if shown.purpose == PURPOSE and shown.context == about:
            card = words.card(point, slot, turn.facts)
            if point.done is not None:
                card = card.over(words.settled(point))
            turn.out.repaint(replace(shown, card=card))
            return shown.receiver == turn.account
    return False
