"""Somebody says that a line about them is wrong: the office, or whoever decided, answers; both are kept (M20-3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.attendance.record import Record
from handlers.attendance.words import line
from handlers.engine.content import Button, Card, Field, Input, Style
from handlers.engine.people import Member
from handlers.engine.wording import say_day

ACCEPT, REFUSE = "采纳", "不采纳"

NOTHING = "您现在没有可以提异议的考勤记录。查自己的考勤请说“我的考勤”。"
SETTLED = "这条异议已经答复过了，或者记录已经更正，没有再改动。"
ANSWER_FIRST = "没有答复：不采纳请在卡片上写明理由，会原样告诉本人。"
NOBODY = "党政办现在没有人可以受理，请直接打电话向党政办说明。"


def which(found: Sequence[Record], today: date) -> str:
    """Several lines that could be meant."""
    lines = "\n".join(line(record, today) for record in found)
    return f"请写明是哪一条，例如“异议 {found[0].serial} 当天在县里开会”：\n{lines}"


def others_left(found: Sequence[Record], today: date) -> str:
    """The other days on which they were not there: they are not covered by what was said about one."""
    serials = "、".join(record.serial for record in found)
    days = "、".join(f"{say_day(record.day, today)}{record.part}" for record in found)
    return f"这次只对一条提了说明，{days}没有包括。也有异议的，请回复“异议 {serials} 情况说明”。"


def why_missing(record: Record) -> str:
    """Nobody can look into an objection without words."""
    return f"请写明情况，例如“异议 {record.serial} 当天在县里开会”。"


def not_yours(number: str) -> str:
    """Another's line, or none at all: the same answer, so that nothing is given away."""
    return f"您的考勤里没有 {number}，请核对编号；查自己的考勤请说“我的考勤”。"


def settled_already(record: Record) -> str:
    """A line that stands against nobody."""
    return f"{record.serial} 现在是“{record.said}”，不用提异议。"


def too_late(record: Record, until: str) -> str:
    """The window is over."""
    return f"{record.serial} 的异议期已在{until}结束，请直接联系党政办说明情况。"


def waiting(record: Record) -> str:
    """Said once already."""
    return f"{record.serial} 的异议已经转去核实，请等答复，不用再提。"


def card(member: Member, record: Record, why: str, today: date) -> Card:
    """To whoever answers it."""
    fields = (
        Field("人员", f"{member.name}（{member.unit}）"),
        Field("记录", line(record, today)),
        Field("本人说明", why),
    )
    buttons = (Button(ACCEPT, Style.PRIMARY), Button(REFUSE))
    return Card("考勤异议，请核实", "请核实后答复，结果会告诉本人。", fields, buttons, Input("答复意见（不采纳必填）"))


def taken_in(record: Record, to: str) -> str:
    """To whoever objected."""
    return f"已转{to}核实，{record.serial} 现在记的是“{record.said}”。结果会告诉您，原记录和您的说明都会保留。"


def heard(record: Record, to: str) -> str:
    """To whoever explains an absence that nobody has decided yet."""
    return f"您的说明已转给{to}，核实时一并考虑。{record.serial} 现在仍是待核实。"


def statement(record: Record, why: str, today: date) -> str:
    """To whoever has still to decide: what the other says."""
    day = f"{say_day(record.day, today)}{record.part}"
    return f"{record.name}对{day}没有到岗的说明（{record.serial}）：{why}。请在原来的卡片上核实。"


def answered(record: Record, after: Record, accepted: bool, by: str, said: str, whose: str, today: date) -> str:
    """On the card and to the person."""
    meant = f"{whose}对 {record.serial}（{say_day(record.day, today)}{record.part}{record.said}）的异议"
    if accepted:
        return f"{by}已采纳{meant}，更正为“{after.said}”。" + (f"答复：{said}。" if said else "")
    return f"{by}没有采纳{meant}：{said}。"


def unanswered(found: Sequence[Record]) -> str:
    """One line to whoever has to answer."""
    names = "、".join(f"{record.name}（{record.serial}）" for record in found)
    return f"还有{len(found)}条考勤异议等您答复：{names}。请在原来的卡片上办理。"
