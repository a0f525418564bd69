"""Several processes, one connection: whoever does not hold it asks, through the database, the one that does.

Each thing is taken once. An answer that does not come in time is a failure like any other: the outbox tries again, and
the name of a card keeps the second one out.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

from bot.channels.port import DeliveryDelayedError, DeliveryRefusedError
from bot.channels.wecom.api import ApiError
from bot.clock import real_time
from storage import relays
from storage.store import Store

_logger = logging.getLogger(__name__)

SERVE_EVERY = 0.15
ASK_EVERY = 0.1
FORGOTTEN = timedelta(minutes=5)
_MOST = 50

Do = Callable[[Mapping[str, Any]], Awaitable[bool]]
"""Does what was asked; whether it could be done. Raises what the connection raises."""


class Relay:
    """The way to whoever holds this name. Only a database that several processes share has one."""

    def __init__(self, store: Store, org: str, name: str, patience: float) -> None:
        self._store = store
        self._org = org
        self._name = name
        self._patience = patience
        self._under_way: set[asyncio.Task[None]] = set()

    @property
    def leads_somewhere(self) -> bool:
        """Whether there can be another process at all."""
        return self._store.dialect == "postgresql"

    async def ask(self, what: Mapping[str, Any]) -> bool:
        """Have it done by the holder. Raises as the connection itself would."""
        at = real_time()
        id = await self._store.write_async(lambda uow: relays.ask(uow, self._org, self._name, what, at))
        try:
            return _understood(await self._answer(id))
        finally:
            await self._store.write_async(lambda uow: relays.forget(uow, id))

    async def _answer(self, id: int) -> Mapping[str, Any]:
        loop = asyncio.get_running_loop()
        ends = loop.time() + self._patience
        while loop.time() < ends:
            await asyncio.sleep(ASK_EVERY)
            answer = await self._store.read_async(lambda uow: relays.fetch(uow, id))
            if answer is not None:
                return answer
        raise DeliveryDelayedError("保持智能机器人长连接的进程没有回应", 3.0)

    async def serve(self, do: Do) -> None:
        """Do what others ask, for as long as this process holds the connection."""
        since = real_time() - FORGOTTEN
        await self._store.write_async(lambda uow: relays.forget_old(uow, self._org, self._name, since))
        while True:
            for wish in await self._store.write_async(lambda uow: relays.take(uow, self._org, self._name, _MOST)):
                task = asyncio.create_task(self._fulfil(wish, do))
                self._under_way.add(task)
                task.add_done_callback(self._under_way.discard)
            await asyncio.sleep(SERVE_EVERY)

    async def _fulfil(self, wish: relays.Wish, do: Do) -> None:
        try:
            said: dict[str, Any] = {"done": await do(wish.what)}
        except ApiError as refusal:
            said = {"code": refusal.code, "words": refusal.words}
        except DeliveryDelayedError as delay:
            said = {"delayed": str(delay), "after": delay.retry_after}
        except DeliveryRefusedError as refusal:
            said = {"refused": str(refusal)}
        except Exception:
            _logger.exception("wecom bot: what another process asked for failed")
            said = {"delayed": "保持智能机器人长连接的进程没有办成", "after": None}
        await self._store.write_async(lambda uow: relays.answer(uow, wish.id, said))


def _understood(said: Mapping[str, Any]) -> bool:
    """The answer as the connection itself would have given it."""
    if "code" in said:
        raise ApiError(int(said["code"]), str(said["words"]))
    if "delayed" in said:
        raise DeliveryDelayedError(str(said["delayed"]), said["after"])
    if "refused" in said:
        raise DeliveryRefusedError(str(said["refused"]))
    return bool(said["done"])
