"""What one process asks of another that alone can do it: written down, taken by it once, answered, fetched."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from storage.instants import to_text
from storage.platform_tables import platform_relays as relays
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Wish:
    """One thing asked."""

    id: int
    what: Mapping[str, Any]


_ONE = relays.c.id == bindparam("b_id")
_OPEN = (
    select(relays.c.id, relays.c.what)
    .where(relays.c.org == bindparam("org"), relays.c.name == bindparam("name"), relays.c.state == "asked")
    .order_by(relays.c.id)
    .limit(bindparam("most"))
)
_TAKE = update(relays).where(_ONE, relays.c.state == "asked").values(state="taken")
_ANSWER = update(relays).where(_ONE).values(state="answered", answer=bindparam("b_answer"))
_ANSWERED = select(relays.c.answer).where(relays.c.id == bindparam("id"), relays.c.state == "answered")
_FORGET = delete(relays).where(_ONE)
_FORGET_OLD = delete(relays).where(
    relays.c.org == bindparam("b_org"), relays.c.name == bindparam("b_name"), relays.c.asked_at < bindparam("b_since")
)


def ask(uow: UnitOfWork, org: str, name: str, what: Mapping[str, Any], at: datetime) -> int:
    """Ask whoever holds this name; the number of the wish."""
    words = json.dumps(what, ensure_ascii=False)
    return uow.insert(relays, org=org, name=name, what=words, state="asked", answer="", asked_at=to_text(at))


def take(uow: UnitOfWork, org: str, name: str, most: int) -> Sequence[Wish]:
    """What was asked of this name, each taken once."""
    found = uow.rows(_OPEN, {"org": org, "name": name, "most": most})
    return [Wish(row.id, json.loads(row.what)) for row in found if uow.changed(_TAKE, {"b_id": row.id}) == 1]


def answer(uow: UnitOfWork, id: int, said: Mapping[str, Any]) -> None:
    """It is done, or cannot be: this is what came of it."""
    uow.execute(_ANSWER, {"b_id": id, "b_answer": json.dumps(said, ensure_ascii=False)})


def fetch(uow: UnitOfWork, id: int) -> Mapping[str, Any] | None:
    """The answer, None while there is none."""
    found = uow.scalar(_ANSWERED, {"id": id})
    return json.loads(found) if found else None


def forget(uow: UnitOfWork, id: int) -> None:
    """It was answered, or nobody waits for it any more."""
    uow.execute(_FORGET, {"b_id": id})


def forget_old(uow: UnitOfWork, org: str, name: str, since: datetime) -> None:
    """Take away what was asked before this moment by processes that are not there any more."""
    uow.execute(_FORGET_OLD, {"b_org": org, "b_name": name, "b_since": to_text(since)})
