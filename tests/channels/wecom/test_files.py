"""Files that people send and get on WeCom."""

from __future__ import annotations

import base64

import pytest

from bot import sample
from bot.channels.fetched import file_name
from bot.clock import real_time
from handlers.engine.content import File, Outgoing, OutgoingKind, Receiver
from storage import blobs
from storage.blobs import Blob
from tests.channels.wecom.house import House, OpenHouse, words_on
from tests.channels.wecom.platform import Parts


@pytest.fixture
async def bot(open_house: OpenHouse) -> House:
    """The township with the callback bot beside the app."""
    house: House = await open_house(Parts(bot_callback=True))
    return house


def kept(house: House) -> list[tuple[str, bytes]]:
    rows = house.store.read(lambda uow: uow.connection.exec_driver_sql("SELECT name, bytes FROM blobs").all())
    return [(name, bytes(data)) for name, data in rows]


async def test_a_sealed_file_is_opened_and_kept_under_its_name(bot: House) -> None:
    said = await bot.ask("file", user="linf", name="体检名单.docx", data=base64.b64encode(b"content!").decode())
    assert said["statuses"] == [200]
    assert kept(bot) == [("体检名单.docx", b"content!")]


async def test_a_duty_roster_sent_here_is_read_row_by_row(bot: House) -> None:
    table = "日期,班次,带班领导,值班员\n2026-12-05,中班,林芳,张三"
    await bot.ask("file", user="chenj", name="值班表.csv", data=base64.b64encode(table.encode()).decode())
    told = words_on(await bot.seen("chenj", "text"))
    assert "第2行：「值班员」里的“张三”在花名册里没有，请写全名或者账号。" in told
    assert "没有导入，原来的值班表没有改动" in told


async def test_a_file_marked_as_classified_is_not_kept(bot: House) -> None:
    await bot.ask("file", user="linf", name="盘龙专项（机密★5年）.docx")
    await bot.settled()
    assert kept(bot) == []


@pytest.mark.parametrize("url", ["http://192.168.1.1/secret", "file:///etc/passwd", "ftp://x/y", "https://", "x"])
async def test_an_address_that_is_not_the_platforms_is_not_asked(bot: House, url: str) -> None:
    said = await bot.ask("file", user="linf", name="a.docx", url=url)
    assert said["statuses"] == [200]
    assert "再发一次" in words_on(await bot.seen("linf", "text"))
    assert kept(bot) == []


async def test_a_file_too_large_is_refused_with_words(bot: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.fetched.LARGEST", 10)
    await bot.ask("file", user="linf", name="a.docx", data=base64.b64encode(b"x" * 64).decode())
    assert "20MB" in words_on(await bot.seen("linf", "text"))
    assert kept(bot) == []


async def test_a_file_of_the_office_reaches_the_person(bot: House) -> None:
    blob = Blob("假条.docx", "application/octet-stream", b"0123456789")
    key = bot.store.write(lambda uow: blobs.put(uow, sample.ORG, blob, real_time()))
    file = File("假条.docx", key, "这是您的假条。")
    await bot.channel.deliver(Outgoing(7, sample.ORG, Receiver("linf"), OutgoingKind.FILE, file))
    assert words_on(await bot.seen("linf", "file")) == "假条.docx"
    assert words_on(await bot.seen("linf", "text")) == "这是您的假条。"


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ("attachment; filename*=UTF-8''%E5%81%87%E6%9D%A1.docx", "假条.docx"),
        ('attachment; filename="a b.txt"', "a b.txt"),
        ("attachment; filename=%E5%81%87.txt", "假.txt"),
        ("", ""),
        ("inline", ""),
    ],
)
def test_the_name_is_read_as_the_platform_writes_it(disposition: str, name: str) -> None:
    assert file_name(disposition) == name
