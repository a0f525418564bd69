"""A real browser for tests: the system's Chromium where there is one, else Playwright's own."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Error, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def executable() -> str | None:
    """Path of the browser: DZB_BROWSER, then the first of the usual names on PATH; None means Playwright's own."""
    return os.environ.get("DZB_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A headless browser that calls nobody but the addresses it is given."""
    sandbox = () if os.geteuid() else ("--no-sandbox",)
    async with async_playwright() as playwright:
        try:
            browser = await playwright.chromium.launch(executable_path=executable(), args=[*QUIET, *sandbox])
        except Error as error:
            raise RuntimeError("没有可用的浏览器：请安装 chromium，或用 DZB_BROWSER 指明浏览器路径") from error
        try:
            yield browser
        finally:
            await browser.close()
