"""DingTalk as a channel: what is set up is put together here, and what the platform pushes finds its way in."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.channels import task_ids
from bot.channels.backlog import Backlog
from bot.channels.dingtalk import contacts, facts, frames
from bot.channels.dingtalk.api import Api, ApiError
from bot.channels.dingtalk.callback_doors import CallbackDoors, card_secret
from bot.channels.dingtalk.card_door import CardDoor, tap_answer
from bot.channels.dingtalk.card_look import draw, version
from bot.channels.dingtalk.card_tap import read_tap
from bot.channels.dingtalk.fetching import Fetching
from bot.channels.dingtalk.frames import Frame
from bot.channels.dingtalk.posting import Doors, Posting
from bot.channels.dingtalk.robot_door import RobotDoor
from bot.channels.dingtalk.robot_message import Emptied, RobotMessages, is_named
from bot.channels.dingtalk.settings import DingTalkSettings
from bot.channels.dingtalk.side_doors import MediaDoor, SessionDoor, WebhookDoor, WorkDoor
from bot.channels.dingtalk.stream import Patience, Stream
from bot.channels.dingtalk.usage import MESSAGES, Quota, Usage
from bot.channels.dingtalk.wording import OPTIONS_CHANGED, UNNAMED, USED_UP, gap_words
from bot.channels.heard import CardTap, Chat, Heard
from bot.channels.http_client import HttpClient
from bot.channels.intake import Intake
from bot.channels.names import Names
from bot.channels.port import DeliveryDelayedError, DirectoryUnavailableError, OfficePort
from bot.channels.refusals import MalformedError, RefusedError
from bot.channels.sealing import Seal
from bot.channels.tokens import CredentialError
from handlers.contacts.book import Contacts
from handlers.engine.content import Outgoing
from storage import cards, inbox
from storage.outward import Outward
from storage.store import Store
from storage.unit_of_work import UnitOfWork

_logger = logging.getLogger(__name__)

STREAM, HTTP = "stream", "http"
ROUTE = "dzb"
_REGISTER_AGAIN = 60.0
SILENCE = {"msgtype": "empty"}
"""The answer to a robot's call that says nothing: what the office says goes out by itself."""


class DingTalkChannel:
    """A child of the Channel port for one org. `bot_name` is what the office calls the bot, `is_marked` knows text
    that must never be written down."""

    name = facts.CHANNEL
    title = facts.TITLE

    def __init__(
        self,
        office: OfficePort,
        store: Store,
        org: str,
        settings: DingTalkSettings,
        bot_name: str,
        patience: Patience | None = None,
        is_marked: Callable[[str], bool] = lambda text: False,
    ) -> None:
        self._office = office
        self._store = store
        self._org = org
        self._settings = settings
        self._door = STREAM if settings.stream else HTTP
        self._http = HttpClient()
        self._usage = Usage(store, org, _quota(settings), office.now, self._warn)
        self._api = Api(self._http, store, org, settings, self._usage.count)
        self._names = Names(store, office, org, facts.CHANNEL)
        self._messages = RobotMessages(self._door, bot_name, settings.oapi_base, settings.corp_id)
        fetching = Fetching(self._http, self._api, settings.robot)
        self._intake = Intake(store, office, org, facts.CHANNEL, self._names, (bot_name,), fetching.fetch, _unnamed)
        self._seal = Seal("arrivals", settings.secret)
        self._backlog = Backlog(store, org, facts.CHANNEL, self._take, self._reopened, lambda text: not is_marked(text))
        self._doors = self._open_doors()
        self._posting = Posting(
            store,
            office,
            org,
            self._names,
            self._doors,
            store.write(lambda uow: task_ids.mark(uow, org, facts.CHANNEL)),
            settings.webhook,
            settings.avoid_full_hours,
        )
        self._stream = self._open_stream(patience) if settings.client_id and settings.stream else None
        self._registering: asyncio.Task[None] | None = None

    @property
    def stream_state(self) -> str:
        """How the stream is, in a few words; "" where there is none."""
        return self._stream.state if self._stream else ""

    @property
    def has_directory(self) -> bool:
        """Whether the organisation's contacts can be read: by the app only."""
        return bool(self._settings.client_id)

    def mount(self, app: web.Application) -> None:
        """Add the callback addresses to an application that has not started yet; none where the stream is used."""
        said = self._settings
        if said.client_id and not said.stream:
            doors = CallbackDoors(said.secret, said.clock_tolerance_seconds, self._on_call, self._on_tap_call)
            doors.mount(app, said.callback_path, said.card_callback_path)

    async def deliver(self, outgoing: Outgoing) -> str:
        """Hand one thing to the platform and return its id of it."""
        return await self._posting.post(outgoing)

    async def directory(self) -> Contacts:
        """Everybody in the app's range. Raises DirectoryUnavailableError."""
        if not self.has_directory:
            raise DirectoryUnavailableError("没有配置钉钉应用，读不到通讯录")
        return await contacts.read(self._api)

    async def start(self) -> None:
        """Link the names that the settings and the roster give, and connect."""
        await self._names.settle(self._settings.groups, self._settings.webhooks)
        self._backlog.start()
        self._usage.start()
        if self._stream:
            self._stream.start()
        elif self._settings.client_id and self._settings.card_template_id:
            self._registering = asyncio.create_task(self._register())

    async def close(self) -> None:
        """Let go of every connection."""
        if self._registering:
            self._registering.cancel()
            with suppress(asyncio.CancelledError):
                await self._registering
        if self._stream:
            await self._stream.close()
        await self._backlog.close()
        await self._usage.close()
        await self._http.close()

    # --- what is set up -----------------------------------------------------------------------------------------------

    def _open_doors(self) -> Doors:
        said = self._settings
        webhook = WebhookDoor(self._api, said.oapi_base) if said.webhooks else None
        if not said.client_id:
            return Doors(webhook=webhook)
        route = "" if said.stream else ROUTE
        return Doors(
            RobotDoor(self._api, said.robot),
            CardDoor(self._api, said.card_template_id, said.robot, route) if said.card_template_id else None,
            SessionDoor(self._api, self._store, self._org),
            MediaDoor(self._api, self._store, self._org),
            webhook,
            WorkDoor(self._api, said.agent_id) if said.agent_id else None,
        )

    def _open_stream(self, patience: Patience | None) -> Stream:
        said = self._settings
        return Stream(
            self._store, self._org, said.client_id, said.secret, self._api, self._on_push, self._on_gap, patience
        )

    async def _register(self) -> None:
        """Where taps on cards go by HTTP; tried until the platform has taken it."""
        said = self._settings
        asked = {
            "callbackRouteKey": ROUTE,
            "callbackUrl": f"{said.public_url}{said.card_callback_path}",
            "apiSecret": card_secret(said.secret),
            "forceUpdate": True,
        }
        while True:
            try:
                await self._api.call("POST", "/v1.0/card/callbacks/register", asked)
                return
            except (ApiError, CredentialError, DeliveryDelayedError) as fault:
                _logger.warning("dingtalk: the address for taps could not be registered yet (%s)", fault)
            await asyncio.sleep(_REGISTER_AGAIN)

    # --- what comes in ------------------------------------------------------------------------------------------------

    async def _on_push(self, frame: Frame) -> str:
        """A push by stream: what is answered once it is taken in. What cannot be read is acknowledged too, so that it
        does not come again."""
        try:
            if frame.topic == frames.ROBOT_TOPIC:
                await self._on_message(frame.data)
            elif frame.topic == frames.CARD_TOPIC:
                return frames.answer(frame, await self._on_tap(frame.data, frame.message_id))
            elif frame.kind == "CALLBACK":
                return frames.nobody(frame)
        except RefusedError as refusal:
            _logger.warning("dingtalk stream: a push was refused (%s)", refusal)
        return frames.answer(frame)

    async def _on_call(self, body: Mapping[str, Any]) -> dict[str, Any]:
        await self._on_message(body)
        return SILENCE

    async def _on_tap_call(self, body: Mapping[str, Any]) -> dict[str, Any]:
        return await self._on_tap(body, "")

    async def _on_message(self, body: Mapping[str, Any]) -> None:
        self._usage.count(MESSAGES)
        heard = self._messages.read(body)
        await self._backlog.take(heard, self._door, self._kept("message", "", body))

    async def _on_tap(self, body: Mapping[str, Any], push_id: str) -> dict[str, Any]:
        """What its tapper sees at once: the card as it stands after the tap."""
        if facts.TAP_COUNTS:
            self._usage.count(MESSAGES)
        tap = read_tap(body, self._door, push_id, self._settings.corp_id)
        if self._doors.cards is None:
            await self._backlog.take(tap, self._door, self._kept("tap", push_id, body))
            return {}
        async with self._doors.cards.answering(tap.task_id):
            await self._backlog.take(tap, self._door, self._kept("tap", push_id, body))
            shown = await self._store.read_async(lambda uow: cards.get(uow, self._org, task_ids.card_of(tap.task_id)))
            return tap_answer(draw(shown.card, shown.about) if shown else None)

    async def _take(self, heard: Heard) -> None:
        """Into the office; returns once it is committed."""
        if isinstance(heard, Emptied):
            return await self._say_used_up(heard)
        if isinstance(heard, CardTap) and heard.choices:
            tap = heard
            chosen = await self._store.read_async(lambda uow: self._chosen(uow, tap))
            if chosen is None:
                return await self._say_once(tap.message_id, tap.chat.user, OPTIONS_CHANGED)
            heard = chosen
        return await self._intake.take(heard)

    def _chosen(self, uow: UnitOfWork, tap: CardTap) -> CardTap | None:
        """The option behind its number; None where the tapper saw other options than the card has by now."""
        shown = cards.get(uow, self._org, task_ids.card_of(tap.task_id))
        index, _, seen = tap.choices[0].partition(" ")
        if shown is None or shown.card.choice is None:
            return replace(tap, choices=())
        if seen != version(shown.card) or int(index) >= len(shown.card.choice.options):
            return None
        return replace(tap, choices=(shown.card.choice.options[int(index)],))

    async def _say_used_up(self, heard: Emptied) -> None:
        """Once a day to each who writes what cannot be read any more."""
        await self._names.get_to_know(heard.chat)
        once = f"emptied {self._office.now():%Y-%m-%d} {heard.chat.user}"
        await self._say_once(once, heard.chat.user, USED_UP)

    async def _say_once(self, message_id: str, user: str, words: str) -> None:
        """In answer to something that the office does not take in."""
        now, member = self._office.now(), await self._names.member(user)

        def saying(uow: UnitOfWork) -> None:
            if inbox.first_time(uow, self._org, facts.CHANNEL, message_id, user, "Answered", now):
                Outward(uow, self._org, now).say(member or user, words)

        await self._store.write_async(saying)
        self._office.deliver_now()

    # --- what is kept in a rush ---------------------------------------------------------------------------------------

    def _kept(self, kind: str, push_id: str, body: Mapping[str, Any]) -> str:
        return self._seal.close(json.dumps([kind, push_id, body], ensure_ascii=False))

    def _reopened(self, door: str, sealed: str) -> Heard:
        words = self._seal.open(sealed)
        if not words:
            raise MalformedError("sealed with another secret")
        kind, push_id, body = json.loads(words)
        if kind == "tap":
            return read_tap(body, door, push_id, self._settings.corp_id)
        return replace(self._messages, door=door).read(body)

    # --- what the office is told --------------------------------------------------------------------------------------

    async def _on_gap(self, since: datetime, until: datetime) -> None:
        zone = self._office.now().tzinfo
        await self._office.tell_office(self._org, gap_words(since.astimezone(zone), until.astimezone(zone)))

    async def _warn(self, words: str) -> None:
        await self._office.tell_office(self._org, words)


def _unnamed(chat: Chat) -> str:
    return "" if is_named(chat.user) else UNNAMED


def _quota(settings: DingTalkSettings) -> Quota:
    return Quota(settings.monthly_calls, settings.monthly_messages)
