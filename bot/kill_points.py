"""Where the process can be made to die, for the tests that prove that nothing is lost or doubled then.

`DZB_KILL_AT="after commit"` kills the process the first time it gets there, `DZB_KILL_AT="after commit:3"` the third
time; without it nothing happens. Every place is named here and nowhere else.
"""

from __future__ import annotations

import os
import signal
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

SETTING = "DZB_KILL_AT"


class KillPoint(StrEnum):
    """The instants between two steps, in the order in which a message and a firing meet them."""

    RECEIVED = "after receive"
    BEFORE_COMMIT = "before commit"
    COMMITTED = "after commit"
    CLAIMED = "after claim"
    BEFORE_SEND = "before send"
    SENT = "after send"
    SETTLED = "after settle"
    BEFORE_FIRING = "before firing"
    IN_FIRING = "in firing"
    FIRED = "after firing"
    CLOCK_MOVED = "after clock moved"


@dataclass
class KillPoints:
    """What this process was told at its start, and how often it has passed each place since."""

    wanted: str = ""
    passes: int = 1
    _seen: Counter[str] = field(default_factory=Counter)

    @classmethod
    def from_environment(cls) -> KillPoints:
        """What `DZB_KILL_AT` asks for. Raises ValueError for a place that is not in the list."""
        point, _, passes = os.environ.get(SETTING, "").partition(":")
        return cls(KillPoint(point), int(passes or 1)) if point else cls()

    def reached(self, point: KillPoint) -> None:
        """The process is here; it ends at once where that was asked for."""
        if self.wanted != point:
            return
        self._seen[point] += 1
        if self._seen[point] == self.passes:
            os.kill(os.getpid(), signal.SIGKILL)
