"""What the page's server asks of a memory: the conversations as they are shown, and the bytes of files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from handlers.engine.content import Outgoing, Receiver
from storage.workplace_words import ChatState, Entry, Said


class MessageLog(Protocol):
    """The shown conversations. Each call is one transaction; doing any of them twice changes nothing more."""

    async def said(self, org: str, said: Said, delivered: bool) -> Entry:
        """Write down what a person said; under a message id already known, the earlier entry comes back unchanged."""
        ...

    async def delivered(self, org: str, entry_id: int) -> Entry:
        """Note that the house has taken this entry in, and return it as it is now."""
        ...

    async def shown(self, outgoing: Outgoing, at: datetime) -> Sequence[Entry]:
        """Show one thing that the house sent, and return every entry that it stands in (never empty).

        An update repaints each entry of that card in that chat, and becomes a new entry where there is none. The same
        outbox row again, or an older update after a newer one, returns the entries as they are.
        """
        ...

    async def entry(self, org: str, entry_id: int) -> Entry | None:
        """One entry, or None."""
        ...

    async def page(self, org: str, chat: Receiver, before: int | None, limit: int) -> Sequence[Entry]:
        """The last `limit` entries of a chat, those before the entry `before` where it is given; oldest first."""
        ...

    async def changes(self, org: str, chats: Sequence[Receiver], since: int, limit: int) -> Sequence[Entry]:
        """What appeared or changed in these chats after revision `since`, in the order of the revisions."""
        ...

    async def overview(self, org: str, account: str, chats: Sequence[Receiver]) -> Sequence[ChatState]:
        """One line for each of these chats, as this person sees it."""
        ...

    async def revision(self, org: str) -> int:
        """The org's highest revision, 0 before the first entry."""
        ...

    async def mark_read(self, org: str, account: str, chat: Receiver, up_to: int) -> int:
        """Move the person's mark in a chat forward (never back) and return how many entries are unread now."""
        ...


class FileStore(Protocol):
    """Where the bytes of files lie."""

    async def put(self, org: str, name: str, data: bytes) -> str:
        """Keep them and return their key; the same bytes may get the same key."""
        ...

    async def get(self, org: str, key: str) -> bytes | None:
        """The bytes under this key, or None."""
        ...
