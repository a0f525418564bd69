"""Files that the office sends: uploaded by the app, then sent to the person."""

from __future__ import annotations

import aiohttp

from bot.channels.port import DeliveryRefusedError
from bot.channels.wecom.api import Api
from bot.channels.wecom.app_door import AppDoor
from bot.channels.workplace.files import clean_name
from handlers.engine.content import File
from storage import blobs
from storage.store import Store

LARGEST = 20 * 1024 * 1024
SMALLEST = 6


class Media:
    """Sends stored files by the app."""

    def __init__(self, store: Store, org: str, api: Api, app: AppDoor) -> None:
        self._store = store
        self._org = org
        self._api = api
        self._app = app

    async def send(self, user: str, file: File, row: int) -> str:
        """The file, after the words that belong to it."""
        blob = await self._store.read_async(lambda uow: blobs.get(uow, self._org, file.key))
        if blob is None or not SMALLEST <= len(blob.data) <= LARGEST:
            raise DeliveryRefusedError(f"文件“{file.name}”不存在、是空的，或者超过20MB，企业微信不能发送")
        form = aiohttp.FormData(quote_fields=False)  # the platform shows the name as it stands there
        form.add_field("media", blob.data, filename=clean_name(file.name), content_type="application/octet-stream")
        answer = await self._api.upload("media/upload", form, type="file")
        if file.text:
            await self._app.say(user, file.text, row)
        return await self._app.send_file(user, str(answer.get("media_id", "")))
