"""The workplace's addresses and frames, from the outside, without a browser."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

import aiohttp
import pytest

from bot.channels.port import DeliveryRefusedError
from bot.channels.workplace import routes
from bot.incoming import FileSent, Joined, Message, Tap
from handlers.engine.content import Outgoing, OutgoingKind, Receiver, Text
from tests.channels.workplace.client import Client, Frame, said_to
from tests.channels.workplace.fake_office import EVERYBODY, LEADER, ORG, START, House

OFFICE_GROUP = "党政办工作群"


# --- saying something ----------------------------------------------------------------------------------------------


async def test_welcome_tells_everything_a_window_starts_from(house: House, sit: Any) -> None:
    welcome = await (await sit("chenj")).welcome()
    assert [group for group, _ in welcome["groups"]] == [EVERYBODY, OFFICE_GROUP]
    assert [chat["group"] for chat in welcome["chats"]] == ["", EVERYBODY, OFFICE_GROUP]
    assert len(welcome["people"]) == 32
    assert welcome["clock"] == {"type": "clock", "now": "2026-12-04T16:30:00", "day": "工作日"}
    assert welcome["missed"] is None


async def test_words_reach_the_house_before_they_count_as_delivered(house: House, sit: Any) -> None:
    client = await sit("linf")
    await client.send(type="say", id="page-0001", text="明天请一天假可以吗")
    assert await client.answer("page-0001") == {"type": "done", "id": "page-0001"}
    own = [f["entry"] for f in client.frames if f["type"] == "entry" and f["entry"]["message"] == "page-0001"]
    assert [entry["delivered"] for entry in own] == [False, True]
    (message,) = [incoming for incoming in house.office.taken if isinstance(incoming, Message)]
    assert (message.envelope.sender, message.envelope.group, message.envelope.at) == ("linf", "", START)
    assert message.envelope.message_id == "linf:page-0001"


async def test_a_frame_sent_again_after_a_reconnect_is_done_once(house: House, sit: Any) -> None:
    for _ in range(2):
        client = await sit("linf")
        await client.send(type="say", id="page-0001", text="在吗")
        await client.answer("page-0001")
    assert said_to(house) == ["在吗"]
    page = await house.log.page(ORG, Receiver("linf"), None, 10)
    assert [entry.content for entry in page].count(Text("在吗")) == 1


async def test_what_the_house_could_not_take_in_is_refused_and_can_be_sent_again(house: House, sit: Any) -> None:
    client = await sit("linf")
    await client.welcome()
    house.office.fails_with = OSError("disk full")
    await client.send(type="say", id="page-0001", text="在吗")
    assert (await client.answer("page-0001"))["text"] == "服务器没能办成这件事，请稍后重试"
    house.office.fails_with = None
    await client.send(type="say", id="page-0001", text="在吗")
    assert (await client.answer("page-0001"))["type"] == "done"
    assert said_to(house) == ["在吗"]


async def test_in_a_group_the_bot_hears_only_what_is_addressed_to_it(house: House, sit: Any) -> None:
    speaker, reader, outsider = await sit("chenj"), await sit("liuy"), await sit("linf")
    for client in (speaker, reader, outsider):
        await client.welcome()
    await speaker.send(type="say", id="page-0001", group=OFFICE_GROUP, text="会议改到三点")
    await speaker.send(type="say", id="page-0002", group=OFFICE_GROUP, text="@小助手 明天谁值班")
    await speaker.answer("page-0002")
    await reader.until(lambda f: f["type"] == "entry" and f["entry"]["from"] == "" and f["entry"]["group"] != "")
    assert said_to(house) == ["@小助手 明天谁值班"]
    assert {"会议改到三点", "@小助手 明天谁值班"} <= set(reader.texts())
    await outsider.send(type="history", group="")
    await outsider.until(lambda frame: frame["type"] == "history")
    assert all(frame["entry"]["group"] == "" for frame in outsider.frames if frame["type"] == "entry")


async def test_somebody_outside_a_group_neither_speaks_nor_reads_there(house: House, sit: Any) -> None:
    client = await sit("linf")
    await client.send(type="say", id="page-0001", group=OFFICE_GROUP, text="大家好")
    assert "您不在这个群里" in (await client.answer("page-0001"))["text"]
    await client.send(type="history", group=OFFICE_GROUP)
    assert "您不在这个群里" in await client.refusal()


async def test_two_people_may_use_the_same_page_id(house: House, sit: Any) -> None:
    for me in ("linf", "wangq"):
        client = await sit(me)
        await client.send(type="say", id="page-0001", text=f"我是{me}")
        await client.answer("page-0001")
    assert said_to(house) == ["我是linf", "我是wangq"]


async def test_marked_material_is_handed_on_but_not_kept(house: House, sit: Any) -> None:
    client = await sit("linf")
    await client.send(type="say", id="page-0001", text="绝密★ 某某方案")
    await client.answer("page-0001")
    kept = await house.log.page(ORG, Receiver("linf"), None, 10)
    assert said_to(house) == ["绝密★ 某某方案"]
    mine = [entry.content for entry in kept if entry.sender == "linf"]
    assert mine == [Text("（内容带有涉密标志，未保存，已请发送人撤回）")]


async def test_the_first_visit_is_told_to_the_house_once(house: House, sit: Any) -> None:
    for _ in range(2):
        client = await sit("linf")
        await client.send(type="history", group="")
        await client.until(lambda frame: frame["type"] == "history")
    assert [type(incoming) for incoming in house.office.taken] == [Joined]


# --- cards ---------------------------------------------------------------------------------------------------------


async def card_of(client: Client, button: str) -> Frame:
    def bears(frame: Frame) -> bool:
        if frame["type"] != "entry":
            return False
        return button in [label for label, _ in frame["entry"]["content"].get("buttons", [])]

    return dict((await client.until(bears))["entry"])


async def test_a_tap_carries_input_and_choice_and_repaints_in_every_window(house: House, sit: Any) -> None:
    applicant, leader = await sit("linf"), await sit(LEADER)
    await applicant.send(type="say", id="page-0001", text="请假三天")
    form = await card_of(applicant, "提交")
    await applicant.send(type="tap", id="page-0002", entry=form["id"], button="提交", choice="年休假")
    request = await card_of(leader, "同意")
    await leader.send(type="tap", id="page-0003", entry=request["id"], button="同意", input="注意安全")
    painted = await leader.until(lambda f: f["type"] == "entry" and f["entry"]["id"] == request["id"])
    assert painted["entry"]["content"]["buttons"] == []
    assert painted["entry"]["repainted"] == "2026-12-04T16:30:00"
    taps = [incoming for incoming in house.office.taken if isinstance(incoming, Tap)]
    assert [(tap.button, tap.input, tap.choice) for tap in taps] == [("提交", "", "年休假"), ("同意", "注意安全", "")]


async def test_a_tap_sent_again_is_done_once_though_the_card_has_changed(house: House, sit: Any) -> None:
    client = await sit("linf")
    await client.send(type="say", id="page-0001", text="请假三天")
    form = await card_of(client, "提交")
    for _ in range(2):
        await client.send(type="tap", id="page-0002", entry=form["id"], button="提交")
        assert (await client.answer("page-0002"))["type"] == "done"
    assert len([incoming for incoming in house.office.taken if isinstance(incoming, Tap)]) == 1


async def test_nobody_taps_on_a_card_in_somebody_elses_chat(house: House, sit: Any) -> None:
    client, stranger = await sit("linf"), await sit(LEADER)
    await client.send(type="say", id="page-0001", text="请假三天")
    form = await card_of(client, "提交")
    await stranger.send(type="tap", id="page-0002", entry=form["id"], button="提交")
    assert (await stranger.answer("page-0002"))["type"] == "refused"
    assert not [incoming for incoming in house.office.taken if isinstance(incoming, Tap)]


async def test_an_unknown_receiver_is_refused_for_good(house: House) -> None:
    assert house.channel
    with pytest.raises(DeliveryRefusedError):
        await house.channel.deliver(Outgoing(1, ORG, Receiver("nobody"), OutgoingKind.TEXT, Text("您好")))


async def test_the_same_outbox_row_delivered_twice_bears_the_same_platform_id(house: House) -> None:
    assert house.channel
    row = Outgoing(1, ORG, Receiver("linf"), OutgoingKind.TEXT, Text("您好"))
    assert await house.channel.deliver(row) == await house.channel.deliver(row)
    assert len(await house.log.page(ORG, Receiver("linf"), None, 10)) == 1


# --- catching up ---------------------------------------------------------------------------------------------------


async def test_a_window_that_comes_back_is_told_exactly_what_it_missed(house: House, sit: Any) -> None:
    client = await sit("linf")
    await client.send(type="say", id="page-0001", text="请假三天")
    form = await card_of(client, "提交")
    await client.answer("page-0001")
    seen = max(f["entry"]["revision"] for f in client.frames if f["type"] == "entry")
    await client.socket.close()
    other = await sit("linf")
    await other.send(type="tap", id="page-0002", entry=form["id"], button="取消")
    await other.answer("page-0002")
    missed = (await (await sit("linf", since=seen)).welcome())["missed"]
    assert [entry["id"] for entry in missed] == [form["id"]]


async def test_too_much_missed_starts_the_window_afresh(
    house: House, sit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.workplace.room.Room.MISSED_LIMIT", 2)
    client = await sit("linf")
    for number in range(3):
        await client.send(type="say", id=f"page-000{number}", text="在吗")
        await client.answer(f"page-000{number}")
    assert (await (await sit("linf", since=0)).welcome())["missed"] is None


async def test_a_revision_from_another_database_starts_the_window_afresh(house: House, sit: Any) -> None:
    assert (await (await sit("linf", since=999_999)).welcome())["missed"] is None


async def test_history_goes_back_page_by_page(house: House, sit: Any) -> None:
    client = await sit("linf")
    for number in range(30):
        await client.send(type="say", id=f"page-10{number:02}", text=f"第{number}条")
        await client.answer(f"page-10{number:02}")
    await client.send(type="history", group="")
    newest = await client.until(lambda frame: frame["type"] == "history")
    await client.send(type="history", group="", before=newest["entries"][0]["id"])
    older = await client.until(lambda frame: frame["type"] == "history")
    assert (newest["more"], older["more"]) == (True, False)
    ids = [entry["id"] for entry in older["entries"] + newest["entries"]]
    assert ids == sorted(set(ids))
    assert len(ids) == 61


async def test_reading_is_told_to_the_persons_other_windows(house: House, sit: Any) -> None:
    first, second = await sit("linf"), await sit("linf")
    await first.send(type="say", id="page-0001", text="在吗")
    await first.answer("page-0001")
    last = max(f["entry"]["id"] for f in first.frames if f["type"] == "entry")
    await first.send(type="read", group="", entry=last)
    told = await second.until(lambda frame: frame["type"] == "read")
    assert told == {"type": "read", "group": "", "entry": last, "unread": 0}


# --- the clock -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wish", "now", "day"),
    [
        ({"minutes": 10}, "2026-12-04T16:40:00", "工作日"),
        ({"minutes": 480}, "2026-12-05T00:30:00", "休息日"),
        ({"workday": True}, "2026-12-07T08:00:00", "工作日"),
        ({"to": "2026-12-06T19:45:00"}, "2026-12-06T19:45:00", "休息日"),
    ],
)
async def test_the_clock_moves_in_every_window(
    house: House, sit: Any, wish: Mapping[str, object], now: str, day: str
) -> None:
    mover, other = await sit("linf"), await sit("wangq")
    await mover.send(type="advance", id="page-0001", **wish)
    assert (await mover.answer("page-0001"))["type"] == "done"
    told = await other.until(lambda frame: frame["type"] == "clock" and frame["now"] == now)
    assert told["day"] == day


async def test_the_clock_does_not_go_back(house: House, sit: Any) -> None:
    client = await sit("linf")
    await client.send(type="advance", id="page-0001", to="2026-12-04T08:00:00")
    assert (await client.answer("page-0001"))["text"] == "时钟只能向前拨，不能拨回过去的时间"
    assert house.office.now() == START


async def test_a_year_without_holidays_is_not_guessed(house: House, sit: Any) -> None:
    client = await sit("linf")
    await client.send(type="advance", id="page-0001", to="2039-12-31T08:00:00")
    assert (await client.answer("page-0001"))["type"] == "done"
    await client.send(type="advance", id="page-0002", workday=True)
    assert "2040年的放假调休安排还没有录入" in (await client.answer("page-0002"))["text"]


# --- files ---------------------------------------------------------------------------------------------------------


async def test_a_file_goes_up_and_comes_down_unchanged(house: House, sit: Any, http: aiohttp.ClientSession) -> None:
    client = await sit("linf")
    query = {"me": "linf", "id": "page-0001", "name": "../..\\名单\u202e.docx", "text": "请看"}
    for _ in range(2):
        async with http.post("/workplace/files", params=query, data=b"\x00bytes") as answer:
            assert await answer.json() == {"type": "done", "id": "page-0001"}
    entry = (await client.until(lambda f: f["type"] == "entry" and "file" in f["entry"]["content"]))["entry"]
    assert entry["content"] == {"file": "名单.docx", "text": "请看"}
    async with http.get(f"/workplace/files/{entry['id']}", params={"me": "linf"}) as file:
        assert await file.read() == b"\x00bytes"
        assert file.headers["Content-Disposition"].startswith("attachment;")
        assert file.content_type == "application/octet-stream"
    (sent,) = [incoming for incoming in house.office.taken if isinstance(incoming, FileSent)]
    assert (sent.name, sent.text, house.office.files.kept[sent.key]) == ("名单.docx", "请看", b"\x00bytes")


async def test_a_file_in_somebody_elses_chat_does_not_come_down(
    house: House, sit: Any, http: aiohttp.ClientSession
) -> None:
    client = await sit("linf")
    await client.send(type="say", id="page-0001", text="要文件")
    entry = (await client.until(lambda f: f["type"] == "entry" and "file" in f["entry"]["content"]))["entry"]
    async with http.get(f"/workplace/files/{entry['id']}", params={"me": LEADER}) as answer:
        assert answer.status == 404


async def test_a_file_over_the_limit_is_refused(
    house: House, http: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "FILE_LIMIT", 10)

    async def unannounced() -> AsyncIterator[bytes]:
        yield b"x" * 11

    for body in (b"x" * 11, unannounced()):
        query = {"me": "linf", "id": "page-0001", "name": "a.txt"}
        async with http.post("/workplace/files", params=query, data=body) as answer:
            assert answer.status == 413
            assert "20 MB" in (await answer.json())["text"]
    assert house.office.taken == []


async def test_a_marked_file_is_named_to_the_house_and_not_kept(house: House, http: aiohttp.ClientSession) -> None:
    query = {"me": "linf", "id": "page-0001", "name": "绝密★方案.docx"}
    async with http.post("/workplace/files", params=query, data=b"secret") as answer:
        assert answer.status == 200
    (sent,) = [incoming for incoming in house.office.taken if isinstance(incoming, FileSent)]
    assert (sent.name, sent.key) == ("绝密★方案.docx", "")
    assert house.office.files.kept == {}
