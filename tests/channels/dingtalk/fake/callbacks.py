"""The fake's calls to us over HTTP: robot messages and taps, signed, sent again where the answer is late or wrong."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from tests.channels.dingtalk.fake.robot import signature, webhook_words
from tests.channels.dingtalk.fake.world import Refused, World

SECONDS = 2.5
TRIES = 3


@dataclass
class Outcome:
    """How a callback ended: the status of each try, and what the answer said."""

    statuses: list[int] = field(default_factory=list)
    answer: Any = None


class Callbacks:
    """Calls the addresses that the set-up and the registration name."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def message(self, body: dict[str, Any]) -> Outcome:
        """One robot message; an answer that is itself a message is shown."""
        at = str(int((self.world.now() + self.world.switches.get("callback_clock", 0)) * 1000))
        sign = signature(self.world.switches.get("callback_secret") or self.world.setup["client_secret"], at)
        outcome = await self._deliver(self.world.setup["callback"], {"timestamp": at, "sign": sign}, body)
        if isinstance(outcome.answer, dict) and outcome.answer.get("msgtype", "empty") != "empty":
            to = body["conversationId"] if body["conversationType"] == "2" else body["senderStaffId"]
            try:
                self.world.show(to, via="answer", **webhook_words(outcome.answer))
            except Refused as refusal:
                self.world.refused.append({"call": "callback answer", "code": refusal.code, "words": refusal.words})
        return outcome

    async def tap(self, route: dict[str, str], body: dict[str, Any]) -> Outcome:
        """One tap on a card whose taps go to an address."""
        at = str(int(self.world.now() * 1000))
        signed = base64.b64encode(hmac.digest(route["secret"].encode(), at.encode(), hashlib.sha256)).decode()
        headers = {"x-ddpaas-signature-timestamp": at, "x-ddpaas-signature": signed}
        return await self._deliver(route["url"], headers, body)

    async def _deliver(self, url: str, headers: dict[str, str], body: dict[str, Any]) -> Outcome:
        outcome = Outcome()
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(SECONDS)) as session:
            for _ in range(TRIES):
                try:
                    async with session.post(url, json=body, headers=headers) as response:
                        raw = await response.read()
                except (aiohttp.ClientError, TimeoutError):
                    outcome.statuses.append(0)
                    continue
                outcome.statuses.append(response.status)
                if response.status == 200:
                    outcome.answer = json.loads(raw) if raw else None
                    break
        return outcome
