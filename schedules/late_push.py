"""A push that could not reach its group while it was of use: withdrawn, and the office is told (rules 1.24, X9)."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers import late
from handlers.engine.content import Text
from handlers.engine.working_hours import next_allowed
from schedules.engine import Desk
from storage import outbox


class LatePush:
    """群提醒过时告知."""

    name = "late_push"
    title = "群提醒过时告知"
    changes_state = True
    grace: timedelta | None = None

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """When the next push that has not left is of no use any more; at once where one is already."""
        moment = outbox.next_out_of_use(desk.uow, desk.org)
        return max(moment, after + timedelta(seconds=1)) if moment else None

    def fire(self, desk: Desk, due: datetime) -> None:
        """One message to the office about all of them."""
        withdrawn = outbox.withdraw_out_of_use(desk.uow, desk.org, max(due, desk.facts.now))
        said = [(one.to.name, one.content.text) for one in withdrawn if isinstance(one.content, Text)]
        if said and (contact := desk.facts.contact()):
            desk.out.say(contact, late.told(said), not_before=next_allowed(desk.facts.now, desk.facts.policy.reminders))
