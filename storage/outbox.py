"""What leaves: written with the state that caused it, delivered afterwards, each receiver's things in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Row,
    Select,
    TextClause,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    text,
    update,
)

from handlers.engine.content import Outgoing, OutgoingKind, Receiver, from_json
from storage.instants import from_text, to_text
from storage.tables import OPEN_IN_OUTBOX, outbox
from storage.unit_of_work import UnitOfWork

WAITING, SENDING, SENT, DEAD = "waiting", "sending", "sent", "dead"
TOO_LATE = "out of use before it could be delivered"
"""The last words about what was withdrawn because it came too late."""


@dataclass(frozen=True)
class DeadLetter:
    """What could not be delivered, and the platform's last words about it."""

    outgoing: Outgoing
    error: str
    attempts: int
    created_at: datetime
    given_up_at: datetime


def put(
    uow: UnitOfWork,
    org: str,
    receiver: str,
    is_group: bool,
    kind: str,
    content_json: Mapping[str, Any],
    about: str,
    card_id: str,
    at: datetime,
    due_at: datetime | None = None,
    useful_until: datetime | None = None,
) -> int:
    """Put a thing among what waits and return its id. With `due_at` it leaves no earlier, and holds up nothing
    that is written after it; from `useful_until` on it does not leave at all."""
    return uow.insert(
        outbox,
        org=org,
        receiver=receiver,
        is_group=is_group,
        kind=kind,
        content=dict(content_json),
        about=about,
        card_id=card_id,
        state=WAITING,
        created_at=to_text(at),
        due_at=to_text(due_at or at),
        useful_until=to_text(useful_until) if useful_until else "",
    )


def claim(uow: UnitOfWork, now: datetime, limit: int, lease_seconds: float) -> list[Outgoing]:
    """Take what may be delivered now, oldest first, at most one thing a receiver, and hold it for the lease.

    A claim that was neither settled nor given back when its lease ends can be claimed again. What failed and waits
    for its next try holds up what follows to the same receiver; a dead letter does not. `extra["attempts"]` of each
    tells which try this is, from 1.
    """
    rows = _claimable(uow, to_text(now), limit)
    if rows:
        until = to_text(now + timedelta(seconds=lease_seconds))
        uow.execute(_CLAIM, {"b_ids": [row.id for row in rows], "b_until": until})
    return [_outgoing(row, row.attempts + 1) for row in rows]


def settle_sent(uow: UnitOfWork, id: int, platform_id: str, at: datetime) -> bool:
    """It was delivered; `platform_id` is the platform's name for it. False if that was known already."""
    return uow.changed(_SENT, {"b_id": id, "b_platform_id": platform_id, "b_at": to_text(at)}) == 1


def settle_failed(uow: UnitOfWork, id: int, error: str, retry_at: datetime | None, at: datetime | None = None) -> bool:
    """It was not delivered: try again at `retry_at`, or never (None) and keep it as a dead letter.

    False if it is not being sent any more, so that nothing was changed. `at` is when it was given up.
    """
    values = {"b_id": id, "b_error": error}
    if retry_at is None:
        return uow.changed(_DEAD, {**values, "b_at": to_text(at) if at else ""}) == 1
    return uow.changed(_RETRY, {**values, "b_due": to_text(retry_at)}) == 1


def next_out_of_use(uow: UnitOfWork, org: str) -> datetime | None:
    """When the next thing that has not left is of no use any more, and nobody is just sending it; None where none."""
    moment = uow.scalar(_NEXT_OUT_OF_USE, {"org": org})
    return from_text(moment) if moment else None


def withdraw_out_of_use(uow: UnitOfWork, org: str, now: datetime) -> list[Outgoing]:
    """Take back what is of no use any more: it becomes a dead letter. Returns what it was, in order."""
    key = {"org": org, "now": to_text(now)}
    rows = uow.rows(_OUT_OF_USE, key)
    for row in rows:
        uow.execute(_WITHDRAWN, {"b_id": row.id, "b_error": TOO_LATE, "b_at": to_text(now)})
    return [_outgoing(row, row.attempts) for row in rows]


def give_back_all(uow: UnitOfWork) -> int:
    """End every claim, whoever holds it: for the start of the only process that uses this database."""
    return uow.changed(_GIVE_BACK)


def dead_letters(uow: UnitOfWork, org: str, limit: int = 200) -> list[DeadLetter]:
    """What was given up, the latest first."""
    rows = uow.rows(_DEAD_LETTERS, {"org": org, "limit": limit})
    return [
        DeadLetter(
            _outgoing(row, row.attempts),
            row.error,
            row.attempts,
            from_text(row.created_at),
            from_text(row.settled_at or row.due_at),
        )
        for row in rows
    ]


def send_again(uow: UnitOfWork, org: str, id: int, now: datetime) -> bool:
    """Put a dead letter among what waits once more. False if it is none (any more)."""
    return uow.changed(_SEND_AGAIN, {"b_org": org, "b_id": id, "b_due": to_text(now)}) == 1


def hasten(uow: UnitOfWork, org: str, receiver: str, now: datetime) -> int:
    """What failed before and waits for its next try is due now, because the receiver can be reached again."""
    return uow.changed(_HASTEN, {"b_org": org, "b_receiver": receiver, "b_due": to_text(now)})


def next_due(uow: UnitOfWork) -> datetime | None:
    """When the next waiting thing is due, or None where nothing waits."""
    due = uow.scalar(_NEXT_DUE)
    return from_text(due) if due else None


def newest(uow: UnitOfWork) -> int:
    """The number of the latest thing that was written, 0 where there is none."""
    return int(uow.scalar(_NEWEST) or 0)


def written_after(uow: UnitOfWork, org: str, id: int, at: datetime) -> list[Outgoing]:
    """What was written after that one at this very moment, in order."""
    rows = uow.rows(_WRITTEN_AFTER, {"org": org, "id": id, "at": to_text(at)})
    return [_outgoing(row, row.attempts) for row in rows]


def _claimable(uow: UnitOfWork, now: str, limit: int) -> Sequence[Row[Any]]:
    """What may be claimed. On PostgreSQL the receivers are held against every other claimer, then it is asked again:
    another may have been between the two questions. On SQLite there is one writer, so one question is enough."""
    if uow.dialect != "postgresql":
        return uow.rows(_CANDIDATES, {"now": now, "limit": limit})
    ids = [row.id for row in uow.rows(_HELD_CANDIDATES, {"now": now, "limit": limit})]
    return uow.rows(_ELIGIBLE_AMONG, {"now": now, "ids": ids}) if ids else ()


def _outgoing(row: Row[Any], attempt: int) -> Outgoing:
    return Outgoing(
        row.id,
        row.org,
        Receiver(row.receiver, row.is_group),
        OutgoingKind(row.kind),
        from_json(row.content),
        row.about,
        row.card_id,
        {"attempts": attempt},
    )


# --- the statements ---

_ROW = outbox.c
_OTHER = outbox.alias("other").c
_NOW: BindParameter[str] = bindparam("now")


def _open(name: str) -> TextClause:
    """Still to leave, in the very words of the index."""
    return text(f"{name}.{OPEN_IN_OUTBOX}")


def _eligible() -> Select[Any]:
    """Due, not held by a living claim, and no other of the same receiver that is before it or under way."""
    same_receiver: tuple[ColumnElement[bool] | TextClause, ...] = (
        _OTHER.org == _ROW.org,
        _OTHER.receiver == _ROW.receiver,
        _OTHER.is_group == _ROW.is_group,
        _OTHER.id != _ROW.id,
        _open("other"),
    )
    under_way = (_OTHER.state == SENDING) & (_OTHER.claimed_until > _NOW)
    before = (_OTHER.id < _ROW.id) & or_(_OTHER.attempts > 0, _OTHER.due_at <= _NOW)
    return (
        select(outbox)
        .where(
            _open("outbox"),
            _ROW.due_at <= _NOW,
            or_(_ROW.useful_until == "", _ROW.useful_until > _NOW),
            or_(_ROW.state == WAITING, _ROW.claimed_until <= _NOW),
            ~exists().where(*same_receiver, or_(under_way, before)),
        )
        .order_by(_ROW.due_at, _ROW.id)
    )


def _held() -> Select[Any]:
    """Rows skip what another claimer has locked; the lock on the receiver lasts until the claim is committed."""
    found = (
        _eligible()
        .with_only_columns(_ROW.id, _ROW.org, _ROW.receiver, _ROW.is_group)
        .limit(bindparam("limit"))
        .with_for_update(skip_locked=True)
        .cte("found")
    )
    name = func.concat_ws("\x1f", "outbox", found.c.org, found.c.receiver, found.c.is_group)
    return select(found.c.id).where(func.pg_try_advisory_xact_lock(func.hashtextextended(name, 0)))


_CANDIDATES = _eligible().limit(bindparam("limit"))
_HELD_CANDIDATES = _held()
_ELIGIBLE_AMONG = _eligible().where(_ROW.id.in_(bindparam("ids", expanding=True)))
_CLAIM = (
    update(outbox)
    .where(_ROW.id.in_(bindparam("b_ids", expanding=True)))
    .values(state=SENDING, claimed_until=bindparam("b_until"), attempts=_ROW.attempts + 1)
)
_SENT = (
    update(outbox)
    .where(_ROW.id == bindparam("b_id"), _ROW.state != SENT)
    .values(state=SENT, platform_id=bindparam("b_platform_id"), settled_at=bindparam("b_at"), error="")
)
_BEING_SENT = update(outbox).where(_ROW.id == bindparam("b_id"), _ROW.state == SENDING)
_RETRY = _BEING_SENT.values(state=WAITING, error=bindparam("b_error"), due_at=bindparam("b_due"), claimed_until="")
_DEAD = _BEING_SENT.values(state=DEAD, error=bindparam("b_error"), settled_at=bindparam("b_at"), claimed_until="")
_LIMITED = (_ROW.org == bindparam("org"), text(f"outbox.{OPEN_IN_OUTBOX}"), _ROW.useful_until != "")
_FREE_FROM = case((_ROW.claimed_until > _ROW.useful_until, _ROW.claimed_until), else_=_ROW.useful_until)
_NEXT_OUT_OF_USE = select(func.min(_FREE_FROM)).where(*_LIMITED)
_OUT_OF_USE = select(outbox).where(*_LIMITED, _FREE_FROM <= _NOW).order_by(_ROW.id).with_for_update()
_WITHDRAWN = (
    update(outbox)
    .where(_ROW.id == bindparam("b_id"))
    .values(state=DEAD, error=bindparam("b_error"), settled_at=bindparam("b_at"), claimed_until="")
)
_GIVE_BACK = update(outbox).where(_ROW.state == SENDING).values(state=WAITING, claimed_until="")
_HASTEN = (
    update(outbox)
    .where(
        _ROW.org == bindparam("b_org"),
        _ROW.receiver == bindparam("b_receiver"),
        _ROW.state == WAITING,
        _ROW.attempts > 0,
        _ROW.due_at > bindparam("b_due"),
    )
    .values(due_at=bindparam("b_due"))
)
_SEND_AGAIN = (
    update(outbox)
    .where(_ROW.org == bindparam("b_org"), _ROW.id == bindparam("b_id"), _ROW.state == DEAD)
    .values(state=WAITING, due_at=bindparam("b_due"), attempts=0, settled_at="", error="")
)
_DEAD_LETTERS = (
    select(outbox)
    .where(_ROW.org == bindparam("org"), text("outbox.state = 'dead'"))
    .order_by(_ROW.id.desc())
    .limit(bindparam("limit"))
)
_NEXT_DUE = select(func.min(_ROW.due_at)).where(
    _open("outbox"), or_(_ROW.useful_until == "", _ROW.useful_until > _ROW.due_at)
)
_NEWEST = select(func.max(_ROW.id))
_WRITTEN_AFTER = (
    select(outbox)
    .where(_ROW.org == bindparam("org"), _ROW.id > bindparam("id"), _ROW.created_at == bindparam("at"))
    .order_by(_ROW.id)
)
