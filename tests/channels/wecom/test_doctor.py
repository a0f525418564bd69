"""`dzb doctor wecom`: each prerequisite broken in turn, and the sentence that says what to do about it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from bot import sample
from bot.channels.wecom.doctor import Doctor
from bot.channels.wecom.settings import WeComSettings
from bot.clock import real_time
from storage.store import Store
from tests.channels.fake_process import ROOT
from tests.channels.wecom.house import House, OpenHouse
from tests.channels.wecom.platform import AES_KEY, CORP, EVERYBODY, EVERYBODY_ID, SECRET, TOKEN, Parts, Platform


async def examined(house: House, parts: Parts, **more: object) -> list[str]:
    """What the doctor says about this house."""
    said = house.platform.settings(parts, **({"public_url": house.url} | more))
    found = await Doctor(house.store, sample.ORG, said).examine()
    return [f"{'√' if finding.good else '×'} {finding.words}" for finding in found]


def faults(lines: list[str]) -> list[str]:
    return [line for line in lines if line.startswith("×")]


ALL = Parts(line=True, webhooks=True)


@pytest.fixture
async def whole(open_house: OpenHouse) -> House:
    """A house with everything; every group has a robot or has heard of the bot."""
    house: House = await open_house(ALL)
    async with asyncio.timeout(5):
        while house.channel.bot_state != "connected":
            await asyncio.sleep(0.02)
    await house.say("linf", "@小助手 您好", door="bot", group="wrLead7")
    await house.settled()
    return house


async def test_where_all_is_well_nothing_is_to_be_done(whole: House) -> None:
    lines = await examined(whole, ALL)
    assert faults(lines) == []
    assert [line[:8] for line in lines[:4]] == ["√ 已填写：自建", "√ 企业ID 和", "√ 企业可信IP", "√ 自建应用的回"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"corp_id": "ww000"}, "企业ID不对（40013）"),
        ({"app_secret": "wrong"}, "应用 Secret 不对（40001）"),
        ({"agent_id": 7}, "AgentId 不对（40056）"),
        ({"app_token": "other"}, "签名不符"),
        ({"app_path": "/elsewhere"}, "反向代理"),
        ({"public_url": "http://127.0.0.1:1"}, "防火墙"),
        ({"api_base": "http://127.0.0.1:1"}, "连不上平台接口"),
    ],
)
async def test_what_is_filled_in_wrongly_is_named(whole: House, more: dict[str, object], words: str) -> None:
    lines = faults(await examined(whole, ALL, **more))
    assert any(words in line for line in lines), lines
    assert SECRET not in "".join(lines)


async def test_the_address_to_trust_is_told(whole: House) -> None:
    await whole.ask("switch", untrusted_ip=1)
    assert any("60020" in line and "10.1.2.3" in line for line in faults(await examined(whole, ALL)))


async def test_who_cannot_be_reached_is_named(whole: House) -> None:
    await whole.ask("hide", users=["linf", "chenj"], gone=["chenj"])
    lines = faults(await examined(whole, ALL))
    assert [line.split("：")[0] for line in lines] == [
        "× 企业微信里没有账号的有陈静1人",
        "× 不在应用可见范围内的有林芳1人",
    ]


async def test_with_the_bot_alone_who_has_not_written_is_named(open_house: OpenHouse) -> None:
    parts = Parts(app=False, line=True)
    house = await open_house(parts)
    async with asyncio.timeout(5):
        while house.channel.bot_state != "connected":
            await asyncio.sleep(0.02)
    before = faults(await examined(house, parts))
    assert any("还没有给机器人发过消息" in line and "等" in line for line in before)
    assert any(f"群“{EVERYBODY}”收不到消息" in line for line in before)
    for group in ("wrUnknown9", EVERYBODY_ID):
        await house.say("linf", "@小助手 请假三天找谁批", door="bot", group=group)
        await house.seen(group, "text")
    after = faults(await examined(house, parts))
    assert any("会话ID wrUnknown9" in line for line in after)
    assert not any(f"群“{EVERYBODY}”收不到消息" in line for line in after)


async def test_a_line_that_nobody_holds_is_tried_without_kicking_anybody(
    platform: Platform, memory_store: Store
) -> None:
    sample.settle(memory_store, real_time())
    await asyncio.to_thread(platform.set_up, Parts(app=False, line=True), ["linf"], "http://127.0.0.1:1")
    for secret, words in (("bot-secret-7788", "请运行 dzb serve"), ("wrong", "853000")):
        said = platform.settings(Parts(app=False, line=True), bot_secret=secret)
        found = [finding.words for finding in await Doctor(memory_store, sample.ORG, said).examine()]
        assert any(words in line for line in found), found


def test_the_command_says_it_and_ends_with_1(tmp_path: Path, platform: Platform) -> None:
    platform.set_up(Parts(), ["linf"], "http://127.0.0.1:1")
    database = f"sqlite:///{tmp_path / 'd.sqlite'}"
    store = Store.open(database, migrate=True)
    sample.settle(store, real_time())
    store.close()
    (tmp_path / "dzb.toml").write_text(
        f'database = "{database}"\nchannels = ["wecom"]\n[wecom]\ncorp_id = "{CORP}"\nagent_id = 9\n'
        f'app_secret = "{SECRET}"\napp_token = "{TOKEN}"\napp_aes_key = "{AES_KEY}"\napi_base = "{platform.url}"\n',
        encoding="utf-8",
    )
    ended = subprocess.run(
        [sys.executable, "-m", "bot", "doctor", "wecom"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1, ended.stderr
    assert "√ 企业ID 和应用 Secret 正确" in ended.stdout
    assert "× AgentId 不对（40056）" in ended.stdout
    assert SECRET not in ended.stdout + ended.stderr


async def test_contacts_that_cannot_be_read_are_told(whole: House) -> None:
    assert any("通讯录可以读取（32人）" in line for line in await examined(whole, ALL))
    await whole.ask("switch", no_contacts=True)
    assert any("读不到通讯录" in line and "可见范围" in line for line in faults(await examined(whole, ALL)))


def test_every_setting_is_in_the_readme_and_in_the_guide() -> None:
    for page in ("README.md", "docs/企业微信接入.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        assert [key for key in WeComSettings.model_fields if f"`{key}`" not in text] == [], page
