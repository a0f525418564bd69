"""The office's clock: the real one, and one that runs on in real time but can be moved forward and remembers it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from storage import office_settings
from storage.instants import ZONE
from storage.store import Store

SECONDS_AHEAD = "clock.seconds_ahead"


def real_time() -> datetime:
    """This machine's time, in the office's zone."""
    return datetime.now(ZONE)


class OfficeClock(Protocol):
    """What tells the time; `movable` where it may be moved forward."""

    movable: bool

    def now(self) -> datetime:
        """The moment, with zone."""
        ...


class RealClock:
    """The time of this machine. Nobody moves it."""

    movable = False

    def now(self) -> datetime:
        """The moment, with zone."""
        return real_time()


class SimulatedClock:
    """Runs as real time does, so many seconds ahead of it; how many is kept in the store and survives a restart.

    While somebody moves it forward it stands still at one moment after the other (`hold`), then runs on from there.
    """

    movable = True

    def __init__(self, store: Store, org: str, real: Callable[[], datetime] = real_time) -> None:
        self._store = store
        self._org = org
        self._real = real
        self._held: datetime | None = None
        kept = store.read(lambda uow: office_settings.get(uow, org, SECONDS_AHEAD, "0"))
        self._ahead = timedelta(seconds=float(kept))

    def now(self) -> datetime:
        """The moment, with zone."""
        return self._held or self._real() + self._ahead

    def hold(self, at: datetime) -> None:
        """Stand at this moment; remembered before anything happens at it. Blocks. Never moves back."""
        at = max(at, self.now())
        ahead = at - self._real()
        kept = str(ahead.total_seconds())
        self._store.write(lambda uow: office_settings.put(uow, self._org, SECONDS_AHEAD, kept))
        self._ahead, self._held = ahead, at

    def run_on(self) -> None:
        """Run as real time does again, from the moment at which it stands."""
        if self._held is not None:
            self._ahead = self._held - self._real()
            self._held = None
