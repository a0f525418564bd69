"""Which roster and which policy of an office stand: what is kept in memory is good as long as these two do."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from storage.office_tables import orgs, policies
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Versions:
    """The number of the roster and that of the policy; 0 where the office has none."""

    roster: int = 0
    policy: int = 0


_POLICY = (
    select(func.max(policies.c.version)).where(policies.c.org == orgs.c.org).correlate(orgs).scalar_subquery()
).label("policy")
_STANDING = select(orgs.c.roster_version, _POLICY).where(orgs.c.org == bindparam("org"))


def standing(uow: UnitOfWork, org: str) -> Versions:
    """Both numbers in one question: it is asked for every message."""
    row = uow.one_or_none(_STANDING, {"org": org})
    return Versions(row.roster_version, row.policy or 0) if row else Versions()
