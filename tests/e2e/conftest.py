"""The running demo and windows on it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page

from tests.browser import chromium
from tests.e2e.demo import Demo

OpenWindow = Callable[..., Awaitable[Page]]


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Demo]:
    """The demo, on the fixed morning."""
    demo = Demo(tmp_path / "data")
    demo.set_clock()
    await demo.start()
    yield demo
    await demo.stop()


@pytest.fixture
async def browser(browser_executable: str) -> AsyncIterator[Browser]:
    """A real browser."""
    async with chromium() as browser:
        yield browser


@pytest.fixture
async def window(demo: Demo, browser: Browser) -> AsyncIterator[OpenWindow]:
    """Opens a window of its own for somebody; a fault in the page's scripts fails the test."""
    faults: list[str] = []

    async def open_window(me: str, chat: str = "") -> Page:
        context = await browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
        page = await context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        await page.goto(f"{demo.url}?me={me}&chat={chat}")
        return page

    yield open_window
    assert faults == []
