"""Out by a group's webhook robot: pushes into a group, without answers."""

from __future__ import annotations

from bot.channels.pacer import Pacer
from bot.channels.wecom import facts
from bot.channels.wecom.api import Http
from bot.channels.wording import split_bytes


class WebhookDoor:
    """Raises ApiError and DeliveryDelayedError; the address, which is the whole secret, is in neither."""

    def __init__(self, http: Http) -> None:
        self._http = http
        self._pacer = Pacer(facts.WEBHOOK_RATES)

    async def say(self, address: str, text: str) -> None:
        """Words into the group, in as many messages as they need."""
        for piece in split_bytes(text, facts.APP_BYTES):
            self._pacer.step(address)
            await self._http.ask("POST", address, {"msgtype": "text", "text": {"content": piece}})
