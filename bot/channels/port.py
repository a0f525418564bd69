"""The port that every platform is a child of, and what a channel may ask of the office behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from bot.incoming import Incoming
from handlers.contacts.book import Contacts
from handlers.engine.content import Outgoing


class DeliveryDelayedError(Exception):
    """The platform cannot take it now (busy, rate limit, network): try again after `retry_after` seconds."""

    def __init__(self, why: str, retry_after: float | None = None) -> None:
        super().__init__(why)
        self.retry_after = retry_after


class DeliveryRefusedError(Exception):
    """The platform will never take it (unknown receiver, content refused): it goes to the dead letters at once."""


class DirectoryUnavailableError(Exception):
    """The platform's contacts cannot be had now. `str()` is one Chinese sentence: why, and what the IT person does."""


@runtime_checkable
class HasDirectory(Protocol):
    """A channel whose platform knows the office's people, beside being a Channel."""

    name: str
    title: str
    """What people call the platform (企业微信, 钉钉)."""

    @property
    def has_directory(self) -> bool:
        """Whether they can be read as it is set up."""
        ...

    async def directory(self) -> Contacts:
        """Everybody whom the platform lets us see. Raises DirectoryUnavailableError: an answer in part is none."""
        ...


class Channel(Protocol):
    """One platform. Incoming things are handed to `OfficePort.receive`; outgoing ones come through `deliver`."""

    name: str

    async def deliver(self, outgoing: Outgoing) -> str:
        """Hand one thing to the platform and return the platform's own id of it.

        Called once per outbox row in order per receiver; may be called again for the same row after a crash, so a
        platform that can check duplicates is given `outgoing.id` as the key.
        """
        ...

    async def start(self) -> None:
        """Connect, or mount what the platform calls."""
        ...

    async def close(self) -> None:
        """Let go of every connection."""
        ...


@dataclass(frozen=True)
class Person:
    """A member as a channel shows them."""

    account: str
    name: str
    unit: str
    post: str


@dataclass(frozen=True)
class Group:
    """A group chat and the accounts in it."""

    name: str
    accounts: tuple[str, ...]


class OfficePort(Protocol):
    """What a channel may ask of the house."""

    async def receive(self, incoming: Incoming) -> None:
        """Take in one thing: returns once it is committed, so that the platform may be told «received»."""
        ...

    def now(self) -> datetime:
        """The office's clock, with zone (moved forward only by the workplace page and by scenes)."""
        ...

    async def advance(self, to: datetime) -> None:
        """Move the simulated clock forward; whatever is due fires in order, each at its own time.

        Raises ValueError (one Chinese sentence) where `to` lies in the past or the clock is a real one.
        """
        ...

    async def people(self, org: str) -> Sequence[Person]:
        """Everyone of the org who is in service, in the order of the roster."""
        ...

    async def groups(self, org: str) -> Sequence[Group]:
        """The org's group chats."""
        ...

    def deliver_now(self) -> None:
        """Somebody wrote into the outbox beside `receive`: let it go out at once, not at the next look."""
        ...

    async def tell_office(self, org: str, words: str) -> None:
        """Say to the office what the platform's IT person, or everybody, must know; outside of quiet hours."""
        ...
