"""`dzb doctor dingtalk`: each prerequisite broken in turn, and the sentence that says what to do about it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot import sample
from bot.channels.dingtalk.doctor import Doctor
from bot.clock import real_time
from storage import platform_usage
from storage.store import Store
from tests.channels.dingtalk.house import House, OpenHouse
from tests.channels.dingtalk.platform import CLIENT_ID, CLIENT_SECRET, DingTalk
from tests.channels.fake_process import ROOT


async def examined(house: House, **more: object) -> list[str]:
    """What the doctor says about this house."""
    assert isinstance(house.platform, DingTalk)
    found = await Doctor(house.store, sample.ORG, house.platform.settings(**more)).examine()
    return [f"{'√' if finding.good else '×'} {finding.words}" for finding in found]


def faults(lines: list[str]) -> list[str]:
    return [line for line in lines if line.startswith("×")]


async def test_where_all_is_well_nothing_is_to_be_done(house: House) -> None:
    lines = await examined(house)
    assert faults(lines) == []
    assert [line[:9] for line in lines[:5]] == [
        "√ 已填写：应用（",
        "√ Client ",
        "√ Stream ",
        "√ 有发消息的权限",
        "√ 卡片模板可用，",
    ]
    assert "本月的接口调用已用" in lines[-2]
    assert await house.all_seen() == [], "nobody sees anything of it"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"client_secret": "wrong"}, "Client ID 或 Client Secret 不对"),
        ({"card_template_id": "other.schema"}, "卡片模板不可用"),
        ({"robot_code": "other"}, "RobotCode 不对"),
        ({"stream": False, "public_url": "http://127.0.0.1:9"}, "不通"),
    ],
)
async def test_what_is_filled_in_wrongly_is_named_with_its_page(
    house: House, more: dict[str, object], words: str
) -> None:
    found = faults(await examined(house, **more))
    assert len(found) == 1, found
    assert words in found[0]


async def test_a_callback_address_is_called_as_the_platform_calls_it(open_house: OpenHouse) -> None:
    house: House = await open_house(by_http=True)
    lines = await examined(house, stream=False, public_url=house.url)
    assert faults(lines) == []
    assert any("可以访问，签名正确" in line for line in lines)
    wrong = await examined(house, stream=False, public_url=house.url, callback_path="/elsewhere")
    assert "HTTP 404" in faults(wrong)[0]


async def test_a_permission_that_is_missing_is_named(house: House) -> None:
    await house.ask("switch", no_cards=True)
    assert "互动卡片实例写权限" in faults(await examined(house))[0]


async def test_people_whom_the_platform_does_not_know_are_named(house: House) -> None:
    people = [{"userid": p.account, "name": p.name} for p in await house.app.service.people(sample.ORG)]
    await house.ask("people", people=[person for person in people if person["userid"] != "gaof"])
    found = faults(await examined(house))
    assert len(found) == 1
    assert "高峰1人" in found[0]


async def test_a_group_without_the_robot_and_one_without_a_name_are_named(open_house: OpenHouse) -> None:
    house: House = await open_house(groups={})
    await house.ask("send", user="linf", group="cidStrange", parts={"msgtype": "text", "text": {"content": "您好"}})
    await house.settled()
    found = faults(await examined(house, groups={}))
    assert sum("收不到消息" in line for line in found) == 3
    assert sum("cidStrange" in line for line in found) == 1


async def test_a_month_that_is_nearly_used_up_is_named(house: House) -> None:
    month = f"{real_time():%Y-%m}"
    house.store.write(lambda uow: platform_usage.add(uow, sample.ORG, "dingtalk", month, "message", 2800))
    assert "快用完了" in faults(await examined(house))[0]


def test_the_command_says_it_and_ends_accordingly(tmp_path: Path, dingtalk: DingTalk) -> None:
    url = f"sqlite:///{tmp_path / 'd.sqlite'}"
    store = Store.open(url, migrate=True)
    sample.settle(store, real_time())
    store.close()
    dingtalk.set_up(["linf"])
    text = f"""database = "{url}"
channels = ["dingtalk"]
[dingtalk]
client_id = "{CLIENT_ID}"
client_secret = "{CLIENT_SECRET}"
api_base = "{dingtalk.url}"
oapi_base = "{dingtalk.url}"
"""
    (tmp_path / "dzb.toml").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "bot", "doctor", "dingtalk"]
    done = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "√ Client ID 和 Client Secret 正确" in done.stdout
    assert "× 可以建立 Stream 连接，但没有程序在连接：请运行 dzb serve" in done.stdout
    assert "请逐项处理" in done.stderr
