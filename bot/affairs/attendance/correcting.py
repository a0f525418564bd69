"""The office corrects a line of the attendance book: with a reason, never its own, and what stood there stays to be
seen (rules M17-6, M20-3, X1)."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.affairs.attendance import book, changes, reading, verifying
from bot.affairs.attendance.people_named import people_named
from bot.turn import Turn
from handlers.attendance import correcting_words as words
from handlers.attendance.record import CORRECTED, Record
from handlers.attendance.registering import Said, read
from handlers.attendance.timing import MINUTES, Finding
from handlers.engine.matter import Fault

_CORRECTS = re.compile(
    r"(?:考勤更正|更正考勤|更正)[：:\s]*(?P<number>KQ[-\d]*\d|\d{1,6})\s*号?[，,：:\s]*(?:更正为|改为|改成|为|成)?(?P<rest>.*)",
    re.I | re.S,
)
_CORRECTS_AFTER = re.compile(
    r"(?P<number>KQ[-\d]*\d)\s*号?[，,：:\s]*(?:更正为|更正成|更正|改为|改成)(?P<rest>.*)", re.I | re.S
)
_TAKES_BACK = re.compile(
    r"(?:撤销|取消|删除|作废)(?:考勤)?[：:\s]*(?P<number>KQ[-\d]*\d)\s*号?(?P<rest>.*)", re.I | re.S
)
"""«撤销 KQ-2026-0003，登记错人»: nothing is deleted, the line is corrected into 正常."""
_CORRECTS_WITHOUT = re.compile(r"(?:考勤更正|更正考勤|更正)[：:\s]*(?P<rest>\D.*)", re.S)
_NEWEST = 5
_PARTS = re.compile(r"\s*[，,；;。：:\n]\s*|\s+")
_PLAIN = {
    Finding.NORMAL: re.compile(r"正常(?:出勤)?|没有?(?:迟到|早退)|不算(?:迟到|早退)?|登记(?:错了?|有误)|撤销|取消"),
    Finding.OUT: re.compile(r"外出|下乡|出差|开会"),
}


def on_words(turn: Turn, text: str) -> bool:
    """«更正 KQ-2026-0003 正常，当天在县里开会»; «KQ3更正为迟到5分钟，看错时间»."""
    match = _CORRECTS.fullmatch(text) or _CORRECTS_AFTER.fullmatch(text) or _TAKES_BACK.fullmatch(text)
    if match is None or (match["number"].isdigit() and book.named(turn, match["number"]) is None):
        return match is None and _ask_for_the_number(turn, text)
    turn.acknowledge()
    if not turn.facts.directory.in_office(turn.member):
        turn.reply(words.OFFICE_ONLY)
        return True
    book.hold(turn)
    record = book.named(turn, match["number"])
    rest = match["rest"].strip()
    rest = f"撤销，{rest.lstrip('，,：: ')}" if match.re is _TAKES_BACK else rest
    turn.reply(words.no_such(match["number"]) if record is None else _correct(turn, record, rest))
    return True


def _ask_for_the_number(turn: Turn, text: str) -> bool:
    """«更正 潘磊今天迟到8分钟»: whose lines there are, as one person may have several."""
    match = _CORRECTS_WITHOUT.fullmatch(text)
    if match is None or not turn.facts.directory.in_office(turn.member):
        return False
    named, _ = people_named(match["rest"], turn.facts.directory, turn.member)
    if isinstance(named, Fault) or len(named) != 1:
        return False
    lines = book.standing(turn, named[0].account)[-_NEWEST:]
    if lines:
        turn.acknowledge()
        turn.reply(words.which_line(lines, turn.facts.today))
    return bool(lines)


def _correct(turn: Turn, record: Record, rest: str) -> str:
    """What is said back; nothing is changed where it is a fault."""
    said, why = _split(rest)
    if record.member == turn.account:
        return words.NOT_ONES_OWN
    if record.finding not in MINUTES and not record.undecided:
        return _look_again(turn, record, rest)
    after = _wanted(turn, record, said)
    if isinstance(after, Fault):
        return after.text
    if not why:
        return words.WHY_MISSING
    if (after.finding, after.clock, after.minutes) == (record.finding, record.clock, record.minutes):
        return words.the_same(record)
    return carry_out(turn, record, after, why, CORRECTED)


def _look_again(turn: Turn, record: Record, why: str) -> str:
    if record.finding not in (Finding.UNEXCUSED, Finding.JUSTIFIED):
        return words.settled(record)
    if not why:
        return words.WHY_MISSING
    verifying.reopen(turn, record, why)
    return words.sent_again(record)


def _split(rest: str) -> tuple[str, str]:
    """What it should be, and why."""
    parts = _PARTS.split(rest, maxsplit=1)
    return parts[0], parts[1].strip("，,。 ") if len(parts) > 1 else ""


def _wanted(turn: Turn, record: Record, said: str) -> Record | Fault:
    for finding, pattern in _PLAIN.items():
        if pattern.fullmatch(said):
            return replace(record, finding=finding, clock=None, minutes=None, ground="")
    figures = reading.finding_said(said)
    member = turn.facts.directory.member(record.member)
    if figures is None or figures[0] is Finding.SUSPECTED or record.undecided:
        return Fault(words.how(record))
    if member is None:
        return Fault(words.how(record))
    finding, clock, minutes = figures
    if clock is None and minutes is None:
        return Fault(words.how(record))
    others = [r for r in book.standing(turn, record.member) if r.serial != record.serial]
    new = read(
        Said(member, record.day, finding, record.halves, clock, minutes), others, turn.about(record.member).facts
    )
    return new if isinstance(new, Fault) else replace(new, serial=record.serial)


def carry_out(turn: Turn, record: Record, after: Record, why: str, event: str) -> str:
    """Written, told to the person; the card that asked about it closes. Gives what is said to whoever did it."""
    book.write(turn, after, event, marks=f"{record.said}改为{after.said}", reason=why)
    said = words.corrected(record, after, turn.facts.today)
    verifying.close_cards(turn, record, f"{said}（{turn.member.name}）")
    if turn.facts.directory.member(record.member) is not None:
        turn.out.say(record.member, words.to_the_person(record, after, why, turn.facts.today), record.serial)
    changes.tell_if_published(turn, record.day)
    return said
