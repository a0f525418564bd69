"""Which platform account is which member."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from storage.instants import to_text
from storage.office_tables import accounts
from storage.unit_of_work import UnitOfWork

_AT = (accounts.c.org == bindparam("b_org"), accounts.c.channel == bindparam("b_channel"))
_MEMBER = select(accounts.c.member).where(*_AT, accounts.c.external == bindparam("b_external"))
_EXTERNALS = (
    select(accounts.c.external)
    .where(*_AT, accounts.c.member == bindparam("b_member"))
    .order_by(accounts.c.first_seen_at, accounts.c.external)
)
_LINKS = select(accounts.c.external, accounts.c.member).where(*_AT)
_FORGET = delete(accounts).where(*_AT, accounts.c.external == bindparam("b_external"))
_CHANGE = update(accounts).where(*_AT, accounts.c.external == bindparam("b_external")).values(member=bindparam("b_who"))


def link(uow: UnitOfWork, org: str, channel: str, external: str, member: str, at: datetime) -> None:
    """This platform account belongs to this member from now on, whoever had it before."""
    values = {"org": org, "channel": channel, "external": external, "member": member}
    if not uow.insert_ignore(accounts, **values, first_seen_at=to_text(at)):
        uow.execute(_CHANGE, {"b_org": org, "b_channel": channel, "b_external": external, "b_who": member})


def unlink(uow: UnitOfWork, org: str, channel: str, external: str) -> None:
    """This platform account is nobody's any more."""
    uow.execute(_FORGET, {"b_org": org, "b_channel": channel, "b_external": external})


def member_of(uow: UnitOfWork, org: str, channel: str, external: str) -> str | None:
    """The member (账号) behind a platform account, or None where nobody is known by it."""
    member = uow.scalar(_MEMBER, {"b_org": org, "b_channel": channel, "b_external": external})
    return None if member is None else str(member)


def externals_of(uow: UnitOfWork, org: str, channel: str, member: str) -> tuple[str, ...]:
    """A member's accounts on a platform, the one known longest first."""
    return tuple(row.external for row in uow.rows(_EXTERNALS, {"b_org": org, "b_channel": channel, "b_member": member}))


def links(uow: UnitOfWork, org: str, channel: str) -> dict[str, str]:
    """Everybody's account on a platform, in lower case, and whose it is."""
    return {row.external.lower(): row.member for row in uow.rows(_LINKS, {"b_org": org, "b_channel": channel})}
