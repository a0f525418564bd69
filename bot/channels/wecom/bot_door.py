"""Out by the smart bot: what both of its modes can do, and what a mode must know how to do."""

from __future__ import annotations

from typing import Any, Protocol

from bot.channels.pacer import Pacer
from bot.channels.wecom import facts
from bot.channels.wording import split_bytes


class BotLine(Protocol):
    """One of the bot's two modes: the long connection, or answers to its callbacks."""

    async def send(self, place: str, is_group: bool, body: dict[str, Any]) -> None:
        """A message of its own into a chat. Raises ApiError, DeliveryDelayedError, DeliveryRefusedError."""
        ...

    async def repaint(self, task: str, user: str, card: dict[str, Any]) -> bool:
        """The card as the answer to its tap; False where there is no tap to be answered any more."""
        ...


class BotDoor:
    """What the bot can do in either mode."""

    def __init__(self, line: BotLine) -> None:
        self._line = line
        self._pacer = Pacer(facts.BOT_RATES)

    async def say(self, place: str, is_group: bool, text: str) -> None:
        """Words into a chat, in as many messages as they need."""
        for piece in split_bytes(as_markdown_text(text), facts.BOT_BYTES):
            self._pacer.step(place)
            await self._line.send(place, is_group, {"msgtype": "markdown", "markdown": {"content": piece}})

    async def show(self, user: str, card: dict[str, Any]) -> None:
        """A card into somebody's single chat."""
        self._pacer.step(user)
        await self._line.send(user, False, {"msgtype": "template_card", "template_card": card})

    async def repaint(self, task: str, user: str, card: dict[str, Any]) -> bool:
        """The card shows something else, where a tap on it still waits for its answer."""
        return await self._line.repaint(task, user, card)


def as_markdown_text(text: str) -> str:
    """Plain words for a place that reads markdown: what people write must not become a link, a picture or a call to
    everybody."""
    return text.replace("](", "] (").replace("![", "! [").replace("<@", "< @")
