"""Questions about information: each unit's line for a period, and the bulletin's issues (rules M08-5, M08-6)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from handlers.engine.facts import Facts
from handlers.engine.statement import Enquiry
from handlers.information import bulletin
from handlers.information.counting import UnitLine, per_unit

_MONTH = re.compile(r"(?:(\d{4})年)?(\d{1,2})月")
_OF_UNIT = "信息"
_COUNTING = ("统计", "采用情况", "报送情况", "得分", "报了几条", "报了多少", "多少条")


def _asks_for_counts(text: str) -> bool:
    return _OF_UNIT in text and any(word in text for word in _COUNTING)


def counts(text: str, facts: Facts, account: str) -> str:
    """Sent, adopted and scored, each with its serials; others than the office see their own unit alone."""
    first, last = period(text, facts.today)
    member = facts.directory.member(account)
    office = member is not None and facts.directory.in_office(member)
    units = [unit.name for unit in facts.roster.units if unit.line] if office or member is None else [member.unit]
    lines = per_unit(facts.filed("XX"), units, first, last, facts.policy.information)
    head = f"{first.month}月{first.day}日至{last.month}月{last.day}日信息报送情况（按报送日期）："
    return "\n".join([head, *(_line(line) for line in lines)])


def period(text: str, today: date) -> tuple[date, date]:
    """The month named, this quarter (季度), this year (今年, 全年), else this month."""
    if month := _MONTH.search(text):
        first = date(int(month[1] or today.year), int(month[2]), 1)
        return first, _last_day(first)
    if "季" in text:
        first = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
        return first, _last_day(date(first.year, first.month + 2, 1))
    if "年" in text:
        return date(today.year, 1, 1), date(today.year, 12, 31)
    return today.replace(day=1), _last_day(today)


def issues(text: str, facts: Facts, account: str) -> str:
    """How many issues this month has."""
    policy = facts.policy.information
    found = bulletin.issues(facts.filed("XX"), facts.today, policy)
    numbers = "、".join(f"第{number}期" for number in found)
    named = f"（{numbers}）" if found else ""
    return f"《{policy.bulletin}》本月已有{len(found)}期{named}，要求每月不少于{policy.least_a_month}期。"


def _line(line: UnitLine) -> str:
    behind = f"（{'、'.join(line.sent)}）" if line.sent else ""
    adopted = f"（{'、'.join(line.adopted)}）" if line.adopted else ""
    return f"{line.unit}：报送{len(line.sent)}条{behind}，采用{len(line.adopted)}条{adopted}，{line.points}分"


def _last_day(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


ENQUIRIES = (
    Enquiry(_asks_for_counts, counts, private=True),
    Enquiry(lambda text: "期" in text and "简报" in text and ("几期" in text or "期数" in text), issues, private=True),
)
