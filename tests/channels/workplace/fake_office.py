"""A small honest office behind the workplace: it answers, sends cards, decides them once, and keeps a clock.

    python -m tests.channels.workplace.fake_office [port]

starts it for looking at the page.
"""

from __future__ import annotations

import asyncio
import csv
import itertools
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.channels.port import Group, Person
from bot.channels.workplace.channel import WorkplaceChannel
from bot.incoming import FileSent, Incoming, Joined, Message, Tap
from handlers.engine.content import (
    Button,
    Card,
    Choice,
    Content,
    Field,
    File,
    Input,
    Outgoing,
    OutgoingKind,
    Receiver,
    Style,
    Text,
)
from tests.channels.workplace.memory_log import MemoryFiles, MemoryLog

ORG = "qinghe"
TOWNSHIP = Path(__file__).parents[3] / "bot" / "sample_township"
EVERYBODY = "青禾乡干部职工大群"
LEADER = "wangq"
START = datetime(2026, 12, 4, 16, 30, tzinfo=ZoneInfo("Asia/Shanghai"))

FORM_BUTTONS = (Button("提交", Style.PRIMARY), Button("修改"), Button("取消"))
DECISION_BUTTONS = (Button("同意", Style.PRIMARY), Button("驳回", Style.DANGER), Button("转办"))


def read_csv(name: str) -> list[dict[str, str]]:
    """A table of the sample township."""
    with (TOWNSHIP / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@dataclass
class FakeOffice:
    """Implements OfficePort. `taken` is everything that came in, once each; `fails_with` makes it break."""

    deliver: Callable[[Outgoing], object] | None = None
    files: MemoryFiles = field(default_factory=MemoryFiles)
    clock: datetime = START
    taken: list[Incoming] = field(default_factory=list)
    fails_with: Exception | None = None
    decided: dict[str, str] = field(default_factory=dict)
    outbox: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    _serials: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    _applicants: dict[str, str] = field(default_factory=dict)

    async def people(self, org: str) -> Sequence[Person]:
        assert org == ORG
        return [Person(row["账号"], row["姓名"], row["单位"], row["职务"]) for row in read_csv("花名册.csv")]

    async def groups(self, org: str) -> Sequence[Group]:
        people = await self.people(org)
        return [
            Group(row["群"], tuple(p.account for p in people if row["成员单位"] in ("全体", p.unit)))
            for row in read_csv("群.csv")
        ]

    def deliver_now(self) -> None:
        """Nothing waits here."""

    def now(self) -> datetime:
        return self.clock

    async def advance(self, to: datetime) -> None:
        if to <= self.clock:
            raise ValueError("时钟只能向前拨，不能拨回过去的时间")
        meeting = self._next_monday()
        if meeting <= to:
            self.clock = meeting
            card = Card("周一例会", "今天上午9:00召开例会，请准时参加。", (Field("地点", "三楼大会议室"),))
            await self._send(Receiver(EVERYBODY, True), card)
        self.clock = to

    async def receive(self, incoming: Incoming) -> None:
        if self.fails_with:
            raise self.fails_with
        if any(known.envelope.message_id == incoming.envelope.message_id for known in self.taken):
            return
        self.taken.append(incoming)
        await self._answer(incoming)

    async def _answer(self, incoming: Incoming) -> None:
        match incoming:
            case Joined():
                await self._reply(incoming, Text("您好，我是小助手。请假、用车、用印等事项，直接告诉我即可。"))
            case FileSent(name=name):
                await self._reply(incoming, Text(f"已收到文件《{name}》。"))
            case Message(text=text) if "请假" in text:
                await self._ask_leave(incoming)
            case Message(text=text) if "文件" in text:
                key = await self.files.put(ORG, "假条.txt", "假条样张".encode())
                await self._reply(incoming, File("假条.txt", key, "这是您要的假条样张。"))
            case Message(text=text):
                await self._reply(incoming, Text(f"已收到：{text}"))
            case Tap():
                await self._tapped(incoming)

    async def _ask_leave(self, incoming: Incoming) -> None:
        fields = (
            Field("类型", "事假"),
            Field("起止", "2026年12月9日（周三）至11日（周五）"),
            Field("天数", "3天（其中工作日3天）", changed=True),
            Field("事由", "老人住院，需要陪护"),
            Field("由谁审批", "李文华（政府主要领导）"),
            Field("依据", "考勤制度 第4条：3天及以上由主要领导审批"),
        )
        choice = Choice("请假类型", ("事假", "年休假", "病假"))
        card = Card("请核对请假申请", "核对无误后点提交；需要改动可以直接说。", fields, FORM_BUTTONS, choice=choice)
        card_id = f"form-{next(self._serials)}"
        self._applicants[card_id] = incoming.envelope.sender
        await self._send(Receiver(incoming.envelope.sender), card, card_id)
        if incoming.envelope.group:
            await self._reply(incoming, Text("已收到，详情已私聊您确认。"))

    async def _tapped(self, tap: Tap) -> None:
        if tap.card_id in self.decided:
            await self._reply(tap, Text(self.decided[tap.card_id]))
            return
        if tap.button == "提交":
            await self._submit(tap)
        elif tap.button in ("同意", "驳回"):
            await self._decide(tap)
        else:
            await self._settle(tap.card_id, tap.envelope.sender, f"已{tap.button}。")

    async def _submit(self, tap: Tap) -> None:
        serial = f"QJ-2026-{next(self._serials):04}"
        sender = tap.envelope.sender
        self._applicants[serial] = sender
        await self._settle(tap.card_id, sender, f"已提交，编号{serial}。现在由王强审批。", serial)
        card = Card(
            f"请假审批 {serial}",
            f"{sender} 请{tap.choice or '事假'}3天。",
            (Field("起止", "12月9日（周三）至11日（周五）"), Field("值班冲突", "12月10日（周四）夜班")),
            DECISION_BUTTONS,
            Input("可写明意见，不填也可以"),
        )
        await self._send(Receiver(LEADER), card, serial, serial)

    async def _decide(self, tap: Tap) -> None:
        words = f"意见：{tap.input}" if tap.input else ""
        verdict = f"王强已{tap.button}。{words}"
        self.decided[tap.card_id] = verdict
        await self._settle(tap.card_id, LEADER, verdict, tap.card_id)
        await self._send(Receiver(self._applicants[tap.card_id]), Text(f"您的请假{tap.card_id}：{verdict}"))

    async def _settle(self, card_id: str, receiver: str, outcome: str, about: str = "") -> None:
        fields = (Field("起止", "12月9日（周三）至11日（周五）"), Field("结果", outcome, changed=True))
        card = Card("请假申请", outcome, fields)
        await self._send(Receiver(receiver), card, card_id, about, OutgoingKind.UPDATE)

    async def _reply(self, incoming: Incoming, content: Content) -> None:
        envelope = incoming.envelope
        await self._send(Receiver(envelope.group, True) if envelope.group else Receiver(envelope.sender), content)

    async def _send(
        self, to: Receiver, content: Content, card_id: str = "", about: str = "", kind: OutgoingKind | None = None
    ) -> None:
        usual = {Text: OutgoingKind.TEXT, Card: OutgoingKind.CARD, File: OutgoingKind.FILE}[type(content)]
        outgoing = Outgoing(next(self.outbox), ORG, to, kind or usual, content, about, card_id)
        if self.deliver:
            await self.deliver(outgoing)  # type: ignore[misc]

    def _next_monday(self) -> datetime:
        monday = self.clock.replace(hour=8, minute=30) + timedelta(days=-self.clock.weekday())
        return monday if monday > self.clock else monday + timedelta(days=7)


@dataclass
class House:
    """A running workplace: it can go away and come back with everything it remembers."""

    office: FakeOffice = field(default_factory=FakeOffice)
    log: MemoryLog = field(default_factory=MemoryLog)
    is_marked: Callable[[str], bool] = lambda text: "绝密★" in text
    channel: WorkplaceChannel | None = None
    port: int = 0
    _runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def app(self) -> web.Application:
        """A fresh application over the same memory."""
        channel = self.channel = WorkplaceChannel(
            self.office, ORG, self.log, self.office.files, is_marked=self.is_marked
        )
        self.office.deliver = channel.deliver
        app = web.Application()
        channel.mount(app)
        app.on_startup.append(lambda _: channel.start())
        app.on_shutdown.append(lambda _: channel.close())
        return app

    async def open(self) -> None:
        """Serve, on the same port as before if there was one."""
        self._runner = web.AppRunner(self.app(), shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self.port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]

    async def close(self) -> None:
        """Go away."""
        if self._runner:
            await self._runner.cleanup()


async def _serve(port: int) -> None:
    house = House(port=port)
    await house.open()
    sys.stdout.write(f"{house.url}/\n")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]) if len(sys.argv) > 1 else 8765))
