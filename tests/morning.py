"""The sample township in a database of its own, on a morning that never changes: Tuesday, 1 December 2026, 09:00."""

from __future__ import annotations

from datetime import datetime

from bot import sample
from bot.clock import SECONDS_AHEAD, real_time
from storage import office_settings
from storage.instants import ZONE
from storage.store import Store

GROUP = "青禾乡干部职工大群"
MORNING = datetime(2026, 12, 1, 9, 0, tzinfo=ZONE)


def settle(database: str, at: datetime = MORNING) -> None:
    """Settle the township in this database (migrated where it must be) and set its clock."""
    store = Store.open(database, migrate=True)
    sample.settle(store, at)
    ahead = str((at - real_time()).total_seconds())
    store.write(lambda uow: office_settings.put(uow, sample.ORG, SECONDS_AHEAD, ahead))
    store.close()
