"""How much of the month the platform has counted: calls, and messages by stream or webhook. The office is warned in
time, because what comes after the last one is not answered any more."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from bot.channels.dingtalk import facts
from storage import platform_usage
from storage.store import Store
from storage.unit_of_work import UnitOfWork

_logger = logging.getLogger(__name__)

CALLS, MESSAGES = "api", "message"
WRITE_EVERY = 5.0


@dataclass(frozen=True)
class Quota:
    """What the organisation may use in a calendar month."""

    calls: int = facts.MONTHLY_CALLS
    messages: int = facts.MONTHLY_STREAM

    def of(self, kind: str) -> int:
        """The most of one kind."""
        return self.calls if kind == CALLS else self.messages


class Usage:
    """Counts in memory and writes down every few seconds; a crash forgets those few. `warn` tells the office."""

    def __init__(
        self,
        store: Store,
        org: str,
        quota: Quota,
        now: Callable[[], datetime],
        warn: Callable[[str], Awaitable[None]],
    ) -> None:
        self._store = store
        self._org = org
        self._quota = quota
        self._now = now
        self._warn = warn
        self._fresh: Counter[str] = Counter()
        self._running: asyncio.Task[None] | None = None

    def count(self, kind: str) -> None:
        """One more."""
        self._fresh[kind] += 1

    def start(self) -> None:
        """Write down from now on."""
        self._running = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Write down what is left."""
        if self._running:
            self._running.cancel()
            with suppress(asyncio.CancelledError):
                await self._running
        with suppress(Exception):
            await self.write_down()

    async def write_down(self) -> None:
        """Add what was counted since the last time; warn where it passed a line."""
        fresh, self._fresh = self._fresh, Counter()
        if not fresh:
            return
        month = month_of(self._now())

        def adding(uow: UnitOfWork) -> list[str]:
            passed = []
            for kind, count in fresh.items():
                total = platform_usage.add(uow, self._org, facts.CHANNEL, month, kind, count)
                most = self._quota.of(kind)
                passed += [warning(kind, total, most, line) for line in _passed(total - count, total, most)]
            return passed

        for words in await self._store.write_async(adding):
            _logger.warning("dingtalk: a line of this month's quota was passed")
            await self._warn(words)

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(WRITE_EVERY)
            try:
                await self.write_down()
            except Exception:
                _logger.exception("dingtalk: this month's count could not be written down")


def month_of(at: datetime) -> str:
    """The month as it is kept: 2026-12."""
    return f"{at:%Y-%m}"


def _passed(before: int, after: int, most: int) -> list[int]:
    """The highest warning line, in percent, that lies between; none where there is none."""
    return [line for line in (*facts.WARN_PERCENT, 100) if before * 100 < line * most <= after * 100][-1:]


def warning(kind: str, used: int, most: int, line: int) -> str:
    """What the office reads."""
    what = "接口调用" if kind == CALLS else "机器人消息（Webhook和Stream）"
    if line >= 100:
        return (
            f"钉钉本月的{what}次数已用完（{used}/{most}）。"
            "到下月1日前，机器人可能收不到、发不出消息，请在钉钉管理后台处理。"
        )
    return (
        f"钉钉本月的{what}次数已用{line}%（{used}/{most}）。"
        "用完后机器人将不能工作，请留意；确需更多，可在钉钉管理后台升级。"
    )
