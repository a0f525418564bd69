"""From what a callback says to what the office takes in: committed before anybody is told «received»."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.channels.fetched import Fetched, NotFetchedError
from bot.channels.heard import Attachment, CardTap, Chat, Entered, Heard, Words
from bot.channels.names import Names
from bot.channels.port import OfficePort
from bot.channels.task_ids import card_of
from bot.channels.typed import as_tap
from bot.channels.workplace.files import clean_name
from bot.clock import real_time
from bot.incoming import Envelope, FileSent, Incoming, Joined, Message, Tap
from storage import blobs, inbox, outbox, platform_cards, platform_chats
from storage.blobs import Blob
from storage.outward import Outward
from storage.store import Store
from storage.unit_of_work import UnitOfWork

_logger = logging.getLogger(__name__)

_NOTE_EVERY = timedelta(minutes=10)
NOT_READABLE = "这个文件、语音或视频没有收下：请把要办的事写成文字；文件不超过20MB，可以再发一次。"


class Intake:
    """Hands to the office what a platform tells, under the office's names. `bot_names` is what the bot is called in
    groups, the office's own name of it last; `fetch` gets what was attached; `unnamed` has the words for somebody whom
    the platform does not name, "" for everybody else."""

    def __init__(
        self,
        store: Store,
        office: OfficePort,
        org: str,
        channel: str,
        names: Names,
        bot_names: tuple[str, ...],
        fetch: Callable[[Attachment], Awaitable[Fetched]],
        unnamed: Callable[[Chat], str] = lambda chat: "",
    ) -> None:
        self._store = store
        self._office = office
        self._org = org
        self._channel = channel
        self._names = names
        self._bot_names = bot_names
        self._fetch = fetch
        self._unnamed = unnamed
        self._noted: dict[tuple[str, str], datetime] = {}

    async def take(self, heard: Heard) -> None:
        """Take one thing in; returns once it is committed. A redelivery does nothing."""
        if not isinstance(heard, Words | CardTap | Entered | Attachment):
            _logger.debug("nothing to do about %s", heard)
            return
        await self._names.get_to_know(heard.chat)
        await self._note(heard)
        if words := self._unnamed(heard.chat):
            await self._decline(heard, words)
            return
        try:
            await self._office.receive(await self._incoming(heard))
        except NotFetchedError as fault:
            _logger.info("an attachment was not taken (%s)", fault)
            await self._decline(heard, NOT_READABLE)

    async def _incoming(self, heard: Words | CardTap | Entered | Attachment) -> Incoming:
        envelope = await self._envelope(heard.chat, heard.message_id)
        if isinstance(heard, Words):
            return await self._said(envelope, heard)
        if isinstance(heard, CardTap):
            choice = heard.choices[0] if heard.choices else ""
            return Tap(envelope, card_of(heard.task_id), heard.key, heard.input, choice)
        if isinstance(heard, Attachment):
            return await self._file(envelope, heard)
        return Joined(envelope)

    async def _file(self, envelope: Envelope, sent: Attachment) -> FileSent:
        """The file, its bytes kept. Raises NotFetchedError, and what the network raises."""
        fetched = await self._fetch(sent)
        blob = Blob(clean_name(fetched.name), fetched.media_type, fetched.data)
        key = await self._store.write_async(lambda uow: blobs.put(uow, self._org, blob, envelope.at))
        return FileSent(envelope, blob.name, key)

    async def _envelope(self, chat: Chat, message_id: str) -> Envelope:
        group = await self._names.group_name(chat)
        return Envelope(self._org, self._channel, message_id, chat.user, self._office.now(), group)

    async def _said(self, envelope: Envelope, heard: Words) -> Incoming:
        """Words; where they stand for a tap with its text field filled in, that tap."""
        if heard.chat.group:
            return Message(envelope, self._called(heard.text))
        member = await self._names.member(heard.chat.user)
        meant = await self._store.read_async(lambda uow: as_tap(uow, self._org, member, heard.text))
        if meant is None:
            return Message(envelope, heard.text)
        return Tap(envelope, meant.card_id, meant.button, meant.input, meant.choice)

    def _called(self, text: str) -> str:
        """In a group the platform leaves «@机器人» before the words: here it is called as the office calls it."""
        bare = text.lstrip()
        for name in self._bot_names:
            if name and bare.startswith(f"@{name}"):
                return f"@{self._bot_names[-1]} {bare.removeprefix(f'@{name}').lstrip()}".rstrip()
        return text

    async def _note(self, heard: Words | CardTap | Entered | Attachment) -> None:
        """Before the office acts: where we may speak now, and what repaints the card."""
        now = real_time()
        code = heard.code if isinstance(heard, CardTap) else ""
        answer_at = "" if isinstance(heard, Entered) else heard.answer_at
        place = (heard.chat.door, heard.chat.place)
        if not code and not answer_at and now - self._noted.get(place, now - _NOTE_EVERY) < _NOTE_EVERY:
            return
        task = heard.task_id if isinstance(heard, CardTap) else ""
        receiver = await self._names.member(heard.chat.place)

        def noting(uow: UnitOfWork) -> None:
            chat = heard.chat
            if not isinstance(heard, Entered):  # the platform lets us speak first only where somebody has written
                platform_chats.heard(uow, self._org, self._channel, chat.door, chat.place, bool(chat.group), now)
                outbox.hasten(uow, self._org, receiver, self._office.now())
            if code:
                platform_cards.give_code(uow, self._org, self._channel, task, code, now)
            if answer_at:
                platform_chats.may_answer(uow, self._org, self._channel, heard.message_id, chat.place, answer_at, now)

        await self._store.write_async(noting)
        if not isinstance(heard, Entered):
            self._noted[place] = now

    async def _decline(self, heard: Words | CardTap | Entered | Attachment, words: str) -> None:
        """What cannot be taken in: say once what to do instead. Whom nobody names is answered where they spoke."""
        now, sender = self._office.now(), heard.chat.user
        member, group = await self._names.member(sender), await self._names.group_name(heard.chat)

        def declining(uow: UnitOfWork) -> None:
            kind = type(heard).__name__
            if not inbox.first_time(uow, self._org, self._channel, heard.message_id, sender, kind, now):
                return
            if group and self._unnamed(heard.chat):
                Outward(uow, self._org, now).say_in_group(group, words)
            else:
                Outward(uow, self._org, now).say(member or sender, words)

        await self._store.write_async(declining)
        self._office.deliver_now()
