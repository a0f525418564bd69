"""Forms being filled: one row a draft; they survive restarts and expire politely."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, bindparam, func, select, update

from storage.tables import drafts
from storage.unit_of_work import UnitOfWork


class DraftState(StrEnum):
    """Where a draft stands: a question is out, its check card is out, another one came before it, or it is over."""

    ASKING = "asking"
    CHECKING = "checking"
    PARKED = "parked"
    SUBMITTED = "submitted"
    DROPPED = "dropped"
    EXPIRED = "expired"


LIVE = (DraftState.ASKING, DraftState.CHECKING, DraftState.PARKED)


@dataclass(frozen=True)
class Draft:
    """What somebody is about to ask for. `asking` is the question that is out, `group` where it was begun."""

    member: str
    matter: str
    slots: Mapping[str, Any]
    state: DraftState
    expires_at: datetime
    id: int = 0
    asking: Mapping[str, Any] = field(default_factory=dict)
    failures: int = 0
    card_id: str = ""
    group: str = ""


_LIVE = (
    select(drafts)
    .where(
        drafts.c.org == bindparam("org"),
        drafts.c.member == bindparam("member"),
        drafts.c.state.in_([state.value for state in LIVE]),
    )
    .order_by(drafts.c.updated_at.desc(), drafts.c.id.desc())
)
_BY_ID = select(drafts).where(drafts.c.org == bindparam("org"), drafts.c.id == bindparam("id"))
_EXPIRED = (
    select(drafts)
    .where(
        drafts.c.org == bindparam("org"),
        drafts.c.state.in_([state.value for state in LIVE]),
        drafts.c.expires_at <= bindparam("now"),
    )
    .order_by(drafts.c.expires_at, drafts.c.id)
)
_NEXT_EXPIRY = select(func.min(drafts.c.expires_at)).where(
    drafts.c.org == bindparam("org"), drafts.c.state.in_([state.value for state in LIVE])
)
_SAVE = (
    update(drafts)
    .where(drafts.c.org == bindparam("b_org"), drafts.c.id == bindparam("b_id"))
    .values(
        slots=bindparam("b_slots"),
        state=bindparam("b_state"),
        asking=bindparam("b_asking"),
        failures=bindparam("b_failures"),
        card_id=bindparam("b_card"),
        updated_at=bindparam("b_at"),
        expires_at=bindparam("b_expires"),
    )
)


def add(uow: UnitOfWork, org: str, draft: Draft, at: datetime) -> int:
    """Begin a draft and return its id."""
    return uow.insert(
        drafts,
        org=org,
        member=draft.member,
        matter=draft.matter,
        state=draft.state.value,
        slots=dict(draft.slots),
        asking=dict(draft.asking),
        failures=draft.failures,
        card_id=draft.card_id,
        group_name=draft.group,
        created_at=at.isoformat(),
        updated_at=at.isoformat(),
        expires_at=draft.expires_at.isoformat(),
    )


def save(uow: UnitOfWork, org: str, draft: Draft, at: datetime) -> None:
    """Write what an answer, a correction or a tap made of it."""
    uow.execute(
        _SAVE,
        {
            "b_org": org,
            "b_id": draft.id,
            "b_slots": dict(draft.slots),
            "b_state": draft.state.value,
            "b_asking": dict(draft.asking),
            "b_failures": draft.failures,
            "b_card": draft.card_id,
            "b_at": at.isoformat(),
            "b_expires": draft.expires_at.isoformat(),
        },
    )


def live(uow: UnitOfWork, org: str, member: str) -> tuple[Draft, ...]:
    """This person's drafts that are not over, the one touched last first."""
    return tuple(_draft(row) for row in uow.rows(_LIVE, {"org": org, "member": member}))


def get(uow: UnitOfWork, org: str, draft_id: int) -> Draft | None:
    """The draft of this id, or None."""
    row = uow.one_or_none(_BY_ID, {"org": org, "id": draft_id})
    return _draft(row) if row else None


def expired(uow: UnitOfWork, org: str, now: datetime) -> tuple[Draft, ...]:
    """Drafts whose time is over and that nobody has been told about yet."""
    return tuple(_draft(row) for row in uow.rows(_EXPIRED, {"org": org, "now": now.isoformat()}))


def next_expiry(uow: UnitOfWork, org: str) -> datetime | None:
    """When the next draft expires, or None."""
    value = uow.scalar(_NEXT_EXPIRY, {"org": org})
    return datetime.fromisoformat(value) if value else None


def _draft(row: Row[Any]) -> Draft:
    return Draft(
        member=row.member,
        matter=row.matter,
        slots=row.slots,
        state=DraftState(row.state),
        expires_at=datetime.fromisoformat(row.expires_at),
        id=row.id,
        asking=row.asking,
        failures=row.failures,
        card_id=row.card_id,
        group=row.group_name,
    )
