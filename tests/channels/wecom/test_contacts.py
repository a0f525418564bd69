"""The corporation's contacts through the fake: read, compared once a day, and never acted upon unasked."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot import sample
from bot.app import App
from bot.channels.port import DirectoryUnavailableError
from bot.channels.wecom.contacts import gathered
from bot.clock import real_time
from bot.contacts_command import fetch, sync
from bot.contacts_sync import ContactsSync
from bot.endings import CommandError
from bot.settings import Settings
from storage import firings, people
from storage.instants import ZONE
from tests.channels.wecom.house import House, words_on
from tests.channels.wecom.platform import Parts

WORKDAY = datetime(2026, 3, 3, 9, 0, tzinfo=ZONE)


class Clock:
    """Stands where the test puts it."""

    movable = False

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """The moment."""
        return self.at


async def _as_in_the_roster(house: House) -> None:
    """The fake's contacts say what the roster says."""
    roster = house.store.read(lambda uow: people.load_roster(uow, sample.ORG))
    numbers = {unit.name: 10 + n for n, unit in enumerate(roster.units)}
    departments: list[dict[str, Any]] = [{"id": 1, "name": "青禾乡", "parentid": 0, "order": 1}]
    departments += [{"id": n, "name": name, "parentid": 1, "order": n} for name, n in numbers.items()]
    heads = {unit.head for unit in roster.units if unit.head}
    contacts = [
        {
            "userid": m.account,
            "name": m.name,
            "department": [numbers[m.unit]],
            "main_department": numbers[m.unit],
            "position": m.post,
            "status": 1,
            "is_leader_in_dept": [int(m.account in heads)],
        }
        for m in roster.members
    ]
    await house.ask("contacts", contacts=contacts, departments=departments)


def _sync(house: House, at: datetime) -> ContactsSync:
    app: App = house.app
    return ContactsSync(app.house, Clock(at), app.deliverer, sample.ORG, {"wecom": house.channel})


async def test_what_the_roster_says_is_read_back_from_the_platform(house: House) -> None:
    await _as_in_the_roster(house)
    assert await _sync(house, WORKDAY).look("wecom")
    assert await house.all_seen() == []


async def test_names_of_departments_come_one_by_one_where_the_list_is_forbidden(house: House) -> None:
    await _as_in_the_roster(house)
    await house.ask("switch", no_department_list=True)
    book = await house.channel.directory()
    assert {"财政所", "青禾乡"} <= {department.name for department in book.departments}


async def test_whoever_left_is_asked_about_once_a_day_by_one_process(house: House) -> None:
    await _as_in_the_roster(house)
    await house.ask("hide", users=["taoy"], gone=["taoy"])
    one, other = _sync(house, WORKDAY), _sync(house, WORKDAY)
    assert sorted(await asyncio.gather(one.look("wecom"), other.look("wecom"))) == [False, True]
    card = await house.seen("chenj", "card", "陶勇不在通讯录里了")
    assert not await one.look("wecom"), "not twice on one day"
    await house.tap("chenj", "确认离开", card["task"])
    await house.seen("chenj", "update", "陶勇已从花名册移出")
    roster = house.store.read(lambda uow: people.load_roster(uow, sample.ORG))
    assert "taoy" not in {member.account for member in roster.members}


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 3, 3, 8, 51, tzinfo=ZONE),  # before its time
        datetime(2026, 3, 7, 9, 0, tzinfo=ZONE),  # a Saturday
        datetime(2026, 3, 3, 18, 0, tzinfo=ZONE),  # too late for today
    ],
)
async def test_it_is_compared_on_working_days_in_its_time(house: House, moment: datetime) -> None:
    assert not await _sync(house, moment).look("wecom")
    assert (await house.ask("seen"))["calls"].get("user/list", 0) == 0


@pytest.mark.parametrize("switch", [{"untrusted_ip": True}, {"html": True}, {"busy_chance": 1.0}])
async def test_a_platform_that_does_not_answer_takes_nobody_out(house: House, switch: dict[str, Any]) -> None:
    await _as_in_the_roster(house)
    await house.ask("switch", **switch)
    compared = _sync(house, WORKDAY)
    assert not await compared.look("wecom")
    with pytest.raises(DirectoryUnavailableError):
        await house.channel.directory()
    await house.ask("switch", untrusted_ip=None, html=None, busy_chance=None)
    assert not await compared.look("wecom"), "it rests for half an hour"
    compared._clock.at = WORKDAY.replace(minute=31)  # type: ignore[attr-defined]
    await asyncio.sleep(1.2)  # a platform that was busy is left alone for a second
    assert await compared.look("wecom")
    assert house.store.read(lambda uow: firings.last_due(uow, sample.ORG, "contacts wecom")) is not None


async def test_a_narrowed_visible_range_is_said_and_nobody_is_asked_about(house: House) -> None:
    await _as_in_the_roster(house)
    roster = house.store.read(lambda uow: people.load_roster(uow, sample.ORG))
    await house.ask("hide", users=[m.account for m in roster.members if m.account != "chenj"][:20])
    assert await _sync(house, WORKDAY).look("wecom")
    thing = await house.seen("chenj", "text", "可见范围")
    assert "花名册没有改动" in words_on(thing)
    assert await house.all_seen() == ["chenj text"]


async def test_the_command_compares_at_once_and_says_what_differs(house: House) -> None:
    await _as_in_the_roster(house)
    settings = _settings(house)
    assert await asyncio.to_thread(sync, house.store, sample.ORG, settings, real_time()) == [
        "企业微信通讯录与花名册一致。"
    ]
    await house.ask("hide", users=["taoy"], gone=["taoy"])
    told = await asyncio.to_thread(sync, house.store, sample.ORG, settings, real_time())
    assert told[0] == "不在通讯录：陶勇（石桥村委会）"
    await house.seen("chenj", "card", "陶勇不在通讯录里了")


async def test_the_first_tables_of_an_office_come_from_the_contacts(house: House, tmp_path: Path) -> None:
    await _as_in_the_roster(house)
    folder, settings = tmp_path / "tables", _settings(house)
    told = await asyncio.to_thread(fetch, house.store, sample.ORG, settings, folder)
    assert "单位12个，人员32人" in told[0]
    assert "linf,林芳,农业农村服务中心,技术员,,,是" in (folder / "花名册.csv").read_text("utf-8-sig")
    assert "财政所,,,,fengt" in (folder / "单位.csv").read_text("utf-8-sig")
    with pytest.raises(CommandError, match="已经有了"):
        await asyncio.to_thread(fetch, house.store, sample.ORG, settings, folder)


def _settings(house: House) -> Settings:
    return Settings(org=sample.ORG, channels=("wecom",), wecom=house.platform.settings(Parts()))


def test_without_an_app_there_are_no_contacts(house: House) -> None:
    with pytest.raises(CommandError, match="自建应用"):
        sync(house.store, sample.ORG, Settings(org=sample.ORG), real_time())


def test_answers_of_another_shape_are_read_as_far_as_they_go() -> None:
    departments = [{"id": 1, "name": "乡"}, {"id": 2, "name": "所", "parentid": 1, "department_leader": ["A"]}]
    members = [
        {"userid": "A", "department": [2, 1], "main_department": 1, "is_leader_in_dept": [0, 1], "more": {}},
        {"userid": "a", "name": "again"},
        {"name": "nobody"},
        {"userid": "B", "status": 5},
    ]
    book = gathered(departments, [(departments[0], members)])
    assert [(c.id, c.name, c.departments, c.active) for c in book.people] == [
        ("A", "", ("1", "2"), True),
        ("B", "", (), False),
    ]
    assert [d.leaders for d in book.departments] == [("A",), ("A",)]
