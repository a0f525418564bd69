"""Access tokens of platforms, shared by every process that uses the same database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from storage.instants import to_text
from storage.platform_tables import platform_tokens as tokens
from storage.unit_of_work import UnitOfWork

_THIS = (tokens.c.org == bindparam("b_org"), tokens.c.name == bindparam("b_name"))
_LIVING = select(tokens.c.value).where(*_THIS, tokens.c.ends_at > bindparam("b_now"))
_RENEW = update(tokens).where(*_THIS).values(value=bindparam("b_value"), ends_at=bindparam("b_ends"))
_FORGET = delete(tokens).where(*_THIS, tokens.c.value == bindparam("b_value"))


def get(uow: UnitOfWork, org: str, name: str, now: datetime) -> str:
    """The token while it lives, as it was put in; "" where there is none."""
    return str(uow.scalar(_LIVING, {"b_org": org, "b_name": name, "b_now": to_text(now)}) or "")


def put(uow: UnitOfWork, org: str, name: str, value: str, ends_at: datetime) -> None:
    """A new token in the place of the old one."""
    if not uow.insert_ignore(tokens, org=org, name=name, value=value, ends_at=to_text(ends_at)):
        uow.execute(_RENEW, {"b_org": org, "b_name": name, "b_value": value, "b_ends": to_text(ends_at)})


def forget(uow: UnitOfWork, org: str, name: str, value: str) -> bool:
    """The platform refuses this token: nobody uses it any more. False where another has taken its place already."""
    return uow.changed(_FORGET, {"b_org": org, "b_name": name, "b_value": value}) == 1
