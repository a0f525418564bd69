"""What a platform tells us, whichever way it came: typed once at the edge, before anybody knows what it means."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

ID_LIMIT = 100


@dataclass(frozen=True)
class Chat:
    """Who said it, and where: `group` is the platform's id of the group (its case matters), "" in the single chat.

    `door` names the way by which it came in. A platform that takes user ids without regard to case has them here in
    lower case. `title` is what the platform calls the group, where it says so.
    """

    door: str
    user: str
    group: str = ""
    title: str = ""

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
    """The address for an answer, where the platform gives one."""


@dataclass(frozen=True)
class CardTap:
    """A button tapped on a card; `choices` are what its selection held, `input` what its text field did.

    `code` repaints the card, and `answer_at` takes one later message, where the platform gives such.
    """

    chat: Chat
    message_id: str
    task_id: str
    key: str
    choices: tuple[str, ...] = ()
    input: str = ""
    code: str = ""
    answer_at: str = ""


@dataclass(frozen=True)
class Attachment:
    """A picture or file: fetched by `media_id`, or from `url`, sealed with `key`; `name` where the platform says it."""

    chat: Chat
    message_id: str
    kind: str
    media_id: str = ""
    url: str = ""
    key: str = ""
    name: str = ""
    answer_at: str = ""


@dataclass(frozen=True)
class Entered:
    """Somebody opened the single chat, or was given the app. Greeted once, however often they enter."""

    chat: Chat
    message_id: str


@dataclass(frozen=True)
class Nothing:
    """Something that concerns nobody here; `what` names its kind for the log."""

    what: str


Heard = Words | CardTap | Attachment | Entered | Nothing


def event_id(door: str, *parts: str) -> str:
    """The identity of a thing that bears no message id: all that tells it from another, never person and second
    alone (two taps of one leader in one second are two)."""
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()
    return f"{door}:{digest[:40]}"


def message_id(door: str, platform_id: str) -> str:
    """The platform's own id of a message, told apart by its door; a digest where it is longer than a row takes."""
    if len(platform_id) <= ID_LIMIT and platform_id.isprintable():
        return f"{door}:{platform_id}"
    return event_id(door, platform_id)
