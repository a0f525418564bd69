"""What the office was asked about a platform's contacts, so that it is asked once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, delete, select

from storage.instants import to_text
from storage.platform_tables import contact_questions as questions
from storage.unit_of_work import UnitOfWork

_AT = (questions.c.org == bindparam("b_org"), questions.c.channel == bindparam("b_channel"))
_ASKED = select(questions.c.key).where(*_AT)
_FORGET = delete(questions).where(*_AT, questions.c.key.in_(bindparam("b_keys", expanding=True)))


def ask(uow: UnitOfWork, org: str, channel: str, key: str, at: datetime) -> bool:
    """Note a question as asked. False where it was asked before."""
    return uow.insert_ignore(questions, org=org, channel=channel, key=key[:KEY], asked_at=to_text(at))


def keep_only(uow: UnitOfWork, org: str, channel: str, keys: Collection[str]) -> None:
    """Forget every question that does not arise any more: should it arise again, it is asked again."""
    kept = {key[:KEY] for key in keys}
    over = [row.key for row in uow.rows(_ASKED, {"b_org": org, "b_channel": channel}) if row.key not in kept]
    if over:
        uow.execute(_FORGET, {"b_org": org, "b_channel": channel, "b_keys": over})


KEY = 200
