"""Files and pictures that people sent: fetched before the message is acknowledged, opened, and kept.

The bot's lie sealed at an address that lives five minutes; the app's lie under a media id.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from urllib.parse import unquote

import aiohttp
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC
from yarl import URL

from bot.channels.port import DeliveryDelayedError
from bot.channels.wecom.api import Api, ApiError, Http
from bot.channels.wecom.envelope import decoded_key
from bot.channels.wecom.facts import BLOCK
from bot.channels.wecom.heard import Attachment, Door

LARGEST = 20 * 1024 * 1024
SECONDS = aiohttp.ClientTimeout(total=4)
"""Below the platform's five: a file that takes longer is answered with a request to send it again."""
KINDS = frozenset({"file", "image"})
_NAMES = {"image": "图片.jpg", "file": "文件"}
_FILENAME_STAR = re.compile(r"filename\*=(?:UTF-8|utf-8)''([^;]+)")
_FILENAME = re.compile(r'filename="?([^";]+)"?')


class NotFetchedError(Exception):
    """It cannot be had: too large, gone, out of reach, or not from where files come from. Its sender is told."""


@dataclass(frozen=True)
class Fetched:
    """A file as it was sent."""

    name: str
    media_type: str
    data: bytes


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
            name, media_type, data = await self._downloaded(await self._address(attachment))
        except (aiohttp.ClientError, TimeoutError, OSError, DeliveryDelayedError) as fault:
            raise NotFetchedError(type(fault).__name__) from None
        if attachment.chat.door is Door.BOT:
            data = _opened(data, attachment.key, self._bot_key)
        return Fetched(name or _NAMES[attachment.kind], media_type, data)

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

    async def _downloaded(self, address: URL) -> tuple[str, str, bytes]:
        async with self._http.session.get(address, allow_redirects=False, timeout=SECONDS) as response:
            if response.status != 200 or response.content_type == "application/json":
                raise NotFetchedError(f"HTTP {response.status}")
            data = bytearray()
            async for piece in response.content.iter_chunked(64 * 1024):
                data += piece
                if len(data) > LARGEST:
                    raise NotFetchedError("too large")
            name = file_name(response.headers.get("Content-Disposition", ""))
            return name, response.content_type, bytes(data)


def file_name(disposition: str) -> str:
    """The name in a Content-Disposition, "" where there is none."""
    if star := _FILENAME_STAR.search(disposition):
        return unquote(star[1])
    plain = _FILENAME.search(disposition)
    return unquote(plain[1]) if plain else ""


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
