"""At the begin of a shift: the card to take over (rules M19-3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from handlers.duty import watch
from handlers.engine.absence import DutySlot
from schedules.engine import Desk
from storage import cards, duty, duty_takeovers

PURPOSE = "duty_take_over"
SINCE = "since"
"""In the card's context: when somebody was put in after the cards of the shift had gone out."""
_LOOK_AHEAD = timedelta(days=40)
_MOST_CARDS = 100


class DutyTakeOver:
    """接班."""

    name = "duty_take_over"
    title = "接班卡片"
    grace: timedelta | None = timedelta(hours=1)

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """The policy's minutes before the next shift begins."""
        early = _early(desk)
        since = after + early + timedelta(seconds=1)
        coming = duty.first_from(desk.uow, desk.org, since, since + _LOOK_AHEAD)
        return coming.start - early if coming else None

    def fire(self, desk: Desk, due: datetime) -> None:
        """A card to the pair of each shift that begins then."""
        start = due + _early(desk)
        before = duty.overlapping(desk.uow, desk.org, start - timedelta(minutes=1), start)
        for slot in duty.beginning(desk.uow, desk.org, start, start + timedelta(seconds=1)):
            taken = duty_takeovers.taken_by(desk.uow, desk.org, slot.start)
            for account in watch.pair(slot, before):
                if account not in taken and desk.facts.directory.member(account) is not None:
                    card = watch.take_over_card(slot, account, desk.facts)
                    desk.out.show(account, card, PURPOSE, context={"start": slot.start.isoformat()})


def put_in_at(desk: Desk, slot: DutySlot) -> Mapping[str, datetime]:
    """Who of a shift's people was put in after its cards had gone out, and when."""
    start = slot.start.isoformat()
    seen = cards.seen_by(desk.uow, desk.org, [slot.member, slot.leader], _MOST_CARDS)
    own = (s for s in reversed(seen) if s.purpose == PURPOSE and s.context.get("start") == start and SINCE in s.context)
    return {shown.receiver: datetime.fromisoformat(str(shown.context[SINCE])) for shown in own}


def _early(desk: Desk) -> timedelta:
    return timedelta(minutes=desk.facts.policy.duty.take_over_before_minutes)
