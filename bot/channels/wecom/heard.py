"""What only WeCom's callbacks say, beside what any platform tells."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.channels.heard import Nothing


class Door(StrEnum):
    """The two ways into the house."""

    APP = "app"
    BOT = "bot"


@dataclass(frozen=True)
class Poll(Nothing):
    """The platform asks how a streamed answer goes on, which here is never."""

    stream_id: str = ""
