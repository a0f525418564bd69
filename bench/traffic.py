"""What an ordinary day brings, by chances that a township of this size knows; every number is stated here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from bench.township import Flow, Township
from handlers.engine.people import Role
from storage.instants import ZONE

BIG_GROUP = "青禾乡干部职工大群"
# In a year each: leaves taken, outings reported, papers sealed, cars asked for, pieces of information sent.
LEAVES, OUTINGS, SEALS, TRIPS, PIECES = 6, 40, 12, 10, 5
WORKDAYS = 248
IN_GROUP = 0.4
"""So often a leave or an outing is asked for in the big group and not in the single chat."""
SIGNED, TAKEN_OVER, REPORTED_BACK = 0.7, 0.95, 0.7
_WORK = ("派车", "已用印", "出车", "采用", "同意")
_REASONS = ("家里有事", "孩子开家长会", "看病", "老人住院")
_PLACES = ("青禾村", "石桥村", "松坪村", "县城")
_PAPERS = ("危房改造协议书", "低保审批表", "土地流转合同", "工作报告")


def flows_of(town: Township, day: date) -> Iterator[Flow]:
    """Everything that begins on this day."""
    workday = town.policy.calendar.is_workday(day)
    yield from _duty(town, day)
    yield from _gathering(town, day)
    if not workday:
        return
    yield from _office(town, day)
    drivers = {m.account for m in town.roster.members if m.holds(Role.DRIVER)}
    staff = [m.account for m in town.roster.members if m.account not in drivers]
    kinds: tuple[tuple[int, Callable[[Township, date, str], Flow]], ...] = (
        (LEAVES, _leave),
        (OUTINGS, _outing),
        (SEALS, _seal),
        (TRIPS, _trip),
        (PIECES, _piece),
    )
    for account in staff:
        for yearly, flow in kinds:
            if town.chance.random() < yearly / WORKDAYS:
                yield flow(town, day, account)


def _at(day: date, hour: float, town: Township, spread: int = 120) -> datetime:
    """Some time after this hour."""
    begin = datetime.combine(day, time(), ZONE) + timedelta(hours=hour)
    return begin + timedelta(minutes=town.chance.randrange(spread), seconds=town.chance.randrange(1, 60))


def _later(town: Township, least: int = 5, most: int = 90) -> datetime:
    """A while after now, within working hours of a working day."""
    at = town.stage.now + timedelta(minutes=town.chance.randint(least, most))
    return _in_hours(town, at)


def _in_hours(town: Township, at: datetime) -> datetime:
    if at.time() > time(17, 30):
        at = datetime.combine(at.date() + timedelta(days=1), time(8, 40), ZONE)
    while not town.policy.calendar.presumed().is_workday(at.date()):
        at = datetime.combine(at.date() + timedelta(days=1), time(8, 40), ZONE)
    if at.time() < time(8, 30):
        return at.replace(hour=8, minute=40)
    return at.replace(hour=14, minute=5) if time(12) < at.time() < time(14) else at


def _said(town: Township, account: str, words: str) -> dict[str, Any]:
    if town.chance.random() < IN_GROUP:
        return {"from": account, "chat": BIG_GROUP, "say": f"@小助手 {words}"}
    return {"from": account, "say": words}


def _filed(town: Township, account: str, code: str, words: dict[str, Any], at: datetime) -> Flow:
    """Asked for in a sentence and submitted, then decided and done by whoever holds it, each after a while."""
    before = town.filed_by(account, code)
    yield at, words
    yield at + timedelta(minutes=1), {"from": account, "tap": "提交"}
    serial = town.filed_by(account, code)
    if serial in ("", before):
        return
    yield from _decided(town, serial)


def _decided(town: Township, serial: str, until: str = "") -> Flow:
    for _ in range(6):
        holders = town.holders(serial)
        if not holders:
            return
        account = holders[0]
        button = next((one for one in _WORK if one in town.buttons(account, serial)), "")
        if not button or button == until:
            return
        yield _later(town), {"from": account, "tap": button, "on": serial}


def _leave(town: Township, day: date, account: str) -> Flow:
    first = day + timedelta(days=town.chance.randint(1, 9))
    days = town.chance.choices((1, 2, 4), (6, 3, 1))[0]
    last = first + timedelta(days=days - 1)
    until = "" if days == 1 else f"到{last.month}月{last.day}日"
    words = f"{first.month}月{first.day}日{until}请假，{town.chance.choice(_REASONS)}"
    yield from _filed(town, account, "QJ", _said(town, account, words), _at(day, 8.6, town, 400))
    back = datetime.combine(last + timedelta(days=1), time(8, 45), ZONE)
    if town.chance.random() < REPORTED_BACK and back > town.stage.now:
        yield _in_hours(town, back), {"from": account, "say": "销假"}


def _outing(town: Township, day: date, account: str) -> Flow:
    place = town.chance.choice(_PLACES)
    words = f"今天下午去{place}" + ("开会" if place == "县城" else "走访")
    yield from _filed(town, account, "WC", _said(town, account, words), _at(day, 8.7, town, 180))
    if town.chance.random() < REPORTED_BACK:
        yield datetime.combine(day, time(17, 5), ZONE), {"from": account, "tap": "返岗"}


def _seal(town: Township, day: date, account: str) -> Flow:
    words = f"盖政府章，{town.chance.choice(_PAPERS)}，{town.chance.randint(1, 4)}份"
    yield from _filed(town, account, "YY", {"from": account, "say": words}, _at(day, 8.7, town, 400))


def _piece(town: Township, day: date, account: str) -> Flow:
    number = town.chance.randrange(10_000)
    words = f"报一条工作动态，题目《青禾乡{town.chance.choice(_PLACES)}第{number}号工作进展》"
    yield from _filed(town, account, "XX", {"from": account, "say": words}, _at(day, 9, town, 400))


def _trip(town: Township, day: date, account: str) -> Flow:
    tomorrow = day + timedelta(days=1)
    words = f"{tomorrow.month}月{tomorrow.day}日上午9点用车去县委党校开会，下午4点回"
    yield from _filed(town, account, "YC", {"from": account, "say": words}, _at(day, 9, town, 300))
    serial = town.filed_by(account, "YC")
    form = town.form(serial)
    driver, car = str(form.get("driver", "")), str(form.get("car", ""))
    if not driver or form.get("shares"):
        return
    km = _KM.get(car, 45_000)
    _KM[car] = km + town.chance.randint(40, 120)
    yield datetime.combine(tomorrow, time(9), ZONE), {"from": driver, "tap": "出车", "on": serial, "input": str(km)}
    yield (
        datetime.combine(tomorrow, time(15, 50), ZONE),
        {"from": driver, "tap": "收车", "on": serial, "input": str(_KM[car])},
    )


_KM: dict[str, int] = {}


def _duty(town: Township, day: date) -> Iterator[Flow]:
    """Whoever begins or leads a shift taps the card that comes with it, where they do not go on from the one before."""
    before = town.shifts(day - timedelta(days=1))
    on = {account for slot in before[-1:] for account in (slot.member, slot.leader)}
    for slot in town.shifts(day):
        pair = {slot.member, slot.leader}
        for account in sorted(pair - on):
            if town.chance.random() < TAKEN_OVER:
                yield iter([(slot.start + timedelta(minutes=1), {"from": account, "tap": "接班"})])
        on = pair


def _gathering(town: Township, day: date) -> Iterator[Flow]:
    """The sign-in is opened, most tap it; the clerk calls the roll and closes it."""
    if day.weekday() in (0, 6) and town.policy.calendar.is_workday(day) == (day.weekday() == 0):
        yield _roll(town, day)


def _roll(town: Township, day: date) -> Flow:
    series = "例会" if day.weekday() == 0 else "学习"
    begins = datetime.combine(day, time(8, 45), ZONE)
    clerk = next(m.account for m in town.roster.members if m.holds(Role.CLERK))
    yield begins, {"from": clerk, "say": f"开始{series}签到"}
    for account in town.roles:
        if account != clerk and town.chance.random() < SIGNED:
            yield begins + timedelta(minutes=3), {"from": account, "tap": "签到"}
    yield begins + timedelta(minutes=25), {"from": clerk, "say": "点名"}
    yield begins + timedelta(minutes=26), {"from": clerk, "say": "其余到"}
    here = town.newest(clerk, "实到").partition("实到")[2].partition("人")[0]
    yield begins + timedelta(minutes=27), {"from": clerk, "say": f"实到{here}人"}
    yield begins + timedelta(minutes=28), {"from": clerk, "say": "结束点名"}


def _office(town: Township, day: date) -> Iterator[Flow]:
    """What the office itself does: the two lines of its units, its sheets, its notices."""
    if day.weekday() == 4:
        for member in town.roster.members:
            if (member.holds(Role.UNIT_HEAD) or member.holds(Role.OFFICE_DIRECTOR)) and town.chance.random() < 0.7:
                yield _two_lines(member.account, _at(day, 16.2, town, 60))
    director = next(m.account for m in town.roster.members if m.holds(Role.OFFICE_DIRECTOR))
    if day.day <= 7:
        yield iter([(_at(day, 10.5, town, 30), {"from": director, "tap": "发表格"})])
    if day.month % 3 == 0 and day.day >= 28:
        yield iter([(_at(day, 15.4, town, 30), {"from": director, "tap": "发布"})])


def _two_lines(account: str, at: datetime) -> Flow:
    yield at, {"from": account, "say": "上周：走访困难群众30户；本周：完成上级交办工作"}
