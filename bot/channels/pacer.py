"""Keeps below the platform's rates: what would be too much is put off, because the platform drops it in silence."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.channels.port import DeliveryDelayedError

_MOST_PLACES = 5_000


@dataclass(frozen=True)
class Rate:
    """So many messages in so many seconds."""

    count: int
    seconds: int


class Pacer:
    """Counts what this process sends to each place. Several limits may hold at once."""

    def __init__(self, rates: Sequence[Rate], now: Callable[[], float] = time.monotonic) -> None:
        self._rates = rates
        self._longest = max(rate.seconds for rate in rates)
        self._now = now
        self._sent: dict[str, deque[float]] = {}

    def step(self, place: str) -> None:
        """One more message to this place now. Raises DeliveryDelayedError with the seconds to wait."""
        now = self._now()
        sent = self._sent.setdefault(place, deque())
        while sent and sent[0] <= now - self._longest:
            sent.popleft()
        for rate in self._rates:
            if len(sent) >= rate.count and (wait := sent[-rate.count] + rate.seconds - now) > 0:
                raise DeliveryDelayedError("too many messages to one receiver", wait)
        sent.append(now)
        self._forget_the_idle(now)

    def _forget_the_idle(self, now: float) -> None:
        if len(self._sent) > _MOST_PLACES:
            living = {place: sent for place, sent in self._sent.items() if sent and sent[-1] > now - self._longest}
            self._sent = living
