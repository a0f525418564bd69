"""One HTTP client for everything that a channel sends, with its connections kept open."""

from __future__ import annotations

import json
from typing import Any

import aiohttp

TIMEOUT = aiohttp.ClientTimeout(total=10, connect=5)
CONNECTIONS = 40


class HttpClient:
    """Made at its first use within the loop."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @property
    def session(self) -> aiohttp.ClientSession:
        """The client itself."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=50)
            self._session = aiohttp.ClientSession(connector=connector, timeout=TIMEOUT, json_serialize=raw_json)
        return self._session

    async def close(self) -> None:
        """Let the connections go."""
        if self._session is not None:
            await self._session.close()


def raw_json(body: Any) -> str:
    """UTF-8 as it is: some calls refuse `\\uXXXX`."""
    return json.dumps(body, ensure_ascii=False)
