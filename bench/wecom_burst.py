"""How soon `dzb serve` acknowledges WeCom's callbacks when many come at once: `python -m bench.wecom_burst [N ...]`.

A serve process on SQLite, an interface of the platform that answers everything with 0, and N encrypted callbacks of
different people sent at the same moment; prints the median, the 99th percentile and the slowest acknowledgement, and
how long the house then took to have worked through all of them.
"""

from __future__ import annotations

import asyncio
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from bot import sample
from bot.channels.wecom.envelope import Envelope
from bot.clock import real_time
from storage.address import parse
from storage.store import Store

CORP, TOKEN, KEY = "ww0123456789abcdef", "wt8Kq2Zr5", "Q0dUb3duT2ZmaWNlV2VDb21UZXN0S2V5MDEyMzQ1Njc"
ENVELOPE = Envelope(TOKEN, KEY, CORP)
PEOPLE = ["linf", "gaof", "hep", "jiangb", "panl", "luox", "lijing2", "hub", "caoy", "weif", "fengt", "lijing1"]
WORDS = "下周三请假一天，老人住院"


async def interface() -> tuple[web.AppRunner, str]:
    """The platform's side."""
    number = iter(range(10**9))

    async def answer(request: web.Request) -> web.Response:
        if request.path.endswith("gettoken"):
            return web.json_response({"errcode": 0, "access_token": "T", "expires_in": 7200})
        return web.json_response({"errcode": 0, "msgid": str(next(number)), "response_code": str(next(number))})

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    return runner, f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"  # type: ignore[union-attr]


def callback(number: int, user: str, words: str) -> tuple[dict[str, str], bytes]:
    """One message of the app, sealed."""
    at = str(int(time.time()))
    inner = (
        f"<xml><ToUserName>{CORP}</ToUserName><FromUserName>{user}</FromUserName><CreateTime>{at}</CreateTime>"
        f"<MsgType>text</MsgType><Content>{words}</Content><MsgId>{number}</MsgId><AgentID>1</AgentID></xml>"
    )
    sealed = ENVELOPE.seal(inner, at, str(number))
    query = {"msg_signature": sealed.stamp.signature, "timestamp": at, "nonce": str(number)}
    return query, f"<xml><Encrypt>{sealed.encrypted}</Encrypt></xml>".encode()


async def burst(url: str, count: int, first: int) -> list[float]:
    """Seconds until each acknowledgement."""
    calls = [callback(first + n, PEOPLE[n % len(PEOPLE)], WORDS) for n in range(count)]
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as session:

        async def call(query: dict[str, str], body: bytes) -> float:
            begun = time.perf_counter()
            async with session.post(f"{url}/wecom/app?{urlencode(query)}", data=body) as response:
                await response.read()
                assert response.status == 200, response.status
            return time.perf_counter() - begun

        return await asyncio.gather(*(call(*one) for one in calls))


def taken_in(database: Path) -> int:
    """How many messages the house has worked through."""
    import sqlite3

    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        return int(connection.execute("SELECT count(*) FROM inbox").fetchone()[0])


async def main(counts: list[int]) -> None:
    """One serve process, one burst after the other."""
    folder = Path(tempfile.mkdtemp(prefix="wecom-burst-"))
    database = folder / "d.sqlite"
    store = Store.open(f"sqlite:///{database}", migrate=True)
    sample.settle(store, real_time())
    store.close()
    assert parse(f"sqlite:///{database}").database
    runner, base = await interface()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DZB_")} | {
        "DZB_DATABASE": f"sqlite:///{database}",
        "DZB_LISTEN": "127.0.0.1:0",
        "DZB_CHANNELS": "wecom",
        "DZB_WECOM_CORP_ID": CORP,
        "DZB_WECOM_AGENT_ID": "1",
        "DZB_WECOM_APP_SECRET": "s",
        "DZB_WECOM_APP_TOKEN": TOKEN,
        "DZB_WECOM_APP_AES_KEY": KEY,
        "DZB_WECOM_API_BASE": base,
    }
    command = [sys.executable, "-m", "bot", "serve"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        found = re.search(r"http://[\d.:]+", process.stdout.readline())
        assert found
        await burst(found[0], 5, 1)
        await asyncio.sleep(3)
        first = 1000
        for count in counts:
            before, begun = taken_in(database), time.perf_counter()
            seconds = sorted(await burst(found[0], count, first))
            first += count
            while taken_in(database) - before < count:
                await asyncio.sleep(0.02)
            all_done = time.perf_counter() - begun
            median, late = statistics.median(seconds), seconds[int(len(seconds) * 0.99) - 1]
            sys.stdout.write(
                f"{count:>5} at once: acknowledged p50 {median:.3f} s, p99 {late:.3f} s, slowest {seconds[-1]:.3f} s; "
                f"worked through after {all_done:.2f} s ({count / all_done:.0f}/s)\n"
            )
            await asyncio.sleep(2)
    finally:
        process.terminate()
        process.wait(15)
        await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main([int(word) for word in sys.argv[1:]] or [100, 500]))
