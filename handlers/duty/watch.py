"""Before and at the begin of a shift: the reminder, taking over, and who is told when nobody does (rules M19-3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from handlers.duty.wording import span_of
from handlers.engine.absence import DutySlot
from handlers.engine.content import Button, Card, Style
from handlers.engine.facts import Facts

TAKE_OVER = "接班"

TAKEN = "您已接班，请保持通讯畅通。有情况请说“值班记录：……”，下班时请说“交班”。"
TAKEN_ALREADY = "您已经接过班了。"
NOT_YET = "现在没有等您接的班。到班前会给您发卡片；回复“我什么时候值班”可以查看。"
NOT_YOURS_NOW = "这一班已经换成别人，不用您接班。"


def reminders(slots: Sequence[DutySlot], facts: Facts) -> Mapping[str, str]:
    """The evening before: one message to each who is on duty or in charge, with all of their shifts."""
    lines: dict[str, list[str]] = {}
    for slot in slots:
        name = facts.directory.name
        mine, leads = f"值班，带班{name(slot.leader)}", f"带班，值班{name(slot.member)}"
        lines.setdefault(slot.member, []).append(f"{span_of(slot, facts.today)}：{mine}")
        lines.setdefault(slot.leader, []).append(f"{span_of(slot, facts.today)}：{leads}")
    return {
        account: "\n".join(["值班提醒：", *theirs, "有事不能到，请现在说“换班”。"]) for account, theirs in lines.items()
    }


def pair(slot: DutySlot, before: Iterable[DutySlot]) -> tuple[str, ...]:
    """Who has to take over: a leader who goes on being in charge from the shift before does not take over again."""
    goes_on = any(other.end == slot.start and other.leader == slot.leader for other in before)
    return (slot.member,) if goes_on else (slot.member, slot.leader)


def take_over_card(slot: DutySlot, account: str, facts: Facts) -> Card:
    """At the begin of the shift."""
    name = facts.directory.name
    part = f"带班，值班员{name(slot.member)}" if account == slot.leader else f"值班，带班领导{name(slot.leader)}"
    return Card(
        "请接班",
        f"{span_of(slot, facts.today)}由您{part}。请点“接班”，也可以回复“接班”。值班期间请保持通讯畅通。",
        buttons=(Button(TAKE_OVER, Style.PRIMARY),),
    )


def rungs(since: datetime, facts: Facts) -> tuple[tuple[datetime, str], ...]:
    """When who is told that nobody has taken over: (moment, role), the first first.

    `since` is the begin of the shift; for whoever was put in during it, the moment at which they were.
    """
    policy = facts.policy.duty
    first = since + timedelta(minutes=policy.told_after_minutes)
    step = timedelta(minutes=policy.told_next_minutes)
    return tuple((first + n * step, role) for n, role in enumerate(policy.told_roles))


def overdue(
    slot: DutySlot, pair: Collection[str], since: Mapping[str, datetime], due: datetime, facts: Facts
) -> Mapping[str, Sequence[str]]:
    """Who is told at this moment (role), and about whom of the pair; `since` is for those put in during the shift."""
    found: dict[str, list[str]] = {}
    for account in pair:
        for at, role in rungs(max(slot.start, since.get(account, slot.start)), facts):
            if at == due:
                found.setdefault(role, []).append(account)
    return found


def not_taken_over(slot: DutySlot, missing: Collection[str], facts: Facts) -> str:
    """To whoever is told: whom to telephone."""
    said = "、".join(
        f"{'值班员' if account == slot.member else '带班领导'}{facts.directory.name(account)}" for account in missing
    )
    part = "" if slot.member in missing else "带班"
    other = f"不能到岗的，请用“把今天{slot.kind}{part}换成某某”换人。"
    return f"{span_of(slot, facts.today)}：{said}还没有接班，请马上打电话落实。{other}"
