"""WeCom as a channel: what is set up is put together here, and nothing else is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.channels import task_ids
from bot.channels.backlog import Backlog
from bot.channels.heard import Heard
from bot.channels.intake import Intake
from bot.channels.names import Names
from bot.channels.port import DirectoryUnavailableError, OfficePort
from bot.channels.refusals import RefusedError
from bot.channels.wecom import contacts, facts
from bot.channels.wecom.api import Api, Http
from bot.channels.wecom.app_door import AppDoor
from bot.channels.wecom.bot_answers import BotAnswers
from bot.channels.wecom.bot_door import BotDoor, BotLine
from bot.channels.wecom.connection import BotConnection, Patience
from bot.channels.wecom.doors import CallbackDoor, app_door, bot_door
from bot.channels.wecom.envelope import Envelope
from bot.channels.wecom.fetching import Fetching
from bot.channels.wecom.heard import Door
from bot.channels.wecom.media import Media
from bot.channels.wecom.posting import Doors, Posting
from bot.channels.wecom.render import Look
from bot.channels.wecom.settings import WeComSettings
from bot.channels.wecom.webhook_door import WebhookDoor
from handlers.contacts.book import Contacts
from handlers.engine.content import Outgoing
from storage.store import Store


class WeComChannel:
    """A child of the Channel port for one org. `bot_name` is what the office calls the bot, `is_marked` knows text
    that must never be written down."""

    name = facts.CHANNEL
    title = contacts.TITLE

    def __init__(
        self,
        office: OfficePort,
        store: Store,
        org: str,
        settings: WeComSettings,
        bot_name: str,
        patience: Patience | None = None,
        is_marked: Callable[[str], bool] = lambda text: False,
    ) -> None:
        self._store = store
        self._org = org
        self._settings = settings
        self._http = Http()
        self._names = Names(store, office, org, facts.CHANNEL, folds_case=True)
        self._api = self._open_api()
        fetching = Fetching(self._http, settings.api_base, self._api, settings.bot_aes_key.get_secret_value())
        self._intake = Intake(
            store, office, org, facts.CHANNEL, self._names, (settings.bot_name, bot_name), fetching.fetch
        )
        self._backlog = Backlog(
            store, org, facts.CHANNEL, self._intake.take, self._reopened, lambda text: not is_marked(text)
        )
        self._answers = BotAnswers(store, org, self._http, settings.api_base)
        self._connection = self._connect(patience) if settings.has_long_connection else None
        self._callbacks = self._open_callbacks()
        self._posting = Posting(
            store,
            org,
            self._names,
            self._doors(),
            _looks(settings, settings.bot_name or bot_name),
            store.write(lambda uow: task_ids.mark(uow, org, facts.CHANNEL)),
            settings.webhook,
            settings.avoid_full_hours,
        )

    @property
    def bot_state(self) -> str:
        """How the long connection is, in a few words; "" where there is none."""
        return self._connection.state if self._connection else ""

    def mount(self, app: web.Application) -> None:
        """Add the callback addresses to an application that has not started yet."""
        for door in self._callbacks:
            door.mount(app)

    async def deliver(self, outgoing: Outgoing) -> str:
        """Hand one thing to the platform and return its id of it."""
        return await self._posting.post(outgoing)

    @property
    def has_directory(self) -> bool:
        """Whether the corporation's contacts can be read: by the self-built app only."""
        return self._api is not None

    async def directory(self) -> Contacts:
        """Everybody in the app's visible range. Raises DirectoryUnavailableError."""
        if self._api is None:
            raise DirectoryUnavailableError("没有配置自建应用，读不到企业微信通讯录")
        return await contacts.read(self._api)

    async def start(self) -> None:
        """Link the names that the settings and the roster give, and connect."""
        await self._names.settle(self._settings.groups, self._settings.webhooks)
        self._backlog.start()
        if self._connection:
            self._connection.start()

    async def close(self) -> None:
        """Let go of every connection."""
        if self._connection:
            await self._connection.close()
        await self._backlog.close()
        await self._http.close()

    def _open_api(self) -> Api | None:
        said = self._settings
        if not said.has_app:
            return None
        name, secret = f"app {said.agent_id}", said.app_secret.get_secret_value()
        return Api(self._http, said.api_base, self._store, self._org, said.corp_id, name, secret)

    def _connect(self, patience: Patience | None) -> BotConnection:
        said = self._settings
        secret = said.bot_secret.get_secret_value()
        take = self._intake.take
        return BotConnection(self._store, self._org, said.bot_socket, said.bot_id, secret, take, patience)

    def _doors(self) -> Doors:
        said = self._settings
        line: BotLine | None = self._connection or (self._answers if said.has_bot_callback else None)
        bot = BotDoor(line) if line else None
        webhook = WebhookDoor(self._http) if said.webhooks else None
        if self._api is None:
            return Doors(bot=bot, webhook=webhook)
        app = AppDoor(self._api, said.agent_id)
        media = Media(self._store, self._org, self._api, app)
        return Doors(app, bot, webhook, media.send, said.has_app_callback)

    def _open_callbacks(self) -> list[CallbackDoor]:
        said = self._settings
        found = []
        if said.has_app_callback:
            key = said.app_aes_key.get_secret_value()
            envelope = Envelope(said.app_token.get_secret_value(), key, said.corp_id)
            found.append(app_door(said.app_path, envelope, said.clock_tolerance_seconds, self._take_from_app))
        if said.has_bot_callback:
            key = said.bot_aes_key.get_secret_value()
            envelope = Envelope(said.bot_token.get_secret_value(), key, "")
            found.append(bot_door(said.bot_path, envelope, said.clock_tolerance_seconds, self._take_from_bot))
        return found

    def _reopened(self, door: str, sealed: str) -> Heard:
        for callback in self._callbacks:
            if callback.door == door:
                return callback.reopened(sealed)
        raise RefusedError(404, "its door is not there any more")

    async def _take_from_app(self, heard: Heard, sealed: str) -> None:
        await self._backlog.take(heard, Door.APP, sealed)

    async def _take_from_bot(self, heard: Heard, sealed: str) -> dict[str, Any] | None:
        rushed = self._backlog.is_rushed
        taking = asyncio.ensure_future(self._backlog.take(heard, Door.BOT, sealed))
        if rushed:
            await taking
            return None
        return await self._answers.answer(heard, taking)


def _looks(settings: WeComSettings, source: str) -> dict[Door, Look]:
    url = settings.public_url or settings.card_url
    return {Door.APP: Look(facts.APP_CARD, source, url), Door.BOT: Look(facts.BOT_CARD, source, url)}
