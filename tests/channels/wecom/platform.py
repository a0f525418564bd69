"""The fake WeCom as a test has it: a process of its own, obeying over loopback, and the settings that lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from bot.channels.wecom.settings import WeComSettings
from tests.channels.fake_process import FakeProcess, running_fake

CORP, AGENT = "ww0123456789abcdef", 1000002
SECRET, TOKEN, AES_KEY = "app-secret-5566", "wt8Kq2Zr5", "Q0dUb3duT2ZmaWNlV2VDb21UZXN0S2V5MDEyMzQ1Njc"
BOT_ID, BOT_SECRET, BOT_TOKEN = "aibB1", "bot-secret-7788", "bt9Lm3"
BOT_AES_KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
EVERYBODY, EVERYBODY_ID = "青禾乡干部职工大群", "wrAbC0123456789"
OFFICE, OFFICE_ID = "党政办工作群", "wrDuty42"
LEADERS, LEADERS_ID = "班子成员群", "wrLead7"


@dataclass(frozen=True)
class Parts:
    """Which parts of the platform the office has set up."""

    app: bool = True
    app_hears: bool = True
    line: bool = False
    bot_callback: bool = False
    webhooks: bool = False


@dataclass(frozen=True)
class Platform(FakeProcess):
    """The running fake."""

    def set_up(self, parts: Parts, users: list[str], our_url: str) -> None:
        """A new world in which these people use us; `our_url` is where we listen."""
        app: dict[str, Any] = {
            "agent_id": AGENT,
            "secret": SECRET,
            "token": TOKEN,
            "aes_key": AES_KEY,
            "visible": users,
        }
        bot: dict[str, Any] = {"bot_id": BOT_ID, "secret": BOT_SECRET, "token": BOT_TOKEN, "aes_key": BOT_AES_KEY}
        if parts.app_hears:
            app["callback"] = f"{our_url}/wecom/app"
        if parts.bot_callback:
            bot["callback"] = f"{our_url}/wecom/bot"
        webhooks = {"key-all": EVERYBODY, "key-duty": OFFICE} if parts.webhooks else {}
        contacts = [{"userid": user, "name": user, "department": [1]} for user in users]
        self.ask("setup", base=self.url, corp_id=CORP, app=app, bot=bot, webhooks=webhooks, contacts=contacts)

    def settings(self, parts: Parts, **more: Any) -> WeComSettings:
        """Our side of it."""
        said: dict[str, Any] = {
            "api_base": self.url,
            "bot_socket": self.url.replace("http", "ws", 1) + "/line",
            "groups": {EVERYBODY: EVERYBODY_ID, OFFICE: OFFICE_ID, LEADERS: LEADERS_ID},
            "avoid_full_hours": False,
        }
        if parts.app:
            said |= {"corp_id": CORP, "agent_id": AGENT, "app_secret": SECRET}
        if parts.app and parts.app_hears:
            said |= {"app_token": TOKEN, "app_aes_key": AES_KEY}
        if parts.line:
            said |= {"bot_id": BOT_ID, "bot_secret": BOT_SECRET}
        if parts.bot_callback:
            said |= {"bot_token": BOT_TOKEN, "bot_aes_key": BOT_AES_KEY}
        if parts.webhooks:
            said["webhooks"] = {EVERYBODY: "key-all", OFFICE: f"{self.url}/cgi-bin/webhook/send?key=key-duty"}
        return WeComSettings(**(said | more))


@contextmanager
def running_platform() -> Iterator[Platform]:
    """A fake of its own, gone afterwards."""
    with running_fake("tests.channels.wecom.fake") as url:
        yield Platform(url)
