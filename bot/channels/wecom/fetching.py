"""Files and pictures that people sent: fetched before the message is acknowledged, opened, and kept.

The bot's lie sealed at an address that lives five minutes; the app's lie under a media id.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import replace

import aiohttp
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC
from yarl import URL

from bot.channels.fetched import Fetched, NotFetchedError, download
from bot.channels.heard import Attachment
from bot.channels.port import DeliveryDelayedError
from bot.channels.wecom.api import Api, ApiError, Http
from bot.channels.wecom.envelope import decoded_key
from bot.channels.wecom.facts import BLOCK
from bot.channels.wecom.heard import Door

KINDS = frozenset({"file", "image"})
_NAMES = {"image": "图片.jpg", "file": "文件"}


class Fetching:
    """Fetches by whichever door a thing came. `bot_key` opens what the callback bot is sent."""

    def __init__(self, http: Http, api_base: str, api: Api | None, bot_key: str) -> None:
        self._http = http
        self._trusted = URL(api_base).origin()
        self._api = api
        self._bot_key = bot_key

    async def fetch(self, attachment: Attachment) -> Fetched:
        """The file. Raises NotFetchedError."""
        if attachment.kind not in KINDS:
            raise NotFetchedError(attachment.kind)
        try:
            found = await download(self._http.session, await self._address(attachment))
        except (aiohttp.ClientError, TimeoutError, OSError, DeliveryDelayedError) as fault:
            raise NotFetchedError(type(fault).__name__) from None
        if attachment.chat.door is Door.BOT:
            found = replace(found, data=_opened(found.data, attachment.key, self._bot_key))
        return replace(found, name=found.name or _NAMES[attachment.kind])

    async def _address(self, attachment: Attachment) -> URL:
        if attachment.chat.door is Door.APP:
            if self._api is None:
                raise NotFetchedError("no app")
            try:
                return URL(await self._api.address("media/get", media_id=attachment.media_id))
            except ApiError as refusal:
                raise NotFetchedError(str(refusal)) from None
        try:
            address = URL(attachment.url)
            from_platform = address.scheme == "https" or address.origin() == self._trusted
        except ValueError:
            from_platform = False
        if not from_platform:
            raise NotFetchedError("not an https address")
        return address


def _opened(data: bytes, own_key: str, bot_key: str) -> bytes:
    """The bytes, opened with the key that came with them, else with the bot's."""
    try:
        key = base64.b64decode(own_key + "=" * (-len(own_key) % 4)) if own_key else decoded_key(bot_key)
    except (binascii.Error, ValueError):
        raise NotFetchedError("no key") from None
    if len(key) != 32 or not data or len(data) % 16:
        raise NotFetchedError("sealed wrongly")
    decryptor = Cipher(AES256(key), CBC(key[:16])).decryptor()
    block = decryptor.update(data) + decryptor.finalize()
    count = block[-1]
    if not 1 <= count <= BLOCK or block[-count:] != bytes([count]) * count:
        raise NotFetchedError("wrong padding")
    return block[:-count]
