"""Out by the robot: words to people, twenty in one call where they read the same, and words into groups."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.channels.dingtalk import facts
from bot.channels.dingtalk.api import Api, UnknownOutcomeError
from bot.channels.port import DeliveryDelayedError, DeliveryRefusedError
from bot.channels.wording import split_bytes

GATHER_SECONDS = 0.03
"""So long a message waits for others that read the same: the month's calls are few."""
_ROOM = 200
"""Bytes for what stands around the words in a message's parameters."""


class NotReachedError(Exception):
    """The robot cannot write to this person: outside of the app's range, or gone."""


@dataclass
class _Round:
    """People who get the same, in one call."""

    users: dict[str, asyncio.Future[str]] = field(default_factory=dict)


class RobotDoor:
    """What the robot can do without cards. Raises what the interface raises, and NotReachedError."""

    def __init__(self, api: Api, robot_code: str) -> None:
        self._api = api
        self._robot_code = robot_code
        self._open: dict[tuple[str, str], _Round] = {}
        self._under_way: set[asyncio.Task[None]] = set()

    async def say(self, user: str, text: str) -> str:
        """Words to a person, in as many messages as they need; the key of the last."""
        key = ""
        for piece in pieces(text):
            key = await self._to_person(user, "sampleText", {"content": piece})
        return key

    async def show_markdown(self, user: str, title: str, text: str) -> str:
        """One message with links to a person; its key."""
        head = next(iter(split_bytes(text, facts.PARAM_BYTES - _ROOM)), "")
        return await self._to_person(user, "sampleMarkdown", {"title": title, "text": head})

    async def send_file(self, user: str, media_id: str, name: str) -> str:
        """An uploaded file to a person; the message's key."""
        kind = name.rpartition(".")[2].lower()
        return await self._to_person(user, "sampleFile", {"mediaId": media_id, "fileName": name, "fileType": kind})

    async def say_in_group(self, conversation: str, text: str) -> str:
        """Words into a group, in as many messages as they need; the key of the last.

        At most once: where the answer never came the message may stand there, and it is not sent again.
        """
        key = ""
        for piece in pieces(text):
            body = {"openConversationId": conversation, **self._message("sampleText", _param({"content": piece}))}
            try:
                answer = await self._api.call("POST", "/v1.0/robot/groupMessages/send", body)
            except UnknownOutcomeError:
                raise DeliveryRefusedError("钉钉没有回应，这条群消息可能已经发出，为免重复没有再发") from None
            key = str(answer.get("processQueryKey", ""))
        return key

    async def recall(self, key: str) -> None:
        """Take back a message to a person, within a day of its sending."""
        body = {"robotCode": self._robot_code, "processQueryKeys": [key]}
        await self._api.call("POST", "/v1.0/robot/otoMessages/batchRecall", body)

    # --- twenty at once -----------------------------------------------------------------------------------------------

    async def _to_person(self, user: str, kind: str, fields: Mapping[str, str]) -> str:
        said = (kind, _param(fields))
        gathered = self._open.get(said)
        if gathered is None or len(gathered.users) >= facts.RECEIVERS or user in gathered.users:
            gathered = self._open[said] = _Round()
            task = asyncio.create_task(self._send_soon(said, gathered))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
        ending: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        gathered.users[user] = ending
        return await ending

    async def _send_soon(self, said: tuple[str, str], gathered: _Round) -> None:
        await asyncio.sleep(GATHER_SECONDS)
        if self._open.get(said) is gathered:
            del self._open[said]
        users = list(gathered.users)
        try:
            body = {"userIds": users, **self._message(*said)}
            answer = await self._api.call("POST", "/v1.0/robot/oToMessages/batchSend", body)
        except Exception as fault:  # noqa: BLE001 - whatever it is, each of them is told
            for ending in gathered.users.values():
                if not ending.done():
                    ending.set_exception(fault)
            return
        self._tell(gathered, answer)

    def _tell(self, gathered: _Round, answer: Mapping[str, Any]) -> None:
        """That the call succeeded does not mean that everybody got it."""
        invalid, slowed = _names(answer.get("invalidStaffIdList")), _names(answer.get("flowControlledStaffIdList"))
        for user, ending in gathered.users.items():
            if ending.done():
                continue
            if user in invalid:
                ending.set_exception(NotReachedError(user))
            elif user in slowed:
                ending.set_exception(DeliveryDelayedError("flow-controlled", facts.RATE_WAIT_SECONDS))
            else:
                ending.set_result(str(answer.get("processQueryKey", "")))

    def _message(self, kind: str, param: str) -> dict[str, str]:
        return {"robotCode": self._robot_code, "msgKey": kind, "msgParam": param}


def pieces(text: str) -> Sequence[str]:
    """Words in pieces that one message takes, whatever their escaping costs."""
    return split_bytes(text, (facts.PARAM_BYTES - _ROOM) // 2)


def _param(fields: Mapping[str, str]) -> str:
    return json.dumps(fields, ensure_ascii=False)


def _names(value: Any) -> set[str]:
    return {str(each) for each in value} if isinstance(value, list) else set()
