"""Attendance asked for: one's own lines, the office's tables of a month or a year, the basis for the pay list."""

from __future__ import annotations

import re
from datetime import date

from bot.affairs.attendance import book, tables
from bot.affairs.attendance.people_named import people_named
from bot.exports.period import Period, read_period
from bot.exports.words import may_read_books
from bot.turn import Turn
from handlers.attendance import law
from handlers.attendance import sheet_words as words
from handlers.attendance.month import Sheet
from handlers.engine.calendar import UnknownYearError
from handlers.engine.matter import Fault
from handlers.engine.people import Member
from schedules import attendance_month

_ASKED = re.compile(
    r"(?:请|麻烦)?(?:帮我)?(?:查(?:一下|看|询)?|看(?:一下|看)?)?(?P<rest>.{0,24}?)的?"
    r"(?:(?:考勤|出勤)(?:明细|记录|情况|统计)?(?:怎么样)?|(?:迟到|早退)(?:过|了)?(?:几次|多少次|记录))[？?]?"
)
_MONTH_TABLE = re.compile(
    r"(?:导出|生成|查看|看看)?(?P<rest>.{0,12}?)的?(?:考勤|出勤)(?:月报表?|月表|汇总表|统计表|表)"
)
_YEAR_TABLE = re.compile(
    r"(?:导出|生成|查看|看看)?(?P<rest>\d{4}年度?|今年|去年|本年度?|全年)?的?(?:考勤|出勤)(?:年报表?|年表|年度(?:统计|汇总)?表?)"
)
_PAY = re.compile(
    r"(?:导出|生成)?(?P<rest>.{0,12}?)的?(?:工资(?:表)?(?:用的?)?考勤(?:依据|表)?|考勤工资(?:依据|表)|旷工扣款依据)"
)
_LAW = re.compile(r"(?:查(?:一下)?)?(?P<rest>.{1,24}?)(?:一共|累计|总共)?旷工(?:了)?(?:几天|多少天|天数|情况)[？?]?")
_FILLERS = re.compile(r"[我的份度了，,\s]|本人|自己|一下")


def on_words(turn: Turn, text: str) -> bool:
    """«我的考勤», «潘磊10月考勤明细»; from the office also «11月考勤月表», «2026年考勤年表», «11月工资考勤依据»."""
    if match := _LAW.fullmatch(text):
        return _law(turn, match["rest"])
    if match := _PAY.fullmatch(text):
        return _table(turn, match["rest"], tables.send_pay)
    if match := _YEAR_TABLE.fullmatch(text):
        return _table(turn, match["rest"] or "今年", tables.send_year)
    if match := _MONTH_TABLE.fullmatch(text):
        return _table(turn, match["rest"], tables.send_month)
    match = _ASKED.fullmatch(text)
    return match is not None and _lines(turn, match["rest"])


def _table(turn: Turn, said: str, send: tables.Send) -> bool:
    """Whether the words before it name days and nothing else; the table goes to the office alone."""
    read = _period(turn, said)
    if read is None or _FILLERS.sub("", read[1]):
        return False
    turn.acknowledge()
    if not turn.facts.directory.in_office(turn.member):
        turn.reply(words.OFFICE_ONLY)
        return True
    period = read[0] or _last_month(turn)
    found = _counted(turn, period)
    if isinstance(found, Sheet):
        send(turn, found)
    return True


def _lines(turn: Turn, said: str) -> bool:
    read = _period(turn, said)
    if read is None:
        return False
    period, rest = read
    people, rest = people_named(rest, turn.facts.directory, turn.member)
    if isinstance(people, Fault):
        turn.acknowledge()
        turn.reply(people.text)
        return True
    if _FILLERS.sub("", rest) or len(people) > 1:
        return False
    turn.acknowledge()
    _tell(turn, people[0] if people else turn.member, period or _this_month(turn))
    return True


def _tell(turn: Turn, member: Member, period: Period) -> None:
    """One's own to everybody, another's to the office and the leadership."""
    mine = member.account == turn.account
    if not mine and not may_read_books(turn.member, turn.facts.directory):
        turn.record("refused", "", {"why": "attendance of somebody else"})
        return turn.reply(words.OWN_ONLY)
    found = _counted(turn, period)
    if not isinstance(found, Sheet):
        return None
    row = next((row for row in found.rows if row.account == member.account), None)
    if row is None:
        return turn.reply(words.NOT_KEPT)
    whose = "您" if mine else turn.facts.directory.told_apart(member)
    return turn.reply(words.own(row, found.first, found.last, turn.facts.today, whose))


def _law(turn: Turn, said: str) -> bool:
    """«高峰今年旷工几天»: what is decided, beside the law's lines (公务员法 第88条)."""
    read = _period(turn, said)
    if read is None:
        return False
    period, rest = read
    people, rest = people_named(rest, turn.facts.directory, turn.member)
    if isinstance(people, Fault) or len(people) != 1 or _FILLERS.sub("", rest):
        return False
    turn.acknowledge()
    member, year = people[0], (period or _this_month(turn)).since.year
    if member.account != turn.account and not may_read_books(turn.member, turn.facts.directory):
        turn.reply(words.OWN_ONLY)
        return True
    count = law.counted(book.standing(turn, member.account), year, turn.facts.calendar.presumed())
    turn.reply(law.said(member.name, count, year, turn.facts.today))
    return True


def _counted(turn: Turn, period: Period) -> Sheet | None:
    """The sheet of these days as far as they are over; None (and that is said) where it cannot be counted."""
    last = min(period.until, turn.facts.today)
    if period.since > last:
        turn.reply("这段时间还没有到，没有考勤记录。")
        return None
    try:
        return attendance_month.sheet(turn.uow, turn.org, period.since, last, turn.facts)
    except UnknownYearError as unknown:
        turn.reply(f"{unknown}，考勤天数暂时不能计算。")
        return None


def _period(turn: Turn, said: str) -> tuple[Period | None, str] | None:
    """None where the words hold a day that there is not."""
    try:
        return read_period(said, turn.facts.today)
    except ValueError:
        return None


def _this_month(turn: Turn) -> Period:
    today: date = turn.facts.today
    return Period(today.replace(day=1), today)


def _last_month(turn: Turn) -> Period:
    first, last = attendance_month.month_before(turn.facts.today)
    return Period(first, last)
