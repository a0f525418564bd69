"""Absence that nobody has excused: «to be verified» until a person has decided (考勤制度 第5条; rules M20-7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from handlers.attendance.record import Record
from handlers.attendance.timing import Finding
from handlers.engine.content import Button, Card, Field, Input, Style
from handlers.engine.people import Member
from handlers.engine.wording import say_day, say_days

UNEXCUSED, JUSTIFIED, SLIP = "旷工", "有正当理由", "补假"
ARTICLE = "考勤制度 第5条"
SETTLED = "这件事已经核实过了。要改请让党政办说“更正 编号”，会重新发卡片。"
HEAR_FIRST = "没有认定。认定旷工之前要先听本人说明：请把听取的情况写在卡片上，再点“旷工”。"
WHY_JUSTIFIED = "没有改动。请把理由写在卡片上，再点“有正当理由”；理由只存档，不公布。"


def days_of(found: Sequence[Record], today: date) -> str:
    """12月1日（周二）全天、12月2日（周三）上午."""
    return "、".join(f"{say_day(record.day, today)}{record.part}" for record in found)


@dataclass(frozen=True)
class Case:
    """What whoever decides is told: of whom, which lines, the office's note, who registered it, the leaves that are
    asked for and not decided yet (numbers), and, where it comes again, why."""

    member: Member
    found: Sequence[Record]
    note: str
    by: str
    asked: Sequence[str] = ()
    again: str = ""


def check_card(case: Case, today: date) -> Card:
    """To whoever decides: what is known, what was looked for, and three answers."""
    member, found = case.member, case.found
    whole = sum((record.days for record in found), Decimal(0))
    fields = (
        Field("人员", f"{member.name}（{member.unit}{member.post}）"),
        Field("时间", f"{days_of(found, today)}，共{say_days(whole)}"),
        Field("已核对", "这段时间没有批准的请假、没有外出登记、不在值班"),
        *((Field("待批请假", f"{'、'.join(case.asked)}，还没有批"),) if case.asked else ()),
        *((Field("党政办说明", case.note),) if case.note else ()),
        Field("登记", f"{case.by}（{'、'.join(record.serial for record in found)}）"),
        Field("依据", f"{ARTICLE}：未经批准或没有假条擅自离岗的，以旷工论处"),
    )
    text = (
        case.again or "党政办登记没有到岗，现在只是“疑似旷工（待核实）”。请听取本人说明后认定，不认定就一直是待核实。"
    )
    buttons = (Button(UNEXCUSED, Style.DANGER), Button(JUSTIFIED), Button(SLIP))
    return Card("疑似旷工，请核实", text, fields, buttons, Input("本人说明的情况、理由（认定旷工、有正当理由必填）"))


def _serials(found: Sequence[Record]) -> str:
    return "、".join(record.serial for record in found)


def to_the_person(found: Sequence[Record], asked: Sequence[str], today: date) -> str:
    """The person hears of it first, and how to be heard; `asked` are their leaves that nobody has decided yet."""
    known = f"您申请的请假（{'、'.join(asked)}）还没有批，" if asked else "也没有查到请假和外出登记，"
    return (
        f"党政办登记您{days_of(found, today)}没有到岗，{known}现为待核实。"
        "如果当时已经请假、外出或者另有情况，请尽快告知党政办，"
        f"也可以回复“异议 {_serials(found)} 情况说明”；需要补假的回复“补假条”。由领导核实后才有结论。"
    )


def decided(found: Sequence[Record], finding: Finding, by: str, today: date) -> str:
    """On the card, and to the office."""
    what = {
        Finding.UNEXCUSED: "认定为旷工",
        Finding.JUSTIFIED: "认定有正当理由，不算旷工",
        Finding.SLIP_DUE: "同意补假，请本人补办请假手续",
    }[finding]
    return f"{found[0].name}{days_of(found, today)}：{by}{what}。"


def outcome(found: Sequence[Record], finding: Finding, by: str, until: str, today: date) -> str:
    """To the person; `until` says how long they may object, or hand in the slip."""
    when = days_of(found, today)
    if finding is Finding.UNEXCUSED:
        return (
            f"您{when}没有到岗，经{by}核实认定为旷工（{ARTICLE}）。"
            f"有不同意见的，请在{until}前回复“异议 {_serials(found)} 理由”。"
        )
    if finding is Finding.JUSTIFIED:
        return f"您{when}没有到岗，经{by}核实有正当理由，不算旷工。"
    return f"您{when}没有到岗，{by}同意补假。请在{until}前说“补假条”并写明这几天；到期没有补办的，重新核实。"


def excused_afterwards(record: Record, before: str, today: date) -> str:
    """To the office: a leave or an outing has settled it."""
    return (
        f"更正：{record.name}{say_day(record.day, today)}{record.part}的考勤由“{before}”改为“{record.said}”，"
        f"依据 {record.ground}，原记录保留（{record.serial}）。"
    )


def revived(record: Record, before: Record, today: date) -> str:
    """To the office: what settled it is gone."""
    return (
        f"{before.ground} 已撤销或者缩短，{record.name}{say_day(record.day, today)}{record.part}的考勤"
        f"由“{before.said}”恢复为“{record.said}”（{record.serial}），原记录保留。"
    )


def leave_gone(serial: str) -> str:
    """Over the card that comes again because the leave that settled it is gone."""
    return f"原来按 {serial} 记为已请假，这份请假已撤销或者缩短。现在恢复为“疑似旷工（待核实）”，请核实。"


def came_afterwards(record: Record, serial: str, today: date) -> str:
    """To whoever can change it: something was filed afterwards that does not settle the line by itself."""
    return (
        f"{record.name}{say_day(record.day, today)}{record.part}记的是“{record.said}”（{record.serial}），"
        f"之后又有 {serial}。记录没有自动改动，是否更正请核实；要更正，请党政办说“更正 {record.serial} ……”。"
    )


def look_again(by: str, said: str) -> str:
    """Over the card that comes again because the office asks for it."""
    return f"党政办{by}提请重新核实，原来认定“{said}”。现在恢复为“疑似旷工（待核实）”，请重新认定。"


def look_again_to_the_person(record: Record, today: date) -> str:
    """The person whose absence was decided hears that it is looked at again."""
    return (
        f"您{say_day(record.day, today)}{record.part}的考勤（{record.serial}）原来认定“{record.said}”，"
        f"党政办已提请重新核实，现在是待核实。要补充说明的，请回复“异议 {record.serial} 情况说明”。"
    )


def slip_overdue(found: Sequence[Record], today: date) -> str:
    """Over the card that comes again where no slip came in time."""
    return f"同意补假的期限已过，{days_of(found, today)}还没有补办请假手续。请重新核实。"


def slip_overdue_to_the_person(found: Sequence[Record], today: date) -> str:
    """The person hears that it is looked at again, and what can still be done."""
    return (
        f"您{days_of(found, today)}的补假期限已过，没有收到补假条，已重新转请核实。"
        f"现在还可以说“补假条”补办，或者回复“异议 {_serials(found)} 情况说明”。"
    )


def waiting(found: Sequence[Record]) -> str:
    """One line to whoever has been asked and has not answered."""
    names = "、".join(f"{record.name}{record.day.month}月{record.day.day}日（{record.serial}）" for record in found)
    return f"还有{len(found)}条疑似旷工等您核实：{names}。请在原来的卡片上办理。"
