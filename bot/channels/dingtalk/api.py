"""The platform's two HTTP interfaces: one client, answers decided by code, faults sorted by what to do about them.

The newer one has its token in a header and says by the HTTP status whether a call succeeded; the older one has it in
the address and answers 200 whatever happened. One token serves both. The platform knows no key against duplicates, so a
call whose answer never came is a fault of its own: it may have been carried out.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
import time
from collections.abc import Callable, Mapping
from typing import Any

import aiohttp
from yarl import URL

from bot.channels.dingtalk import facts
from bot.channels.dingtalk.settings import DingTalkSettings
from bot.channels.http_client import HttpClient
from bot.channels.pacer import Pacer
from bot.channels.port import DeliveryDelayedError
from bot.channels.tokens import CredentialError, Tokens
from storage.store import Store

_logger = logging.getLogger(__name__)

WORDS_LIMIT = 200
_TURNS = 5
TOKEN_HEADER = "x-acs-dingtalk-access-token"

Count = Callable[[str], None]
"""Told of every call (`api`) and every message by webhook (`message`) that the month's quota counts."""


class ApiError(Exception):
    """The platform says no. `code` decides; the words are for people and may change."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(f"{code} {words[:WORDS_LIMIT]}".strip())
        self.code = code
        self.words = words[:WORDS_LIMIT]


class UnknownOutcomeError(DeliveryDelayedError):
    """The call went out and its answer never came: it may have been carried out."""


class Api:
    """Calls with the app's token. Every call raises ApiError, CredentialError and DeliveryDelayedError."""

    def __init__(
        self, http: HttpClient, store: Store, org: str, settings: DingTalkSettings, count: Count = lambda kind: None
    ) -> None:
        self._http = http
        self._said = settings
        self._count = count
        self._pacer = Pacer(facts.CALL_RATES)
        self._paused_until = 0.0
        name = f"dingtalk {settings.client_id}"
        self._tokens = Tokens(store, org, name[:64], settings.secret, self._fetch_token)

    async def token(self) -> str:
        """A living token: the proof that Client ID and Client Secret are right."""
        return await self._tokens.get()

    async def call(self, method: str, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """A call of the newer interface, which the month's quota counts."""
        await self._pace(f"{method} {path}")
        self._count("api")
        url = f"{self._said.api_base}{path}"
        return await self._with_token(lambda token: self._ask(method, url, body, {TOKEN_HEADER: token}))

    async def old(self, path: str, body: Mapping[str, Any], counted: bool = False) -> dict[str, Any]:
        """A call of the older interface; contacts are not counted."""
        await self._pace(path)
        if counted:
            self._count("api")
        return await self._with_token(lambda token: self._ask("POST", self._old_url(path, token), body))

    async def upload(self, path: str, form: Callable[[], aiohttp.FormData]) -> dict[str, Any]:
        """A form of the older interface; `form` makes it anew, as one can be sent only once."""
        await self._pace(path)
        self._count("api")

        async def send(token: str) -> dict[str, Any]:
            return await self._sent("POST", self._old_url(path, token), data=form())

        return await self._with_token(send)

    async def open_connection(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """A ticket for the stream: without a token, and counted by nobody."""
        return await self._ask("POST", f"{self._said.api_base}/v1.0/gateway/connections/open", body)

    async def post_to(self, address: str, body: Mapping[str, Any]) -> None:
        """To an address that is its own permission. A secret: it is in no fault."""
        self._count("message")
        await self._ask("POST", address, body)

    async def _pace(self, path: str) -> None:
        """Wait for this call's turn; DeliveryDelayedError where that would be long."""
        for _ in range(_TURNS):
            try:
                return self._pacer.step(path)
            except DeliveryDelayedError as delay:
                await asyncio.sleep(delay.retry_after or 0.1)
        return self._pacer.step(path)

    async def _with_token(self, ask: Callable[[str], Any]) -> dict[str, Any]:
        """A token that the platform refuses is renewed once, and the call repeated once."""
        token = await self._tokens.get()
        try:
            return dict(await ask(token))
        except ApiError as refusal:
            if refusal.code not in facts.TOKEN_DEAD:
                raise
        return dict(await ask(await self._tokens.instead_of(token)))

    async def _fetch_token(self) -> tuple[str, int]:
        asked = {"appKey": self._said.client_id, "appSecret": self._said.secret}
        try:
            answer = await self._ask("POST", f"{self._said.api_base}/v1.0/oauth2/accessToken", asked)
        except ApiError as refusal:
            if refusal.code in facts.BAD_CREDENTIAL:
                raise CredentialError(refusal.code, refusal.words) from None
            raise
        token, seconds = answer.get("accessToken"), answer.get("expireIn")
        if not isinstance(token, str) or not token:
            raise DeliveryDelayedError("the platform gave no token")
        return token, seconds if isinstance(seconds, int) and seconds > 0 else 60

    async def _ask(
        self, method: str, url: str, body: Mapping[str, Any], headers: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        wanted = {"Accept": "application/json", "User-Agent": facts.USER_AGENT, **(headers or {})}
        return await self._sent(method, url, json=body, headers=wanted)

    async def _sent(self, method: str, url: str, **what: Any) -> dict[str, Any]:
        if (left := self._paused_until - time.monotonic()) > 0:
            raise DeliveryDelayedError("the platform has shut this address out for a while", left)
        try:
            async with self._http.session.request(method, URL(url), allow_redirects=False, **what) as response:
                return self._understood(response.status, await response.read())
        except aiohttp.ClientConnectorError as fault:
            raise DeliveryDelayedError(f"the platform could not be reached: {type(fault).__name__}") from None
        except (aiohttp.ClientError, TimeoutError) as fault:
            raise UnknownOutcomeError(f"the platform did not answer: {type(fault).__name__}") from None

    def _understood(self, status: int, raw: bytes) -> dict[str, Any]:
        try:
            answer = json.loads(raw)
        except ValueError:
            answer = None
        if not isinstance(answer, dict) or answer.get("status") == 1111:
            return self._shut_out(status)
        code, words = _code_of(status, answer)
        if not code:
            return answer
        raise as_fault(code, words, status)

    def _shut_out(self, status: int) -> dict[str, Any]:
        """No JSON, or a punishment: where it is one, every call pauses."""
        if status < 500:
            self._paused_until = time.monotonic() + facts.PUNISHED_SECONDS
            _logger.error("dingtalk: the platform shuts this address out; every call pauses for five minutes")
        raise DeliveryDelayedError(f"the platform answered HTTP {status} without a result", facts.RATE_WAIT_SECONDS)

    def _old_url(self, path: str, token: str) -> str:
        return str(URL(f"{self._said.oapi_base}{path}").with_query({"access_token": token}))


def _code_of(status: int, answer: Mapping[str, Any]) -> tuple[str, str]:
    """The code of a refusal with its words, "" where the call succeeded."""
    if answer.get("errcode", 0) != 0:
        return str(answer["errcode"]), str(answer.get("errmsg", ""))
    if status >= 400:
        return str(answer.get("code") or status), str(answer.get("message", ""))
    return "", ""


def as_fault(code: str, words: str, status: int = 200) -> ApiError | DeliveryDelayedError:
    """What an error code asks for: another try later, or a fault that no try mends."""
    if code in facts.QPS:
        return DeliveryDelayedError(f"{code} rate limit", 1.0 + random.random())
    if code in facts.TOO_FAST or status == 429:
        return DeliveryDelayedError(f"{code} rate limit", facts.RATE_WAIT_SECONDS)
    if code in facts.QUOTA_USED:
        _logger.error("dingtalk: this month's calls are used up (%s)", code)
        return DeliveryDelayedError(f"{code} 本月的接口调用次数已用完", facts.QUOTA_WAIT_SECONDS)
    if code in facts.BUSY or status in (500, 502, 503):
        return DeliveryDelayedError(f"{code} {words[:WORDS_LIMIT]}")
    if status == 504:
        return UnknownOutcomeError(f"{code} {words[:WORDS_LIMIT]}")
    return ApiError(code, words)
