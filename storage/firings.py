"""What the clock did: one row for each job and due time, whichever process was first."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, func, select

from storage.instants import from_text, to_text
from storage.tables import firings
from storage.unit_of_work import UnitOfWork

_LAST = select(func.max(firings.c.due)).where(firings.c.org == bindparam("org"), firings.c.job == bindparam("job"))

_RELEASE = delete(firings).where(
    firings.c.org == bindparam("b_org"),
    firings.c.due > bindparam("b_after"),
    firings.c.outcome == bindparam("b_outcome"),
)


def claim(uow: UnitOfWork, org: str, job: str, due: datetime, at: datetime, outcome: str) -> bool:
    """Claim a firing in the same transaction as its effects. False if another was first: then do nothing.

    `outcome` says in a word what became of it (fired, made up, skipped).
    """
    return uow.insert_ignore(firings, org=org, job=job, due=to_text(due), fired_at=to_text(at), outcome=outcome)


def last_due(uow: UnitOfWork, org: str, job: str) -> datetime | None:
    """The latest due time of this job that was claimed, or None if it never was."""
    due = uow.scalar(_LAST, {"org": org, "job": job})
    return from_text(due) if due else None


def release(uow: UnitOfWork, org: str, after: datetime, outcome: str) -> int:
    """Every firing due after this moment of which only this became can be claimed again; how many there are."""
    return uow.changed(_RELEASE, {"b_org": org, "b_after": to_text(after), "b_outcome": outcome})
