"""The stream before the fake gateway: replaced without a gap, noticed when dead or deaf, and every push acknowledged
only after it was taken in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.channels.dingtalk import frames
from bot.channels.dingtalk.api import Api
from bot.channels.dingtalk.frames import Frame
from bot.channels.dingtalk.stream import ALIVE, Patience, Stream
from bot.channels.http_client import HttpClient
from bot.clock import real_time
from storage import office_settings
from storage.instants import to_text
from storage.store import Store
from tests.channels.dingtalk.platform import CLIENT_ID, CLIENT_SECRET, DingTalk

ORG = "qinghe"
QUICK = Patience(first=0.1, longest=0.4, refused=0.3, lease=0.1, ping=0.4, stale=30, leaving=2, gap=0.3)


@dataclass
class Listener:
    """A stream and what it heard. `wait` holds up every taking in, `fail` makes it impossible."""

    dingtalk: DingTalk
    stream: Stream = field(init=False)
    heard: list[str] = field(default_factory=list)
    gaps: list[tuple[datetime, datetime]] = field(default_factory=list)
    wait: float = 0.0
    fail: bool = False

    async def handle(self, frame: Frame) -> str:
        """Take one push in."""
        if self.wait:
            await asyncio.sleep(self.wait)
        if self.fail:
            raise OSError("the database is away")
        self.heard.append(str(frame.data.get("text", {}).get("content", "")).strip() or frame.topic)
        return frames.answer(frame)

    async def on_gap(self, since: datetime, until: datetime) -> None:
        """Nothing was heard for a while."""
        self.gaps.append((since, until))

    async def ask(self, path: str, **said: Any) -> Any:
        """A command for the fake."""
        return await asyncio.to_thread(self.dingtalk.ask, path, **said)

    async def until(self, true: Callable[[], Any], seconds: float = 8.0) -> None:
        """Wait until it is so."""
        async with asyncio.timeout(seconds):
            while not true():
                await asyncio.sleep(0.02)

    async def opened(self, times: int) -> None:
        """Wait until so many connections were opened in all."""
        async with asyncio.timeout(8):
            while (await self.ask("line"))["opened"] < times or self.stream.state != "connected":
                await asyncio.sleep(0.02)


Listen = Callable[..., Any]


@pytest.fixture
async def listen(dingtalk: DingTalk, memory_store: Store) -> AsyncIterator[Listen]:
    """Connects a stream."""
    await asyncio.to_thread(dingtalk.set_up, ["linf"])
    async with AsyncExitStack() as stack:

        async def one(patience: Patience = QUICK, secret: str = CLIENT_SECRET, connected: bool = True) -> Listener:
            listener = await stack.enter_async_context(_listener(dingtalk, memory_store, patience, secret))
            if connected:
                await listener.until(lambda: listener.stream.state == "connected")
            return listener

        yield one


@asynccontextmanager
async def _listener(dingtalk: DingTalk, store: Store, patience: Patience, secret: str) -> AsyncIterator[Listener]:
    http = HttpClient()
    api = Api(http, store, ORG, dingtalk.settings())
    listener = Listener(dingtalk)
    hear, tell = listener.handle, listener.on_gap
    listener.stream = stream = Stream(store, ORG, CLIENT_ID, secret, api, hear, tell, patience)
    stream.start()
    yield listener
    await stream.close()
    await http.close()


async def test_a_push_is_acknowledged_only_after_it_was_taken_in(listen: Listen) -> None:
    listener = await listen()
    listener.wait = 0.5
    told = await listener.ask("say", user="linf", text="一")
    assert told["acks"][0]["code"] == 200
    assert told["seconds"] >= 0.5
    assert listener.heard == ["一"]


async def test_what_cannot_be_taken_in_is_asked_for_again_or_not_acknowledged(listen: Listen) -> None:
    listener = await listen()
    listener.fail = True
    told = await listener.ask("say", user="linf", text="一", wait=0.5)
    assert told["acks"] == []
    event = await listener.ask("event", type="user_leave_org", data={}, wait=0.5)
    assert [ack["data"]["status"] for ack in event["acks"]] == ["LATER"]
    listener.fail = False
    assert (await listener.ask("event", type="user_leave_org", data={}))["acks"][0]["data"]["status"] == "SUCCESS"


async def test_pings_and_unknown_topics_of_the_system_are_echoed(listen: Listen) -> None:
    listener = await listen()
    await listener.ask("ping", opaque="o-7", message_id="ping-1")
    await listener.ask("system", topic="KEEPALIVE", data={"a": "b"}, message_id="keep-1")
    await asyncio.sleep(0.2)
    assert (await listener.ask("acks", message_id="ping-1"))["acks"][0]["data"] == {"opaque": "o-7"}
    assert (await listener.ask("acks", message_id="keep-1"))["acks"][0]["data"] == {"a": "b"}


async def test_a_goodbye_is_followed_by_a_new_connection_before_the_old_one_ends(listen: Listen) -> None:
    listener = await listen()
    listener.wait = 0.6
    slow = asyncio.create_task(listener.ask("say", user="linf", text="慢"))
    await asyncio.sleep(0.2)
    before = (await listener.ask("line"))["numbers"]
    await listener.ask("disconnect")
    await listener.opened(2)
    told = await slow
    assert len(told["acks"]) == 1, "what was under way is acknowledged on the connection by which it came"
    assert told["connections"] == before
    listener.wait = 0
    for number in range(5):
        assert (await listener.ask("say", user="linf", text=f"后{number}"))["acks"]
    assert listener.heard == ["慢", *(f"后{number}" for number in range(5))]
    assert listener.gaps == []


async def test_nothing_is_lost_through_twenty_goodbyes(listen: Listen) -> None:
    listener = await listen()
    await listener.ask("switch", closes_after=0.5)
    sent: list[str] = []
    lost: list[str] = []

    async def talk() -> None:
        for number in range(120):
            told = await listener.ask("say", user="linf", text=f"{number}", wait=1)
            (sent if told["pushed"] and told["acks"] else lost).append(str(number))

    async def part() -> None:
        for _ in range(20):
            await asyncio.sleep(0.05)
            await listener.ask("disconnect")

    await asyncio.gather(talk(), part())
    assert set(sent) <= set(listener.heard)
    assert len(lost) <= 20, "at most what was said between the goodbye and the next connection"


async def test_a_cut_connection_is_open_again_within_a_second_and_the_gap_is_known(listen: Listen) -> None:
    listener = await listen()
    await listener.ask("switch", open_fails=True)
    await listener.ask("cut")
    await asyncio.sleep(0.8)
    await listener.ask("switch", open_fails=None)
    await listener.opened(2)
    await listener.until(lambda: listener.gaps)
    since, until = listener.gaps[0]
    assert timedelta(seconds=0.5) < until - since < timedelta(seconds=6)
    assert (await listener.ask("say", user="linf", text="在吗"))["acks"]


async def test_a_socket_that_answers_no_pings_is_given_up(listen: Listen) -> None:
    listener = await listen()
    await listener.ask("switch", no_pong=True)
    await listener.until(lambda: listener.stream.state != "connected" or listener.stream.opened > 1)
    await listener.ask("switch", no_pong=None)
    await listener.opened(2)
    assert (await listener.ask("say", user="linf", text="在吗"))["acks"]
    await listener.until(lambda: listener.gaps)


async def test_a_stream_that_looks_alive_and_brings_nothing_is_replaced(listen: Listen) -> None:
    """It answers pings, but the gateway's own frames have stopped."""
    listener = await listen()
    for number in range(5):
        await listener.ask("ping", opaque=str(number))
        await asyncio.sleep(0.15)
    await listener.ask("deaf")
    await listener.opened(2)
    assert (await listener.ask("say", user="linf", text="在吗"))["acks"]
    await listener.until(lambda: listener.gaps)


async def test_a_quiet_connection_is_renewed_without_a_word(listen: Listen) -> None:
    listener = await listen(Patience(ping=0.4, stale=0.5, gap=0.3, lease=0.1))
    await listener.opened(3)
    assert listener.gaps == []


async def test_settings_that_are_refused_are_not_tried_in_a_rush(listen: Listen) -> None:
    listener = await listen(secret="wrong", connected=False)
    await listener.until(lambda: listener.stream.state.startswith("refused"))
    await asyncio.sleep(0.5)
    tries = (await listener.ask("seen"))["calls"]["/v1.0/gateway/connections/open"]
    assert tries <= 3


async def test_the_gap_of_a_program_that_was_down_is_known_at_its_next_start(
    listen: Listen, memory_store: Store
) -> None:
    down = real_time() - timedelta(minutes=7)
    memory_store.write(lambda uow: office_settings.put(uow, ORG, ALIVE, to_text(down)))
    listener = await listen()
    await listener.until(lambda: listener.gaps)
    assert abs((listener.gaps[0][0] - down).total_seconds()) < 1


async def test_of_two_programs_one_is_connected_and_the_other_takes_over(listen: Listen) -> None:
    first = await listen()
    second = await listen(connected=False)
    await second.until(lambda: second.stream.state.startswith("another"))
    assert (await first.ask("line"))["open"] == 1
    await first.stream.close()
    await second.until(lambda: second.stream.state == "connected")
    assert (await second.ask("say", user="linf", text="在吗"))["acks"]
    assert second.heard == ["在吗"]


@pytest.mark.parametrize("raw", ["", "{", "[]", '{"type":"CALLBACK"}', '{"headers":{},"type":"X"}', "null", '"a"'])
async def test_a_frame_that_is_none_ends_nothing(listen: Listen, raw: str) -> None:
    listener = await listen()
    await listener.ask("raw_frame", raw=raw)
    assert (await listener.ask("say", user="linf", text="在吗"))["acks"]
    assert (await listener.ask("line"))["opened"] == 1
