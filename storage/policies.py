"""The office's policy, every version that was ever in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select

from storage.instants import from_text, to_text
from storage.office_tables import policies
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class AdoptedPolicy:
    """One version: the file's text, who put it into force (account, or "" for the program's start), and when."""

    version: int
    text: str
    adopted_by: str
    adopted_at: datetime


_OF_ORG = select(policies).where(policies.c.org == bindparam("org"))
_CURRENT = _OF_ORG.order_by(policies.c.version.desc()).limit(1)
_VERSION = _OF_ORG.where(policies.c.version == bindparam("version"))


def adopt(uow: UnitOfWork, org: str, text: str, adopted_by: str, at: datetime) -> int:
    """Put a policy into force and return its version. The text that is in force already keeps its version."""
    uow.lock(org, "policy")
    last = current(uow, org)
    if last and last.text == text:
        return last.version
    version = last.version + 1 if last else 1
    uow.insert(policies, org=org, version=version, text=text, adopted_by=adopted_by, adopted_at=to_text(at))
    return version


def current(uow: UnitOfWork, org: str) -> AdoptedPolicy | None:
    """The policy in force, or None before the first."""
    return _adopted(uow.one_or_none(_CURRENT, {"org": org}))


def version(uow: UnitOfWork, org: str, number: int) -> AdoptedPolicy | None:
    """The policy as a request knew it when it was decided, or None if there is no such version."""
    return _adopted(uow.one_or_none(_VERSION, {"org": org, "version": number}))


def _adopted(row: Row[Any] | None) -> AdoptedPolicy | None:
    return AdoptedPolicy(row.version, row.text, row.adopted_by, from_text(row.adopted_at)) if row else None
