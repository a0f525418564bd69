"""Who did what when: a trail that is only ever added to, each row sealed with the hash of the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, update

from storage.instants import to_text
from storage.tables import audit, audit_heads
from storage.unit_of_work import UnitOfWork

START = "0" * 64
"""What stands in the place of the previous hash in the first row of a chain."""

_HEAD = select(audit_heads.c.sequence, audit_heads.c.hash).where(audit_heads.c.org == bindparam("org"))
_LOCKED_HEAD = _HEAD.with_for_update()
_MOVE_HEAD = (
    update(audit_heads)
    .where(audit_heads.c.org == bindparam("b_org"))
    .values(sequence=bindparam("b_sequence"), hash=bindparam("b_hash"))
)
_CHAIN = (
    select(audit)
    .where(audit.c.org == bindparam("org"), audit.c.sequence > bindparam("after"))
    .order_by(audit.c.sequence)
    .limit(bindparam("page"))
)
_FIRST_SEAL = (
    select(audit.c.hash)
    .where(audit.c.org == bindparam("org"), audit.c.about == bindparam("about"))
    .order_by(audit.c.sequence)
    .limit(1)
)
PAGE = 1000
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def append(
    uow: UnitOfWork, org: str, at: datetime, actor: str, action: str, about: str, detail: Mapping[str, Any]
) -> int:
    """Add a row to the org's chain and return its number. Other writers of the org wait until this one commits,
    so call it late in the transaction. `detail` is plain JSON data; never the reason of a leave."""
    sequence, previous = _last_link(uow, org)
    sequence += 1
    row = {"at": to_text(at), "actor": actor, "action": action, "about": about, "detail": dict(detail)}
    seal = _seal(org, sequence, row, previous)
    uow.insert(audit, org=org, sequence=sequence, previous=previous, hash=seal, **row)
    uow.execute(_MOVE_HEAD, {"b_org": org, "b_sequence": sequence, "b_hash": seal})
    return sequence


def verify(uow: UnitOfWork, org: str) -> int | None:
    """The number of the first row that was changed, removed or put in afterwards, or None if the chain is whole.

    A trail cut short at its end is noticed too: the number is that of the first row that is missing.
    """
    sequence, previous = 0, START
    while rows := _links_after(uow, org, sequence):
        for row in rows:
            sequence += 1
            content = {name: getattr(row, name) for name in ("at", "actor", "action", "about", "detail")}
            if (row.sequence, row.previous, row.hash) != (sequence, previous, _seal(org, sequence, content, previous)):
                return sequence
            previous = row.hash
    return None if _head(uow, org) == (sequence, previous) else sequence + 1


def seal_of(uow: UnitOfWork, org: str, about: str) -> str:
    """The seal on the first row about this (the filing of a request); "" where the trail knows nothing of it."""
    return str(uow.scalar(_FIRST_SEAL, {"org": org, "about": about}) or "")


def _links_after(uow: UnitOfWork, org: str, sequence: int) -> Sequence[Row[Any]]:
    """The next rows of the chain; one alone where a later one cannot even be read, none where it cannot either."""
    for page in (PAGE, 1):
        with suppress(ValueError):
            return uow.rows(_CHAIN, {"org": org, "after": sequence, "page": page})
    return ()


def _last_link(uow: UnitOfWork, org: str) -> tuple[int, str]:
    """The last link, held until the end of the transaction."""
    head = uow.one_or_none(_LOCKED_HEAD, {"org": org})
    if head is None:
        uow.insert_ignore(audit_heads, org=org, sequence=0, hash=START)
        head = uow.one_or_none(_LOCKED_HEAD, {"org": org})
    return (head.sequence, head.hash) if head else (0, START)


def _head(uow: UnitOfWork, org: str) -> tuple[int, str]:
    head = uow.one_or_none(_HEAD, {"org": org})
    return (head.sequence, head.hash) if head else (0, START)


def _seal(org: str, sequence: int, row: Mapping[str, Any], previous: str) -> str:
    """SHA-256 over the row's canonical JSON (keys sorted, no blanks, UTF-8) and the previous seal."""
    content = {"org": org, "sequence": sequence, "previous": previous, **row}
    return hashlib.sha256(_CANONICAL.encode(content).encode()).hexdigest()
