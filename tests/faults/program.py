"""The real program in a process of its own, which can be killed at any moment and started again.

Its modules are loaded once, in a server that forks: a start then takes a fraction of a second.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import threading
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from bot import app, kill_points, sample
from bot.delivery import Pace
from bot.settings import Settings

HASTY = Pace(lease=1.0, timeout=0.8, look_every=0.1)
"""Another process may take over what a dead one had claimed after one second."""

_FORKING = multiprocessing.get_context("forkserver")
_FORKING.set_forkserver_preload(["tests.faults.program", "psycopg", "sqlalchemy.dialects.postgresql.psycopg"])


def run(database: str, kill_at: str, told: Connection) -> None:
    """The child's main: `dzb serve` with the workplace and a simulated clock on any free port."""
    os.environ[kill_points.SETTING] = kill_at
    settings = Settings(
        database=database, org=sample.ORG, listen="127.0.0.1:0", channels=("workplace",), clock="simulated"
    )
    with app.open_store(settings) as store, app.listening(settings.host, settings.port) as door:
        asyncio.run(app.serve(settings, store, door, told.send, HASTY))


@dataclass
class Program:
    """The program on one database: its present process, where it listens, and how often it died."""

    database: str
    url: str = ""
    deaths: int = 0
    _process: BaseProcess | None = field(default=None, repr=False)
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock, repr=False)
    """A process can be waited for by one thread only."""

    def start(self, kill_at: str = "") -> None:
        """Start it; returns when it listens, or when it has died before that."""
        ours, theirs = _FORKING.Pipe(duplex=False)
        self._process = _FORKING.Process(target=run, args=(self.database, kill_at, theirs), daemon=True)
        self._process.start()
        theirs.close()
        try:
            self.url = ours.recv()
        except EOFError:
            self._process.join(10)

    def kill(self) -> None:
        """SIGKILL."""
        with self._one_at_a_time:
            if self._process:
                self._process.kill()
                self._process.join(10)

    def stop(self) -> None:
        """SIGTERM, and wait until everything is closed. Its exit must be clean."""
        assert self._process
        self._process.terminate()
        self._process.join(10)
        assert self._process.exitcode == 0

    @property
    def is_dead(self) -> bool:
        """Whether it has ended; a death by anything but SIGKILL is a failure of the test."""
        assert self._process
        code = self._process.exitcode
        assert code in (None, -9), f"the program ended by itself: {code}"
        return code is not None

    def revive(self) -> None:
        """Start it again, if it is dead, without a kill point."""
        with self._one_at_a_time:
            assert self._process
            self._process.join(0.05)
            if self.is_dead:
                self.deaths += 1
                self.start()
