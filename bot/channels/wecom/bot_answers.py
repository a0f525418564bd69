"""The bot in callback mode: it can only answer. To a message: in the callback's own answer, and once more at the
address that came with it, within an hour. To a tap: the repainted card in the callback's own answer."""

from __future__ import annotations

import asyncio
import secrets
from datetime import timedelta
from typing import Any

from yarl import URL

from bot.channels.heard import Attachment, CardTap, Entered, Heard, Words
from bot.channels.port import DeliveryDelayedError, DeliveryRefusedError
from bot.channels.wecom import facts
from bot.channels.wecom.api import Http
from bot.clock import real_time
from storage import platform_chats
from storage.store import Store

HOLD_SECONDS = 0.5
"""A callback's answer is held back this long for what the office says: well below a second."""
MOST_HELD = 200
"""Above this many held answers at once every further callback is answered empty at once."""
WAIT_SECONDS = 600.0

Body = dict[str, Any]


class BotAnswers:
    """A BotLine without a line: it waits for the platform to call."""

    def __init__(self, store: Store, org: str, http: Http, api_base: str) -> None:
        self._store = store
        self._org = org
        self._http = http
        self._origin = URL(api_base).origin()
        self._held: dict[str, tuple[Heard, asyncio.Future[Body]]] = {}

    async def send(self, place: str, is_group: bool, body: Body) -> None:
        """In the answer to the callback that is being held; else at the oldest open address of this chat."""
        if is_group and body["msgtype"] == "template_card":
            raise DeliveryRefusedError("群里不能回复卡片")
        if self._in_held_answer(place, body):
            return
        since = real_time() - timedelta(seconds=facts.RESPONSE_URL_SECONDS - 30)
        address = await self._store.write_async(
            lambda uow: platform_chats.take_answer(uow, self._org, facts.CHANNEL, place, since)
        )
        if not address:
            raise DeliveryDelayedError("智能机器人（URL回调方式）要等对方再说一句话才能回复", WAIT_SECONDS)
        if URL(address).origin() != self._origin:
            raise DeliveryRefusedError("回复地址不是平台的地址，没有发送")
        await self._http.ask("POST", address, body)

    async def repaint(self, task: str, user: str, card: Body) -> bool:
        """In the answer to the tap that is being held."""
        answer = {"response_type": "update_template_card", "userids": [user], "template_card": card}
        return self._give(_tapped(task, user), answer)

    async def answer(self, heard: Heard, take: asyncio.Future[None]) -> Body | None:
        """Take it in, then what the office answers to it where that comes soon enough; None for an empty answer.

        Raises what taking it in raises.
        """
        key = _key(heard)
        if not key or len(self._held) >= MOST_HELD:
            await take
            return None
        waiting: asyncio.Future[Body] = asyncio.get_running_loop().create_future()
        self._held[key] = (heard, waiting)
        try:
            await take
            return await asyncio.wait_for(waiting, HOLD_SECONDS)
        except TimeoutError:
            return None
        finally:
            if self._held.get(key, (heard, None))[1] is waiting:
                del self._held[key]

    def _in_held_answer(self, place: str, body: Body) -> bool:
        heard, _ = self._held.get(place, (None, None))
        content = body.get("markdown", {}).get("content")
        if isinstance(heard, Entered) and content:
            return self._give(place, {"msgtype": "text", "text": {"content": content}})
        if isinstance(heard, Words | Attachment) and content:
            stream = {"id": secrets.token_hex(8), "finish": True, "content": content}
            return self._give(place, {"msgtype": "stream", "stream": stream})
        if isinstance(heard, Words):
            return self._give(place, body)
        return False

    def _give(self, key: str, answer: Body) -> bool:
        _, waiting = self._held.get(key, (None, None))
        if waiting is None or waiting.done():
            return False
        waiting.set_result(answer)
        return True


def _tapped(task: str, user: str) -> str:
    return f"tap\n{task}\n{user}"


def _key(heard: Heard) -> str:
    """Whose answer it is: a chat's, or a card's and its tapper's."""
    if isinstance(heard, CardTap):
        return _tapped(heard.task_id, heard.chat.user)
    if isinstance(heard, Words | Attachment | Entered):
        return heard.chat.place
    return ""
