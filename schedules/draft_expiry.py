"""Drafts that nobody submitted: closed at the midnight after the next working day, with a word (lessons 5.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from handlers.engine.working_hours import next_allowed
from schedules.engine import Desk
from storage import cards, drafts
from storage.drafts import Draft, DraftState


class DraftExpiry:
    """草稿过期."""

    name = "draft_expiry"
    title = "草稿过期"
    changes_state = True
    grace: timedelta | None = None

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """When the next draft expires; at once where one has expired unseen."""
        expires = drafts.next_expiry(desk.uow, desk.org)
        return max(expires, after + timedelta(seconds=1)) if expires else None

    def fire(self, desk: Desk, due: datetime) -> None:
        """Close what has expired: the card says so at once, the word comes after the quiet hours."""
        for draft in drafts.expired(desk.uow, desk.org, due):
            _close(desk, draft)


def _close(desk: Desk, draft: Draft) -> None:
    drafts.save(desk.uow, desk.org, replace(draft, state=DraftState.EXPIRED), desk.facts.now)
    words = f"您的{desk.matters[draft.matter].name}一直没有提交，草稿已过期。需要时请重新说一遍。"
    shown = cards.get(desk.uow, desk.org, draft.card_id) if draft.card_id else None
    if shown:
        desk.out.repaint(replace(shown, card=shown.card.over("已过期，没有提交。")))
    awake = next_allowed(desk.facts.now, desk.facts.policy.reminders)
    desk.out.say(draft.member, words, not_before=awake)
