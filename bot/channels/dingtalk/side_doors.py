"""The other ways out: at a message's own address, by a group's own robot, by work notification, and files."""

from __future__ import annotations

import hashlib
import json
import time
from datetime import datetime, timedelta

import aiohttp
from yarl import URL

from bot.channels.dingtalk import facts
from bot.channels.dingtalk.api import Api
from bot.channels.dingtalk.robot_door import pieces
from bot.channels.dingtalk.signature import signature
from bot.channels.pacer import Pacer
from bot.channels.port import DeliveryRefusedError
from bot.channels.wording import cut_bytes
from bot.channels.workplace.files import clean_name
from bot.clock import real_time
from handlers.engine.content import File
from storage import blobs, platform_chats
from storage.store import Store


class SessionDoor:
    """Answers at the address that came with a message, each used once: the only way to call somebody in a group."""

    def __init__(self, api: Api, store: Store, org: str) -> None:
        self._api = api
        self._store = store
        self._org = org

    async def say(self, place: str, text: str, at_users: list[str]) -> bool:
        """Words into the chat; False where there is no open address for it."""
        since = real_time() - timedelta(seconds=facts.SESSION_SECONDS)
        address = await self._store.write_async(
            lambda uow: platform_chats.take_answer(uow, self._org, facts.CHANNEL, place, since)
        )
        if not address:
            return False
        first, *rest = pieces(text)
        said = {"msgtype": "text", "text": {"content": first}, "at": {"atUserIds": at_users, "isAtAll": False}}
        await self._api.post_to(address, said)
        for piece in rest:
            await self._api.post_to(address, {"msgtype": "text", "text": {"content": piece}})
        return True


class WebhookDoor:
    """A group's own robot (自定义机器人): pushes only, at most twenty a minute, signed where it wants that."""

    def __init__(self, api: Api, oapi_base: str) -> None:
        self._api = api
        self._base = oapi_base
        self._pacer = Pacer(facts.WEBHOOK_RATES)

    async def say(self, token: str, secret: str, text: str, row: int) -> None:
        """Words into the group. The platform drops a repetition under the same `row`."""
        for number, piece in enumerate(pieces(text)):
            self._pacer.step(token)
            query = {"access_token": token}
            if secret:
                at = str(int(time.time() * 1000))
                query |= {"timestamp": at, "sign": signature(at, secret)}
            address = str(URL(f"{self._base}/robot/send").with_query(query))
            uuid = hashlib.sha256(f"{token} {row} {number}".encode()).hexdigest()[:40]
            await self._api.post_to(address, {"msgtype": "text", "text": {"content": piece}, "msgUuid": uuid})


class WorkDoor:
    """Work notifications (工作通知): for people whom the robot cannot reach."""

    def __init__(self, api: Api, agent_id: int) -> None:
        self._api = api
        self._agent_id = agent_id

    async def say(self, user: str, text: str, at: datetime) -> str:
        """Words to a person; the task's number. The platform drops in silence what one person was told before on the
        same day, so the time stands with it."""
        stamped = f"{text}\n（{at:%H:%M:%S}）"
        room = facts.WORK_BYTES - len(json.dumps({"msgtype": "text", "text": {"content": ""}})) - 200
        message = {"msgtype": "text", "text": {"content": stamped}}
        if len(json.dumps(message, ensure_ascii=False).encode()) > facts.WORK_BYTES:
            message = {"msgtype": "text", "text": {"content": f"{cut_bytes(text, room // 2)}\n（{at:%H:%M:%S}）"}}
        body = {"agent_id": self._agent_id, "userid_list": user, "msg": message}
        answer = await self._api.old("/topapi/message/corpconversation/asyncsend_v2", body, counted=True)
        return str(answer.get("task_id", ""))


class MediaDoor:
    """Uploads stored files, so that the robot can send them."""

    def __init__(self, api: Api, store: Store, org: str) -> None:
        self._api = api
        self._store = store
        self._org = org

    async def upload(self, file: File) -> str:
        """The platform's id of the file. Raises DeliveryRefusedError where it cannot be sent there."""
        blob = await self._store.read_async(lambda uow: blobs.get(uow, self._org, file.key))
        if blob is None or not 0 < len(blob.data) <= facts.FILE_BYTES:
            raise DeliveryRefusedError(f"文件“{file.name}”不存在、是空的，或者超过20MB，钉钉不能发送")
        data, name = blob.data, clean_name(file.name)

        def form() -> aiohttp.FormData:
            made = aiohttp.FormData(quote_fields=False)
            made.add_field("type", "file")
            made.add_field("media", data, filename=name, content_type="application/octet-stream")
            return made

        answer = await self._api.upload("/media/upload", form)
        return str(answer.get("media_id", ""))
