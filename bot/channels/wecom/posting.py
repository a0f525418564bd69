"""One thing of the outbox on its way: to a person or a group, by the way that fits, and cards changed in place."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.channels.card_words import as_words, words_of
from bot.channels.names import Names
from bot.channels.port import DeliveryDelayedError, DeliveryRefusedError
from bot.channels.task_ids import task_id
from bot.channels.tokens import CredentialError
from bot.channels.wecom import facts, ways
from bot.channels.wecom.api import ApiError
from bot.channels.wecom.app_door import AppDoor
from bot.channels.wecom.bot_door import BotDoor
from bot.channels.wecom.faults import as_delivery
from bot.channels.wecom.heard import Door
from bot.channels.wecom.render import Look, render
from bot.channels.wecom.ways import Way
from bot.channels.wecom.webhook_door import WebhookDoor
from bot.clock import real_time
from handlers.engine.content import Card, File, Outgoing, OutgoingKind
from storage import platform_cards, platform_chats
from storage.platform_cards import Posted
from storage.store import Store

_logger = logging.getLogger(__name__)

CODE_LIFE = timedelta(hours=facts.RESPONSE_CODE_HOURS) - timedelta(minutes=5)

SendFile = Callable[[str, File, int], Awaitable[str]]


@dataclass(frozen=True)
class Doors:
    """The ways out that are set up."""

    app: AppDoor | None = None
    bot: BotDoor | None = None
    webhook: WebhookDoor | None = None
    app_file: SendFile | None = None
    app_hears: bool = True
    """An app that nobody can answer may not send cards with buttons: it says in words what they would."""


class Posting:
    """Hands one thing to the platform. `webhook_of` gives a group's robot by the group's name."""

    def __init__(
        self,
        store: Store,
        org: str,
        names: Names,
        doors: Doors,
        looks: Mapping[Door, Look],
        mark: str,
        webhook_of: Callable[[str], str],
        avoid_full_hours: bool,
    ) -> None:
        self._store = store
        self._org = org
        self._names = names
        self._doors = doors
        self._looks = looks
        self._mark = mark
        self._webhook_of = webhook_of
        self._avoid_full_hours = avoid_full_hours

    async def post(self, outgoing: Outgoing) -> str:
        """Deliver it and return the platform's id of it. Raises DeliveryDelayedError and DeliveryRefusedError."""
        try:
            if outgoing.to.is_group:
                return await self._to_group(outgoing)
            return await self._to_person(outgoing)
        except (ApiError, CredentialError) as fault:
            raise as_delivery(fault) from fault

    # --- to a person -----------------------------------------------------------------------------------------------

    async def _to_person(self, outgoing: Outgoing) -> str:
        user = outgoing.to.name
        if outgoing.kind is OutgoingKind.UPDATE and isinstance(outgoing.content, Card):
            return await self._repaint(outgoing, outgoing.content)
        heard = await self._store.read_async(lambda uow: platform_chats.doors(uow, self._org, facts.CHANNEL, user))
        way = ways.to_person(outgoing.kind, bool(self._doors.app), bool(self._doors.bot), list(heard))
        if way is Way.NONE:
            raise DeliveryRefusedError("没有配置能给个人发消息的自建应用或智能机器人")
        if isinstance(outgoing.content, Card):
            return await self._show(outgoing, outgoing.content, way)
        return await self._say(outgoing, way)

    async def _say(self, outgoing: Outgoing, way: Way) -> str:
        content = outgoing.content
        if isinstance(content, File) and way is Way.APP and self._doors.app_file:
            return await self._doors.app_file(outgoing.to.name, content, outgoing.id)
        return await self._words(outgoing.to.name, words_of(outgoing), outgoing.id, way)

    async def _words(self, user: str, words: str, row: int, way: Way) -> str:
        if way is Way.APP and self._doors.app:
            return await self._doors.app.say(user, words, row)
        if self._doors.bot:
            await self._doors.bot.say(user, False, words)
        return ""

    async def _show(self, outgoing: Outgoing, card: Card, way: Way) -> str:
        """A new card; where the platform shows none, the same in words."""
        user, task = outgoing.to.name, task_id(outgoing.card_id, outgoing.id, self._mark)
        door = Door.APP if way is Way.APP else Door.BOT
        drawn = render(card, outgoing.about, self._looks[door]) | {"task_id": task}
        message_id, code, at = "", "", real_time()
        if door is Door.APP and self._doors.app and not self._doors.app_hears:
            return await self._doors.app.say(user, as_words(card, outgoing.about), outgoing.id)
        if door is Door.APP and self._doors.app:
            message_id, code = await self._doors.app.show(user, drawn)
        elif self._doors.bot and not await self._shown_by_bot(user, drawn):
            await self._doors.bot.say(user, False, as_words(card, outgoing.about))
        await self._note(Posted(task, outgoing.card_id, door, user, outgoing.id, message_id), code, at)
        return message_id

    async def _shown_by_bot(self, user: str, drawn: dict[str, Any]) -> bool:
        """False where this person's device, or this kind of chat, shows no cards. A name that was used before
        means that the card has arrived already."""
        if self._doors.bot is None:
            return False
        try:
            await self._doors.bot.show(user, drawn)
        except ApiError as refusal:
            if refusal.code == facts.WRONG_MSGTYPE:
                return False
            if refusal.code != facts.TASK_ID_USED:
                raise
        return True

    async def _note(self, posted: Posted, code: str, at: datetime) -> None:
        """`at` is when it was sent: a tap may bring a newer code before this one is noted."""
        task = posted.task

        def noting(uow: Any) -> None:
            platform_cards.note(uow, self._org, facts.CHANNEL, posted, at)
            platform_cards.give_code(uow, self._org, facts.CHANNEL, task, code, at)

        await self._store.write_async(noting)

    # --- a card changed in place -----------------------------------------------------------------------------------

    async def _repaint(self, outgoing: Outgoing, card: Card) -> str:
        """In place where the platform still lets us; else the truth in words, or a fresh card where it can be acted
        upon."""
        user = outgoing.to.name
        posted = await self._store.read_async(
            lambda uow: platform_cards.newest(uow, self._org, facts.CHANNEL, outgoing.card_id, user)
        )
        if posted and posted.outbox_id == outgoing.id:
            return posted.message_id  # it was shown afresh before a crash
        if posted and await self._repainted(posted, outgoing, card):
            return posted.message_id
        way = Way.APP if self._doors.app else Way.BOT
        if card.buttons:
            return await self._show(outgoing, card, way)
        return await self._words(user, as_words(card, outgoing.about), outgoing.id, way)

    async def _repainted(self, posted: Posted, outgoing: Outgoing, card: Card) -> bool:
        door = Door(posted.door)
        if door not in self._looks:
            return False
        drawn = render(card, outgoing.about, self._looks[door])
        if door is Door.APP and self._doors.app:
            return await self._by_code(self._doors.app, posted, drawn)
        if door is Door.BOT and self._doors.bot:
            return await self._doors.bot.repaint(posted.task, posted.receiver, drawn | {"task_id": posted.task})
        return False

    async def _by_code(self, app: AppDoor, posted: Posted, drawn: dict[str, Any]) -> bool:
        """With the newest code that still works; each is spent whether it worked or not."""
        since = real_time() - CODE_LIFE
        codes = await self._store.read_async(
            lambda uow: platform_cards.unused_codes(uow, self._org, facts.CHANNEL, posted.task, since)
        )
        for code in codes:
            done = await self._tried(app, posted.receiver, code, drawn)
            await self._store.write_async(
                lambda uow, spent=code: platform_cards.use_code(uow, self._org, facts.CHANNEL, spent)  # type: ignore[misc]
            )
            if done:
                return True
        return False

    async def _tried(self, app: AppDoor, user: str, code: str, drawn: dict[str, Any]) -> bool:
        try:
            await app.repaint(user, code, drawn)
        except ApiError as refusal:
            _logger.info("wecom: a card could not be repainted (%s)", refusal)
            return False
        return True

    # --- to a group ------------------------------------------------------------------------------------------------

    async def _to_group(self, outgoing: Outgoing) -> str:
        name = await self._names.member(outgoing.to.name) or outgoing.to.name
        chat_id, webhook = await self._names.chat_id(name), self._webhook_of(name)
        now = real_time()
        heard_at = await self._bot_heard(chat_id) if self._doors.bot and chat_id else None
        way = ways.to_group(bool(webhook), heard_at, now)
        if way is Way.WEBHOOK and self._doors.webhook:
            self._off_the_full_hour(now)
            await self._doors.webhook.say(webhook, words_of(outgoing))
        elif way is Way.BOT and self._doors.bot:
            await self._group_words(chat_id, webhook, words_of(outgoing))
        else:
            raise DeliveryRefusedError(f"群“{name}”没有消息推送机器人，也没有人在群里@过智能机器人")
        return ""

    async def _group_words(self, chat_id: str, webhook: str, words: str) -> None:
        """By the bot; where it cannot (any more), by the group's webhook robot."""
        assert self._doors.bot
        try:
            await self._doors.bot.say(chat_id, True, words)
        except (ApiError, DeliveryRefusedError):
            if not (webhook and self._doors.webhook):
                raise
            await self._doors.webhook.say(webhook, words)

    async def _bot_heard(self, chat_id: str) -> datetime | None:
        """When somebody last spoke to the bot in this group."""
        found = await self._store.read_async(lambda uow: platform_chats.all_heard(uow, self._org, facts.CHANNEL))
        return next((chat.last_heard_at for chat in found if chat.place == chat_id and chat.door == Door.BOT), None)

    def _off_the_full_hour(self, now: datetime) -> None:
        if self._avoid_full_hours and now.minute in (0, 30):
            raise DeliveryDelayedError("pushes wait for the minute after the full and half hour", 60.0 - now.second)
