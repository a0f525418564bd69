"""The organisation's contacts through the fake: read page by page, compared, and names put beside names."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot import sample
from bot.channels.dingtalk.contacts import gathered
from bot.channels.port import DirectoryUnavailableError
from bot.clock import real_time
from bot.contacts_command import link, sync
from bot.settings import Settings
from storage import accounts, people
from storage.store import Store
from tests.channels.dingtalk.house import House
from tests.channels.dingtalk.platform import DingTalk


def _said(dingtalk: DingTalk) -> Settings:
    return Settings(org=sample.ORG, dingtalk=dingtalk.settings())


async def _as_in_the_roster(house: House, **ids: str) -> None:
    """The fake's contacts say what the roster says; some have another user id."""
    roster = house.store.read(lambda uow: people.load_roster(uow, sample.ORG))
    numbers = {unit.name: 10 + n for n, unit in enumerate(roster.units)}
    departments = [{"dept_id": n, "name": name, "parent_id": 1} for name, n in numbers.items()]
    heads = {unit.head for unit in roster.units if unit.head}
    persons: list[dict[str, Any]] = [
        {
            "userid": ids.get(m.account, m.account),
            "name": m.name,
            "title": m.post,
            "dept_id_list": [numbers[m.unit]],
            "leader": m.account in heads,
        }
        for m in roster.members
    ]
    await house.ask("people", people=persons, departments=departments)


async def test_contacts_that_say_what_the_roster_says_ask_nothing(house: House) -> None:
    await _as_in_the_roster(house)
    book = await house.channel.directory()
    roster = house.store.read(lambda uow: people.load_roster(uow, sample.ORG))
    assert len(book.people) == len(roster.members)
    assert isinstance(house.platform, DingTalk)
    lines = await asyncio.to_thread(sync, house.store, sample.ORG, _said(house.platform), real_time())
    assert lines == ["钉钉通讯录与花名册一致。"]


async def test_somebody_who_has_left_is_put_to_the_office(house: House) -> None:
    await _as_in_the_roster(house)
    told = (await house.channel.directory()).people
    remaining = [{"userid": c.id, "name": c.name, "dept_id_list": [1]} for c in told if c.id != "gaof"]
    await house.ask("people", people=remaining)
    assert isinstance(house.platform, DingTalk)
    lines = await asyncio.to_thread(sync, house.store, sample.ORG, _said(house.platform), real_time())
    assert any("高峰" in line for line in lines)
    await house.seen("chenj", "card", "高峰")


async def test_people_with_other_user_ids_are_put_beside_their_names(house: House) -> None:
    await _as_in_the_roster(house, linf="0161234567", hep="0169999")
    assert isinstance(house.platform, DingTalk)
    said = _said(house.platform)
    lines = await asyncio.to_thread(link, house.store, sample.ORG, said, False, real_time())
    assert lines[-1] == "对上2人，还没有记下，核对无误后加 --write 再运行一次。"
    assert "林芳（农业农村服务中心）= 钉钉账号 0161234567" in lines
    await asyncio.to_thread(link, house.store, sample.ORG, said, True, real_time())
    kept = house.store.read(lambda uow: accounts.externals_of(uow, sample.ORG, "dingtalk", "linf"))
    assert kept == ("0161234567",)
    await house.say("0161234567", "我的假还有几天")
    await house.seen("0161234567", "text", "年休假")
    again = await asyncio.to_thread(link, house.store, sample.ORG, said, True, real_time())
    assert again == ["花名册上的人都已与钉钉对上。"]


async def test_two_people_of_one_name_are_not_guessed_at(house: House) -> None:
    roster = house.store.read(lambda uow: people.load_roster(uow, sample.ORG))
    twins = [m for m in roster.members if sum(o.name == m.name for o in roster.members) > 1]
    assert twins, "the sample township has two of one name"
    await _as_in_the_roster(house, **{m.account: f"x-{m.account}" for m in twins})
    assert isinstance(house.platform, DingTalk)
    lines = await asyncio.to_thread(link, house.store, sample.ORG, _said(house.platform), True, real_time())
    assert sum("有同名的人" in line for line in lines) == len(twins)


async def test_more_than_a_page_of_people_is_read_whole(house: House) -> None:
    many = [{"userid": f"u{n}", "name": f"人{n}", "dept_id_list": [1]} for n in range(250)]
    await house.ask("people", people=many)
    assert len((await house.channel.directory()).people) == 250


async def test_an_answer_in_part_is_none(house: House) -> None:
    await house.ask("switch", busy_times=3)
    with pytest.raises(DirectoryUnavailableError, match="平台暂时不能回答"):
        await house.channel.directory()


@pytest.mark.parametrize("broken", [{}, {"userid": None}, {"userid": 5, "dept_id_list": "x", "leader": "yes"}])
def test_a_person_of_another_shape_harms_nobody(broken: dict[str, Any]) -> None:
    book = gathered([{"dept_id": 1, "name": "青禾乡"}], [broken, {"userid": "linf", "name": "林芳", "in": 1}])
    assert "linf" in [contact.id for contact in book.people]


def test_nothing_is_read_where_no_app_is_set_up(memory_store: Store) -> None:
    with pytest.raises(Exception, match="钉钉要填写 client_id"):
        link(memory_store, sample.ORG, Settings(org=sample.ORG), False, real_time())
