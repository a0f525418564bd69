"""The platform's HTTP interface: one client, its answers decided by code, faults sorted by what to do about them."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any

import aiohttp
from yarl import URL

from bot.channels.http_client import HttpClient
from bot.channels.port import DeliveryDelayedError
from bot.channels.tokens import CredentialError, Tokens
from bot.channels.wecom import facts
from storage.store import Store

_logger = logging.getLogger(__name__)

WORDS_LIMIT = 200
_BAD_SECRET = frozenset({40001, 40013, 40091, 41004})


class ApiError(Exception):
    """The platform says no. `code` decides; the words are for people and may change."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(f"{code} {words[:WORDS_LIMIT]}")
        self.code = code
        self.words = words[:WORDS_LIMIT]


class Http(HttpClient):
    """The client with this platform's answers: a call succeeded where its errcode is 0."""

    async def ask(self, method: str, url: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """One call, answered with errcode 0. Raises ApiError and DeliveryDelayedError."""
        try:
            async with self.session.request(method, URL(url), json=body, allow_redirects=False) as response:
                return _checked(response.status, await response.read())
        except (aiohttp.ClientError, TimeoutError) as fault:
            raise DeliveryDelayedError(f"the platform could not be reached: {type(fault).__name__}") from None

    async def send_form(self, url: str, form: aiohttp.FormData) -> dict[str, Any]:
        """A form with a file, answered with errcode 0. Raises ApiError and DeliveryDelayedError."""
        try:
            async with self.session.post(URL(url), data=form, allow_redirects=False) as response:
                return _checked(response.status, await response.read())
        except (aiohttp.ClientError, TimeoutError) as fault:
            raise DeliveryDelayedError(f"the platform could not be reached: {type(fault).__name__}") from None


class Api:
    """Calls with the access token of one secret."""

    def __init__(self, http: Http, base: str, store: Store, org: str, corp_id: str, name: str, secret: str) -> None:
        self._http = http
        self._base = base
        self._corp_id = corp_id
        self._secret = secret
        self._tokens = Tokens(store, org, name, secret, self._fetch_token)

    async def post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """POST /cgi-bin/{path}. Raises ApiError, CredentialError and DeliveryDelayedError."""
        return await self._with_token("POST", path, {}, body)

    async def get(self, path: str, **query: str) -> dict[str, Any]:
        """GET /cgi-bin/{path}. Raises ApiError, CredentialError and DeliveryDelayedError."""
        return await self._with_token("GET", path, query, None)

    async def token(self) -> str:
        """A living token: the proof that corp id and secret are right."""
        return await self._tokens.get()

    async def address(self, path: str, **query: str) -> str:
        """Where a GET with a living token goes: for what answers with bytes. A secret: never log it."""
        return self._url(path, {"access_token": await self._tokens.get(), **query})

    async def upload(self, path: str, form: aiohttp.FormData, **query: str) -> dict[str, Any]:
        """A form to /cgi-bin/{path}; a token that is refused fails it, as a form can be sent only once."""
        token = await self._tokens.get()
        return await self._http.send_form(self._url(path, {"access_token": token, **query}), form)

    async def _with_token(
        self, method: str, path: str, query: Mapping[str, str], body: Mapping[str, Any] | None
    ) -> dict[str, Any]:
        """A token that the platform refuses is renewed once, and the call repeated once."""
        token = await self._tokens.get()
        try:
            return await self._http.ask(method, self._url(path, {"access_token": token, **query}), body)
        except ApiError as refusal:
            if refusal.code not in facts.TOKEN_DEAD and refusal.code != facts.BAD_CREDENTIAL:
                raise
        token = await self._tokens.instead_of(token)
        return await self._http.ask(method, self._url(path, {"access_token": token, **query}), body)

    async def _fetch_token(self) -> tuple[str, int]:
        asked = self._url("gettoken", {"corpid": self._corp_id, "corpsecret": self._secret})
        try:
            answer = await self._http.ask("GET", asked)
        except ApiError as refusal:
            if refusal.code in _BAD_SECRET:
                raise CredentialError(refusal.code, str(refusal).partition(" ")[2]) from None
            raise
        token, seconds = answer.get("access_token"), answer.get("expires_in", facts.TOKEN_SECONDS)
        if not isinstance(token, str) or not token or not isinstance(seconds, int):
            raise DeliveryDelayedError("the platform gave no token")
        return token, seconds

    def _url(self, path: str, query: Mapping[str, str]) -> str:
        return str(URL(f"{self._base}/cgi-bin/{path}").with_query(query))


def _checked(status: int, raw: bytes) -> dict[str, Any]:
    """The answer, where its code is 0."""
    try:
        answer = json.loads(raw)
    except ValueError:
        raise DeliveryDelayedError(f"the platform answered HTTP {status} without JSON") from None
    if not isinstance(answer, dict):
        raise DeliveryDelayedError(f"the platform answered HTTP {status} without an object")
    code = answer.get("errcode", facts.OK)
    if code == facts.OK and status < 500:
        return answer
    check_code(code if isinstance(code, int) else facts.BUSY, str(answer.get("errmsg", "")))
    raise DeliveryDelayedError(f"the platform answered HTTP {status}")


def check_code(code: int, words: str) -> None:
    """Raise what an error code asks for: another try later, or a fault that no try mends. 0 raises nothing."""
    if code == facts.OK:
        return
    if code == facts.RATE_LIMITED:
        raise DeliveryDelayedError(f"{code} rate limit", facts.RATE_WAIT_SECONDS)
    if code in facts.RETRY_LATER:
        raise DeliveryDelayedError(f"{code} {words[:WORDS_LIMIT]}", facts.BUSY_WAIT_SECONDS)
    raise ApiError(code, words)
