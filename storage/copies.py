"""Which platforms got a thing: noted where an office is on more than one, so that nothing is said twice."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select

from storage.instants import to_text
from storage.platform_tables import platform_cards as cards
from storage.platform_tables import platform_copies as copies
from storage.unit_of_work import UnitOfWork

_OF_THING = select(copies.c.channel, copies.c.platform_id).where(
    copies.c.org == bindparam("b_org"), copies.c.outbox_id == bindparam("b_id")
)
_OF_CARD = select(copies.c.channel).where(
    copies.c.org == bindparam("b_org"),
    copies.c.card_id == bindparam("b_card"),
    copies.c.receiver == bindparam("b_receiver"),
)
_POSTED = select(cards.c.channel).where(
    cards.c.org == bindparam("b_org"),
    cards.c.channel == bindparam("b_channel"),
    cards.c.card_id == bindparam("b_card"),
    cards.c.receiver.in_(bindparam("b_receivers", expanding=True)),
)


def note(
    uow: UnitOfWork, org: str, outbox_id: int, channel: str, receiver: str, card_id: str, platform_id: str, at: datetime
) -> None:
    """This platform has it."""
    values = {"org": org, "outbox_id": outbox_id, "channel": channel, "receiver": receiver, "card_id": card_id}
    uow.insert_ignore(copies, **values, platform_id=platform_id, at=to_text(at))


def of_thing(uow: UnitOfWork, org: str, outbox_id: int) -> dict[str, str]:
    """The platforms that have this thing, and its id on each."""
    return {row.channel: row.platform_id for row in uow.rows(_OF_THING, {"b_org": org, "b_id": outbox_id})}


def of_card(uow: UnitOfWork, org: str, card_id: str, receiver: str) -> set[str]:
    """The platforms on which this receiver has this card, as far as it was noted here."""
    values = {"b_org": org, "b_card": card_id, "b_receiver": receiver}
    return {row.channel for row in uow.rows(_OF_CARD, values)}


def stands_on(uow: UnitOfWork, org: str, channel: str, card_id: str, externals: tuple[str, ...]) -> bool:
    """Whether the channel itself posted this card to one of these accounts: also before there were two platforms."""
    values = {"b_org": org, "b_channel": channel, "b_card": card_id, "b_receivers": list(externals)}
    return bool(uow.rows(_POSTED, values))
