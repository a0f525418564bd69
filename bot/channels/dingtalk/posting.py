"""One thing of the outbox on its way: to a person or a group, by the way that fits, and cards changed in place.

Without a card template, or where the platform refuses the card, the same goes out in words with links that write the
answer; such a message cannot be changed, so it is taken back when its matter has moved on.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.channels.card_words import as_words, words_of
from bot.channels.dingtalk import facts
from bot.channels.dingtalk.api import ApiError
from bot.channels.dingtalk.card_door import CardDoor
from bot.channels.dingtalk.card_look import draw, with_links
from bot.channels.dingtalk.faults import as_delivery
from bot.channels.dingtalk.robot_door import NotReachedError, RobotDoor
from bot.channels.dingtalk.robot_message import is_named
from bot.channels.dingtalk.side_doors import MediaDoor, SessionDoor, WebhookDoor, WorkDoor
from bot.channels.names import Names
from bot.channels.port import DeliveryDelayedError, DeliveryRefusedError, OfficePort
from bot.channels.task_ids import task_id
from bot.channels.tokens import CredentialError
from bot.clock import real_time
from handlers.engine.content import Card, File, Outgoing, OutgoingKind
from storage import cards, platform_cards, platform_chats
from storage.platform_cards import Posted
from storage.store import Store

_logger = logging.getLogger(__name__)

BY_CARD, BY_WORDS = "card", "words"
ANSWERING = timedelta(minutes=2)
"""A message into a group this soon after somebody spoke to the robot there is an answer; later it is a push."""
_CALLED = re.compile(r"@(?P<name>[^\s@]{1,20}) ")


@dataclass(frozen=True)
class Doors:
    """The ways out that are set up."""

    robot: RobotDoor | None = None
    cards: CardDoor | None = None
    session: SessionDoor | None = None
    media: MediaDoor | None = None
    webhook: WebhookDoor | None = None
    work: WorkDoor | None = None


class Posting:
    """Hands one thing to the platform. `webhook_of` gives the token and secret of a group's own robot."""

    def __init__(
        self,
        store: Store,
        office: OfficePort,
        org: str,
        names: Names,
        doors: Doors,
        mark: str,
        webhook_of: Callable[[str], tuple[str, str]],
        avoid_full_hours: bool,
    ) -> None:
        self._store = store
        self._office = office
        self._org = org
        self._names = names
        self._doors = doors
        self._mark = mark
        self._webhook_of = webhook_of
        self._avoid_full_hours = avoid_full_hours

    async def post(self, outgoing: Outgoing) -> str:
        """Deliver it and return the platform's id of it. Raises DeliveryDelayedError and DeliveryRefusedError."""
        try:
            if outgoing.to.is_group:
                return await self._to_group(outgoing)
            return await self._to_person(outgoing)
        except NotReachedError:
            raise DeliveryRefusedError("收件人不在应用的可见范围内，或者已经不在本企业") from None
        except (ApiError, CredentialError) as fault:
            raise as_delivery(fault) from fault

    # --- to a person --------------------------------------------------------------------------------------------------

    async def _to_person(self, outgoing: Outgoing) -> str:
        content = outgoing.content
        if isinstance(content, Card):
            if outgoing.kind is OutgoingKind.UPDATE:
                return await self._repaint(outgoing, content)
            return await self._show(outgoing, content)
        if isinstance(content, File):
            return await self._file(outgoing, content)
        return await self._say(outgoing.to.name, words_of(outgoing))

    async def _say(self, user: str, text: str) -> str:
        """By the robot; who cannot be reached so, at the address of their own message or by work notification."""
        if not is_named(user):
            if not await self._by_session(user, text, []):
                raise NotReachedError(user)
            return ""
        try:
            return await self._robot().say(user, text)
        except (NotReachedError, ApiError):
            if await self._by_session(user, text, []):
                return ""
            if self._doors.work:
                return await self._doors.work.say(user, text, self._office.now())
            raise

    async def _file(self, outgoing: Outgoing, file: File) -> str:
        user = outgoing.to.name
        if self._doors.media is None or file.name.rpartition(".")[2].lower() not in facts.FILE_TYPES:
            return await self._say(user, words_of(outgoing))
        media_id = await self._doors.media.upload(file)
        if file.text:
            await self._say(user, file.text)
        return await self._robot().send_file(user, media_id, file.name)

    async def _show(self, outgoing: Outgoing, card: Card) -> str:
        """A new card; where the platform shows none, the same in words with links."""
        user, track = outgoing.to.name, task_id(outgoing.card_id, outgoing.id, self._mark)
        try:
            door, key = BY_CARD, await self._card(user, False, track, card, outgoing.about)
        except NoCardError:
            door, key = BY_WORDS, await self._linked(user, card, outgoing.about)
        await self._note(Posted(track, outgoing.card_id, door, user, outgoing.id, key))
        return key

    async def _card(self, place: str, is_group: bool, track: str, card: Card, about: str) -> str:
        """Raises NoCardError where the platform shows none."""
        if self._doors.cards is None:
            raise NoCardError
        try:
            return await self._doors.cards.show(place, is_group, track, draw(card, about))
        except ApiError as refusal:
            if refusal.code in facts.NO_TEMPLATE | facts.NOT_PERMITTED | {facts.CARD_UNSAFE}:
                _logger.error("dingtalk: a card was refused, its words are sent instead (%s)", refusal)
                raise NoCardError from None
            raise

    async def _linked(self, user: str, card: Card, about: str) -> str:
        if not card.buttons:
            return await self._say(user, as_words(card, about))
        title, text = with_links(card, about)
        try:
            return await self._robot().show_markdown(user, title, text)
        except NotReachedError:
            return await self._say(user, as_words(card, about))

    async def _note(self, posted: Posted) -> None:
        at = real_time()
        await self._store.write_async(lambda uow: platform_cards.note(uow, self._org, facts.CHANNEL, posted, at))

    # --- a card changed in place --------------------------------------------------------------------------------------

    async def _repaint(self, outgoing: Outgoing, card: Card) -> str:
        """In place where it stands as a card; what stands in words is taken back and said anew."""
        place = outgoing.to.name
        posted = await self._store.read_async(
            lambda uow: platform_cards.newest(uow, self._org, facts.CHANNEL, outgoing.card_id, place)
        )
        if posted and posted.outbox_id == outgoing.id:
            return posted.message_id  # it was shown afresh before a crash
        if posted and posted.door == BY_CARD and await self._repainted(posted, outgoing, card):
            return posted.message_id
        if posted and posted.door == BY_WORDS and posted.message_id:
            await self._take_back(posted.message_id)
        if outgoing.to.is_group:
            return await self._group_words(outgoing)
        if card.buttons:
            return await self._show(outgoing, card)
        return await self._say(place, as_words(card, outgoing.about))

    async def _repainted(self, posted: Posted, outgoing: Outgoing, card: Card) -> bool:
        """What it shows now, which may be newer than what was to be shown; False where the platform has lost it."""
        if self._doors.cards is None:
            return False
        shown = await self._store.read_async(lambda uow: cards.get(uow, self._org, outgoing.card_id))
        newest, about = (shown.card, shown.about) if shown else (card, outgoing.about)
        try:
            await self._doors.cards.repaint(posted.task, draw(newest, about))
        except ApiError as refusal:
            if refusal.code not in {facts.CARD_GONE, facts.CARD_UNSAFE}:
                raise
            _logger.info("dingtalk: a card could not be repainted (%s)", refusal)
            return False
        return True

    async def _take_back(self, key: str) -> None:
        try:
            await self._robot().recall(key)
        except ApiError as refusal:
            _logger.info("dingtalk: a message could not be taken back (%s)", refusal)

    # --- to a group ---------------------------------------------------------------------------------------------------

    async def _to_group(self, outgoing: Outgoing) -> str:
        card = outgoing.content
        if isinstance(card, Card) and outgoing.kind is OutgoingKind.UPDATE:
            return await self._repaint(outgoing, card)
        if isinstance(card, Card):
            return await self._group_card(outgoing, card)
        return await self._group_words(outgoing)

    async def _group_card(self, outgoing: Outgoing, card: Card) -> str:
        """A card that everybody in the group may tap; in words where the platform shows none."""
        place, track = outgoing.to.name, task_id(outgoing.card_id, outgoing.id, self._mark)
        try:
            key = await self._card(place, True, track, card, outgoing.about)
        except (NoCardError, NotReachedError):
            return await self._group_words(outgoing)
        await self._note(Posted(track, outgoing.card_id, BY_CARD, place, outgoing.id, key))
        return key

    async def _group_words(self, outgoing: Outgoing) -> str:
        name = await self._names.member(outgoing.to.name) or outgoing.to.name
        conversation, (token, secret) = await self._names.chat_id(name), self._webhook_of(name)
        text = words_of(outgoing)
        if conversation and await self._called(conversation, text):
            return ""
        await self._off_the_full_hour(conversation)
        if conversation and self._doors.robot:
            try:
                return await self._doors.robot.say_in_group(conversation, text)
            except ApiError as refusal:
                if not (token and self._doors.webhook and refusal.code in facts.GROUP_GONE | facts.NOT_PERMITTED):
                    raise
        if token and self._doors.webhook:
            await self._doors.webhook.say(token, secret, text, outgoing.id)
            return ""
        raise DeliveryRefusedError(f"群“{name}”里还没有人@过机器人，也没有配置群自己的机器人")

    async def _called(self, conversation: str, text: str) -> bool:
        """«@林芳 已收到»: the one who has just asked is really called, at the address of a message from there."""
        match = _CALLED.match(text)
        if match is None:
            return False
        called = [person.account for person in await self._office.people(self._org) if person.name == match["name"]]
        if len(called) != 1 or not (user := await self._names.external(called[0])):
            return False
        return await self._by_session(conversation, f"@{user} {text[match.end() :]}", [user])

    async def _by_session(self, place: str, text: str, at_users: list[str]) -> bool:
        """At the address of a message from there; False where there is none that takes it."""
        if self._doors.session is None:
            return False
        try:
            return await self._doors.session.say(place, text, at_users)
        except (ApiError, DeliveryDelayedError) as fault:
            _logger.info("dingtalk: an answering address did not take it (%s)", type(fault).__name__)
            return False

    async def _off_the_full_hour(self, conversation: str) -> None:
        now = real_time()
        if not self._avoid_full_hours or now.minute not in (0, 30):
            return
        heard = await self._store.read_async(
            lambda uow: platform_chats.last_heard(uow, self._org, facts.CHANNEL, [conversation])
        )
        if heard is None or now - heard > ANSWERING:
            raise DeliveryDelayedError("pushes wait for the minute after the full and half hour", 60.0 - now.second)

    def _robot(self) -> RobotDoor:
        if self._doors.robot is None:
            raise DeliveryRefusedError("没有配置钉钉应用，不能给个人发消息")
        return self._doors.robot


class NoCardError(Exception):
    """The platform shows this card to nobody; its words may still go out."""
