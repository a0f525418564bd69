"""A process of its own that looks at the clock, or takes in what the office orders about it, when it is told to."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from bot import sample
from bot.house import House
from bot.incoming import Envelope, Message
from bot.kill_points import KillPoint, KillPoints
from storage.store import Store

_FORKING = multiprocessing.get_context("forkserver")
_FORKING.set_forkserver_preload(["tests.faults.keeper", "psycopg", "sqlalchemy.dialects.postgresql.psycopg"])


def run(database: str, kill_at: str, line: Connection) -> None:
    """The child's main: does what it is told until the line is closed, and answers when it is done."""
    point, _, passes = kill_at.partition(":")
    kill_points = KillPoints(KillPoint(point), int(passes or 1)) if point else KillPoints()
    store = Store.open(database)
    house = House(store, kill_points=kill_points)
    store.read(lambda uow: house.offices.reader(uow, sample.ORG))
    line.send("")
    with suppress(EOFError):
        while True:
            at, sender, words, number = line.recv()
            if sender:
                house.receive(Message(Envelope(sample.ORG, "workplace", number, sender, at), words))
            else:
                house.look(sample.ORG, at)
            line.send("")
    store.close()


@dataclass
class Keeper:
    """One such process on a database, seen from the test."""

    database: str
    kill_at: str = ""
    _line: Connection = field(init=False, repr=False)
    _process: BaseProcess = field(init=False, repr=False)
    _said: int = 0

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Start it; it dies at `kill_at`, once."""
        self._line, theirs = _FORKING.Pipe()
        self._process = _FORKING.Process(target=run, args=(self.database, self.kill_at, theirs), daemon=True)
        self._process.start()
        theirs.close()
        assert self._line.recv() == ""
        self.kill_at = ""

    def look(self, at: datetime) -> None:
        """Its clock shows this: fire what is due. Returns at once."""
        self._line.send((at, "", "", ""))

    def hear(self, sender: str, words: str, at: datetime) -> None:
        """Somebody writes to it then. Returns at once."""
        self._said += 1
        self._line.send((at, sender, words, f"{id(self)}-{self._said}"))

    def end(self) -> bool:
        """Wait until it has done what it was told. False where it died of it (by SIGKILL, as it was to)."""
        try:
            self._line.recv()
        except (EOFError, ConnectionResetError):
            self._process.join(10)
            assert self._process.exitcode == -9, f"it ended by itself: {self._process.exitcode}"
            return False
        return True

    def stop(self) -> None:
        """Let it go."""
        self._line.close()
        self._process.join(10)
        self._process.kill()


def together(keepers: Sequence[Keeper], at: datetime) -> None:
    """All look at the same moment; wait for all. Whoever dies of it is started again and looks once more."""
    for keeper in keepers:
        keeper.look(at)
    for keeper in keepers:
        if not keeper.end():
            keeper.start()
            keeper.look(at)
            assert keeper.end()
