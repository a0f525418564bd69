"""A roster that the office brings along, as a file or pasted: its draft is published with one tap (rules M19-1)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from bot.affairs import duty_days, duty_roster, duty_sheet
from bot.affairs.duty_days import Month
from bot.incoming import FileSent
from bot.turn import Turn
from handlers.duty import importing, table
from handlers.duty import importing_words as words
from handlers.duty.importing import Wrong
from handlers.duty.words import OFFICE_ONLY
from handlers.engine.absence import DutySlot
from handlers.engine.calendar import UnknownYearError
from storage import blobs, duty
from storage.instants import ZONE
from storage.roster_sheets import Sheet

_PASTED = re.compile(
    r"(?:请|帮我)?(?:导入|录入|登记|上传)(?:一下)?(?:.{0,8})?(?:值班表|排班表|值班安排)[：:，,。]?\s*(?P<table>.*)",
    re.DOTALL,
)
_NAMED = re.compile(r"值班|排班")
_ENDINGS = (".csv", ".xlsx", ".xls")
HOW = (
    "请把值班表的Excel或者CSV文件发给我，或者把表格贴在“导入值班表”后面另起一行。"
    "第一行是表头：日期、班次、带班领导、值班员。有一行不对就一行也不导入。"
)


def on_words(turn: Turn, short: str) -> bool:
    """«导入值班表» with the table pasted below it."""
    match = _PASTED.fullmatch(short)
    if match is None:
        return False
    turn.acknowledge()
    if not turn.facts.directory.in_office(turn.member):
        turn.reply(OFFICE_ONLY)
    elif not match["table"].strip():
        turn.reply(HOW)
    else:
        _bring(turn, duty_sheet.of_words(match["table"]))
    return True


def on_file(turn: Turn, sent: FileSent) -> bool:
    """A file whose columns are those of a roster, or that is called one."""
    if not sent.name.lower().endswith(_ENDINGS):
        return False
    blob = blobs.get(turn.uow, turn.org, sent.key)
    called_so = bool(_NAMED.search(sent.name) or _NAMED.search(sent.text))
    if blob is None or (len(blob.data) > duty_sheet.LARGEST and not called_so):
        return False
    sheet: Sheet | Wrong = Wrong(0, words.TOO_LARGE, "")
    if len(blob.data) <= duty_sheet.LARGEST:
        sheet = duty_sheet.of_file(sent.name, blob.data)
    is_one = isinstance(sheet, Sheet) and duty_sheet.heading_of(sheet) is not None
    if not is_one and not called_so:
        return False
    turn.acknowledge()
    if not turn.facts.directory.in_office(turn.member):
        turn.reply(OFFICE_ONLY)
    elif len(blob.data) > duty_sheet.LARGEST:
        turn.reply(words.TOO_LARGE)
    elif isinstance(sheet, Wrong):
        turn.reply(words.faults([sheet]))
    else:
        _bring(turn, sheet)
    return True


def _bring(turn: Turn, sheet: Sheet) -> None:
    """A draft card with what falls to each, or everything that is wrong."""
    planned = planned_in(turn, sheet)
    if isinstance(planned, str):
        return turn.reply(planned)
    duty_roster.offer(turn, planned, end_of(planned), called(turn, planned))
    if said := missing_after(turn, planned):
        turn.reply(said)
    return None


def planned_in(turn: Turn, sheet: Sheet) -> tuple[DutySlot, ...] | str:
    """The slots that the table plans and that are still to come; why nothing can be taken over else."""
    heading = duty_sheet.heading_of(sheet)
    if heading is None:
        return words.NO_HEADING
    rows, wrong = duty_sheet.rows_of(sheet, heading, turn.facts.today)
    if not rows and not wrong:
        return words.EMPTY
    first = min((row.day for row in rows), default=turn.facts.today)
    since = duty_days.midnight(first, turn.now)
    try:
        found = importing.read(rows, duty.from_on(turn.uow, turn.org, since), turn.facts, ZONE)
    except UnknownYearError as unknown:
        return f"{unknown}。值班表没有改动。"
    faults = [*wrong, *(one for one in found if isinstance(one, Wrong) and (one.row or not wrong))]
    if faults:
        return words.faults(sorted(faults, key=lambda one: (one.row == 0, one.row)))
    slots = tuple(one for one in found if isinstance(one, DutySlot))
    return slots or words.NOTHING_LEFT


def end_of(planned: tuple[DutySlot, ...]) -> datetime:
    """Until when the table replaces what was planned: what begins behind its last shift stays."""
    return planned[-1].start + timedelta(seconds=1)


def called(turn: Turn, planned: tuple[DutySlot, ...]) -> str:
    """«12月» where it is the rest of a month, else from which to which day: «12月5日至12月6日»."""
    first, last = planned[0].start.date(), planned[-1].start.date()
    month = _month_of(planned[0])
    tomorrow = turn.now.date() + timedelta(days=1)
    if first <= max(month.first, tomorrow) and last == month.last:
        return month.called(turn.now.date())
    days = (f"{Month(day.year, day.month).called(turn.now.date())}{day.day}日" for day in (first, last))
    return "至".join(dict.fromkeys(days))


def missing_after(turn: Turn, planned: tuple[DutySlot, ...]) -> str:
    """What of the last month stays unplanned behind the table; "" where all of it is planned."""
    month = _month_of(planned[-1])
    until = duty_days.midnight(month.last + timedelta(days=1), turn.now)
    behind = duty.beginning(turn.uow, turn.org, end_of(planned), until)
    missing = table.missing_in((planned[-1], *behind), planned[-1].start.date(), month.last, ZONE, turn.facts)
    left = [gap for gap in missing if gap.start >= planned[-1].end]
    return words.still_missing(left, turn.facts) if left else ""


def _month_of(slot: DutySlot) -> Month:
    return Month(slot.start.year, slot.start.month)
