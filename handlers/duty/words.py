"""What is said about the roster: the draft, its publication, a change by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from handlers.duty.changing import Change
from handlers.duty.rota import Nobody
from handlers.duty.tally import Tally
from handlers.duty.wording import span_of
from handlers.engine.absence import DutySlot
from handlers.engine.content import Button, Card, Field, Style
from handlers.engine.facts import Facts

PUBLISH, DISCARD = "发布", "不发布"

OFFICE_ONLY = "排班、改班由党政办办理。您本人要换班，请说“我12月5日的值班想和某某换”。"
OFFICE_ONLY_COUNTS = "值班次数只提供给党政办和参加值班、带班的同志。"
NO_STAFF = "制度文件“值班”一节的“值班员”或者“带班”没有对上花名册里的人，请先改制度文件。"
CHANGED_MEANWHILE = "排好以后值班表或者请假有了改动，这份草稿没有发布。请重新排。"
DISCARDED = "没有发布，值班表没有改动。"
ALREADY = "这份值班表已经处理过了，没有再改动。"
NO_MORE = "重新排班，这一班取消"
PAST = "这个月已经过去，不能再排。"


@dataclass(frozen=True)
class Counted:
    """What falls to one person in the draft, and in the year together with it."""

    name: str
    now: Tally
    year: Tally


def draft_card(month: str, slots: int, replaced: int, staff: Sequence[Counted], leaders: Sequence[Counted]) -> Card:
    """The draft with what falls to each."""
    instead = f"这一段已排的{replaced}班会被替换。" if replaced else ""
    return Card(
        f"{month}值班表（草稿）",
        f"共{slots}班，上班时间以外每个小时都有人值班、有人带班。{instead}发布后通知有变动的人。",
        (
            Field("值班（班）", _each(staff, _shifts)),
            Field("带班（天）", _each(leaders, _days)),
        ),
        (Button(PUBLISH, Style.PRIMARY), Button(DISCARD)),
    )


def _each(counted: Sequence[Counted], say: Callable[[Tally], str]) -> str:
    """What falls to each, and who has nothing in this draft."""
    planned = [f"{c.name}{say(c.now)}，全年{c.year.total}" for c in counted if c.now.total]
    free = [f"{c.name}（全年{c.year.total}）" for c in counted if not c.now.total]
    return "；".join([*planned, *([f"没有排的：{'、'.join(free)}"] if free else [])])


def _shifts(tally: Tally) -> str:
    return f"{tally.total}（夜{tally.nights}、周末{tally.weekends}、节假日{tally.holidays}）"


def _days(tally: Tally) -> str:
    return f"{tally.total}（周末{tally.weekends}、节假日{tally.holidays}）"


def count_lines(year: int, staff: Sequence[Counted], leaders: Sequence[Counted]) -> str:
    """The year's counts, planned shifts included."""
    lines = [f"{c.name}：值班{_shifts(c.year)}" for c in staff] + [f"{c.name}：带班{_days(c.year)}" for c in leaders]
    return "\n".join([f"{year}年值班次数（已排的都算）：", *lines])


def published(month: str, told: int) -> str:
    """What stands in the place of the draft's buttons."""
    return f"{month}值班表已发布，已通知{told}人。"


def nobody(found: Nobody, facts: Facts) -> str:
    """A shift that cannot be filled."""
    part = "带班领导" if found.leading else "值班员"
    return f"{span_of(found.shift, facts.today)}没有可以排的{part}，都请假了。请先调整请假或者在制度文件里增加人员。"


def own_slots(month: str, account: str, slots: Sequence[DutySlot], facts: Facts) -> str:
    """To each whose duty changes with a new roster: all of theirs, in one message."""
    own = [slot for slot in slots if account in (slot.leader, slot.member)]
    if not own:
        return f"{month}值班表已调整，没有排您的值班。"
    lines = [f"{span_of(slot, facts.today)}：{_part(slot, account, facts)}" for slot in own]
    return "\n".join([f"{month}值班表已发布，您的值班：", *lines, "有事不能值班的，请提前说“换班”。"])


def _part(slot: DutySlot, account: str, facts: Facts) -> str:
    name = facts.directory.name
    return f"带班，值班{name(slot.member)}" if slot.leader == account else f"值班，带班{name(slot.leader)}"


# --- changes by the office --------------------------------------------------------------------------------------------


def changed(changes: Sequence[Change], facts: Facts) -> str:
    """To the office: done, and who was told."""
    lines = "；".join(_line(change, facts) for change in changes)
    return f"值班表已改：{lines}。已通知当事人。"


def _line(change: Change, facts: Facts) -> str:
    name = facts.directory.name
    part = "带班" if change.leading else "值班"
    return f"{span_of(change.slot, facts.today)}{part}由{name(change.of)}换成{name(change.to)}"


def line_in_book(change: Change, why: str, facts: Facts) -> str:
    """«值班由钱俊换成黄燕（换班）», in the shift's own line of the book."""
    name = facts.directory.name
    return f"{'带班' if change.leading else '值班'}由{name(change.of)}换成{name(change.to)}（{why}）"


def replanned(old: DutySlot, new: DutySlot, facts: Facts) -> str:
    """What a new roster changed about a shift, in the shift's own line of the book."""
    name = facts.directory.name
    parts = (("值班", old.member, new.member), ("带班", old.leader, new.leader))
    said = [f"{part}由{name(was)}换成{name(now)}" for part, was, now in parts if was != now]
    return f"{'，'.join(said) or '时间改动'}（重新排班）"


def told(changes: Sequence[Change], account: str, why: str, facts: Facts) -> str:
    """To one of those whom the changes concern, all of it in one message."""
    return "\n".join([f"值班有变动（{why}）：", *(f"{_line(change, facts)}。" for change in changes)])


def concerned(changes: Sequence[Change]) -> Mapping[str, list[Change]]:
    """Whom each change concerns: who had it, who has it now, and with whom they serve."""
    found: dict[str, list[Change]] = {}
    for change in changes:
        beside = change.slot.member if change.leading else change.slot.leader
        for account in dict.fromkeys((change.of, change.to, beside)):
            found.setdefault(account, []).append(change)
    return found


def no_such_day(said: str) -> str:
    """A day that is in no calendar."""
    return f"没有“{said}”这一天，请核对日期。"


def no_such_month(said: str) -> str:
    """A month that is in no calendar."""
    return f"没有“{said}”，请核对月份。"


def no_slot(day: str) -> str:
    """Nothing is planned there."""
    return f"{day}没有这个班次。回复“{day}谁值班”可以查看。"


def which_kind(day: str, kinds: Sequence[str]) -> str:
    """Two shifts on that day."""
    return f"{day}有{'、'.join(kinds)}，请写明是哪一班，例如“把{day}{kinds[-1]}换成某某”。"


def who_is_meant(words: str, names: Sequence[str]) -> str:
    """Nobody, or more than one, is called so."""
    if not names:
        return f"花名册里没有“{words}”，请写全名。"
    return f"“{words}”有{len(names)}位：{'、'.join(names)}。请写成“单位加姓名”，例如“{names[0]}”。"
