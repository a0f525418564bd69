"""The memory of the workplace: in a list and in both databases, held to the same promises."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.channels.workplace.log import FileStore, MessageLog
from bot.channels.workplace.stored import StoredFiles, StoredLog
from handlers.engine.content import Button, Card, Content, Outgoing, OutgoingKind, Receiver, Style, Text
from storage.store import Store
from storage.workplace_words import Said
from tests.channels.workplace.memory_log import MemoryFiles, MemoryLog

ORG = "qinghe"
NOON = datetime(2026, 12, 4, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
LINF = Receiver("linf")
GROUP = Receiver("青禾乡干部职工大群", True)
LIVE = Card("请假审批", "3天", buttons=(Button("同意", Style.PRIMARY),))
OVER = LIVE.over("王强已同意")


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def memory(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def dialect(memory: str) -> str:
    """Which database `store` opens, where the memory is one."""
    return memory


@pytest.fixture
def store_or_none(memory: str, request: pytest.FixtureRequest) -> Iterator[Store | None]:
    yield None if memory == "memory" else request.getfixturevalue("store")


@pytest.fixture
def log(store_or_none: Store | None) -> MessageLog:
    return StoredLog(store_or_none) if store_or_none else MemoryLog()


@pytest.fixture
def files(store_or_none: Store | None) -> FileStore:
    return StoredFiles(store_or_none, lambda: NOON) if store_or_none else MemoryFiles()


def said(words: str, message_id: str, chat: Receiver = LINF, sender: str = "linf") -> Said:
    return Said(message_id, chat, sender, NOON, Text(words))


def outgoing(outbox_id: int, content: Content, kind: OutgoingKind, card_id: str = "c1") -> Outgoing:
    return Outgoing(outbox_id, ORG, LINF, kind, content, "QJ-2026-0001" if card_id else "", card_id)


async def test_the_same_message_twice_is_one_entry(log: MessageLog) -> None:
    first = await log.said(ORG, said("您好", "linf:1"), delivered=False)
    again = await log.said(ORG, said("您好", "linf:1"), delivered=False)
    assert again == first
    assert list(await log.page(ORG, LINF, None, 10)) == [first]


async def test_one_message_from_two_connections_at_once_is_one_entry(log: MessageLog) -> None:
    saying = [log.said(ORG, said("您好", "linf:1"), delivered=False) for _ in range(8)]
    assert len({entry.id for entry in await asyncio.gather(*saying)}) == 1


async def test_revisions_are_never_shared(log: MessageLog) -> None:
    saying = [log.said(ORG, said("您好", f"linf:{n}"), delivered=False) for n in range(12)]
    entries = await asyncio.gather(*saying)
    assert sorted(entry.revision for entry in entries) == list(range(1, 13))


async def test_delivered_is_noted_once(log: MessageLog) -> None:
    entry = await log.said(ORG, said("您好", "linf:1"), delivered=False)
    noted = await log.delivered(ORG, entry.id)
    assert (noted.delivered, noted.revision) == (True, entry.revision + 1)
    assert await log.delivered(ORG, entry.id) == noted
    assert await log.said(ORG, said("您好", "linf:1"), delivered=False) == noted


async def test_an_outbox_row_delivered_twice_is_shown_once(log: MessageLog) -> None:
    row = outgoing(7, Text("已收到"), OutgoingKind.TEXT, card_id="")
    assert list(await log.shown(row, NOON)) == list(await log.shown(row, NOON))
    assert len(await log.page(ORG, LINF, None, 10)) == 1


async def test_an_update_repaints_the_card_where_it_stands(log: MessageLog) -> None:
    (card,) = await log.shown(outgoing(1, LIVE, OutgoingKind.CARD), NOON)
    await log.said(ORG, said("在吗", "linf:1"), delivered=True)
    later = NOON + timedelta(minutes=5)
    (painted,) = await log.shown(outgoing(2, OVER, OutgoingKind.UPDATE), later)
    assert (painted.id, painted.content, painted.repainted_at) == (card.id, OVER, later)
    assert [entry.id for entry in await log.page(ORG, LINF, None, 10)] == [card.id, card.id + 1]


async def test_the_first_picture_delivered_again_does_not_bring_the_buttons_back(log: MessageLog) -> None:
    await log.shown(outgoing(1, LIVE, OutgoingKind.CARD), NOON)
    await log.shown(outgoing(2, OVER, OutgoingKind.UPDATE), NOON)
    (entry,) = await log.shown(outgoing(1, LIVE, OutgoingKind.CARD), NOON)
    assert entry.content == OVER


async def test_an_older_update_after_a_newer_one_changes_nothing(log: MessageLog) -> None:
    await log.shown(outgoing(1, LIVE, OutgoingKind.CARD), NOON)
    (painted,) = await log.shown(outgoing(3, OVER, OutgoingKind.UPDATE), NOON)
    assert list(await log.shown(outgoing(2, LIVE, OutgoingKind.UPDATE), NOON)) == [painted]


async def test_an_update_of_a_card_that_is_not_here_becomes_an_entry(log: MessageLog) -> None:
    (entry,) = await log.shown(outgoing(2, OVER, OutgoingKind.UPDATE), NOON)
    assert list(await log.shown(outgoing(2, OVER, OutgoingKind.UPDATE), NOON)) == [entry]
    assert len(await log.page(ORG, LINF, None, 10)) == 1


async def test_history_comes_in_pages_oldest_first(log: MessageLog) -> None:
    ids = [(await log.said(ORG, said(str(n), f"linf:{n}"), delivered=True)).id for n in range(5)]
    await log.said(ORG, said("群里", "linf:g", GROUP), delivered=True)
    assert [entry.id for entry in await log.page(ORG, LINF, None, 2)] == ids[3:]
    assert [entry.id for entry in await log.page(ORG, LINF, ids[3], 2)] == ids[1:3]


async def test_changes_since_a_revision_are_told_for_these_chats_only(log: MessageLog) -> None:
    (card,) = await log.shown(outgoing(1, LIVE, OutgoingKind.CARD), NOON)
    since = await log.revision(ORG)
    words = await log.said(ORG, said("您好", "linf:1"), delivered=True)
    await log.said(ORG, said("群里", "wangq:1", GROUP, "wangq"), delivered=True)
    await log.shown(outgoing(2, OVER, OutgoingKind.UPDATE), NOON)
    assert [entry.id for entry in await log.changes(ORG, [LINF], since, 10)] == [words.id, card.id]
    assert len(await log.changes(ORG, [LINF, GROUP], since, 10)) == 3
    assert len(await log.changes(ORG, [LINF, GROUP], since, 2)) == 2


async def test_unread_counts_what_others_said_after_the_mark(log: MessageLog) -> None:
    first = await log.said(ORG, said("早", "wangq:1", GROUP, "wangq"), delivered=True)
    await log.said(ORG, said("早上好", "wangq:2", GROUP, "wangq"), delivered=True)
    last = await log.said(ORG, said("早", "linf:1", GROUP), delivered=True)
    (state,) = await log.overview(ORG, "linf", [GROUP])
    assert (state.unread, state.read_up_to, state.last) == (2, None, last)
    assert await log.mark_read(ORG, "linf", GROUP, first.id) == 1
    assert await log.mark_read(ORG, "linf", GROUP, last.id) == 0
    assert await log.mark_read(ORG, "linf", GROUP, first.id) == 0


async def test_bytes_come_back_as_they_were(files: FileStore) -> None:
    key = await files.put(ORG, "名单.docx", b"\x00\xff")
    assert await files.get(ORG, key) == b"\x00\xff"
    assert await files.get(ORG, "nothing") is None
