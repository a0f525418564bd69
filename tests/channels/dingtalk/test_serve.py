"""`dzb serve` as a process of its own, set up by environment variables only, before the fake."""

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
from tests.channels.dingtalk.looks import words_on
from tests.channels.dingtalk.platform import (
    CLIENT_ID,
    CLIENT_SECRET,
    CORP,
    EVERYBODY,
    EVERYBODY_ID,
    TEMPLATE,
    DingTalk,
)
from tests.channels.fake_process import ROOT


@pytest.fixture
def served(tmp_path: Path, dingtalk: DingTalk) -> Iterator[Path]:
    """A running program; its folder."""
    database = f"sqlite:///{tmp_path / 'd.sqlite'}"
    store = Store.open(database, migrate=True)
    sample.settle(store, real_time())
    store.close()
    dingtalk.set_up(["linf", "liwh", "wangq", "chenj"], names={"linf": "林芳"})
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DZB_")} | {
        "DZB_DATABASE": database,
        "DZB_LISTEN": "127.0.0.1:0",
        "DZB_CHANNELS": "dingtalk",
        "DZB_DINGTALK_CLIENT_ID": CLIENT_ID,
        "DZB_DINGTALK_CLIENT_SECRET": CLIENT_SECRET,
        "DZB_DINGTALK_CORP_ID": CORP,
        "DZB_DINGTALK_CARD_TEMPLATE_ID": TEMPLATE,
        "DZB_DINGTALK_GROUPS": f"{EVERYBODY}={EVERYBODY_ID}",
        "DZB_DINGTALK_API_BASE": dingtalk.url,
        "DZB_DINGTALK_OAPI_BASE": dingtalk.url,
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
        assert re.search(r"http://[\d.:]+", process.stdout.readline()), (tmp_path / "log").read_text()
        _until(lambda: dingtalk.ask("line")["open"] == 1)
        yield tmp_path
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0, (tmp_path / "log").read_text()


def _until(true: Any) -> None:
    until = time.monotonic() + 40
    while not true():
        assert time.monotonic() < until
        time.sleep(0.05)


def seen(dingtalk: DingTalk, to: str, kind: str, words: str) -> dict[str, Any]:
    """Wait until somebody sees it."""
    until = time.monotonic() + 40
    while time.monotonic() < until:
        for thing in dingtalk.seen():
            if (thing["to"], thing["kind"]) == (to, kind) and words in words_on(thing):
                return thing
        time.sleep(0.05)
    raise AssertionError(dingtalk.seen())


def test_a_leave_from_the_group_to_the_leaders_phone(served: Path, dingtalk: DingTalk) -> None:
    asked = dingtalk.ask("say", user="linf", group=EVERYBODY_ID, text="下周三到周五请假，老人住院")
    assert len(asked["acks"]) == 1
    called = seen(dingtalk, EVERYBODY_ID, "text", "@林芳 已收到")
    assert called["at"] == ["linf"], "she is really called, not only named"
    form = seen(dingtalk, "linf", "card", "请核对")
    dingtalk.ask("tap", user="linf", track=form["track"], params={"action": "提交"})
    card = seen(dingtalk, "liwh", "card", "请您审批")
    dingtalk.ask("disconnect")
    _until(lambda: dingtalk.ask("line")["opened"] == 2)
    answered = dingtalk.ask("tap", user="liwh", track=card["track"], params={"action": "同意"})
    assert len(answered["acks"]) == 1
    seen(dingtalk, "liwh", "update", "已同意")
    seen(dingtalk, "linf", "text", "已同意")
    assert dingtalk.ask("seen")["refused"] == []
    assert CLIENT_SECRET not in (served / "log").read_text()
