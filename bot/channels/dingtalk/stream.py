"""The stream: one connection at a time in one process, replaced before it ends, watched, and restored for ever.

The official client is not used: it asks for its ticket by blocking calls, swallows its own cancellation, writes the
ticket into the log, lets an acknowledgement go out on another connection than the push came by, and opens a new
connection only after the old one has gone, which is how messages are lost.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import aiohttp
from yarl import URL

from bot.channels.dingtalk import facts, frames
from bot.channels.dingtalk.api import Api, ApiError
from bot.channels.dingtalk.frames import Frame, FrameError
from bot.channels.held import Held
from bot.channels.port import DeliveryDelayedError
from bot.clock import real_time
from storage import office_settings
from storage.instants import from_text, to_text
from storage.store import Store

_logger = logging.getLogger(__name__)

FRAME_LIMIT = 1024 * 1024
SUBSCRIPTIONS = (
    {"type": "EVENT", "topic": "*"},
    {"type": "CALLBACK", "topic": frames.ROBOT_TOPIC},
    {"type": "CALLBACK", "topic": frames.CARD_TOPIC},
)
"""Every process asks for the same: a push goes to any connection of the app."""
ALIVE = "dingtalk.alive"
_BEATS = 4

Handle = Callable[[Frame], Awaitable[str | None]]
"""Takes a push in; what is to be answered once it is committed, None for no answer."""


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds."""

    first: float = 1.0
    longest: float = 60.0
    refused: float = 60.0
    lease: float = 3.0
    ping: float = 20.0
    """Between two pings; half of it for a pong. So a dead connection is noticed within half a minute."""
    stale: float = facts.STALE_SECONDS
    beats: float = 3.0
    """Where the gateway is known to send frames at a pace, so many of them may fail to come."""
    leaving: float = facts.LEAVING_SECONDS
    gap: float = 10.0
    """A gap longer than this is told to the office."""


class RefusedBySettingsError(Exception):
    """The platform refuses Client ID or Client Secret, or the app is not published."""


@dataclass
class _Link:
    """One connection while it lives."""

    socket: aiohttp.ClientWebSocketResponse
    heard_at: float
    heard_when: datetime
    under_way: set[asyncio.Task[None]] = field(default_factory=set)
    leaving: asyncio.Event = field(default_factory=asyncio.Event)
    beats: list[float] = field(default_factory=list)
    """When the gateway's own frames came, the latest last."""
    reading: asyncio.Task[None] | None = None

    @property
    def pace(self) -> float:
        """The longest of the last waits between the gateway's own frames; 0 where too few came to know."""
        waits = [later - sooner for sooner, later in itertools.pairwise(self.beats)]
        return max(waits) if len(waits) >= _BEATS - 1 else 0.0


class Stream:
    """Hears what the gateway pushes. `handle` takes each in, `on_gap` is told from when to when nothing was heard."""

    def __init__(
        self,
        store: Store,
        org: str,
        client_id: str,
        secret: str,
        api: Api,
        handle: Handle,
        on_gap: Callable[[datetime, datetime], Awaitable[None]],
        patience: Patience | None = None,
    ) -> None:
        self._store = store
        self._org = org
        self._client_id = client_id
        self._secret = secret
        self._api = api
        self._handle = handle
        self._on_gap = on_gap
        self._patience = patience or Patience()
        self._lease = Held(store, org, self.lease_name(client_id))
        self._running: asyncio.Task[None] | None = None
        self._session: aiohttp.ClientSession | None = None
        self._leaving: set[asyncio.Task[None]] = set()
        self._tries = 0
        self._alive_at: datetime | None = None
        self.state = "not started"
        self.opened = 0

    @staticmethod
    def lease_name(client_id: str) -> str:
        """The name of the lease of this app's connection."""
        return f"stream {client_id}"[:64]

    def start(self) -> None:
        """Connect, and stay connected."""
        self._running = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Let what was heard be taken in and acknowledged, close, and let another process have the stream."""
        if self._running:
            self._running.cancel()
            with suppress(asyncio.CancelledError):
                await self._running
        if self._leaving:
            await asyncio.wait(self._leaving, timeout=5)
        if self._session:
            await self._session.close()
        await self._lease.let_go()

    # --- staying connected --------------------------------------------------------------------------------------------

    async def _run(self) -> None:
        self._session = session = aiohttp.ClientSession()
        while True:
            if not await self._lease.take():
                self.state = "another process holds the connection"
                await asyncio.sleep(self._patience.lease)
                continue
            try:
                await self._connected(session)
                continue
            except RefusedBySettingsError as refusal:
                self.state = f"refused: {refusal}"
                _logger.error("dingtalk stream: the platform refuses our settings (%s)", refusal)
                wait = self._patience.refused
            except (aiohttp.ClientError, OSError, TimeoutError, DeliveryDelayedError, ApiError) as fault:
                self.state = f"not connected: {type(fault).__name__}"
                wait = min(self._patience.first * 2 ** min(self._tries, 10), self._patience.longest)
                wait *= random.uniform(0.5, 1)
                log = _logger.warning if self._tries in (3, 30) else _logger.info
                log("dingtalk stream: not connected (%s); again in %.1f seconds", type(fault).__name__, wait)
                self._tries += 1
            await self._lease.wait(wait)

    async def _connected(self, session: aiohttp.ClientSession) -> None:
        """From the first connection to the loss of the last, one replacing another. Raises what ended it; returns
        where the lease was lost."""
        link = await self._open(session)
        holding = asyncio.create_task(self._lease.keep(self._mark_alive_now))
        try:
            await self._report_gap(await self._last_alive())
            while await self._lives(link, holding):
                fell_silent = not link.leaving.is_set() and link.pace > 0
                replaced, link = link, await self._open(session)
                self._let_leave(replaced)
                if fell_silent:
                    await self._report_gap(replaced.heard_when)
        finally:
            holding.cancel()
            await asyncio.gather(holding, return_exceptions=True)
            await self._mark_alive(self._certainly_until(link))
            self._let_leave(link)

    def _certainly_until(self, link: _Link) -> datetime:
        """Until when everything was heard: a connection that ends for want of a pong was dead before."""
        dead = isinstance(link.socket.exception(), TimeoutError)
        return real_time() - timedelta(seconds=1.5 * self._patience.ping if dead else 0)

    async def _open(self, session: aiohttp.ClientSession) -> _Link:
        """A new connection with its reading begun."""
        body = {
            "clientId": self._client_id,
            "clientSecret": self._secret,
            "subscriptions": list(SUBSCRIPTIONS),
            "ua": facts.USER_AGENT,
        }
        try:
            given = await asyncio.wait_for(self._api.open_connection(body), facts.OPEN_SECONDS)
        except ApiError as refusal:
            raise RefusedBySettingsError(refusal.code) from None
        endpoint, ticket = given.get("endpoint"), given.get("ticket")
        if not (isinstance(endpoint, str) and isinstance(ticket, str) and endpoint.startswith(("ws://", "wss://"))):
            raise DeliveryDelayedError("the gateway gave no endpoint")
        url = URL(endpoint).update_query(ticket=ticket)
        patience = aiohttp.ClientWSTimeout(ws_close=2)
        connecting = session.ws_connect(url, max_msg_size=FRAME_LIMIT, timeout=patience, heartbeat=self._patience.ping)
        try:
            socket = await asyncio.wait_for(connecting, facts.OPEN_SECONDS)
        except aiohttp.WSServerHandshakeError as fault:  # its words would tell the ticket
            raise ConnectionError(f"HTTP {fault.status}") from None
        self.opened += 1
        self.state = "connected"
        _logger.info("dingtalk stream: connected")
        link = _Link(socket, asyncio.get_running_loop().time(), real_time())
        link.reading = asyncio.create_task(self._read(link))
        return link

    async def _lives(self, link: _Link, holding: asyncio.Task[None]) -> bool:
        """Returns when the gateway says goodbye or is silent for too long (True: another is opened before this one
        ends), or when the lease is lost (False). Raises what broke the connection."""
        assert link.reading
        leaving = asyncio.create_task(link.leaving.wait())
        silence = asyncio.create_task(self._silence(link))
        try:
            waiting = {link.reading, leaving, silence, holding}
            done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            leaving.cancel()
            silence.cancel()
        if holding in done:
            return False
        if link.reading in done and not link.leaving.is_set():
            link.reading.result()
        return True

    async def _silence(self, link: _Link) -> None:
        """Returns when no frame has come for longer than may be."""
        while True:
            left = link.heard_at + self._longest_silence(link) - asyncio.get_running_loop().time()
            if left <= 0:
                break
            await asyncio.sleep(min(left, self._patience.ping))
        _logger.warning("dingtalk stream: no frame for too long; the connection is replaced")

    def _longest_silence(self, link: _Link) -> float:
        """What was learned from the gateway's own frames, else the general figure."""
        if not link.pace:
            return self._patience.stale
        learned = max(link.pace * self._patience.beats, 2 * self._patience.ping)
        return min(learned, self._patience.stale)

    def _let_leave(self, link: _Link) -> None:
        """What it heard is still taken in and acknowledged on it; then it is closed."""
        task = asyncio.create_task(self._leave(link))
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)

    async def _leave(self, link: _Link) -> None:
        if link.under_way:
            await asyncio.wait(link.under_way, timeout=self._patience.leaving)
        await link.socket.close()
        if link.reading:
            link.reading.cancel()
            await asyncio.gather(link.reading, return_exceptions=True)

    # --- gaps ---------------------------------------------------------------------------------------------------------

    async def _mark_alive(self, at: datetime) -> None:
        """Until then everything was heard: also what the next start of the program asks for."""
        self._alive_at = at
        with suppress(Exception):
            await self._store.write_async(lambda uow: office_settings.put(uow, self._org, ALIVE, to_text(at)))

    async def _mark_alive_now(self) -> None:
        await self._mark_alive(real_time())

    async def _last_alive(self) -> datetime | None:
        if self._alive_at:
            return self._alive_at
        kept = await self._store.read_async(lambda uow: office_settings.get(uow, self._org, ALIVE))
        return from_text(kept) if kept else None

    async def _report_gap(self, since: datetime | None) -> None:
        """Tell from when nothing was heard, where it was for long enough to have lost something."""
        now = real_time()
        if since and (now - since).total_seconds() > self._patience.gap:
            _logger.warning("dingtalk stream: nothing was heard from %s to %s", since, now)
            try:
                await self._on_gap(since, now)
            except Exception:
                _logger.exception("dingtalk stream: the gap could not be told")
        await self._mark_alive(now)

    # --- frames -------------------------------------------------------------------------------------------------------

    async def _read(self, link: _Link) -> None:
        """Every frame as it comes. Raises ConnectionResetError at the end of the connection."""
        async for message in link.socket:
            if message.type is not aiohttp.WSMsgType.TEXT:
                continue
            try:
                frame = frames.read(message.data)
            except FrameError as fault:
                _logger.warning("dingtalk stream: a frame could not be read (%s)", fault)
                continue
            self._on_frame(link, frame)
        raise ConnectionResetError

    def _on_frame(self, link: _Link, frame: Frame) -> None:
        now = asyncio.get_running_loop().time()
        if frame.kind == "SYSTEM" and not frame.ends_the_connection:
            link.beats = [*link.beats[1 - _BEATS :], now]
        link.heard_at, link.heard_when, self._tries = now, real_time(), 0
        task = asyncio.create_task(self._answered(link, frame))
        link.under_way.add(task)
        task.add_done_callback(link.under_way.discard)
        if frame.ends_the_connection:
            link.leaving.set()

    async def _answered(self, link: _Link, frame: Frame) -> None:
        """Taken in first, acknowledged then, on the connection by which it came."""
        try:
            said = frames.answer(frame) if frame.kind == "SYSTEM" else await self._handle(frame)
        except Exception as fault:
            _logger.exception("dingtalk stream: a push could not be taken in (%s)", type(fault).__name__)
            said = frames.later(frame)
        if said is None or link.socket.closed:
            return
        with suppress(ConnectionError, RuntimeError, aiohttp.ClientError):
            await link.socket.send_str(said)
