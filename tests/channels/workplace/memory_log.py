"""The workplace's memory held in a list: as strict as the database, and gone with the process."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.engine.content import Outgoing, OutgoingKind, Receiver
from storage.workplace_words import ChatState, Entry, Said


class MemoryLog:
    """A MessageLog of one org."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._revision = 0
        self._outbox: dict[int, list[int]] = {}
        self._painted_by: dict[int, int] = {}
        self._reading: dict[tuple[str, Receiver], int] = {}

    async def said(self, org: str, said: Said, delivered: bool) -> Entry:
        for entry in self._entries:
            if entry.message_id == said.message_id:
                return entry
        entry = Entry(0, 0, said.chat, said.sender, said.at, said.content, said.message_id, delivered)
        return self._append(entry)

    async def delivered(self, org: str, entry_id: int) -> Entry:
        entry = self._entries[entry_id - 1]
        return entry if entry.delivered else self._change(replace(entry, delivered=True))

    async def shown(self, outgoing: Outgoing, at: datetime) -> Sequence[Entry]:
        if outgoing.id not in self._outbox:
            known = self._cards(outgoing) if outgoing.kind is OutgoingKind.UPDATE and outgoing.card_id else []
            self._outbox[outgoing.id] = [self._repaint(e, outgoing, at).id for e in known] or [
                self._appear(outgoing, at).id
            ]
        return [self._entries[i - 1] for i in self._outbox[outgoing.id]]

    async def entry(self, org: str, entry_id: int) -> Entry | None:
        return self._entries[entry_id - 1] if 0 < entry_id <= len(self._entries) else None

    async def page(self, org: str, chat: Receiver, before: int | None, limit: int) -> Sequence[Entry]:
        return [e for e in self._entries if e.chat == chat and (before is None or e.id < before)][-limit:]

    async def changes(self, org: str, chats: Sequence[Receiver], since: int, limit: int) -> Sequence[Entry]:
        changed = [e for e in self._entries if e.chat in chats and e.revision > since]
        return sorted(changed, key=lambda e: e.revision)[:limit]

    async def overview(self, org: str, account: str, chats: Sequence[Receiver]) -> Sequence[ChatState]:
        return [self._state(account, chat) for chat in chats]

    async def revision(self, org: str) -> int:
        return self._revision

    async def mark_read(self, org: str, account: str, chat: Receiver, up_to: int) -> int:
        self._reading[account, chat] = max(up_to, self._reading.get((account, chat), 0))
        return self._state(account, chat).unread

    def _state(self, account: str, chat: Receiver) -> ChatState:
        entries = [e for e in self._entries if e.chat == chat]
        read = self._reading.get((account, chat))
        unread = sum(1 for e in entries if e.id > (read or 0) and e.sender != account)
        return ChatState(chat, entries[-1] if entries else None, unread, read)

    def _cards(self, outgoing: Outgoing) -> list[Entry]:
        return [e for e in self._entries if e.chat == outgoing.to and e.card_id == outgoing.card_id]

    def _appear(self, outgoing: Outgoing, at: datetime) -> Entry:
        blank = Entry(0, 0, outgoing.to, "", at, outgoing.content, card_id=outgoing.card_id, about=outgoing.about)
        entry = self._append(blank)
        self._painted_by[entry.id] = outgoing.id
        return entry

    def _repaint(self, entry: Entry, outgoing: Outgoing, at: datetime) -> Entry:
        if self._painted_by[entry.id] >= outgoing.id:
            return entry
        self._painted_by[entry.id] = outgoing.id
        return self._change(
            replace(entry, content=outgoing.content, about=outgoing.about or entry.about, repainted_at=at)
        )

    def _append(self, blank: Entry) -> Entry:
        self._revision += 1
        entry = replace(blank, id=len(self._entries) + 1, revision=self._revision)
        self._entries.append(entry)
        return entry

    def _change(self, entry: Entry) -> Entry:
        self._revision += 1
        self._entries[entry.id - 1] = replace(entry, revision=self._revision)
        return self._entries[entry.id - 1]


class MemoryFiles:
    """A FileStore that names files by their content."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    async def put(self, org: str, name: str, data: bytes) -> str:
        key = hashlib.sha256(data).hexdigest()
        self.kept[key] = data
        return key

    async def get(self, org: str, key: str) -> bytes | None:
        return self.kept.get(key)
