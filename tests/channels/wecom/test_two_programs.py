"""Two `dzb serve` on one PostgreSQL: one is connected, both deliver; when it is killed the other goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from bot import sample
from bot.clock import real_time
from storage import leases
from storage.store import Store
from tests.channels.fake_process import ROOT
from tests.channels.wecom.house import words_on
from tests.channels.wecom.platform import BOT_ID, BOT_SECRET, Parts, Platform
from tests.databases import PostgresqlServer


@pytest.fixture
def two(platform: Platform, postgresql_server: PostgresqlServer, tmp_path: Path) -> Iterator[list[Any]]:
    """Both running, the first of them connected."""
    database = postgresql_server.migrated_database()
    store = Store.open(database)
    sample.settle(store, real_time())
    platform.set_up(Parts(app=False, line=True), ["linf", "wangq"], "http://127.0.0.1:9")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DZB_")} | {
        "DZB_DATABASE": database,
        "DZB_LISTEN": "127.0.0.1:0",
        "DZB_CHANNELS": "wecom",
        "DZB_WECOM_BOT_ID": BOT_ID,
        "DZB_WECOM_BOT_SECRET": BOT_SECRET,
        "DZB_WECOM_BOT_SOCKET": platform.url.replace("http", "ws", 1) + "/line",
        "PYTHONPATH": str(ROOT),
    }
    with ExitStack() as stack:
        programs: list[subprocess.Popen[str]] = []
        for number in range(2):
            log = stack.enter_context((tmp_path / f"log{number}").open("w"))
            command = [sys.executable, "-m", "bot", "serve"]
            program = subprocess.Popen(
                command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=log, text=True
            )
            programs.append(program)
            assert program.stdout
            assert program.stdout.readline(), (tmp_path / f"log{number}").read_text()
            _until(lambda: platform.ask("line")["open"] == 1)
        yield [platform, programs, store]
        for program in programs:
            program.send_signal(signal.SIGTERM)
            program.wait(15)
        store.close()


def _until(is_so: Any, seconds: float = 40) -> None:
    ends = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < ends
        time.sleep(0.05)


def _said(platform: Platform, words: str) -> bool:
    return any(thing["to"] == "linf" and words in words_on(thing) for thing in platform.seen())


def test_both_deliver_by_one_connection_and_the_second_takes_over(two: list[Any]) -> None:
    platform, programs, store = two
    for number in range(12):
        assert platform.ask("say", door="bot", user="linf", text="我的假还有几天") == {"pushed": True}
        _until(lambda n=number: len(platform.seen()) == n + 1)  # type: ignore[misc]
    assert {thing["to"] for thing in platform.seen()} == {"linf"}
    assert platform.ask("line")["kicked"] == 0
    programs[0].kill()
    programs[0].wait(5)
    lease = f"bot {BOT_ID}"
    store.write(lambda uow: leases.let_go(uow, sample.ORG, lease, leases.holder(uow, sample.ORG, lease, real_time())))
    _until(lambda: platform.ask("line")["open"] == 1)
    platform.ask("say", door="bot", user="linf", text="12月9日请假一天")
    _until(lambda: _said(platform, "请核对"))
    told = platform.ask("seen")
    assert (told["refused"], platform.ask("line")["kicked"]) == ([], 0)
