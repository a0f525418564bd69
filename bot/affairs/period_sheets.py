"""The bundle of a month, a quarter or a year as a workbook: by a tap, or for any period by its name (rules 1.24)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.affairs.affair import Affair
from bot.exports.period import read_period
from bot.exports.workbook import MEDIA_TYPE, Row, write_workbook
from bot.exports.workbook import Sheet as Page
from bot.incoming import Tap
from bot.language import Understanding
from bot.turn import Turn
from handlers import summary
from handlers.engine.sheet import Period, Sheet, ended_before, month_of, quarter_of, year_of
from schedules.period_sheets import PURPOSE, books_of, sheets
from storage.blobs import Blob
from storage.cards import Shown

_ASKED = re.compile(r"(?:请)?(?:导出|查看|看看|看一下|生成|发)?(?P<period>.{2,20}?)的?(?:各项)?汇总表")


def _on_words(turn: Turn, text: str, said: Understanding) -> bool:
    """«8月汇总表», «上季度汇总表», «2026年汇总表»: for the office, in the single chat."""
    match = _ASKED.fullmatch(text)
    if match is None:
        return False
    try:
        period, rest = read_period(match["period"], turn.facts.today)
    except ValueError:
        return False
    if period is None or rest:
        return False
    turn.acknowledge()
    if turn.facts.directory.in_office(turn.member):
        _send(turn, (_named(period.since, period.until),))
    else:
        turn.reply(summary.OFFICE_ONLY)
    return True


def _on_tap(turn: Turn, shown: Shown, tap: Tap) -> None:
    """发表格: as the books stand now; the card stays as it is, so that it can be asked for again."""
    _send(turn, ended_before(date.fromisoformat(shown.context["day"])))


def _send(turn: Turn, periods: Sequence[Period]) -> None:
    books = books_of(turn.uow, turn.org, min(period.first for period in periods))
    pages = [
        _page(period, sheet, len(periods) > 1, turn)
        for period in periods
        for sheet in sheets(period, books, turn.facts)
        if sheet.rows
    ]
    names = "、".join(period.name for period in periods)
    if not pages:
        return turn.reply(f"{names}没有任何登记，没有表可出。")
    turn.record("period sheets exported", periods[0].name)
    data = write_workbook(pages, turn.now, turn.member.name)
    return turn.out.file(turn.account, Blob(f"{names}汇总表.xlsx", MEDIA_TYPE, data), summary.file_words(periods))


def _page(period: Period, sheet: Sheet, several: bool, turn: Turn) -> Page:
    note = f"期间：{period.first}至{period.last}　制表：{turn.now:%Y-%m-%d %H:%M} {turn.member.name}"
    name = f"{sheet.name}（{period.name}）" if several else sheet.name
    rows = [Row(values) for values in sheet.rows]
    return Page(name, f"{period.name}{sheet.name}汇总表", note, sheet.columns, rows, sheet.totals)


def _named(since: date, until: date) -> Period:
    """The period by its usual name, where it has one."""
    usual = (month_of(since), quarter_of(since), year_of(since))
    return next((p for p in usual if (p.first, p.last) == (since, until)), Period(f"{since}至{until}", since, until))


PERIOD_SHEETS = Affair(_on_words, {PURPOSE: _on_tap})
