"""One leader approves fifty cards within a second: fifty decisions, and every card tells its own end."""

from __future__ import annotations

import asyncio
from typing import Any

from bot import sample
from bot.clock import real_time
from bot.incoming import Envelope, Message, Tap
from handlers.engine.request import State
from storage import cards, platform_cards, requests
from tests.channels.dingtalk.house import House

STAFF = ["gaof", "linf", "hep", "jiangb", "panl", "duanz", "taoy"]
"""Whose supervising leader is wangq."""
DAYS = ["3月2日", "3月9日", "3月16日", "3月23日", "3月30日", "4月13日", "4月20日", "5月11日"]


async def _file(house: House, who: str, day: str, number: int) -> None:
    """Somebody asks for a day of leave and submits it."""

    def envelope(kind: str) -> Envelope:
        return Envelope(sample.ORG, "dingtalk", f"stream:{kind}{number}", who, real_time())

    await house.app.service.receive(Message(envelope("said"), f"{day}请假一天，办事"))
    check = house.store.read(lambda uow: cards.seen_by(uow, sample.ORG, [who], 1))[0]
    await house.app.service.receive(Tap(envelope("tapped"), check.id, "提交"))


def _track(house: House, serial: str) -> str:
    shown = house.store.read(lambda uow: cards.about(uow, sample.ORG, serial))
    mine = next(card for card in shown if card.receiver == "wangq")
    posted = house.store.read(lambda uow: platform_cards.newest(uow, sample.ORG, "dingtalk", mine.id, "wangq"))
    assert posted
    return posted.task


async def test_fifty_taps_in_one_second_are_fifty_decisions(house: House) -> None:
    pairs = [(who, day) for day in DAYS for who in STAFF][:50]
    for number, (who, day) in enumerate(pairs):
        await _file(house, who, day, number)
    async with asyncio.timeout(60):
        while await _cards_out(house) < 50:
            await asyncio.sleep(0.2)
    held = house.store.read(lambda uow: requests.waiting_for(uow, sample.ORG, "wangq"))
    tracks = [_track(house, request.serial) for request in held]
    assert len(set(tracks)) == 50

    async def tap(track: str) -> Any:
        return await house.ask("tap", user="wangq", track=track, params={"action": "同意"})

    outcomes = await asyncio.gather(*(tap(track) for track in tracks))
    assert {outcome["pushed"] for outcome in outcomes} == {True}
    async with asyncio.timeout(30):
        while _approved(house, [request.serial for request in held]) < 50:
            await asyncio.sleep(0.05)
    async with asyncio.timeout(60):
        while await _open_cards(house, tracks):
            await asyncio.sleep(0.2)
    assert {line["call"] for line in await house.refused()} <= {"ack", "/v1.0/card/instances"}, "but late or too fast"
    assert house.dead() == []


async def _cards_out(house: House) -> int:
    seen = (await house.ask("seen"))["seen"]
    return sum((thing["to"], thing["kind"]) == ("wangq", "card") for thing in seen)


async def _open_cards(house: House, tracks: list[str]) -> int:
    told = (await house.ask("seen"))["cards"]
    return sum(told[track]["public"]["button1"] == "同意" for track in tracks)


def _approved(house: House, serials: list[str]) -> int:
    found = house.store.read(lambda uow: [requests.get(uow, sample.ORG, serial) for serial in serials])
    return sum(request is not None and request.state is State.APPROVED for request in found)
