"""A workplace that runs on a real port, and windows on it: bare sockets, and a real browser's."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import pytest
from playwright.async_api import Browser, Page

from tests.browser import chromium
from tests.channels.workplace.client import Client
from tests.channels.workplace.fake_office import House

OpenWindow = Callable[..., Awaitable[Page]]


@pytest.fixture
async def house() -> AsyncIterator[House]:
    """A workplace over a fake office, listening."""
    house = House()
    await house.open()
    yield house
    await house.close()


@pytest.fixture
async def http(house: House) -> AsyncIterator[aiohttp.ClientSession]:
    """Requests as the page makes them."""
    async with aiohttp.ClientSession(house.url, headers={"Origin": house.url}) as session:
        yield session


@pytest.fixture
def sit(http: aiohttp.ClientSession) -> Callable[..., Awaitable[Client]]:
    """Opens a socket for somebody and says hello."""

    async def sit_down(me: str, since: int | None = None) -> Client:
        client = Client(await http.ws_connect("/workplace/socket"))
        await client.send(type="hello", me=me, **({} if since is None else {"since": since}))
        return client

    return sit_down


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A real browser."""
    async with chromium() as browser:
        yield browser


@pytest.fixture
async def window(house: House, browser: Browser) -> AsyncIterator[OpenWindow]:
    """Opens a window of its own for somebody; a fault in the page's scripts fails the test."""
    faults: list[str] = []

    async def open_window(me: str, *, chat: str | None = "", width: int = 1280, height: int = 800) -> Page:
        context = await browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
        page = await context.new_page()
        page.set_default_timeout(8_000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None)
        await page.goto(f"{house.url}/?me={me}" + ("" if chat is None else f"&chat={chat}"))
        return page

    yield open_window
    assert faults == []
