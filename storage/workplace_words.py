"""What the workplace page shows, as data: entries of a conversation, and how far somebody has read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handlers.engine.content import Content, Receiver


@dataclass(frozen=True)
class Said:
    """Something that a person put into a conversation; `message_id` is the same when the page sends it again."""

    message_id: str
    chat: Receiver
    sender: str
    at: datetime
    content: Content


@dataclass(frozen=True)
class Entry:
    """One bubble of a conversation, as it looks now.

    `id` orders the entries of an org as they appeared. `revision` grows with every change of any entry of the org, so
    that a page which knows the highest one it saw can ask for what it missed. `sender` is an account, "" the bot.
    `delivered`: the house has taken in what this person said (always true for the bot's own words). `repainted_at` is
    the moment of a card's last change in place.
    """

    id: int
    revision: int
    chat: Receiver
    sender: str
    at: datetime
    content: Content
    message_id: str = ""
    delivered: bool = True
    card_id: str = ""
    about: str = ""
    repainted_at: datetime | None = None


@dataclass(frozen=True)
class ChatState:
    """One line of somebody's conversation list. `read_up_to` is None where this person never was in this chat."""

    chat: Receiver
    last: Entry | None
    unread: int
    read_up_to: int | None
