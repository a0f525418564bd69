"""Correcting the attendance book in words (考勤制度 第2条; rules M20-3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.attendance.record import Record
from handlers.engine.wording import say_day

OFFICE_ONLY = "更正考勤由党政办办理。您对自己的考勤有不同意见，请回复“异议 编号 理由”。"
NOT_ONES_OWN = "更正本人的考勤，请由党政办其他同志办理，没有改动。"
WHY_MISSING = "没有改动：请写明更正的理由，例如“更正 KQ-2026-0003 正常，当天在县里开会”。"


def no_such(number: str) -> str:
    """A number that stands for nothing."""
    return f"考勤台账里没有 {number}，没有改动，请核对编号。"


def which_line(lines: Sequence[Record], today: date) -> str:
    """Which lines there are to be corrected, and how one is named."""
    listed = "\n".join(f"{line.serial} {say_day(line.day, today)}{line.part}{line.said}" for line in lines)
    number = lines[-1].serial
    return f"请写明更正哪一条，没有改动。{lines[-1].name}的登记：\n{listed}\n例如“更正 {number} 迟到5分钟，看错时间”。"


def how(record: Record) -> str:
    """What it can be corrected into."""
    if record.undecided:
        return (
            f"{record.serial} 现在是{record.said}，只能更正为“正常”（登记有误）或者“外出”，是不是旷工由领导核实。"
            f"例如“更正 {record.serial} 正常，登记错人”。"
        )
    return (
        f"更正成什么没有看懂，没有改动。请写“正常”“外出”，或者带上时间，"
        f"例如“更正 {record.serial} 迟到5分钟，看错时间”。"
    )


def the_same(record: Record) -> str:
    """Nothing would change."""
    return f"{record.serial} 现在就是{record.said}，没有改动。"


def settled(record: Record) -> str:
    """A leave or an earlier correction has settled it."""
    return f"{record.serial} 已经是“{record.said}”，不用更正；有变化的请重新登记。"


def sent_again(record: Record) -> str:
    """Only who decided can decide otherwise."""
    return f"{record.serial} 是领导核实过的，党政办不能直接改。已恢复为“疑似旷工（待核实）”，卡片已重新发给核实人。"


def corrected(before: Record, after: Record, today: date) -> str:
    """To whoever corrected it."""
    return (
        f"已更正 {before.serial}：{before.name}{say_day(before.day, today)}{before.part}由“{before.said}”"
        f"改为“{after.said}”，原记录保留。"
    )


def to_the_person(before: Record, after: Record, why: str, today: date) -> str:
    """Whose line it is hears of every change."""
    return (
        f"您{say_day(before.day, today)}{before.part}的考勤由“{before.said}”更正为“{after.said}”（{before.serial}），"
        f"理由：{why}。"
    )
