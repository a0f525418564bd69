"""What the workplace turns away: bad frames, strangers, foreign pages and foreign names."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
import pytest

from bot.channels.workplace import routes
from tests.channels.workplace.client import Client, said_to
from tests.channels.workplace.fake_office import ORG, House

BAD = [
    "not json",
    "[]",
    '{"type":"shout","id":"page-0001","text":"a"}',
    '{"type":"say","id":"x","text":"a"}',
    '{"type":"say","id":"page-0001","text":"  "}',
    '{"type":"say","id":"page-0001","text":"a","as":"wangq"}',
    '{"type":"say","id":"page-0001","text":7}',
    '{"type":"say","id":"page-0001","text":"\\ud800"}',
    '{"type":"tap","id":"page-0001","entry":"1","button":"同意"}',
    '{"type":"tap","id":"page-0001","entry":99999,"button":"同意"}',
    '{"type":"advance","id":"page-0001","minutes":-5}',
    '{"type":"advance","id":"page-0001"}',
    '{"type":"advance","id":"page-0001","to":"2026-12-07T08:00:00+00:00"}',
    json.dumps({"type": "say", "id": "page-0001", "text": "长" * 4001}),
]


@pytest.mark.parametrize("raw", BAD)
async def test_a_bad_frame_is_refused_in_one_line_and_changes_nothing(house: House, sit: Any, raw: str) -> None:
    client = await sit("linf")
    await client.send(type="history", group="")
    await client.until(lambda frame: frame["type"] == "history")
    before = await house.log.revision(ORG)
    await client.socket.send_str(raw)
    text = await client.refusal()
    assert "\n" not in text
    assert text
    assert await house.log.revision(ORG) == before
    assert said_to(house) == []


async def test_nobody_speaks_before_hello_nor_as_a_stranger(house: House, http: aiohttp.ClientSession) -> None:
    client = Client(await http.ws_connect("/workplace/socket"))
    await client.send(type="say", id="page-0001", text="在吗")
    assert await client.refusal() == "请先选择身份"
    await client.send(type="hello", me="nobody")
    assert "花名册里没有这个人" in await client.refusal()
    assert house.office.taken == []


async def test_an_oversized_frame_ends_the_connection(house: House, sit: Any) -> None:
    client = await sit("linf")
    await client.welcome()
    await client.socket.send_str("x" * (64 * 1024 + 1))
    while not client.socket.closed:
        await client.socket.receive()
    assert client.socket.close_code == aiohttp.WSCloseCode.MESSAGE_TOO_BIG


@pytest.mark.parametrize("origin", ["http://evil.example", "null", ""])
async def test_a_foreign_page_cannot_drive_the_workplace(house: House, origin: str) -> None:
    async with aiohttp.ClientSession(house.url, headers={"Origin": origin} if origin else {}) as http:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await http.ws_connect("/workplace/socket")
        assert refused.value.status == 403
        query = {"me": "linf", "id": "page-0001", "name": "a.txt"}
        async with http.post("/workplace/files", params=query, data=b"a") as answer:
            assert answer.status == 403
    assert house.office.taken == []


async def test_a_foreign_name_that_points_here_is_turned_away(house: House) -> None:
    headers = {"Host": "evil.example", "Origin": "http://evil.example"}
    async with aiohttp.ClientSession(house.url, headers=headers) as http:
        for path in ("/?me=linf", "/workplace/people", "/workplace/socket", "/workplace/page/main.js"):
            async with http.get(path) as answer:
                assert answer.status == 403


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1:8080", True),
        ("[::1]:8080", True),
        ("192.168.1.20", True),
        ("localhost:1", True),
        ("oa.qinghe.test", True),
        ("evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("127.0.0.1:80; script-src *", False),
        ("127.0.0.1@evil.example", False),
        ("", False),
    ],
)
def test_own_hosts(host: str, own: bool) -> None:
    assert routes.is_own_host(host, {"localhost", "oa.qinghe.test"}) is own


async def test_the_page_loads_nothing_from_elsewhere(house: House, http: aiohttp.ClientSession) -> None:
    async with http.get("/") as answer:
        policy = answer.headers["Content-Security-Policy"]
        page = await answer.text()
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "://" not in page
    for path in routes.PAGE.iterdir():
        text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http://" not in text
        assert "https://" not in text
        assert "innerHTML" not in text
        async with http.get(f"/workplace/page/{path.name}") as answer:
            assert answer.status == 200
    for path in ("/workplace/page/channel.py", "/workplace/page/..%2fchannel.py"):
        async with http.get(path) as answer:
            assert answer.status == 404
