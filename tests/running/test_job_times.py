"""When the recurring duties fire, over the whole of 2026: off the crowded minutes, and never at night (rules 1.24)."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot import sample
from bot.offices import Offices
from handlers.engine.working_hours import is_quiet
from handlers.register import MATTERS
from schedules.engine import Desk, Job
from schedules.register import JOBS
from storage.instants import ZONE
from storage.outward import Outward
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from tests.house.tree import ROOT

BEGIN, END = datetime(2026, 1, 1, tzinfo=ZONE), datetime(2027, 1, 1, tzinfo=ZONE)


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_a_duty_fires_neither_in_the_crowded_minutes_nor_at_night(memory_store: Store, job: Job) -> None:
    sample.settle(memory_store, BEGIN)
    offices = Offices()

    def next_after(uow: UnitOfWork, after: datetime) -> datetime | None:
        facts = offices.facts(uow, sample.ORG, after, "")
        desk = Desk(uow, sample.ORG, facts, Outward(uow, sample.ORG, after), MATTERS, lambda work, about: facts)
        return job.next_due(desk, after)

    def times(uow: UnitOfWork) -> list[datetime]:
        found, due = [], next_after(uow, BEGIN)
        while due is not None and due < END:
            found.append(due)
            due = next_after(uow, due)
        return found

    due = memory_store.read(times)
    _, policy = memory_store.read(lambda uow: offices.policy(uow, sample.ORG))
    assert [at for at in due if at.minute in (0, 30)] == []
    assert [at for at in due if is_quiet(at, policy.reminders)] == []


def test_no_two_duties_have_one_name() -> None:
    assert len({job.name for job in JOBS}) == len(JOBS)


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_every_duty_stands_in_the_offices_table(job: Job) -> None:
    """What is pushed has an owner, a purpose and a name by which the office switches it off (rules X9)."""
    table = (ROOT / "docs" / "定时事项.md").read_text("utf-8")
    assert job.title in table
