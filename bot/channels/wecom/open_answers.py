"""What the bot may still answer under the very id of a frame: a tap and an entering, for five seconds, once."""

from __future__ import annotations

import asyncio

from bot.channels.heard import CardTap, Entered, Heard
from bot.channels.wecom import facts

_MARGIN = 0.5


class OpenAnswers:
    """The frames of one connection that wait for their answer."""

    def __init__(self) -> None:
        self._open: dict[str, tuple[str, float]] = {}

    def expect(self, heard: Heard, req_id: str) -> None:
        """What was heard may be answered under this id."""
        now = asyncio.get_running_loop().time()
        self._open = {key: kept for key, kept in self._open.items() if kept[1] > now}
        if key := _key(heard):
            self._open[key] = (req_id, now + facts.TAP_SECONDS - _MARGIN)

    def take(self, key: str) -> str:
        """The frame that may still be answered, once; "" where there is none."""
        req_id, until = self._open.pop(key, ("", 0.0))
        return req_id if asyncio.get_running_loop().time() < until else ""

    def forget(self) -> None:
        """The connection is gone, and its frames with it."""
        self._open.clear()


def tapped(task: str, user: str) -> str:
    """The key of a tap."""
    return f"tap\n{task}\n{user}"


def entered(user: str) -> str:
    """The key of an entering."""
    return f"entered\n{user}"


def _key(heard: Heard) -> str:
    if isinstance(heard, CardTap):
        return tapped(heard.task_id, heard.chat.user)
    return entered(heard.chat.user) if isinstance(heard, Entered) else ""
