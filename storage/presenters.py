"""Who presents at a study by word of those concerned; whoever is not named here presents in turn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import bindparam, delete, select

from storage.gathering_tables import study_presenters
from storage.instants import to_text
from storage.unit_of_work import UnitOfWork

_P = study_presenters.c
_FROM = select(_P.planned, _P.member).where(_P.org == bindparam("org"), _P.planned >= bindparam("first"))
_DROP = delete(study_presenters).where(_P.org == bindparam("b_org"), _P.planned == bindparam("b_planned"))


def assigned(uow: UnitOfWork, org: str, first: date) -> dict[date, str]:
    """Who presents on which study (by its day in the week's plan) from this day on."""
    return {row.planned: row.member for row in uow.rows(_FROM, {"org": org, "first": first})}


def assign(uow: UnitOfWork, org: str, who: Mapping[date, str], at: datetime) -> None:
    """These people present then, from now on."""
    for planned, member in who.items():
        uow.execute(_DROP, {"b_org": org, "b_planned": planned})
        uow.insert(study_presenters, org=org, planned=planned, member=member, changed_at=to_text(at))


def hold(uow: UnitOfWork, org: str) -> None:
    """Nobody else changes who presents before this transaction ends."""
    uow.lock("presenters", org)
