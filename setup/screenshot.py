"""Takes the picture of the workplace for the README from the running demo: a leader's card beside the big group.

    python -m setup.screenshot [docs/images/workplace.png]

Needs a Chromium (DZB_BROWSER or on PATH) and Chinese fonts; setup/browser.sh gets both where it can.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, expect

from tests.browser import chromium
from tests.e2e.demo import Demo
from tests.morning import GROUP

PICTURE = Path("docs/images/workplace.png")
WIDTH, HEIGHT = 1440, 860


async def main(picture: Path) -> None:
    """Play the scene and take the picture."""
    picture.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        demo = Demo(Path(folder))
        demo.set_clock()
        await demo.start()
        try:
            async with chromium() as browser:
                await play(demo, browser, picture)
        finally:
            await demo.stop()


async def play(demo: Demo, browser: Browser, picture: Path) -> None:
    """Two leaves are asked for in the group; one is approved, the other lies before its leader."""
    await expect(stream(await window(demo, browser, "wangq"))).to_contain_text("您好")
    group = await window(demo, browser, "linf", GROUP)
    await say(group, "@小助手 下周三到周五请假，老人住院")
    await submit(await window(demo, browser, "linf"))
    await decide(await window(demo, browser, "liwh"), "QJ-2026-0001")
    await expect(stream(group)).to_contain_text("已批准（QJ-2026-0001）")
    for _ in range(4):
        await group.get_by_role("button", name="+10分钟").click()
    await expect(group.locator(".clock .time")).to_contain_text("09:4")
    other = await window(demo, browser, "gaof", GROUP)
    await say(other, "@小助手 明天下午请假半天，带孩子看病")
    await submit(await window(demo, browser, "gaof"))
    both = await window(demo, browser, "gaof", GROUP)
    await both.get_by_role("button", name="分屏").click()
    await both.get_by_label("查找人员").fill("王强")
    await both.keyboard.press("Enter")
    beside = both.frame_locator("iframe")
    await expect(beside.get_by_role("article").last).to_contain_text("QJ-2026-0002")
    await both.wait_for_timeout(500)
    await both.screenshot(path=picture)


async def window(demo: Demo, browser: Browser, me: str, chat: str = "") -> Page:
    """Somebody's window."""
    context = await browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, locale="zh-CN", device_scale_factor=2
    )
    page = await context.new_page()
    await page.goto(f"{demo.url}?me={me}&chat={chat}")
    return page


def stream(page: Page) -> Locator:
    """The conversation that is open."""
    return page.get_by_role("log")


async def say(page: Page, words: str) -> None:
    """Write into the open chat."""
    await page.get_by_label("输入消息").fill(words)
    await page.keyboard.press("Enter")


async def submit(page: Page) -> None:
    """Submit the form that is being checked."""
    await stream(page).get_by_role("button", name="提交").click()
    await expect(stream(page)).to_contain_text("已提交，编号")


async def decide(page: Page, serial: str) -> None:
    """Agree."""
    await stream(page).get_by_role("article").filter(has_text=serial).get_by_role("button", name="同意").click()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURE))
