"""What a callback says, whichever way it came: typed once at the edge, before anybody knows what it means."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

ID_LIMIT = 100


class Door(StrEnum):
    """The two ways into the house."""

    APP = "app"
    BOT = "bot"


@dataclass(frozen=True)
class Chat:
    """Who said it, and where: `group` is the platform's id of the group (its case matters), "" in the single chat.

    User ids are compared without regard to case on this platform: here they are always in lower case.
    """

    door: Door
    user: str
    group: str = ""

    @property
    def place(self) -> str:
        """Where an answer goes: the group, else the person."""
        return self.group or self.user


@dataclass(frozen=True)
class Words:
    """Something written (or spoken, and recognised by the platform)."""

    chat: Chat
    message_id: str
    text: str
    answer_at: str = ""
    """The one-time address for an answer (the bot's callback only)."""


@dataclass(frozen=True)
class CardTap:
    """A button tapped on a template card; `choices` are the ids that its selection held.

    `code` repaints the card (the app's only); `answer_at` takes one later message (the bot's callback only).
    """

    chat: Chat
    message_id: str
    task_id: str
    key: str
    choices: tuple[str, ...] = ()
    code: str = ""
    answer_at: str = ""


@dataclass(frozen=True)
class Attachment:
    """A picture or file: fetched by `media_id` (app) or from `url`, sealed with `key` (bot)."""

    chat: Chat
    message_id: str
    kind: str
    media_id: str = ""
    url: str = ""
    key: str = ""
    answer_at: str = ""


@dataclass(frozen=True)
class Entered:
    """Somebody opened the single chat, or was given the app. Greeted once, however often they enter."""

    chat: Chat
    message_id: str


@dataclass(frozen=True)
class Poll:
    """The platform asks how a streamed answer goes on."""

    stream_id: str


@dataclass(frozen=True)
class Nothing:
    """Something that concerns nobody here; `what` names its kind for the log."""

    what: str


Heard = Words | CardTap | Attachment | Entered | Poll | Nothing


def event_id(door: Door, *parts: str) -> str:
    """The identity of a thing that bears no message id: all that tells it from another, never person and second
    alone (two taps of one leader in one second are two)."""
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()
    return f"{door}:{digest[:40]}"


def message_id(door: Door, platform_id: str) -> str:
    """The platform's own id of a message, told apart by its door; a digest where it is longer than a row takes."""
    if len(platform_id) <= ID_LIMIT and platform_id.isprintable():
        return f"{door}:{platform_id}"
    return event_id(door, platform_id)
