"""What the year asks of the office by the calendar: said in one message on the day, and not where it is done (1.24)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from handlers.engine.calendar import Calendar
from handlers.engine.facts import Facts
from handlers.engine.policy import Policy

FILED = "归档已完成"


class Occasion(StrEnum):
    """The days of the year on which something is asked."""

    JANUARY = "一月"
    NOVEMBER = "十一月"
    DECEMBER = "十二月"
    MID_DECEMBER = "十二月中旬"
    SIX_CHECKS = "六防检查"
    FILING = "归档"
    FILING_ENDS = "归档到期"


@dataclass(frozen=True)
class Standing:
    """How things stand on the day: whether next January's duty is planned, whether last year's papers are filed, and
    who has annual leave left (name and days)."""

    duty_planned: bool = False
    filed: bool = False
    leave_left: Mapping[str, Decimal] = field(default_factory=dict)


def occasions(day: date, policy: Policy) -> tuple[Occasion, ...]:
    """What falls on this working day; a date that is a rest day is moved to the working day after it."""
    known = policy.calendar.presumed()
    if not known.is_workday(day):
        return ()
    stands_for = _rest_before(day, known)
    dates = {f"{one:%m-%d}" for one in stands_for}
    first = any(one.day == 1 for one in stands_for)
    found = {
        Occasion.JANUARY: first and day.month == 1,
        Occasion.NOVEMBER: (first or "11-15" in dates) and day.month == 11,
        Occasion.DECEMBER: first and day.month == 12,
        Occasion.MID_DECEMBER: "12-15" in dates,
        Occasion.SIX_CHECKS: day.month % 3 == 0 and known.next_workday(day).month != day.month,
        Occasion.FILING: bool(dates & set(policy.year.filing_days))
        or (day.month == 9 and f"{day:%m-%d}" >= policy.year.filing_daily_from),
        Occasion.FILING_ENDS: day.month == 9 and known.next_workday(day).month == 10,
    }
    return tuple(occasion for occasion, falls in found.items() if falls)


def to_the_office(fallen: Sequence[Occasion], standing: Standing, facts: Facts) -> str:
    """One message with everything that is to be done now; "" where all of it is."""
    items = [item for occasion in fallen for item in _items(occasion, standing, facts)]
    numbered = [f"{number}. {item}" for number, item in enumerate(items, start=1)]
    return "\n".join(["按年历，近期要办的：", *numbered]) if items else ""


def to_the_archivist(fallen: Sequence[Occasion], standing: Standing, facts: Facts) -> str:
    """Filing and the six-point check; "" where nothing is due."""
    said = []
    if Occasion.FILING in fallen and not standing.filed:
        said.append(
            f"{facts.today.year - 1}年度各类档案请在9月底前完成归档整理（档案管理制度 第1条）。"
            f"完成后请党政办主任或者副主任回复“{FILED}”，就不再提醒。"
        )
    if Occasion.SIX_CHECKS in fallen:
        said.append("季末请做一次档案室防盗、防火、防湿、防虫、防毒、防尘检查并登记（档案管理制度）。")
    return "\n".join(said)


def to_the_director(fallen: Sequence[Occasion], standing: Standing, facts: Facts) -> str:
    """On the last working day of September, where the filing is still open."""
    if Occasion.FILING_ENDS not in fallen or standing.filed:
        return ""
    return f"{facts.today.year - 1}年度档案归档还没有登记完成，9月底到期（档案管理制度 第1条），请过问。"


def _items(occasion: Occasion, standing: Standing, facts: Facts) -> list[str]:
    year = facts.today.year
    if occasion is Occasion.JANUARY:
        return [
            f"下发{year}年信息报送要点（信息报送制度）：回复“下发信息报送要点：……”，由我发给各单位并记下谁已收到。",
            f"{year - 1}年学习统计表：回复“{year - 1}年学习统计表”。",
            "核对制度参数（请假、作息、用车、值班等）今年有没有变化。",
            *_holidays(year, facts),
        ]
    if occasion is Occasion.NOVEMBER:
        return _holidays(year + 1, facts)
    if occasion is Occasion.DECEMBER:
        return [
            "准备全年督查工作报告和年度考勤、学习情况：回复“今年学习统计表”“今年汇总表”。",
            *_leave_left(standing, facts),
            *_holidays(year + 1, facts),
        ]
    if occasion is Occasion.MID_DECEMBER:
        planned = [] if standing.duty_planned else ["明年1月值班表还没有发布：回复“排下个月值班表”。"]
        return [*planned, *_holidays(year + 1, facts)]
    return []


def _holidays(year: int, facts: Facts) -> list[str]:
    if facts.calendar.knows(date(year, 1, 1)):
        return []
    return [
        f"{year}年放假安排还没有录入：放假通知公布后请写进制度文件的“放假安排”。"
        f"录入以前，涉及{year}年是否上班的，我都会先问党政办，不会猜。"
    ]


def _leave_left(standing: Standing, facts: Facts) -> list[str]:
    if not standing.leave_left:
        return []
    names = "、".join(f"{name}{days.normalize():f}天" for name, days in standing.leave_left.items())
    return [
        f"年休假还没有休完的{len(standing.leave_left)}人：{names}。"
        "一般在当年安排，确因工作需要的可以跨1个年度（职工带薪年休假条例 第5条）。"
    ]


def _rest_before(day: date, known: Calendar) -> list[date]:
    """The day itself, and the rest days just before it."""
    found = [day]
    while not known.is_workday(found[-1] - timedelta(days=1)):
        found.append(found[-1] - timedelta(days=1))
    return found
