"""A file that somebody sent, and its fetching from where the platform keeps it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

import aiohttp
from yarl import URL

LARGEST = 20 * 1024 * 1024
SECONDS = aiohttp.ClientTimeout(total=4)
"""Below any platform's patience: a file that takes longer is answered with a request to send it again."""
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


async def download(session: aiohttp.ClientSession, address: URL) -> Fetched:
    """What lies at this address; its name is "" where the platform says none.

    Raises NotFetchedError, and what the network raises.
    """
    async with session.get(address, allow_redirects=False, timeout=SECONDS) as response:
        if response.status != 200 or response.content_type == "application/json":
            raise NotFetchedError(f"HTTP {response.status}")
        data = bytearray()
        async for piece in response.content.iter_chunked(64 * 1024):
            data += piece
            if len(data) > LARGEST:
                raise NotFetchedError("too large")
        name = file_name(response.headers.get("Content-Disposition", ""))
        return Fetched(name, response.content_type, bytes(data))


def file_name(disposition: str) -> str:
    """The name in a Content-Disposition, "" where there is none."""
    if star := _FILENAME_STAR.search(disposition):
        return unquote(star[1])
    plain = _FILENAME.search(disposition)
    return unquote(plain[1]) if plain else ""
