"""The roster as a table in a file or pasted into the chat: its heading found, its cells read (rules M19-1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from handlers.duty.importing import LEADER, MEMBER, Row, Wrong
from storage import roster_values as values
from storage.roster_sheets import Sheet, UnreadableError, of_bytes

SHEETS = ("值班", "值班表")
LARGEST = 1024 * 1024
_NEEDED = ("日期", "班次", LEADER, MEMBER)
_ALSO_CALLED = {"带班": LEADER, "值班领导": LEADER, "值班": MEMBER, "值班人员": MEMBER, "值班人": MEMBER}
_HEADING_WITHIN = 10
_SHORT_DAY = re.compile(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_WEEKDAY = re.compile(r"[（(]?\s*(?:周|星期)[一二三四五六日天]\s*[)）]?")
_SPAN = re.compile(r"(?P<start>\d{1,2}[:：]\d\d)\s*(?:至|到|-|—|~|～)\s*(?P<end>(?:次日|第二天)?\s*\d{1,2}[:：]\d\d)")
_CELLS = re.compile(r"\t|[,，|｜]|\s{2,}")
_ANY_BLANK = re.compile(r"[,，|｜\s]+")


def of_file(name: str, data: bytes) -> Sheet | Wrong:
    """The rows of a CSV file or a workbook."""
    try:
        return of_bytes(name, data, SHEETS)
    except UnreadableError as unreadable:
        return Wrong(0, unreadable.fault.what, unreadable.fault.remedy)


def of_words(text: str) -> Sheet:
    """The rows of a table that was pasted: cells by tabs, commas or wide blanks; by any blank where that is none."""
    wide = _cut(text, _CELLS)
    return wide if heading_of(wide) is not None else _cut(text, _ANY_BLANK)


def _cut(text: str, between: re.Pattern[str]) -> Sheet:
    lines = (line.strip(" |｜") for line in text.splitlines() if line.strip())
    return Sheet("", [[cell.strip() for cell in between.split(line)] for line in lines])


def heading_of(sheet: Sheet) -> int | None:
    """The row (from 0) that bears the columns of a roster, within the first few; None where none does."""
    for number, row in enumerate(sheet.rows[:_HEADING_WITHIN]):
        if all(column in _columns(row) for column in _NEEDED):
            return number
    return None


def rows_of(sheet: Sheet, heading: int, today: date) -> tuple[list[Row], list[Wrong]]:
    """The rows below the heading, blank ones left out, and what is wrong with their cells."""
    columns = _columns(sheet.rows[heading])
    rows: list[Row] = []
    wrong: list[Wrong] = []
    for number, cells in enumerate(sheet.rows[heading + 1 :], start=heading + 2):
        named = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
        if any(named.get(column) for column in _NEEDED):
            read = _row(number, named, today)
            (wrong if isinstance(read, Wrong) else rows).append(read)  # type: ignore[arg-type]
    return rows, wrong


def _columns(row: Sequence[str]) -> list[str]:
    bare = ["".join(cell.split()) for cell in row]
    return [_ALSO_CALLED.get(cell, cell) for cell in bare]


def _row(number: int, cells: dict[str, str], today: date) -> Row | Wrong:
    if empty := [column for column in _NEEDED if not cells.get(column)]:
        return Wrong(number, f"「{'、'.join(empty)}」是空的", "请填写")
    day = _day(cells["日期"], today)
    if day is None:
        return Wrong(number, f"「日期」填的是“{cells['日期']}”", "请写成 2026-12-01")
    times = _times(day, cells)
    if isinstance(times, str):
        return Wrong(number, times, "请写成 17:30 和 次日08:30，或者都留空按作息时间算")
    return Row(number, day, cells["班次"], times, cells[LEADER], cells[MEMBER])


def _day(text: str, today: date) -> date | None:
    """A full date, or a month and a day of this year; of the next where that is past by half a year."""
    bare = _WEEKDAY.sub("", text).strip().removesuffix("00:00").strip()
    if full := values.day(bare):
        return full
    match = _SHORT_DAY.fullmatch(bare)
    year = today.year + (today.month - int(match[1]) > 6) if match else 0
    return values.day(f"{year}-{match[1]}-{match[2]}") if match else None


def _times(day: date, cells: dict[str, str]) -> tuple[datetime, datetime] | str | None:
    """From 开始 and 结束, or from 时间 (17:30至次日08:30); None where the table gives neither, a fault in words."""
    start, end = cells.get("开始", ""), cells.get("结束", "")
    if not start and not end and (span := cells.get("时间", "")):
        match = _SPAN.fullmatch(span)
        if match is None:
            return f"「时间」填的是“{span}”"
        start, end = match["start"], match["end"]
    if not start and not end:
        return None
    begins = values.moment(day, start)
    ends = values.moment(day, end.replace("第二天", "次日"))
    if begins is None or ends is None:
        return f"时间填的是“{start or '空'}”至“{end or '空'}”"
    return (begins, ends) if ends > begins else f"结束“{end}”不晚于开始“{start}”"
