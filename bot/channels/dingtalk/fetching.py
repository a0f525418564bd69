"""Files and pictures that people sent: where they lie is asked for, and they are fetched at once."""

from __future__ import annotations

from dataclasses import replace

import aiohttp
from yarl import URL

from bot.channels.dingtalk.api import Api, ApiError
from bot.channels.fetched import Fetched, NotFetchedError, download
from bot.channels.heard import Attachment
from bot.channels.http_client import HttpClient
from bot.channels.port import DeliveryDelayedError
from bot.channels.tokens import CredentialError

KINDS = frozenset({"file", "image"})
_NAMES = {"image": "图片.jpg", "file": "文件"}


class Fetching:
    """Fetches what was sent to the robot."""

    def __init__(self, http: HttpClient, api: Api, robot_code: str) -> None:
        self._http = http
        self._api = api
        self._robot_code = robot_code

    async def fetch(self, attachment: Attachment) -> Fetched:
        """The file. Raises NotFetchedError."""
        if attachment.kind not in KINDS or not attachment.media_id:
            raise NotFetchedError(attachment.kind)
        asked = {"downloadCode": attachment.media_id, "robotCode": self._robot_code}
        try:
            answer = await self._api.call("POST", "/v1.0/robot/messageFiles/download", asked)
            found = await download(self._http.session, URL(str(answer.get("downloadUrl") or "")))
        except (ApiError, CredentialError, DeliveryDelayedError) as fault:
            raise NotFetchedError(str(fault)) from None
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as fault:
            raise NotFetchedError(type(fault).__name__) from None
        return replace(found, name=attachment.name or found.name or _NAMES[attachment.kind])
