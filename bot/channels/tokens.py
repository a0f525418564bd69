"""The access token of one secret: one for all processes, renewed by one of them at a time.

It lies in the database sealed with the very secret that it was got with, so a copy of the database gives nobody access.
A secret that the platform refuses is left alone for ten minutes: who goes on trying is blocked by address.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.channels.port import DeliveryDelayedError
from bot.channels.sealing import Seal
from bot.clock import real_time
from storage import leases, platform_tokens
from storage.store import Store

_logger = logging.getLogger(__name__)

Fetch = Callable[[], Awaitable[tuple[str, int]]]
"""Asks the platform for a token: the token, and the seconds that it lives."""

RENEWING = timedelta(seconds=15)
LOOK_EVERY = 0.05
REFUSED_FOR = timedelta(minutes=10)
EARLY_SECONDS = 300
"""A token is renewed this long before it ends."""
_RESTING_SECONDS = 1.0


class CredentialError(Exception):
    """The platform refuses the secret. `str()` is the platform's code and words, never the secret."""

    def __init__(self, code: int | str, words: str) -> None:
        super().__init__(f"{code} {words}")
        self.code = code


class Tokens:
    """The token of one secret. `name` tells it from the tokens of other secrets in the same database."""

    def __init__(self, store: Store, org: str, name: str, secret: str, fetch: Fetch) -> None:
        self._store = store
        self._org = org
        self._name = name
        self._seal = Seal("token", secret)
        self._fetch = fetch
        self._holder = secrets.token_hex(8)
        self._renewing = asyncio.Lock()

    async def get(self) -> str:
        """A living token. Raises CredentialError, DeliveryDelayedError, or what the network raises."""
        return await self._stored() or await self._renewed("")

    async def instead_of(self, dead: str) -> str:
        """Another token, because the platform refuses this one: whoever comes first gets it, the others take it."""
        return await self._renewed(dead)

    async def _renewed(self, dead: str) -> str:
        async with self._renewing:
            ends = asyncio.get_running_loop().time() + RENEWING.total_seconds()
            while asyncio.get_running_loop().time() < ends:
                found = await self._stored()
                if found and found != dead:
                    return found
                if await self._may_renew():
                    return await self._renew(dead)
                await asyncio.sleep(LOOK_EVERY)
        raise DeliveryDelayedError("another process is renewing the token")

    async def _renew(self, dead: str) -> str:
        try:
            found = await self._stored()
            if found and found != dead:
                return found
            await self._refuse_if_refused()
            await self._rest_where_told()
            return await self._fetched()
        finally:
            await self._store.write_async(lambda uow: leases.let_go(uow, self._org, self._lease, self._holder))

    async def _fetched(self) -> str:
        try:
            token, seconds = await self._fetch()
        except CredentialError as refusal:
            await self._put(self._refusal, str(refusal), real_time() + REFUSED_FOR)
            raise
        except DeliveryDelayedError as delay:
            wait = delay.retry_after or LOOK_EVERY
            await self._put(self._resting, str(delay), real_time() + timedelta(seconds=wait))
            raise
        early = min(EARLY_SECONDS, seconds // 10)
        await self._put(self._name, token, real_time() + timedelta(seconds=seconds - early))
        _logger.info("token %s renewed for %s seconds", self._name, seconds)
        return token

    async def _refuse_if_refused(self) -> None:
        if words := await self._opened(self._refusal):
            code, _, text = words.partition(" ")
            raise CredentialError(int(code) if code.isdecimal() else code, text)

    async def _rest_where_told(self) -> None:
        """A platform that is busy or has had enough of us is left alone for as long as it said, by everybody."""
        if words := await self._opened(self._resting):
            raise DeliveryDelayedError(words, _RESTING_SECONDS)

    async def _may_renew(self) -> bool:
        now = real_time()
        return await self._store.write_async(
            lambda uow: leases.take(uow, self._org, self._lease, self._holder, now, now + RENEWING)
        )

    @property
    def _lease(self) -> str:
        return f"token {self._name}"

    @property
    def _refusal(self) -> str:
        return f"refused {self._name}"

    @property
    def _resting(self) -> str:
        return f"resting {self._name}"

    async def _stored(self) -> str:
        return await self._opened(self._name)

    async def _opened(self, name: str) -> str:
        sealed = await self._store.read_async(lambda uow: platform_tokens.get(uow, self._org, name, real_time()))
        return self._seal.open(sealed) if sealed else ""

    async def _put(self, name: str, words: str, ends_at: datetime) -> None:
        sealed = self._seal.close(words)
        await self._store.write_async(lambda uow: platform_tokens.put(uow, self._org, name, sealed, ends_at))
