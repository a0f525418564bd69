"""How our cards stand on a platform: under which name each was sent to whom, and the codes that repaint it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update

from storage.instants import to_text
from storage.platform_tables import platform_cards as cards
from storage.platform_tables import platform_codes as codes
from storage.unit_of_work import UnitOfWork

CODE_LIMIT = 256


@dataclass(frozen=True)
class Posted:
    """A card as the platform has it. `task` is its name there, `door` the way by which it was sent."""

    task: str
    card_id: str
    door: str
    receiver: str
    outbox_id: int
    message_id: str = ""


_AT = (cards.c.org == bindparam("b_org"), cards.c.channel == bindparam("b_channel"))
_BY_TASK = select(cards).where(*_AT, cards.c.task == bindparam("b_task"))
_NEWEST = (
    select(cards)
    .where(*_AT, cards.c.card_id == bindparam("b_card"), cards.c.receiver == bindparam("b_receiver"))
    .order_by(cards.c.outbox_id.desc())
    .limit(1)
)
_CODE_AT = (codes.c.org == bindparam("b_org"), codes.c.channel == bindparam("b_channel"))
_UNUSED = (
    select(codes.c.code)
    .where(
        *_CODE_AT,
        codes.c.task == bindparam("b_task"),
        codes.c.used == bindparam("b_used"),
        codes.c.given_at > bindparam("b_since"),
    )
    .order_by(codes.c.given_at.desc())
)
_USE = (
    update(codes)
    .where(*_CODE_AT, codes.c.code == bindparam("b_code"), codes.c.used == bindparam("b_before"))
    .values(used=bindparam("b_used"))
)


def note(uow: UnitOfWork, org: str, channel: str, posted: Posted, at: datetime) -> bool:
    """A card was handed to the platform. False where that is known already."""
    return uow.insert_ignore(cards, org=org, channel=channel, **vars(posted), at=to_text(at))


def by_task(uow: UnitOfWork, org: str, channel: str, task: str) -> Posted | None:
    """The card that bears this name on the platform, or None."""
    row = uow.one_or_none(_BY_TASK, {"b_org": org, "b_channel": channel, "b_task": task})
    return Posted(row.task, row.card_id, row.door, row.receiver, row.outbox_id, row.message_id) if row else None


def newest(uow: UnitOfWork, org: str, channel: str, card_id: str, receiver: str) -> Posted | None:
    """Where this card stands now in this receiver's chat, or None."""
    values = {"b_org": org, "b_channel": channel, "b_card": card_id, "b_receiver": receiver}
    row = uow.one_or_none(_NEWEST, values)
    return Posted(row.task, row.card_id, row.door, row.receiver, row.outbox_id, row.message_id) if row else None


def give_code(uow: UnitOfWork, org: str, channel: str, task: str, code: str, at: datetime) -> bool:
    """The platform gave a code for this card. False where it is known already, or longer than one can be."""
    if not code or len(code) > CODE_LIMIT:
        return False
    return uow.insert_ignore(codes, org=org, channel=channel, code=code, task=task, given_at=to_text(at), used=False)


def unused_codes(uow: UnitOfWork, org: str, channel: str, task: str, since: datetime) -> Sequence[str]:
    """Codes for this card given after this moment and not used, the newest first."""
    values = {"b_org": org, "b_channel": channel, "b_task": task, "b_used": False, "b_since": to_text(since)}
    return [row.code for row in uow.rows(_UNUSED, values)]


def use_code(uow: UnitOfWork, org: str, channel: str, code: str) -> bool:
    """Spend a code. False where somebody has spent it before."""
    values = {"b_org": org, "b_channel": channel, "b_code": code, "b_before": False, "b_used": True}
    return uow.changed(_USE, values) == 1
