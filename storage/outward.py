"""What leaves the house: every word and card goes into the outbox in the transaction that caused it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers.engine.content import Card, Content, File, OutgoingKind, Receiver, Text, to_json
from storage import blobs, cards, outbox
from storage.blobs import Blob
from storage.cards import Shown
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Outward:
    """The way out for one transaction of one org, at one moment."""

    uow: UnitOfWork
    org: str
    at: datetime

    def say(self, to: str, text: str, about: str = "", not_before: datetime | None = None) -> None:
        """Words to a member, in the single chat; `not_before` keeps them back through the quiet hours."""
        self._put(Receiver(to), OutgoingKind.TEXT, Text(text), about, due_at=not_before)

    def say_in_group(self, group: str, text: str, about: str = "", useful_until: datetime | None = None) -> None:
        """Words to a group; what has not left by `useful_until` leaves no more."""
        self._put(Receiver(group, is_group=True), OutgoingKind.TEXT, Text(text), about, useful_until=useful_until)

    def show(self, to: str, card: Card, purpose: str, about: str = "", context: Mapping[str, Any] | None = None) -> str:
        """A new card to a member; returns its id. `purpose` and `context` say what a tap on it will mean."""
        return self._show(Receiver(to), card, purpose, about, context)

    def show_in_group(
        self, group: str, card: Card, purpose: str, about: str = "", context: Mapping[str, Any] | None = None
    ) -> str:
        """A new card to a group, that anybody in it may tap; returns its id."""
        return self._show(Receiver(group, is_group=True), card, purpose, about, context)

    def file(self, to: str, blob: Blob, text: str, about: str = "") -> None:
        """A file to a member, in the single chat; `text` says in one line what it is."""
        key = blobs.put(self.uow, self.org, blob, self.at)
        self._put(Receiver(to), OutgoingKind.FILE, File(blob.name, key, text), about)

    def repaint(self, shown: Shown) -> None:
        """A card that is out shows something else from now on; nothing leaves where it shows that already."""
        before = cards.get(self.uow, self.org, shown.id)
        if before == shown:
            return
        cards.repaint(self.uow, self.org, shown)
        if before is None or before.card != shown.card:
            receiver = Receiver(shown.receiver, shown.is_group)
            self._put(receiver, OutgoingKind.UPDATE, shown.card, shown.about, shown.id)

    def _show(self, to: Receiver, card: Card, purpose: str, about: str, context: Mapping[str, Any] | None) -> str:
        card_id = cards.next_id(self.uow, self.org)
        shown = Shown(card_id, to.name, to.is_group, about, purpose, card, (), context or {})
        cards.add(self.uow, self.org, shown, self.at)
        self._put(to, OutgoingKind.CARD, card, about, card_id)
        return card_id

    def _put(
        self,
        to: Receiver,
        kind: OutgoingKind,
        content: Content,
        about: str,
        card_id: str = "",
        due_at: datetime | None = None,
        useful_until: datetime | None = None,
    ) -> None:
        outbox.put(
            self.uow,
            self.org,
            receiver=to.name,
            is_group=to.is_group,
            kind=kind.value,
            content_json=to_json(content),
            about=about,
            card_id=card_id,
            at=self.at,
            due_at=due_at,
            useful_until=useful_until,
        )
