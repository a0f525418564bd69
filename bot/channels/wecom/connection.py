"""The smart bot's long connection: one for all processes, held by whoever has the lease, restored for ever.

What it sends is acknowledged frame by frame; what it hears is taken in in each person's own order.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
import re
import secrets
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakValueDictionary

import aiohttp

from bot.channels.heard import Heard
from bot.channels.held import Held
from bot.channels.port import DeliveryDelayedError
from bot.channels.refusals import RefusedError
from bot.channels.wecom import bot_callback, facts
from bot.channels.wecom.api import check_code
from bot.channels.wecom.open_answers import OpenAnswers, entered, tapped
from bot.channels.wecom.relay import Relay
from bot.clock import real_time
from storage.store import Store

_logger = logging.getLogger(__name__)

FRAME_LIMIT = 1024 * 1024


@dataclass(frozen=True)
class Patience:
    """How long to wait before the next try, in seconds."""

    first: float = 1.0
    longest: float = 30.0
    refused: float = 60.0
    taken_over: tuple[float, float] = (120.0, 300.0)
    lease: float = 3.0
    ping: float = facts.PING_SECONDS
    ack: float = facts.ACK_SECONDS
    take_in: float = 60.0
    """A thing that cannot be taken in (the database is away) is tried again for so long."""


class TakenOverError(Exception):
    """Another program has connected as the same bot."""


class SubscribeRefusedError(Exception):
    """The platform refuses the bot's id or secret."""


@dataclass
class _Link:
    """One connection while it lives."""

    socket: aiohttp.ClientWebSocketResponse
    acks: dict[str, asyncio.Future[dict[str, Any]]] = field(default_factory=dict)
    ready: bool = False


class BotConnection:
    """A BotLine over the long connection. `take` takes in what it hears."""

    def __init__(
        self,
        store: Store,
        org: str,
        url: str,
        bot_id: str,
        secret: str,
        take: Callable[[Heard], Awaitable[None]],
        patience: Patience | None = None,
    ) -> None:
        self._store = store
        self._org = org
        self._url = url
        self._bot_id = bot_id
        self._secret = secret
        self._take = take
        self._patience = patience or Patience()
        self._lease = Held(store, org, self.lease_name(bot_id))
        self._relay = Relay(store, org, self._lease.name, self._patience.ack + 3)
        self._link: _Link | None = None
        self._answers = OpenAnswers()
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._under_way: set[asyncio.Task[None]] = set()
        self._running: asyncio.Task[None] | None = None
        self._tries = 0
        self.state = "not started"

    @staticmethod
    def lease_name(bot_id: str) -> str:
        """The name of the lease of this bot's connection."""
        return f"bot {bot_id}"[:64]

    async def try_once(self, seconds: float = 8.0) -> str:
        """Connect, say how it went in a few words, and close. Takes the lease first, so it kicks nobody of ours."""
        self.start()
        loop = asyncio.get_running_loop()
        ends = loop.time() + seconds
        while loop.time() < ends and not re.match("connected|refused|not connected:|another", self.state):
            await asyncio.sleep(0.05)
        state = self.state
        await self.close()
        return state

    # --- what the channel asks --------------------------------------------------------------------------------------

    def start(self) -> None:
        """Connect, and stay connected."""
        self._running = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Let what was heard be taken in, close, and let another process have the bot."""
        if self._running:
            self._running.cancel()
            with suppress(asyncio.CancelledError):
                await self._running
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=self._patience.ack)
        await self._lease.let_go()

    async def send(self, place: str, is_group: bool, body: dict[str, Any]) -> None:
        """A message of the bot's own into a chat; a greeting as the answer to whoever has just come in."""
        if await self._is_elsewhere():
            await self._relay.ask({"do": "send", "place": place, "is_group": is_group, "body": body})
            return
        if not is_group and body["msgtype"] == "markdown" and (req_id := self._answers.take(entered(place))):
            greeting = {"msgtype": "text", "text": body["markdown"]}
            _check(await self._ask("aibot_respond_welcome_msg", greeting, req_id))
            return
        chat = {"chatid": place, "chat_type": 2 if is_group else 1}
        _check(await self._ask("aibot_send_msg", chat | body))

    async def repaint(self, task: str, user: str, card: dict[str, Any]) -> bool:
        """The card as the answer to its tap, while that may be answered."""
        if await self._is_elsewhere():
            return await self._relay.ask({"do": "repaint", "task": task, "user": user, "card": card})
        req_id = self._answers.take(tapped(task, user))
        if not req_id:
            return False
        body = {"response_type": "update_template_card", "userids": [user], "template_card": card}
        answer = await self._ask("aibot_respond_update_msg", body, req_id)
        if answer.get("errcode", 0) != facts.OK:
            _logger.info("wecom bot: a card could not be repainted (%s)", answer.get("errcode"))
        return bool(answer.get("errcode", 0) == facts.OK)

    async def _is_elsewhere(self) -> bool:
        """Whether another process of ours holds the connection."""
        if self._link is not None or not self._relay.leads_somewhere:
            return False
        return await self._lease.is_elsewhere()

    async def _do_for_another(self, what: Mapping[str, Any]) -> bool:
        """What another process asks for; not passed on again."""
        if self._link is None:
            raise DeliveryDelayedError(f"智能机器人的长连接没有连上（{self.state}）", 3.0)
        if what["do"] == "repaint":
            return await self.repaint(what["task"], what["user"], what["card"])
        await self.send(what["place"], what["is_group"], what["body"])
        return True

    # --- staying connected --------------------------------------------------------------------------------------------

    async def _run(self) -> None:
        while True:
            if not await self._lease.take():
                self.state = "another process holds the connection"
                await asyncio.sleep(self._patience.lease)
                continue
            try:
                async with aiohttp.ClientSession() as session:
                    await self._connected(session)
                continue
            except TakenOverError:
                self.state = "taken over by another program"
                _logger.error("wecom bot: another program has connected as this bot; waiting some minutes")
                wait = random.uniform(*self._patience.taken_over)
            except SubscribeRefusedError as refusal:
                self.state = f"refused: {refusal}"
                _logger.error("wecom bot: the platform refuses BotID or Secret (%s)", refusal)
                wait = self._patience.refused
            except (aiohttp.ClientError, OSError, TimeoutError) as fault:
                self.state = f"not connected: {type(fault).__name__}"
                wait = min(self._patience.first * 2 ** min(self._tries, 10), self._patience.longest) * random.uniform(
                    0.5, 1
                )
                log = _logger.warning if self._tries in (3, 30) else _logger.info
                log("wecom bot: not connected (%s); again in %.0f seconds", type(fault).__name__, wait)
                self._tries += 1
            await self._lease.wait(wait)

    async def _connected(self, session: aiohttp.ClientSession) -> None:
        """One connection from its opening to its end. Raises what ended it; returns where the lease was lost."""
        connecting = session.ws_connect(
            self._url, max_msg_size=FRAME_LIMIT, timeout=aiohttp.ClientWSTimeout(ws_close=2)
        )
        socket = await asyncio.wait_for(connecting, 10)
        link = _Link(socket)
        reading = asyncio.create_task(self._read(link))
        tasks = [reading]
        try:
            await self._subscribe(link, reading)
            self._link, self.state, self._tries = link, "connected", 0
            _logger.info("wecom bot: connected")
            tasks += [asyncio.create_task(self._ping(link)), asyncio.create_task(self._lease.keep())]
            if self._relay.leads_somewhere:
                tasks.append(asyncio.create_task(self._serve_others()))
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            self._link = None
            self._answers.forget()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            for waiting in link.acks.values():
                if not waiting.done():
                    waiting.set_exception(ConnectionResetError())
                    waiting.exception()
            await socket.close()

    async def _subscribe(self, link: _Link, reading: asyncio.Task[None]) -> None:
        body = {"bot_id": self._bot_id, "secret": self._secret}
        asking = asyncio.create_task(self._ask_on(link, "aibot_subscribe", body))
        await asyncio.wait({asking, reading}, return_when=asyncio.FIRST_COMPLETED)
        if reading.done():
            asking.cancel()
            reading.result()
        answer = await asking
        code = answer.get("errcode", 0)
        if code in (facts.BUSY, facts.RATE_LIMITED):
            raise aiohttp.ClientError("the platform is busy")
        if code != facts.OK:
            raise SubscribeRefusedError(code)

    async def _ping(self, link: _Link) -> None:
        """Raises where two in a row are not acknowledged: the connection is dead, whatever the socket says."""
        lost = 0
        while lost < facts.LOST_PINGS:
            await asyncio.sleep(self._patience.ping)
            try:
                answer = await self._ask_on(link, "ping", None)
            except TimeoutError:
                lost += 1
                continue
            if answer.get("errcode") == facts.NOT_SUBSCRIBED:
                break
            lost = 0
        raise TimeoutError

    async def _serve_others(self) -> None:
        """What fails here is logged and begun again: it must not end the connection."""
        while True:
            try:
                await self._relay.serve(self._do_for_another)
            except Exception:
                _logger.exception("wecom bot: what other processes ask for could not be read")
            await asyncio.sleep(self._patience.lease)

    # --- frames -------------------------------------------------------------------------------------------------------

    async def _ask(self, cmd: str, body: dict[str, Any], req_id: str = "") -> dict[str, Any]:
        """Send a frame and wait for its answer. Raises DeliveryDelayedError where there is no connection."""
        link = self._link
        if link is None:
            raise DeliveryDelayedError(f"智能机器人的长连接没有连上（{self.state}）", 3.0)
        try:
            return await self._ask_on(link, cmd, body, req_id)
        except (TimeoutError, OSError, aiohttp.ClientError) as fault:
            raise DeliveryDelayedError(f"智能机器人的长连接没有回应（{type(fault).__name__}）") from None

    async def _ask_on(self, link: _Link, cmd: str, body: dict[str, Any] | None, req_id: str = "") -> dict[str, Any]:
        req_id = req_id or f"{cmd}_{int(real_time().timestamp() * 1000)}_{secrets.token_hex(4)}"
        frame: dict[str, Any] = {"cmd": cmd, "headers": {"req_id": req_id}}
        if body is not None:
            frame["body"] = body
        waiting: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        link.acks[req_id] = waiting
        try:
            await link.socket.send_str(json.dumps(frame, ensure_ascii=False))
            return await asyncio.wait_for(waiting, self._patience.ack)
        finally:
            link.acks.pop(req_id, None)

    async def _read(self, link: _Link) -> None:
        """Every frame in order. Raises TakenOverError, or ConnectionResetError at the end of the connection."""
        async for message in link.socket:
            if message.type is not aiohttp.WSMsgType.TEXT:
                continue
            try:
                frame = json.loads(message.data)
            except (ValueError, RecursionError):
                frame = None
            if not isinstance(frame, dict) or not isinstance(frame.get("headers"), dict):
                _logger.warning("wecom bot: a frame could not be read")
                continue
            self._on_frame(link, frame)
        raise ConnectionResetError

    def _on_frame(self, link: _Link, frame: dict[str, Any]) -> None:
        req_id = str(frame["headers"].get("req_id", ""))
        if not frame.get("cmd"):
            waiting = link.acks.get(req_id)
            if waiting and not waiting.done():
                waiting.set_result(frame)
            return
        body = frame.get("body")
        if not isinstance(body, dict):
            return
        if _is_disconnected(body):
            raise TakenOverError
        try:
            heard = bot_callback.read_bot(body, self._bot_id)
        except RefusedError as refusal:
            _logger.warning("wecom bot: a frame was refused (%s)", refusal)
            return
        self._answers.expect(heard, req_id)
        task = asyncio.create_task(self._take_in_turn(heard))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    # --- what was heard -----------------------------------------------------------------------------------------------

    async def _take_in_turn(self, heard: Heard) -> None:
        """Take it in after everything that the same person said before; again while the database is away."""
        chat = getattr(heard, "chat", None)
        key = chat.user if chat else ""
        turn = self._turns.setdefault(key, asyncio.Lock())
        loop = asyncio.get_running_loop()
        ends, wait = loop.time() + self._patience.take_in, 0.2
        async with turn:
            while True:
                try:
                    return await self._take(heard)
                except Exception as fault:
                    if loop.time() > ends:
                        _logger.exception("wecom bot: something heard could not be taken in")
                        return None
                    _logger.warning("wecom bot: not taken in yet (%s)", type(fault).__name__)
                await asyncio.sleep(wait)
                wait = min(wait * 2, 5.0)


def _check(answer: dict[str, Any]) -> None:
    """Raise what the answer's code asks for."""
    code, words = answer.get("errcode", facts.OK), str(answer.get("errmsg", ""))
    if not isinstance(code, int):
        code = facts.BUSY
    if code == facts.NOT_SUBSCRIBED:
        raise DeliveryDelayedError("846609 not subscribed", 3.0)
    if code in facts.BOT_RATE_LIMITED:
        raise DeliveryDelayedError(f"{code} rate limit", facts.RATE_WAIT_SECONDS)
    check_code(code, words)


def _is_disconnected(body: dict[str, Any]) -> bool:
    event = body.get("event")
    return isinstance(event, dict) and event.get("eventtype") == "disconnected_event"
