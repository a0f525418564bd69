"""How soon `dzb serve` acknowledges DingTalk's pushes when many come at once: `python -m bench.dingtalk_burst [N ...]`.

A serve process on SQLite, a gateway that gives one stream and answers every call, and N messages of different people
pushed at the same moment; prints the median, the 99th percentile and the slowest acknowledgement.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from aiohttp import WSMsgType, web

from bot import sample
from bot.clock import real_time
from storage.store import Store

PEOPLE = ["linf", "gaof", "hep", "jiangb", "panl", "luox", "lijing2", "hub", "caoy", "weif", "fengt", "lijing1"]
WORDS = "下周三请假一天，老人住院"


class Gateway:
    """The platform's side: one stream, and an answer to everything."""

    def __init__(self) -> None:
        self.socket: web.WebSocketResponse | None = None
        self.connected = asyncio.Event()
        self.acked: dict[str, asyncio.Future[float]] = {}
        self.url = ""

    async def start(self) -> web.AppRunner:
        """Listen on any free port."""
        app = web.Application()
        app.router.add_get("/connect", self._connect)
        app.router.add_route("*", "/{path:.*}", self._answer)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"  # type: ignore[union-attr]
        return runner

    async def _answer(self, request: web.Request) -> web.Response:
        if request.path.endswith("connections/open"):
            return web.json_response({"endpoint": self.url.replace("http", "ws", 1) + "/connect", "ticket": "t"})
        if request.path.endswith("accessToken"):
            return web.json_response({"accessToken": "T", "expireIn": 7200})
        return web.json_response({"processQueryKey": "k", "success": True, "result": {}})

    async def _connect(self, request: web.Request) -> web.StreamResponse:
        self.socket = socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.connected.set()
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                waiting = self.acked.get(json.loads(message.data)["headers"]["messageId"])
                if waiting and not waiting.done():
                    waiting.set_result(time.perf_counter())
        return socket

    async def push(self, number: int, user: str) -> float:
        """One message of somebody; seconds until its acknowledgement."""
        id = f"f{number}"
        self.acked[id] = asyncio.get_running_loop().create_future()
        data = {
            "msgtype": "text",
            "text": {"content": f" {WORDS}"},
            "msgId": f"m{number}",
            "conversationType": "1",
            "conversationId": f"cid-{user}",
            "senderId": f"${user}",
            "senderStaffId": user,
            "sessionWebhook": f"{self.url}/robot/sendBySession?session=s{number}",
        }
        headers = {"topic": "/v1.0/im/bot/messages/get", "messageId": id, "contentType": "application/json"}
        frame = {"specVersion": "1.0", "type": "CALLBACK", "headers": headers, "data": json.dumps(data)}
        assert self.socket
        begun = time.perf_counter()
        await self.socket.send_str(json.dumps(frame))
        return await self.acked[id] - begun


async def main(counts: list[int]) -> None:
    """One serve process, one burst after the other."""
    folder = Path(tempfile.mkdtemp(prefix="dingtalk-burst-"))
    address = f"sqlite:///{folder / 'd.sqlite'}"
    store = Store.open(address, migrate=True)
    sample.settle(store, real_time())
    store.close()
    gateway = Gateway()
    runner = await gateway.start()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DZB_")} | {
        "DZB_DATABASE": address,
        "DZB_LISTEN": "127.0.0.1:0",
        "DZB_CHANNELS": "dingtalk",
        "DZB_DINGTALK_CLIENT_ID": "ding1",
        "DZB_DINGTALK_CLIENT_SECRET": "s",
        "DZB_DINGTALK_API_BASE": gateway.url,
        "DZB_DINGTALK_OAPI_BASE": gateway.url,
    }
    process = subprocess.Popen([sys.executable, "-m", "bot", "serve"], env=environment, stdout=subprocess.PIPE)
    try:
        await asyncio.wait_for(gateway.connected.wait(), 30)
        await asyncio.gather(*(gateway.push(n, PEOPLE[n]) for n in range(5)))
        await asyncio.sleep(2)
        first = 1000
        for count in counts:
            waits = sorted(
                await asyncio.gather(*(gateway.push(first + n, PEOPLE[n % len(PEOPLE)]) for n in range(count)))
            )
            first += count
            worst, median = waits[-1], statistics.median(waits)
            at_99 = waits[int(len(waits) * 0.99) - 1]
            sys.stdout.write(f"{count} at once: median {median:.3f} s, p99 {at_99:.3f} s, slowest {worst:.3f} s\n")
            await asyncio.sleep(count / 100 + 2)
    finally:
        process.terminate()
        process.wait(15)
        await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main([int(word) for word in sys.argv[1:]] or [100, 500]))
