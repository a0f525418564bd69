"""Registering attendance in words (考勤制度 第1条、第5条; rules M20-1, M20-2, M20-7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time

from handlers.attendance.record import Record
from handlers.attendance.timing import ABSENCES, Finding
from handlers.engine.content import Button, Card, Field, Style
from handlers.engine.days import Half
from handlers.engine.people import Directory, Member
from handlers.engine.wording import say_day

ENTER, DROP = "登记", "不登记"

OFFICE_ONLY = "考勤由党政办登记。您本人的考勤请说“我的考勤”；有不同意见请说“考勤有异议”。"
SINGLE_CHAT_ONLY = "考勤请在私聊里登记，群里不办理，也不公开。"
HOW = (
    "请写明谁、哪天、什么情况，例如“登记考勤 潘磊今天迟到15分钟”“何平今天17:10走的”“高峰昨天没来”；"
    "同名的写“财政所李静”。"
)
ALREADY = "这张卡片已经处理过了，没有再登记。"
DROPPED = "没有登记。"
_HALVES = {Half.MORNING: "上午", Half.AFTERNOON: "下午"}


# --- why not ----------------------------------------------------------------------------------------------------------


def not_understood(part: str) -> str:
    """Words that nobody can place."""
    return f"“{part}”没有看懂，没有登记。{HOW}"


def nobody(part: str) -> str:
    """A finding without anybody's name."""
    return f"“{part}”没有写姓名，或者花名册里没有这个人，没有登记。{HOW}"


def several(name: str, members: Sequence[Member]) -> str:
    """Two people of one name."""
    said = "、".join(f"{member.unit}{member.name}" for member in members)
    return f"有{len(members)}位{name}，没有登记；请写明单位：{said}。"


def which_card(name: str, units: Sequence[str]) -> Card:
    """Which of those of one name is meant: their units to choose from."""
    return Card(
        f"请问是哪一位{name}？",
        f"有{len(units)}位{name}。选定以后再请您核对，也可以直接回复单位。",
        buttons=tuple(Button(label) for label in (*units, DROP)),
    )


def chosen(unit: str, name: str) -> str:
    """On that card, once it is answered."""
    return f"已选{unit}{name}。"


def unknown(name: str) -> str:
    """Somebody who is not on the roster."""
    return f"花名册里没有“{name}”，没有登记，请核对姓名。"


def which_day(name: str) -> str:
    """A finding without any day."""
    return f"没有写是哪一天，没有登记。请写明日期再说一遍，例如“{name}昨天……”；连着几天的写“11月26日至27日”。"


def below_nothing() -> str:
    """Less than no minute."""
    return "分钟数不能是负数，没有登记，请核对。"


def village(member: Member) -> str:
    """People of the villages keep no office hours."""
    return f"{member.name}是{member.unit}人员，不适用机关作息时间，没有登记。"


def principal(member: Member) -> str:
    """A principal leader's attendance is not the township's to keep."""
    return f"{member.name}（{member.post}）的出勤由上级机关管理，这里不登记。"


def future(day: date, today: date) -> str:
    """A day to come."""
    return f"{say_day(day, today)}还没有到，不能登记考勤。请假、外出请说“请假”“外出”。"


def too_old(day: date, today: date) -> str:
    """Before last month."""
    return f"{say_day(day, today)}太早了，只能登记本月和上月的考勤；确有差错的，请用书面材料另行说明。"


def rest_day(day: date, today: date) -> str:
    """Nobody has to be there."""
    return f"{say_day(day, today)}不是工作日，不登记考勤。"


def not_begun(day: date, halves: Sequence[Half], today: date) -> str:
    """The half day has still to begin."""
    part = _HALVES[halves[0]] if len(halves) == 1 else ""
    when = "今天" if day == today else say_day(day, today)
    return f"{when}{part}还没有到上班时间，不能登记。"


def not_yet(clock: time) -> str:
    """A clock time that has still to come."""
    return f"现在还没有到{clock:%H:%M}，不能登记。"


def too_many_minutes(minutes: int) -> str:
    """No lateness at all, or longer than the half day."""
    return f"{minutes}分钟不在半天的上班时间以内，没有登记；整个半天没有到岗的，请写“上午没来”。"


def in_time(member: Member, clock: time, late: bool, line: time) -> str:
    """Nothing to register."""
    if late:
        return f"{member.name}{clock:%H:%M}到岗，已经提前到达（{line:%H:%M}上班），不用登记。"
    return f"{member.name}{clock:%H:%M}离开，已经下班（{line:%H:%M}下班），不用登记。"


def outside_hours(clock: time, begins: time, ends: time) -> str:
    """A clock time on the other side of the half day."""
    return f"{clock:%H:%M}不在上班时间（{begins:%H:%M}至{ends:%H:%M}）以内，没有登记，请核对。"


def excused(record: Record, grounds: Iterable[str], today: date) -> str:
    """Leave, an outing or duty covers it."""
    why = "、".join(grounds)
    return f"{record.name}{say_day(record.day, today)}{record.part}已有登记（{why}），不用登记考勤。"


def registered_already(record: Record, today: date) -> str:
    """It stands in the book."""
    return (
        f"{record.name}{say_day(record.day, today)}{record.part}已经登记为{record.said}（{record.serial}）。"
        f"要改请说“更正 {record.serial} ……”。"
    )


def figure_missing(record: Record) -> str:
    """The line of ten minutes needs a figure."""
    return (
        f"{record.name}的早退没有写几点离开，没有登记。要看提前了多少分钟才算早退，"
        "请直接回复，例如“11:40走的”“提前20分钟”。"
    )


# --- the card and what follows ----------------------------------------------------------------------------------------


def check_card(
    found: Sequence[Record],
    note: str,
    left_out: Sequence[str],
    needs: Record | None,
    today: date,
    directory: Directory,
) -> Card:
    """What was understood, for the office to confirm; nothing is in the book before it does."""
    theirs: dict[str, list[str]] = {}
    for record in found:
        theirs.setdefault(_who(record, directory), []).append(f"{say_day(record.day, today)}{_what(record)}")
    fields = [Field(who, "；".join(said)) for who, said in theirs.items()]
    if note:
        fields.append(Field("说明", note))
    if left_out:
        fields.append(Field("不登记", "".join(left_out)))
    text = "请核对，点“登记”后记入考勤台账。"
    if any(record.finding is Finding.SUSPECTED for record in found):
        text += "没有到岗的只记“疑似旷工（待核实）”，告知本人，由有权核实的领导认定。"
    if needs is not None:
        text += f"{needs.name}几点离开还没有写，请直接回复，例如“11:40走的”“提前20分钟”。"
    return Card("考勤登记，请核对", text, tuple(fields), (Button(ENTER, Style.PRIMARY), Button(DROP)))


def registered(found: Sequence[Record], today: date) -> str:
    """On the card, when it is in the book."""
    said = "；".join(f"{r.serial} {r.name}{say_day(r.day, today)}{_what(r)}" for r in found)
    return f"已登记：{said}。登记错了请说“更正 编号 ……”，原记录保留。"


def entered_late(record: Record, until: str, today: date) -> str:
    """To the person, where the month's sheet went out before."""
    return (
        f"党政办补登记：您{say_day(record.day, today)}{_what(record)}（{record.serial}）。"
        f"有不同意见的，请在{until}前回复“异议 {record.serial} 理由”。"
    )


def _who(record: Record, directory: Directory) -> str:
    member = directory.member(record.member)
    return directory.told_apart(member) if member else record.name


def _what(record: Record) -> str:
    """上午迟到15分钟（08:45）; 全天没有到岗，疑似旷工（待核实）."""
    clock = f"（{record.clock:%H:%M}）" if record.clock else ""
    if record.finding in ABSENCES:
        return f"{record.part}没有到岗，记{record.said}"
    unmeasured = "（没有写几分钟）" if record.minutes is None else ""
    return f"{record.part}{record.said}{clock}{unmeasured}"


def line(record: Record, today: date) -> str:
    """One line as lists have it: KQ-2026-0003 12月1日（周二）上午迟到15分钟（原记……）."""
    told = [f"依据 {record.ground}"] if record.ground else []
    told += [f"原记“{said}”" for said in record.before]
    told += ["异议待答复"] if record.objection else []
    why = f"（{'；'.join(told)}）" if told else ""
    clock = f" {record.clock:%H:%M}" if record.clock else ""
    return f"{record.serial} {say_day(record.day, today)}{record.part}{record.said}{clock}{why}"
