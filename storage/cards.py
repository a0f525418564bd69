"""Every card that is out: who has it, what it is about, what it shows now, and what it has ever offered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, update

from handlers.engine.content import Card, from_json, to_json
from storage import counters
from storage.tables import cards
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Shown:
    """A card as it is out. `purpose` says what a tap on it means, `context` what it is bound to."""

    id: str
    receiver: str
    is_group: bool
    about: str
    purpose: str
    card: Card
    labels: tuple[str, ...] = ()
    context: Mapping[str, Any] = field(default_factory=dict)


_ONE = select(cards).where(cards.c.org == bindparam("org"), cards.c.id == bindparam("id"))
_ABOUT = (
    select(cards).where(cards.c.org == bindparam("org"), cards.c.about == bindparam("about")).order_by(cards.c.sequence)
)
_SEEN_BY = (
    select(cards)
    .where(cards.c.org == bindparam("org"), cards.c.receiver.in_(bindparam("receivers", expanding=True)))
    .order_by(cards.c.sequence.desc())
    .limit(bindparam("most"))
)
_FOR = (
    select(cards)
    .where(cards.c.org == bindparam("org"), cards.c.purpose == bindparam("purpose"))
    .order_by(cards.c.sequence.desc())
    .limit(bindparam("most"))
)
_REPAINT = (
    update(cards)
    .where(cards.c.org == bindparam("b_org"), cards.c.id == bindparam("b_id"))
    .values(
        content=bindparam("b_content"),
        labels=bindparam("b_labels"),
        about=bindparam("b_about"),
        purpose=bindparam("b_purpose"),
        context=bindparam("b_context"),
    )
)


def add(uow: UnitOfWork, org: str, shown: Shown, at: datetime) -> None:
    """Remember a card that goes out. Its id is given by `next_id`."""
    uow.insert(
        cards,
        org=org,
        id=shown.id,
        receiver=shown.receiver,
        is_group=shown.is_group,
        about=shown.about,
        purpose=shown.purpose,
        context=dict(shown.context),
        content=to_json(shown.card),
        labels=_labels(shown),
        sequence=int(shown.id.removeprefix("K")),
        created_at=at.isoformat(),
    )


def next_id(uow: UnitOfWork, org: str) -> str:
    """The id of the next card: K and a number that rises with every card of the org."""
    return f"K{counters.next_number(uow, org, 'card', 0)}"


def repaint(uow: UnitOfWork, org: str, shown: Shown) -> None:
    """Remember what a card shows from now on."""
    uow.execute(
        _REPAINT,
        {
            "b_org": org,
            "b_id": shown.id,
            "b_content": to_json(shown.card),
            "b_labels": _labels(shown),
            "b_about": shown.about,
            "b_purpose": shown.purpose,
            "b_context": dict(shown.context),
        },
    )


def get(uow: UnitOfWork, org: str, card_id: str) -> Shown | None:
    """The card of this id, or None."""
    row = uow.one_or_none(_ONE, {"org": org, "id": card_id})
    return _shown(row) if row else None


def about(uow: UnitOfWork, org: str, serial: str) -> tuple[Shown, ...]:
    """Every card about this request, in the order in which they went out."""
    return tuple(_shown(row) for row in uow.rows(_ABOUT, {"org": org, "about": serial}))


def serving(uow: UnitOfWork, org: str, purpose: str, most: int = 500) -> tuple[Shown, ...]:
    """The newest cards that serve this purpose, whoever has them, the newest first."""
    return tuple(_shown(row) for row in uow.rows(_FOR, {"org": org, "purpose": purpose, "most": most}))


def seen_by(uow: UnitOfWork, org: str, receivers: list[str], most: int = 500) -> tuple[Shown, ...]:
    """The newest cards in these chats, the newest first."""
    rows = uow.rows(_SEEN_BY, {"org": org, "receivers": receivers, "most": most})
    return tuple(_shown(row) for row in rows)


def _labels(shown: Shown) -> list[str]:
    return sorted({*shown.labels, *(button.label for button in shown.card.buttons)})


def _shown(row: Row[Any]) -> Shown:
    card = from_json(row.content)
    assert isinstance(card, Card)
    return Shown(row.id, row.receiver, row.is_group, row.about, row.purpose, card, tuple(row.labels), row.context)
