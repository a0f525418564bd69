"""What can come in, whatever the platform: a message, a tap on a card, a file, somebody joining."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Envelope:
    """Where an incoming thing came from. `message_id` is the platform's own; a redelivery bears the same one.

    `sender` is the platform's user id (on the workplace: the account 账号). `group` is the group's name, "" in the
    single chat. `at` is the server's own time in the office's zone, never the sender's.
    """

    org: str
    channel: str
    message_id: str
    sender: str
    at: datetime
    group: str = ""


@dataclass(frozen=True)
class Message:
    """Words that somebody wrote to the bot: in the single chat, or addressed to it in a group."""

    envelope: Envelope
    text: str


@dataclass(frozen=True)
class Tap:
    """A button tapped on a card, with what the card's text field and selection held."""

    envelope: Envelope
    card_id: str
    button: str
    input: str = ""
    choice: str = ""


@dataclass(frozen=True)
class FileSent:
    """A file that somebody sent; its bytes are already in the store under `key`."""

    envelope: Envelope
    name: str
    key: str
    text: str = ""


@dataclass(frozen=True)
class Joined:
    """Somebody opened the chat with the bot for the first time, or the bot was brought into a group."""

    envelope: Envelope


Incoming = Message | Tap | FileSent | Joined
