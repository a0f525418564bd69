"""What is said about the duty log and the hand-over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from handlers.duty.log import Point
from handlers.duty.wording import span_of
from handlers.engine.absence import DutySlot
from handlers.engine.content import Button, Card, Style
from handlers.engine.facts import Facts
from handlers.engine.wording import say_clock, say_day, say_moment

OPEN, DONE = "待办", "办结"

NOT_FOR_YOU = "值班记录只提供给值班、带班的同志和党政办。"
NOT_ON_DUTY = "您现在不在班，不用交班。"
ALREADY_SO = "这一条已经是这样了，没有改动。"
NOTHING_OPEN = "值班记录里没有待办的事。"
NOT_YOURS = "只有记的人、同班的同志和党政办可以改这一条。"


HOW = (
    "在班上请这样记：“值班记录：20:15 县应急办来电，要求报送雨情”。不写时间就按现在记；没办完的点“待办”，"
    "写错了说“更正值班记录12：20:05 ……”，下班时说“交班”。来访人的情况只记必要的。"
)
ONE_DAY = "一次只看一天的值班记录，例如“昨晚值班记录”“12月5日值班记录”；一段时间的请说“导出本月值班台账”。"


def only_on_duty(slot: DutySlot | None, facts: Facts) -> str:
    """To somebody who is not on duty and wants to note something."""
    phone = f"，电话{facts.policy.office.phone}" if facts.policy.office.phone else ""
    name = facts.directory.name
    whom = f"现在值班的{name(slot.member)}（带班{name(slot.leader)}）" if slot else "党政办"
    return f"值班记录由值班、带班的同志和党政办填写，没有记。有情况请告诉{whom}{phone}。"


def no_such(number: int) -> str:
    """Nothing bears this number."""
    return f"没有第{number}号值班记录。回复“值班记录”可以查看。"


def card(point: Point, slot: DutySlot | None, facts: Facts) -> Card:
    """To whoever noted it: as it stands, and what can be said of it."""
    where = _named(slot, facts) if slot else f"{say_day(point.happened.date(), facts.today)}上班时间"
    after = "交班时交给下一班，办完请点“办结”。" if point.open else "还没办完的，请点“待办”，交班时交给下一班。"
    text = f"已记入{where}。{_line(point)}\n{after}写错了请说“更正值班记录{point.number}：……”，原来的会保留。"
    button = Button(DONE, Style.PRIMARY) if point.open else Button(OPEN)
    return Card(f"值班记录第{point.number}号", text, buttons=(button,))


def _named(slot: DutySlot, facts: Facts) -> str:
    """«12月1日（周二）夜班»."""
    return f"{say_day(slot.start.date(), facts.today)}{slot.kind}"


def settled(point: Point) -> str:
    """In the place of the card's button once it is done."""
    return f"已办结：{_said(point)}"


def done(point: Point) -> str:
    """To whoever says so in words."""
    return f"第{point.number}号已办结：{_said(point)}"


def left_open(point: Point) -> str:
    """It is not done yet."""
    return f"第{point.number}号已标为待办，交班时交给下一班：{_said(point)}"


def told_done(point: Point, who: str) -> str:
    """To whoever noted it, where somebody else finished it."""
    how = f"（{point.done}）" if point.done else ""
    return f"您记的值班记录第{point.number}号，{who}已办结{how}：{_said(point)}"


def corrected(point: Point) -> str:
    """The correction is in; the old words stay."""
    return f"第{point.number}号已更正为“{_said(point)}”，原记“{point.before[-1]}”保留可查。"


def _said(point: Point) -> str:
    return f"{say_clock(point.happened)} {point.words}"


def _line(point: Point) -> str:
    """«12号 20:15 县应急办来电（更正，原记“20:05 县办来电”）　待办»."""
    before = f"（更正，原记“{'”“'.join(point.before)}”）" if point.before else ""
    how = f"（{point.done}）" if point.done else ""
    state = "　【待办】" if point.open else f"　【已办结{how}】" if point.done is not None else ""
    return f"{point.number}号 {_said(point)}{before}{state}"


# --- asked for --------------------------------------------------------------------------------------------------------


def shift_log(
    slot: DutySlot, found: Sequence[Point], taken: Mapping[str, datetime], handed: datetime | None, facts: Facts
) -> str:
    """The log of one shift: who had it, what happened, who took over when, and the hand-over."""
    name = facts.directory.name
    head = f"{span_of(slot, facts.today)}，值班{name(slot.member)}，带班{name(slot.leader)}："
    lines = [_line(point) for point in found] or ["没有记录。"]
    times = [f"接班：{'、'.join(f'{name(a)}{say_clock(at)}' for a, at in taken.items())}" if taken else ""]
    next_day = "次日" if handed and handed.date() > slot.start.date() else ""
    times += [f"交班：{next_day}{say_clock(handed)}" if handed else ""]
    return "\n".join([head, *lines, *(line for line in times if line)])


def day_log(day: date, found: Sequence[Point], facts: Facts) -> str:
    """What was noted in working hours."""
    return "\n".join([f"{say_day(day, facts.today)}上班时间：", *(_line(point) for point in found)])


def nothing(day: date, facts: Facts) -> str:
    """Nobody noted anything, and nobody is planned."""
    return f"{say_day(day, facts.today)}没有值班记录。"


def still_open(found: Sequence[Point], facts: Facts) -> str:
    """What is left to do, with the day of each."""
    first = found[0].number
    lines = [f"{point.number}号 {say_moment(point.happened, facts.today)} {point.words}" for point in found]
    return "\n".join([f"没有办完的{len(found)}件：", *lines, f"办完请说“值班记录{first}办结”。"])


# --- handing over -----------------------------------------------------------------------------------------------------


def too_early(slot: DutySlot, facts: Facts) -> str:
    """Hours before the end nobody hands over."""
    return f"{span_of(slot, facts.today)}还没有结束，请在下班前一小时内交班。现在有情况请说“值班记录：……”。"


def handed_already(at: datetime, facts: Facts) -> str:
    """Once is enough."""
    return f"这一班{say_moment(at, facts.today)}已经交班，记录已封存；要改请说“更正值班记录……”。"


def handed_off(slot: DutySlot, noted: int, left: Sequence[Point], to: str, facts: Facts) -> str:
    """To whoever hands over: what was handed, and to whom."""
    what = f"记录{noted}条" if noted else "没有记录"
    head = f"已交班：{_named(slot, facts)}，{what}。"
    if not left:
        return f"{head}没有待办的事，辛苦了。"
    lines = [f"{point.number}号 {_said(point)}" for point in left]
    return "\n".join([f"{head}待办{len(left)}件交给{to}：", *lines])


def to_next(slot: DutySlot, words: str, left: Sequence[Point], facts: Facts) -> str:
    """To whoever has taken over, or the office in working hours: the words of the hand-over and what is open."""
    said = f"{_named(slot, facts)}（{facts.directory.name(slot.member)}）交班"
    head = f"{said}：{words}" if words else f"{said}。"
    return "\n".join([head, still_open(left, facts)]) if left else head
