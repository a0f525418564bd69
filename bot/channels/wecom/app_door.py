"""Out by the self-built app: messages to a person, cards with buttons, and their repainting by code."""

from __future__ import annotations

import time
from typing import Any

from bot.channels.pacer import Pacer
from bot.channels.port import DeliveryRefusedError
from bot.channels.wecom import facts
from bot.channels.wecom.api import Api, ApiError
from bot.channels.wording import split_bytes

UNUSED_KEEP = 2_000


class AppDoor:
    """What the app can do. Raises ApiError, CredentialError, DeliveryDelayedError and DeliveryRefusedError."""

    def __init__(self, api: Api, agent_id: int) -> None:
        self._api = api
        self._agent_id = agent_id
        self._pacer = Pacer(facts.APP_RATES)
        self._said: dict[tuple[str, str], tuple[int, float]] = {}

    async def say(self, user: str, text: str, row: int) -> str:
        """Words to a person, in as many messages as they need; the id of the last."""
        message_id = ""
        for piece in split_bytes(_harmless(text), facts.APP_BYTES):
            body = self._body(user, "text", {"content": piece}, self._is_new(user, piece, row))
            message_id = str((await self._send(user, body)).get("msgid", ""))
        return message_id

    async def show(self, user: str, card: dict[str, Any]) -> tuple[str, str]:
        """A card to a person; its message id and the code that repaints it.

        A name that was used before means that this very card has arrived already: nothing is lost but the code.
        """
        try:
            answer = await self._send(user, self._body(user, "template_card", card))
        except ApiError as refusal:
            if refusal.code != facts.TASK_ID_USED:
                raise
            return "", ""
        return str(answer.get("msgid", "")), str(answer.get("response_code", ""))

    async def send_file(self, user: str, media_id: str) -> str:
        """An uploaded file to a person."""
        return str((await self._send(user, self._body(user, "file", {"media_id": media_id}))).get("msgid", ""))

    async def repaint(self, user: str, code: str, card: dict[str, Any]) -> None:
        """Show something else on the card that this code belongs to, in this person's chat."""
        body = {"userids": [user], "agentid": self._agent_id, "response_code": code, "template_card": card}
        await self._api.post("message/update_template_card", body)

    async def _send(self, user: str, body: dict[str, Any]) -> dict[str, Any]:
        self._pacer.step(user)
        answer = await self._api.post("message/send", body)
        unreached = str(answer.get("invaliduser") or "").lower().split("|")
        if user.lower() in unreached:
            raise DeliveryRefusedError("收件人不在应用的可见范围内，或者还没有激活企业微信")
        return answer

    def _body(self, user: str, kind: str, content: dict[str, Any], check: bool = True) -> dict[str, Any]:
        body: dict[str, Any] = {"touser": user, "msgtype": kind, "agentid": self._agent_id, kind: content}
        body["enable_duplicate_check"] = int(check)
        return body | ({"duplicate_check_interval": facts.DUPLICATE_SECONDS} if check else {})

    def _is_new(self, user: str, text: str, row: int) -> bool:
        """Whether the platform may drop this as a repetition: not where another thing with the same words went out
        lately and both are meant."""
        now = time.monotonic()
        said_in, at = self._said.get((user, text), (row, now))
        if len(self._said) > UNUSED_KEEP:
            self._said = {key: kept for key, kept in self._said.items() if kept[1] > now - facts.DUPLICATE_SECONDS}
        self._said[(user, text)] = (row, now)
        return said_in == row or at < now - facts.DUPLICATE_SECONDS


def _harmless(text: str) -> str:
    """The platform makes links of `<a href>`: what people write must not become one."""
    return text.replace("<a ", "＜a ").replace("<A ", "＜A ")
