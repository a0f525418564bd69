"""Two whole servers on one PostgreSQL over the minute of the meeting's reminder: the group reads it once."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot import sample
from storage import office_settings
from storage.instants import ZONE, to_text
from storage.store import Store
from storage.tables import firings
from storage.workplace_tables import workplace_entries
from tests import morning
from tests.databases import PostgresqlServer
from tests.faults.program import Program

MONDAY = datetime(2026, 12, 7, 7, 43, tzinfo=ZONE)
LIMIT = timedelta(minutes=10)
PATIENCE = 60


@pytest.mark.parametrize("kill_at", ["", "in firing:1", "after firing:1", "before send:1"])
def test_both_are_up_and_the_group_reads_it_once(postgresql_server: PostgresqlServer, kill_at: str) -> None:
    database = postgresql_server.migrated_database()
    just_before = MONDAY - timedelta(seconds=2)
    morning.settle(database, just_before)
    store = Store.open(database)
    looked = to_text(just_before)
    store.write(lambda uow: office_settings.put(uow, sample.ORG, "clock.looked_until", looked))
    servers = [Program(database), Program(database)]
    try:
        for server, place in zip(servers, (kill_at, ""), strict=True):
            server.start(place)
        _wait_for(store, servers)
        for server in servers:
            server.revive()
        time.sleep(1.5)
        (fired,) = store.read(lambda uow: uow.rows(select(firings)))
        assert (fired.job, fired.due) == ("meeting_reminder", to_text(MONDAY))
        assert datetime.fromisoformat(fired.fired_at) - MONDAY <= LIMIT
        assert len(_read_in_the_group(store)) == 1
    finally:
        for server in servers:
            server.kill()
        store.close()
        postgresql_server.drop(database)


def _read_in_the_group(store: Store) -> list[str]:
    rows = store.read(lambda uow: uow.rows(select(workplace_entries)))
    return [row.content["text"] for row in rows if row.receiver == morning.GROUP and "职工例会" in str(row.content)]


def _wait_for(store: Store, servers: list[Program]) -> None:
    ends = time.monotonic() + PATIENCE
    while not _read_in_the_group(store):
        assert time.monotonic() < ends, "nobody was reminded"
        assert not all(server.is_dead for server in servers), "both are dead"
        time.sleep(0.1)
