"""The conversations of one org as its windows see them: who may see what, and what people and the house put in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from bot.channels.port import DeliveryRefusedError, OfficePort, Person
from bot.channels.workplace.frames import entry_json
from bot.channels.workplace.log import FileStore, MessageLog
from bot.channels.workplace.windows import Windows
from bot.incoming import Envelope, FileSent, Incoming, Joined, Message, Tap
from handlers.engine.content import Card, File, Outgoing, Receiver, Text
from storage.workplace_words import ChatState, Entry, Said

BOT = "小助手"
NOT_KEPT = "（内容带有涉密标志，未保存，已请发送人撤回）"


class RefusedError(Exception):
    """It is not done: this person or chat or entry is not here. The text is one sentence for the page."""


@dataclass(frozen=True)
class Snapshot:
    """What a window starts from. `missed` is None where more was missed than can be told one by one."""

    chats: Sequence[ChatState]
    revision: int
    missed: Sequence[Entry] | None


class Room:
    """Every write goes through here one at a time, so that all windows see the entries in the order of revisions."""

    MISSED_LIMIT = 300
    PAGE = 40

    def __init__(
        self,
        office: OfficePort,
        org: str,
        log: MessageLog,
        files: FileStore,
        windows: Windows,
        *,
        is_marked: Callable[[str], bool],
    ) -> None:
        self._office = office
        self._org = org
        self._log = log
        self._files = files
        self._windows = windows
        self._is_marked = is_marked
        self._order = asyncio.Lock()

    # --- who may see what ----------------------------------------------------------------------------------------

    async def people(self) -> Sequence[Person]:
        """Everyone that a window can be."""
        return await self._office.people(self._org)

    async def require_person(self, account: str) -> None:
        """Raises RefusedError where the account is nobody's."""
        if all(person.account != account for person in await self.people()):
            raise RefusedError("花名册里没有这个人，请重新选择身份")

    async def chats_of(self, account: str) -> Sequence[Receiver]:
        """The single chat with the bot, and the groups that this person is in."""
        groups = await self._office.groups(self._org)
        return [Receiver(account), *(Receiver(g.name, True) for g in groups if account in g.accounts)]

    async def chat(self, account: str, group: str) -> Receiver:
        """The chat that this person calls by this name. Raises RefusedError where they are not in it."""
        chat = Receiver(group, True) if group else Receiver(account)
        if chat not in await self.chats_of(account):
            raise RefusedError("您不在这个群里，不能查看或发言")
        return chat

    async def entry(self, account: str, entry_id: int) -> Entry:
        """An entry that this person may see. Raises RefusedError."""
        entry = await self._log.entry(self._org, entry_id)
        if entry is None or entry.chat not in await self.chats_of(account):
            raise RefusedError("没有找到这条消息，请刷新页面后重试")
        return entry

    async def _readers(self, chat: Receiver) -> Collection[str]:
        if not chat.is_group:
            return (chat.name,)
        groups = await self._office.groups(self._org)
        return next((group.accounts for group in groups if group.name == chat.name), ())

    # --- what windows look at ------------------------------------------------------------------------------------

    @asynccontextmanager
    async def still(self) -> AsyncIterator[None]:
        """Nothing is written inside; a window that joins here and takes its snapshot misses nothing."""
        async with self._order:
            yield

    async def snapshot(self, account: str, since: int | None) -> Snapshot:
        """Where this person's conversations stand, and what changed since the revision that the page knows."""
        chats = await self.chats_of(account)
        overview = await self._log.overview(self._org, account, chats)
        revision = await self._log.revision(self._org)
        if since is None or since > revision:
            return Snapshot(overview, revision, None)
        missed = await self._log.changes(self._org, chats, since, self.MISSED_LIMIT + 1)
        return Snapshot(overview, revision, missed if len(missed) <= self.MISSED_LIMIT else None)

    async def history(self, chat: Receiver, before: int | None) -> tuple[Sequence[Entry], bool]:
        """A page of a chat, oldest first, and whether there is more before it."""
        entries = await self._log.page(self._org, chat, before, self.PAGE + 1)
        return entries[-self.PAGE :], len(entries) > self.PAGE

    async def mark_read(self, account: str, chat: Receiver, up_to: int) -> int:
        """Note how far this person has read, and return what is left unread."""
        return await self._log.mark_read(self._org, account, chat, up_to)

    async def bytes_of(self, account: str, entry_id: int) -> tuple[str, bytes]:
        """Name and bytes of the file in an entry. Raises RefusedError."""
        content = (await self.entry(account, entry_id)).content
        data = await self._files.get(self._org, content.key) if isinstance(content, File) else None
        if not isinstance(content, File) or data is None:
            raise RefusedError("没有找到这个文件")
        return content.name, data

    # --- what people put in --------------------------------------------------------------------------------------

    async def say(self, account: str, group: str, page_id: str, text: str) -> None:
        """Show somebody's words to the chat, and hand them to the house where they are meant for it."""
        chat = await self.chat(account, group)
        kept = Text(NOT_KEPT if self._is_marked(text) else text)
        said = Said(_message_id(account, page_id), chat, account, self._office.now(), kept)
        entry = await self._write_down(said, heard=_is_heard(chat, text))
        await self._hand_over(entry, Message(self._envelope(entry), text))

    async def send_file(self, account: str, group: str, page_id: str, file: File, data: bytes) -> None:
        """Show somebody's file to the chat, and hand it to the house where it is meant for it.

        Marked material (by its name or the words beside it) is not kept: the house gets the name and no bytes.
        """
        chat = await self.chat(account, group)
        marked = any(self._is_marked(part) for part in (file.name, file.text) if part)
        key = "" if marked else await self._files.put(self._org, file.name, data)
        kept = Text(NOT_KEPT) if marked else replace(file, key=key)
        said = Said(_message_id(account, page_id), chat, account, self._office.now(), kept)
        entry = await self._write_down(said, heard=_is_heard(chat, file.text))
        key = entry.content.key if isinstance(entry.content, File) else ""
        await self._hand_over(entry, FileSent(self._envelope(entry), file.name, key, file.text))

    async def tap(self, account: str, page_id: str, entry_id: int, tapped: tuple[str, str, str]) -> None:
        """Hand a tap (button, input, choice) to the house. A card that has just changed is the house's affair: it
        knows who was faster and says so, and the same tap sent again gets the same answer."""
        entry = await self.entry(account, entry_id)
        if not isinstance(entry.content, Card) or not entry.card_id:
            raise RefusedError("这条消息上没有可以点的按钮")
        group = entry.chat.name if entry.chat.is_group else ""
        message_id = _message_id(account, page_id)
        envelope = Envelope(self._org, "workplace", message_id, account, self._office.now(), group)
        await self._office.receive(Tap(envelope, entry.card_id, *tapped))

    async def greet(self, account: str) -> None:
        """Tell the house that this person is here for the first time."""
        envelope = Envelope(self._org, "workplace", _message_id(account, "joined"), account, self._office.now())
        await self._office.receive(Joined(envelope))
        await self._log.mark_read(self._org, account, Receiver(account), 0)

    async def _write_down(self, said: Said, heard: bool) -> Entry:
        async with self._order:
            entry = await self._log.said(self._org, said, delivered=not heard)
            await self._spread([entry])
        return entry

    async def _hand_over(self, entry: Entry, incoming: Incoming) -> None:
        if entry.delivered:
            return
        await self._office.receive(incoming)
        async with self._order:
            await self._spread([await self._log.delivered(self._org, entry.id)])

    def _envelope(self, entry: Entry) -> Envelope:
        group = entry.chat.name if entry.chat.is_group else ""
        return Envelope(self._org, "workplace", entry.message_id, entry.sender, entry.at, group)

    # --- what the house puts in ----------------------------------------------------------------------------------

    async def show(self, outgoing: Outgoing, at: datetime) -> Entry:
        """Show one thing from the house to everyone in its chat. Raises DeliveryRefusedError for a chat not here."""
        if not await self._is_here(outgoing.to):
            raise DeliveryRefusedError(f"工作台里没有接收人：{outgoing.to.name}")
        async with self._order:
            entries = await self._log.shown(outgoing, at)
            await self._spread(entries)
        return entries[-1]

    async def _is_here(self, chat: Receiver) -> bool:
        if chat.is_group:
            return any(group.name == chat.name for group in await self._office.groups(self._org))
        return any(person.account == chat.name for person in await self.people())

    async def _spread(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            self._windows.show({"type": "entry", "entry": entry_json(entry)}, await self._readers(entry.chat))


def _message_id(account: str, page_id: str) -> str:
    """A person's own message ids, so that nobody can use up somebody else's."""
    return f"{account}:{page_id}"


def _is_heard(chat: Receiver, text: str) -> bool:
    """In a group the bot hears only what is addressed to it."""
    return not chat.is_group or f"@{BOT}" in text
