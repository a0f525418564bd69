"""Where somebody has spoken to us on a platform, and the one-time addresses at which they may be answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select, update

from storage.instants import from_text, to_text
from storage.platform_tables import platform_answers as answers
from storage.platform_tables import platform_chats as chats
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class HeardChat:
    """A chat in which somebody spoke to us, by the door through which we heard it."""

    door: str
    place: str
    is_group: bool
    last_heard_at: datetime


_AT = (chats.c.org == bindparam("b_org"), chats.c.channel == bindparam("b_channel"))
_HEARD_AGAIN = (
    update(chats)
    .where(*_AT, chats.c.door == bindparam("b_door"), chats.c.place == bindparam("b_place"))
    .values(last_heard_at=bindparam("b_last"))
)
_DOORS = select(chats.c.door).where(*_AT, chats.c.place == bindparam("b_place")).order_by(chats.c.last_heard_at.desc())
_LAST = select(func.max(chats.c.last_heard_at)).where(
    *_AT, func.lower(chats.c.place).in_(bindparam("b_places", expanding=True))
)
_ALL = select(chats).where(*_AT).order_by(chats.c.last_heard_at.desc())
_ANSWER_AT = (answers.c.org == bindparam("b_org"), answers.c.channel == bindparam("b_channel"))
_OPEN_ANSWERS = (
    select(answers.c.message_id, answers.c.address)
    .where(
        *_ANSWER_AT,
        answers.c.place == bindparam("b_place"),
        answers.c.used == bindparam("b_used"),
        answers.c.given_at > bindparam("b_since"),
    )
    .order_by(answers.c.given_at)
)
_USE_ANSWER = (
    update(answers)
    .where(*_ANSWER_AT, answers.c.message_id == bindparam("b_message"), answers.c.used == bindparam("b_before"))
    .values(used=bindparam("b_used"))
)


def heard(uow: UnitOfWork, org: str, channel: str, door: str, place: str, is_group: bool, at: datetime) -> None:
    """Somebody spoke to us here."""
    moment = to_text(at)
    values = {"org": org, "channel": channel, "door": door, "place": place, "is_group": is_group}
    if not uow.insert_ignore(chats, **values, first_heard_at=moment, last_heard_at=moment):
        at_values = {"b_org": org, "b_channel": channel, "b_door": door, "b_place": place, "b_last": moment}
        uow.execute(_HEARD_AGAIN, at_values)


def doors(uow: UnitOfWork, org: str, channel: str, place: str) -> Sequence[str]:
    """The doors through which this person or group has spoken to us, the latest first."""
    values = {"b_org": org, "b_channel": channel, "b_place": place}
    return [row.door for row in uow.rows(_DOORS, values)]


def last_heard(uow: UnitOfWork, org: str, channel: str, places: Sequence[str]) -> datetime | None:
    """When somebody last spoke to us in one of these chats, by whichever door."""
    names = [place.lower() for place in places]
    latest = uow.scalar(_LAST, {"b_org": org, "b_channel": channel, "b_places": names})
    return from_text(latest) if latest else None


def all_heard(uow: UnitOfWork, org: str, channel: str) -> Sequence[HeardChat]:
    """Every chat in which somebody spoke to us, the latest first."""
    rows = uow.rows(_ALL, {"b_org": org, "b_channel": channel})
    return [HeardChat(row.door, row.place, row.is_group, from_text(row.last_heard_at)) for row in rows]


def may_answer(
    uow: UnitOfWork, org: str, channel: str, message_id: str, place: str, address: str, at: datetime
) -> bool:
    """This message may be answered once at this address. False where it is known already."""
    values = {"org": org, "channel": channel, "message_id": message_id, "place": place, "address": address}
    return uow.insert_ignore(answers, **values, given_at=to_text(at), used=False)


def take_answer(uow: UnitOfWork, org: str, channel: str, place: str, since: datetime) -> str:
    """Spend the oldest address given after this moment at which this place may be answered; "" where none is left."""
    values = {"b_org": org, "b_channel": channel, "b_place": place, "b_used": False, "b_since": to_text(since)}
    for row in uow.rows(_OPEN_ANSWERS, values):
        spent = {"b_org": org, "b_channel": channel, "b_message": row.message_id, "b_before": False, "b_used": True}
        if uow.changed(_USE_ANSWER, spent) == 1:
            return str(row.address)
    return ""
