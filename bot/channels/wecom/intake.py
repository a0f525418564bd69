"""From what a callback says to what the office takes in: committed before anybody is told «received»."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from bot.channels.port import OfficePort
from bot.channels.wecom.heard import Attachment, CardTap, Chat, Door, Entered, Heard, Words
from bot.channels.wecom.names import CHANNEL, Names
from bot.channels.wecom.task_ids import card_of
from bot.clock import real_time
from bot.incoming import Envelope, Incoming, Joined, Message, Tap
from storage import inbox, outbox, platform_cards, platform_chats
from storage.outward import Outward
from storage.store import Store
from storage.unit_of_work import UnitOfWork

_logger = logging.getLogger(__name__)

_NOTE_EVERY = timedelta(minutes=10)
NOT_READABLE = "暂时不能处理图片、语音和视频，请把要办的事写成文字发给我。"


class Intake:
    """Hands to the office what both doors heard, under the office's names."""

    def __init__(self, store: Store, office: OfficePort, org: str, names: Names, bot_names: tuple[str, ...]) -> None:
        self._store = store
        self._office = office
        self._org = org
        self._names = names
        self._bot_names = bot_names
        self._noted: dict[tuple[Door, str], datetime] = {}

    async def take(self, heard: Heard) -> None:
        """Take one thing in; returns once it is committed. A redelivery does nothing."""
        if not isinstance(heard, Words | CardTap | Entered | Attachment):
            _logger.debug("nothing to do about %s", heard)
            return
        await self._names.get_to_know(heard.chat)
        await self._note(heard)
        if isinstance(heard, Attachment):
            await self._decline(heard)
        else:
            await self._office.receive(await self._incoming(heard))

    async def _incoming(self, heard: Words | CardTap | Entered) -> Incoming:
        envelope = await self._envelope(heard.chat, heard.message_id)
        if isinstance(heard, Words):
            return Message(envelope, self._without_mention(heard.text) if heard.chat.group else heard.text)
        if isinstance(heard, CardTap):
            return Tap(envelope, card_of(heard.task_id), heard.key, choice=heard.choices[0] if heard.choices else "")
        return Joined(envelope)

    async def _envelope(self, chat: Chat, message_id: str) -> Envelope:
        group = await self._names.group_name(chat)
        return Envelope(self._org, CHANNEL, message_id, chat.user, self._office.now(), group)

    def _without_mention(self, text: str) -> str:
        """In a group the platform leaves «@机器人» before the words."""
        bare = text.lstrip()
        for name in self._bot_names:
            if name and bare.startswith(f"@{name}"):
                return bare.removeprefix(f"@{name}").lstrip()
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
                platform_chats.heard(uow, self._org, CHANNEL, chat.door, chat.place, bool(chat.group), now)
                outbox.hasten(uow, self._org, receiver, self._office.now())
            if code:
                platform_cards.give_code(uow, self._org, CHANNEL, task, code, now)
            if answer_at:
                platform_chats.may_answer(uow, self._org, CHANNEL, heard.message_id, chat.place, answer_at, now)

        await self._store.write_async(noting)
        if not isinstance(heard, Entered):
            self._noted[place] = now

    async def _decline(self, attachment: Attachment) -> None:
        """A picture or a recording: say once what to do instead."""
        now = self._office.now()
        member = await self._names.member(attachment.chat.user)

        def declining(uow: UnitOfWork) -> None:
            kind, sender = type(attachment).__name__, attachment.chat.user
            if inbox.first_time(uow, self._org, CHANNEL, attachment.message_id, sender, kind, now):
                Outward(uow, self._org, now).say(member or sender, NOT_READABLE)

        await self._store.write_async(declining)
