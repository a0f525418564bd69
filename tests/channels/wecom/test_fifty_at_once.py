"""One leader approves fifty cards within a second: fifty decisions, each its own, and every card tells its own end."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot import sample
from bot.channels.pacer import Pacer, Rate
from bot.channels.wecom.app_door import AppDoor
from bot.clock import real_time
from bot.incoming import Envelope, Message, Tap
from handlers.engine.request import State
from storage import cards, platform_cards, requests
from tests.channels.wecom.house import House

STAFF = ["gaof", "linf", "hep", "jiangb", "panl", "duanz", "taoy"]
"""Whose supervising leader is wangq."""
DAYS = ["3月2日", "3月9日", "3月16日", "3月23日", "3月30日", "4月13日", "4月20日", "5月11日"]


async def _file(house: House, who: str, day: str, number: int) -> None:
    """Somebody asks for a day of leave and submits it, as if it had come by the app."""

    def envelope(kind: str) -> Envelope:
        return Envelope(sample.ORG, "wecom", f"app:{kind}{number}", who, real_time())

    await house.app.service.receive(Message(envelope("said"), f"{day}请假一天，办事"))
    check = house.store.read(lambda uow: cards.seen_by(uow, sample.ORG, [who], 1))[0]
    await house.app.service.receive(Tap(envelope("tapped"), check.id, "提交"))


def _approved(house: House, serials: list[str]) -> int:
    found = house.store.read(lambda uow: [requests.get(uow, sample.ORG, serial) for serial in serials])
    return sum(request is not None and request.state is State.APPROVED for request in found)


async def test_fifty_cards_in_one_second_are_fifty_decisions(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_app(house), "_pacer", Pacer((Rate(10_000, 60),)))  # the morning's cards lie on the phone
    await house.ask("switch", unlimited=True)
    pairs = [(who, day) for day in DAYS for who in STAFF][:50]
    for number, (who, day) in enumerate(pairs):
        await _file(house, who, day, number)
    await house.settled()
    held = house.store.read(lambda uow: requests.waiting_for(uow, sample.ORG, "wangq"))
    serials = [request.serial for request in held]
    assert len(serials) == 50
    tasks = [_task(house, serial) for serial in serials]
    outcomes: list[Any] = await asyncio.gather(*(house.tap("wangq", "同意", task) for task in tasks))
    assert {tuple(outcome["statuses"]) for outcome in outcomes} == {(200,)}
    assert max(outcome["seconds"] for outcome in outcomes) < 5
    async with asyncio.timeout(30):
        while _approved(house, serials) < 50:
            await asyncio.sleep(0.05)
    await asyncio.sleep(0.2)
    await house.settled()
    told = await house.ask("seen")
    shown = {card["task"]: card["card"] for card in told["cards"] if card["user"] == "wangq"}
    assert not [task for task in tasks if "button_list" in shown[task]], "every card was repainted in its place"
    assert all("已同意" in shown[task]["sub_title_text"] for task in tasks)
    assert (told["refused"], told["dropped"], house.dead()) == ([], 0, [])


def _app(house: House) -> AppDoor:
    app = house.channel._posting._doors.app
    assert app is not None
    return app


def _task(house: House, serial: str) -> str:
    """The leader's card about this number, as it is called on the platform."""

    def look(uow: Any) -> str:
        mine = next(card for card in cards.about(uow, sample.ORG, serial) if card.receiver == "wangq")
        posted = platform_cards.newest(uow, sample.ORG, "wecom", mine.id, "wangq")
        assert posted
        return posted.task

    return house.store.read(look)
