"""The workplace's memory in the house's own database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from mimetypes import guess_type

from handlers.engine.content import Outgoing, Receiver
from storage import blobs, workplace
from storage.blobs import Blob
from storage.store import Store
from storage.workplace_words import ChatState, Entry, Said


class StoredLog:
    """A MessageLog in the store; each call is one transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def said(self, org: str, said: Said, delivered: bool) -> Entry:
        """Write down what a person said, once."""
        return await self._store.write_async(lambda uow: workplace.say(uow, org, said, delivered))

    async def delivered(self, org: str, entry_id: int) -> Entry:
        """Note that the house has taken this entry in."""
        return await self._store.write_async(lambda uow: workplace.mark_delivered(uow, org, entry_id))

    async def shown(self, outgoing: Outgoing, at: datetime) -> Sequence[Entry]:
        """Show one thing that the house sent, once."""
        return await self._store.write_async(lambda uow: workplace.show(uow, outgoing, at))

    async def entry(self, org: str, entry_id: int) -> Entry | None:
        """One entry, or None."""
        return await self._store.read_async(lambda uow: workplace.get(uow, org, entry_id))

    async def page(self, org: str, chat: Receiver, before: int | None, limit: int) -> Sequence[Entry]:
        """A page of a chat, oldest first."""
        return await self._store.read_async(lambda uow: workplace.page(uow, org, chat, before, limit))

    async def changes(self, org: str, chats: Sequence[Receiver], since: int, limit: int) -> Sequence[Entry]:
        """What changed after a revision."""
        return await self._store.read_async(lambda uow: workplace.changes(uow, org, chats, since, limit))

    async def overview(self, org: str, account: str, chats: Sequence[Receiver]) -> Sequence[ChatState]:
        """One line for each chat."""
        return await self._store.read_async(lambda uow: workplace.overview(uow, org, account, chats))

    async def revision(self, org: str) -> int:
        """The org's highest revision."""
        return await self._store.read_async(lambda uow: workplace.revision(uow, org))

    async def mark_read(self, org: str, account: str, chat: Receiver, up_to: int) -> int:
        """Move a person's mark forward; what is left unread."""
        return await self._store.write_async(lambda uow: workplace.mark_read(uow, org, account, chat, up_to))


class StoredFiles:
    """A FileStore in the store's blobs. `now` is the office's clock."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    async def put(self, org: str, name: str, data: bytes) -> str:
        """Keep the bytes and return their key."""
        blob = Blob(name, guess_type(name)[0] or "application/octet-stream", data)
        return await self._store.write_async(lambda uow: blobs.put(uow, org, blob, self._now()))

    async def get(self, org: str, key: str) -> bytes | None:
        """The bytes under this key, or None."""
        blob = await self._store.read_async(lambda uow: blobs.get(uow, org, key))
        return blob.data if blob else None
