"""The office registers who came late, left early or did not come: shown, confirmed, then in the book (M20-1, M20-2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any

from bot.affairs.attendance import book, changes, reading, verifying, which_one
from bot.affairs.attendance.people_named import Several
from bot.incoming import Tap
from bot.turn import Turn
from handlers.attendance import words
from handlers.attendance.record import Record
from handlers.attendance.registering import Needless, Said, needs_figure, read
from handlers.attendance.timing import Finding
from handlers.attendance.window import objection_until
from handlers.engine.days import Half
from handlers.engine.matter import Fault
from handlers.engine.wording import say_date_time
from storage import cards
from storage.cards import Shown

CHECK = "attendance_check"


def on_words(turn: Turn, text: str) -> bool:
    """«登记考勤 潘磊今天迟到15分钟»; «11:40走的» while a card asks for it."""
    if _on_figure(turn, text):
        return True
    if chosen := which_one.asking(turn, text):
        _go_on_with(turn, *chosen)
        return True
    found = reading.read(text, turn.facts.today, turn.facts.directory, turn.member)
    if found is None:
        return False
    turn.acknowledge()
    if not turn.facts.directory.in_office(turn.member):
        turn.reply(words.OFFICE_ONLY)
    elif turn.group:
        turn.reply(words.SINGLE_CHAT_ONLY)
    elif isinstance(found, Several):
        which_one.ask(turn, text, found)
    elif isinstance(found, Fault):
        turn.reply(found.text)
    else:
        _show(turn, found.said, found.note)
    return True


def on_tap(turn: Turn, shown: Shown, tap: Tap) -> None:
    """登记, with the figure that was missing; or 不登记."""
    if not shown.card.bears(tap.button):
        return turn.reply(words.ALREADY)
    if tap.button == words.DROP:
        return turn.out.repaint(replace(shown, card=shown.card.over(words.DROPPED)))
    return _enter(turn, shown, tap.input.strip())


def on_which(turn: Turn, shown: Shown, tap: Tap) -> None:
    """The unit of the one of two namesakes who is meant; or 不登记."""
    if not shown.card.bears(tap.button):
        return turn.reply(words.ALREADY)
    if tap.button == words.DROP:
        return turn.out.repaint(replace(shown, card=shown.card.over(words.DROPPED)))
    return _go_on_with(turn, shown, tap.button)


def _go_on_with(turn: Turn, shown: Shown, unit: str) -> None:
    turn.out.repaint(replace(shown, card=shown.card.over(words.chosen(unit, str(shown.context["name"])))))
    on_words(turn, which_one.completed(shown, unit))


def _on_figure(turn: Turn, text: str) -> bool:
    """The figure that the card asks for, while it is the newest in the chat."""
    if turn.group or reading.figure(text) is None:
        return False
    shown = next(iter(cards.seen_by(turn.uow, turn.org, [turn.account], 1)), None)
    if shown is None or shown.purpose != CHECK or not shown.card.bears(words.ENTER):
        return False
    if not any(_wants(one) for data in shown.context["said"] if (one := _from_data(turn, data))):
        return False
    _enter(turn, shown, text)
    return True


def _show(turn: Turn, said: Sequence[Said], note: str) -> None:
    found = _records(turn, said)
    if isinstance(found, Fault):
        return turn.reply(found.text)
    lines, left_out = found
    card = words.check_card(lines, note, left_out, needs_figure(lines), turn.facts.today, turn.facts.directory)
    context = {"said": [_to_data(one) for one in said], "note": note}
    turn.out.show(turn.account, card, CHECK, context=context)
    return None


def _enter(turn: Turn, shown: Shown, figure: str) -> None:
    """Looked at once more as things stand now: somebody else may have been quicker, or a leave approved."""
    book.hold(turn)
    said = [_from_data(turn, data) for data in shown.context["said"]]
    if any(one is None for one in said):
        return turn.out.repaint(replace(shown, card=shown.card.over(words.DROPPED)))
    wanted = _with_figure([one for one in said if one], figure)
    found = wanted if isinstance(wanted, Fault) else _records(turn, wanted)
    if isinstance(found, Fault):
        return turn.reply(found.text)
    lines, left_out = found
    if missing := needs_figure(lines):
        return turn.reply(words.figure_missing(missing))
    note = str(shown.context["note"])
    entered = [book.enter(turn, record, note) for record in lines]
    card = words.check_card(entered, note, left_out, None, turn.facts.today, turn.facts.directory)
    turn.out.repaint(replace(shown, card=card.over(words.registered(entered, turn.facts.today))))
    verifying.ask(turn, [r for r in entered if r.finding is Finding.SUSPECTED], note)
    _tell_of_late_entries(turn, entered)
    return None


def _tell_of_late_entries(turn: Turn, entered: Sequence[Record]) -> None:
    """The month's sheet is out: whoever it concerns must hear of a line that was not on theirs."""
    late = [record for record in entered if changes.sheet_sent_at(turn, record.day) is not None]
    for record in late:
        if record.finding is not Finding.SUSPECTED:
            until = objection_until(turn.now, turn.now, turn.facts)
            said = say_date_time(until, turn.facts.today) if until else ""
            turn.out.say(record.member, words.entered_late(record, said, turn.facts.today), record.serial)
    for month in dict.fromkeys(record.day.replace(day=1) for record in late):
        changes.tell_if_published(turn, month)


def _records(turn: Turn, said: Sequence[Said]) -> tuple[list[Record], list[str]] | Fault:
    """The lines that it makes and what is left out because nothing is to be registered there; a fault stops all."""
    lines: list[Record] = []
    left_out: list[str] = []
    for one in said:
        account = one.member.account
        known = (*book.standing(turn, account), *(r for r in lines if r.member == account))
        found = read(one, known, turn.about(account).facts)
        if isinstance(found, Needless):
            left_out.append(found.text)
        elif isinstance(found, Fault):
            return found
        else:
            lines.append(found)
    return (lines, left_out) if lines else Fault(left_out[0])


def _with_figure(said: list[Said], figure: str) -> list[Said] | Fault:
    """The figure belongs to the one early leaving that has none."""
    if not figure:
        return said
    read_as = reading.figure(figure)
    if read_as is None:
        return Fault(words.not_understood(figure))
    clock, minutes = read_as
    return [replace(one, clock=clock, minutes=minutes) if _wants(one) else one for one in said]


def _wants(one: Said) -> bool:
    return one.finding is Finding.LEFT_EARLY and one.clock is None and one.minutes is None


def _to_data(said: Said) -> dict[str, Any]:
    return {
        "member": said.member.account,
        "day": said.day.isoformat(),
        "finding": said.finding.name,
        "halves": [half.value for half in said.halves],
        "clock": f"{said.clock:%H:%M}" if said.clock else "",
        "minutes": said.minutes,
    }


def _from_data(turn: Turn, data: Mapping[str, Any]) -> Said | None:
    """None where the person has left since."""
    member = turn.facts.directory.member(data["member"])
    if member is None:
        return None
    clock = time.fromisoformat(data["clock"]) if data["clock"] else None
    halves = tuple(Half(half) for half in data["halves"])
    return Said(member, date.fromisoformat(data["day"]), Finding[data["finding"]], halves, clock, data["minutes"])
