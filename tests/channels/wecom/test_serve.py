"""`dzb serve` as a process of its own, set up by dzb.toml and the environment, before the fake."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot import sample
from bot.clock import real_time
from storage.store import Store
from tests.channels.fake_process import ROOT
from tests.channels.wecom.house import words_on
from tests.channels.wecom.platform import (
    AES_KEY,
    AGENT,
    BOT_ID,
    BOT_SECRET,
    CORP,
    EVERYBODY,
    EVERYBODY_ID,
    SECRET,
    TOKEN,
    Parts,
    Platform,
)

TOML = """
database = "{database}"
listen = "127.0.0.1:0"
channels = ["wecom"]

[wecom]
corp_id = "{corp}"
agent_id = {agent}
app_token = "{token}"
app_aes_key = "{key}"
bot_id = "{bot}"

[wecom.groups]
"{everybody}" = "{everybody_id}"
"""


@pytest.fixture
def served(tmp_path: Path, platform: Platform) -> Iterator[tuple[Platform, Path]]:
    """A running program; the secrets come from the environment."""
    database = f"sqlite:///{tmp_path / 'd.sqlite'}"
    store = Store.open(database, migrate=True)
    sample.settle(store, real_time())
    store.close()
    names = {"corp": CORP, "agent": AGENT, "token": TOKEN, "key": AES_KEY, "bot": BOT_ID}
    groups = {"everybody": EVERYBODY, "everybody_id": EVERYBODY_ID}
    (tmp_path / "dzb.toml").write_text(TOML.format(database=database, **names, **groups), encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DZB_")} | {
        "DZB_WECOM_APP_SECRET": SECRET,
        "DZB_WECOM_BOT_SECRET": BOT_SECRET,
        "DZB_WECOM_API_BASE": platform.url,
        "DZB_WECOM_BOT_SOCKET": platform.url.replace("http", "ws", 1) + "/line",
        "PYTHONPATH": str(ROOT),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "serve"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=(tmp_path / "log").open("w"),
        text=True,
    )
    try:
        assert process.stdout
        greeting = process.stdout.readline()
        address = re.search(r"http://[\d.:]+", greeting)
        assert address, (tmp_path / "log").read_text()
        parts = Parts(line=True)
        platform.set_up(parts, ["linf", "liwh", "wangq", "chenj"], address[0])
        yield platform, tmp_path
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0, (tmp_path / "log").read_text()


def seen(platform: Platform, to: str, kind: str, words: str) -> dict[str, Any]:
    """Wait until somebody sees it."""
    until = time.monotonic() + 40
    while time.monotonic() < until:
        for thing in platform.seen():
            if (thing["to"], thing["kind"]) == (to, kind) and words in words_on(thing):
                return thing
        time.sleep(0.05)
    raise AssertionError(platform.seen())


def test_a_leave_from_the_group_to_the_leaders_phone(served: tuple[Platform, Path]) -> None:
    platform, folder = served
    assert platform.ask("check", door="app") == {"said": "ok"}
    until = time.monotonic() + 40
    while not platform.ask("line")["subscribed"] and time.monotonic() < until:
        time.sleep(0.05)
    ask = "@小助手 下周三到周五请假，老人住院"
    assert platform.ask("say", door="bot", user="linf", group=EVERYBODY_ID, text=ask) == {"pushed": True}
    seen(platform, EVERYBODY_ID, "text", "@林芳 已收到")
    form = seen(platform, "linf", "card", "请核对")
    platform.ask("tap", user="linf", key="提交", task=form["task"])
    card = seen(platform, "liwh", "card", "请您审批")
    answered = platform.ask("tap", user="liwh", key="同意", task=card["task"])
    assert answered["statuses"] == [200]
    seen(platform, "liwh", "update", "已同意")
    seen(platform, "linf", "text", "已同意")
    told = platform.ask("seen")
    assert (told["refused"], told["dropped"]) == ([], 0)
    log = (folder / "log").read_text()
    assert SECRET not in log
    assert BOT_SECRET not in log
