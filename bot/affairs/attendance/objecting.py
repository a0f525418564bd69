"""Objecting to one's own attendance: a card to the office, or to whoever decided; nothing is lost (rules M20-3)."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.affairs.attendance import book, changes
from bot.incoming import Tap
from bot.turn import Turn
from handlers.attendance import objection_words as words
from handlers.attendance.record import OBJECTED, REFUSED, UPHELD, Record
from handlers.attendance.timing import ABSENCES, MINUTES, Finding
from handlers.attendance.who_verifies import who_verifies
from handlers.attendance.window import objection_until
from handlers.engine.wording import say_date_time
from storage.cards import Shown

OBJECTION = "attend_objection"
_ONE = r"(?:KQ[-\d]*\d|\d{1,6}(?=[号，,、：:\s]))号?"
_NUMBER = rf"(?P<number>{_ONE}(?:[、，,和及\s]+{_ONE})*)"
_SINGLE = re.compile(_ONE, re.I)
_OBJECTS = re.compile(
    rf"(?:对?(?:我的?|\d{{1,2}}月的?|上个?月的?|本月的?)?考勤(?:记录|月表|表)?有?)?(?:异议|不同意见)"
    rf"[：:，,\s]*(?:{_NUMBER})?号?[，,：:\s]*(?P<why>.*)",
    re.I | re.S,
)
_OBJECTS_AFTER = re.compile(rf"(?:对)?{_NUMBER}\s*号?(?:有|的)?异议[：:，,\s]*(?P<why>.*)", re.I | re.S)


def on_words(turn: Turn, text: str) -> bool:
    """«异议 KQ-2026-0003 当天在县里开会»; the group hears nothing of it."""
    match = _OBJECTS.fullmatch(text) or _OBJECTS_AFTER.fullmatch(text)
    if match is None:
        return False
    turn.acknowledge()
    book.hold(turn)
    why = match["why"].strip("，,。 \n")
    numbers = [number.rstrip("号") for number in _SINGLE.findall(match["number"] or "")]
    turn.reply("\n".join(dict.fromkeys(_object(turn, number, why) for number in numbers or [""])))
    if why and len(numbers) == 1 and (others := _left_out(turn, numbers[0])):
        turn.reply(words.others_left(others, turn.facts.today))
    return True


def _left_out(turn: Turn, number: str) -> list[Record]:
    """The other absences of theirs, where this one is an absence: what was said may be meant for all of them."""
    this = book.named(turn, number)
    if this is None or this.member != turn.account or this.finding not in ABSENCES:
        return []
    mine = [r for r in book.standing(turn, turn.account) if r.finding in ABSENCES and _stands_against(r)]
    return [record for record in mine if record.serial != this.serial and not record.objection]


def _object(turn: Turn, number: str, why: str) -> str:
    found = _meant(turn, number)
    if isinstance(found, str):
        return found
    until = objection_until(found.settled_at or turn.now, changes.sheet_sent_at(turn, found.day), turn.facts)
    if until is not None and turn.now > until:
        return words.too_late(found, say_date_time(until, turn.facts.today))
    if not why:
        return words.why_missing(found)
    if found.objection and found.finding is not Finding.SUSPECTED:
        return words.waiting(found)
    return _send(turn, found, why)


def _meant(turn: Turn, number: str) -> Record | str:
    """The line that is meant, or in words why there is none."""
    if number:
        found = book.named(turn, number)
        if found is None or found.member != turn.account:
            return words.not_yours(number)
        return found if _stands_against(found) else words.settled_already(found)
    mine = [record for record in book.standing(turn, turn.account) if _stands_against(record)]
    if len(mine) > 1:
        return words.which(mine[-8:], turn.facts.today)
    return mine[0] if mine else words.NOTHING


def _stands_against(record: Record) -> bool:
    return record.finding in MINUTES or (record.finding in ABSENCES and record.finding is not Finding.JUSTIFIED)


def _send(turn: Turn, record: Record, why: str) -> str:
    """To whoever decided or has to decide about an absence, to the office about minutes; never to oneself."""
    if record.finding in ABSENCES:
        decider = who_verifies(turn.member, turn.facts)
        to = decider.account if decider else ""
    else:
        to = turn.facts.contact(but=turn.account)
    if not to:
        return words.NOBODY
    book.write(turn, record, OBJECTED, reason=why)
    name = turn.facts.directory.name(to)
    if record.undecided:
        turn.out.say(to, words.statement(record, why, turn.facts.today), record.serial)
        return words.heard(record, name)
    card = words.card(turn.member, record, why, turn.facts.today)
    turn.out.show(to, card, OBJECTION, record.serial, {"serial": record.serial})
    return words.taken_in(record, name)


def on_tap(turn: Turn, shown: Shown, tap: Tap) -> None:
    """采纳 or 不采纳, the second only with words."""
    book.hold(turn)
    record = book.by_serial(turn, str(shown.context["serial"]))
    said = tap.input.strip("。 \n")
    accepted = tap.button == words.ACCEPT
    if record is None or not record.objection or not shown.card.bears(tap.button):
        return turn.reply(words.SETTLED)
    if not accepted and not said:
        return turn.reply(words.ANSWER_FIRST)
    return _answer(turn, shown, record, accepted, said)


def _answer(turn: Turn, shown: Shown, record: Record, accepted: bool, said: str) -> None:
    after = record
    if accepted:
        cleared = Finding.JUSTIFIED if record.finding in ABSENCES else Finding.NORMAL
        after = replace(record, finding=cleared, clock=None, minutes=None, ground="异议采纳")
    marks = f"{record.said}改为{after.said}" if accepted else ""
    book.write(turn, after, UPHELD if accepted else REFUSED, marks=marks, reason=said)

    def outcome(whose: str) -> str:
        return words.answered(record, after, accepted, turn.member.name, said, whose, turn.facts.today)

    turn.out.repaint(replace(shown, card=shown.card.over(outcome(record.name))))
    if turn.facts.directory.member(record.member) is not None:
        turn.out.say(record.member, outcome("您"), record.serial)
    changes.tell_if_published(turn, record.day)
