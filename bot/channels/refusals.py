"""Calls of a platform that are not believed, and the reading of their bodies no further than they may be long."""

from __future__ import annotations

from aiohttp import web

BODY_LIMIT = 256 * 1024


class RefusedError(Exception):
    """A callback that is not believed. `status` is the HTTP answer; the words name the fault, never the content."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


class ForgedError(RefusedError):
    """The signature is wrong, or the envelope is meant for somebody else."""

    def __init__(self, why: str) -> None:
        super().__init__(403, why)


class MalformedError(RefusedError):
    """It cannot be read."""

    def __init__(self, why: str) -> None:
        super().__init__(400, why)


class TooLargeError(RefusedError):
    """More than any callback can be."""

    def __init__(self) -> None:
        super().__init__(413, "too large")


async def read_body(request: web.Request) -> bytes:
    """The body, read no further than it may be long. Raises TooLargeError."""
    if (request.content_length or 0) > BODY_LIMIT:
        raise TooLargeError
    body = bytearray()
    async for piece in request.content.iter_chunked(64 * 1024):
        body += piece
        if len(body) > BODY_LIMIT:
            raise TooLargeError
    return bytes(body)
