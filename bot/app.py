"""Puts the house together: the only file that knows every room."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import sys
import webbrowser
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot import guard, sample
from bot import settings as settings_file
from bot.alone import alone
from bot.channels.dingtalk.channel import DingTalkChannel
from bot.channels.port import Channel, HasDirectory
from bot.channels.wecom.channel import WeComChannel
from bot.channels.workplace.channel import WorkplaceChannel
from bot.channels.workplace.stored import StoredFiles, StoredLog
from bot.clock import OfficeClock, RealClock, SimulatedClock, real_time
from bot.contacts_sync import ContactsSync
from bot.delivery import Deliverer, Pace
from bot.house import House
from bot.kill_points import KillPoints
from bot.router import Router
from bot.service import Service
from bot.settings import Settings, SettingsError
from bot.timekeeper import Timekeeper
from handlers.engine.policy import Policy
from storage import address, outbox, people
from storage.store import Store

_logger = logging.getLogger(__name__)

DEMO_PORT = 8600
_GOODBYE_SECONDS = 2.0
_AT_THE_DOOR = 2048
"""Callers who may wait to be let in. Whoever finds the door full tries again only after a whole second."""


@dataclass(frozen=True)
class App:
    """The parts of a running house."""

    house: House
    service: Service
    deliverer: Deliverer
    timekeeper: Timekeeper
    contacts: ContactsSync
    channels: dict[str, Channel]
    web: web.Application


def run_serve(settings_path: Path | None = None) -> None:
    """`dzb serve`: run everything that the settings enable, until told to stop.

    Raises SettingsError and StoreError, each one line for the person who runs it.
    """
    settings = settings_file.load(settings_path)
    with open_store(settings) as store, listening(settings.host, settings.port) as door:
        asyncio.run(serve(settings, store, door, lambda url: _say(f"党政办小助手已启动：{url}")))


def run_demo(port: int = DEMO_PORT, data_folder: Path | None = None, open_browser: bool = False) -> None:
    """`dzb demo`: the sample township on SQLite with the workplace page; the next free port where this one is taken.

    Everything is kept in the folder (default: `.data` here) and there again at the next start.
    """
    data_folder = data_folder or Path(".data")
    data_folder.mkdir(parents=True, exist_ok=True)
    database = data_folder / "demo.sqlite"
    settings = Settings(
        database=f"sqlite:///{database}",
        org=sample.ORG,
        listen=f"127.0.0.1:{port}",
        channels=("workplace",),
        clock="simulated",
        data=data_folder,
    )

    def announce(url: str) -> None:
        _say(_WELCOME.format(url=url, database=database))
        if open_browser:
            webbrowser.open(url)

    with open_store(settings, migrate=True) as store, listening(settings.host, port, further=20) as door:
        sample.settle(store, real_time())
        asyncio.run(serve(settings, store, door, announce))


@contextmanager
def open_store(settings: Settings, migrate: bool = False) -> Iterator[Store]:
    """The store of these settings, closed afterwards; on SQLite for this process alone."""
    url = address.parse(settings.database)
    file = Path(str(url.database)) if url.get_backend_name() == "sqlite" and url.database else None
    with alone(file) if file and file.parent.is_dir() else nullcontext():
        store = Store.open(settings.database, migrate=migrate)
        try:
            if file:
                store.write(outbox.give_back_all)
            yield store
        finally:
            store.close()


@contextmanager
def listening(host: str, port: int, further: int = 0) -> Iterator[socket.socket]:
    """A socket bound to this port, or to one of the `further` next ones. Raises SettingsError where all are taken."""
    for candidate in range(port, port + further + 1):
        try:
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            door = socket.create_server((host, candidate), family=family, backlog=_AT_THE_DOOR)
        except OSError as error:
            fault = error
            continue
        with door:
            yield door
        return
    raise SettingsError(f"不能在 {host}:{port} 提供服务（{fault.strerror}）：请换一个端口或地址")


async def serve(
    settings: Settings, store: Store, door: socket.socket, announce: Callable[[str], None], pace: Pace | None = None
) -> None:
    """Run the house on this store and this socket until SIGTERM or SIGINT, then close it in order."""
    told_to_stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, told_to_stop.set)
    async with running(build(settings, store, pace), door):
        host, port = door.getsockname()[:2]
        announce(f"http://{host}:{port}/")
        await told_to_stop.wait()
        _logger.info("closing")


def build(settings: Settings, store: Store, pace: Pace | None = None) -> App:
    """The house of these settings on this store. Raises SettingsError where it names an office that is not there."""
    kill_points = KillPoints.from_environment()
    house = House(store, kill_points=kill_points)
    orgs = store.read(people.org_names)
    org = _the_org(settings, list(orgs))
    clock: OfficeClock = SimulatedClock(store, org) if settings.clock == "simulated" else RealClock()
    channels: dict[str, Channel] = {}
    directories: dict[str, HasDirectory] = {}
    router = Router(store, channels, lambda uow, of: house.offices.policy(uow, of)[1].channels)
    deliverer = Deliverer(store, router.deliver, clock.now, pace=pace, kill_points=kill_points)
    timekeeper = Timekeeper(house, clock, deliverer, list(orgs))
    service = Service(house, clock, deliverer, timekeeper)
    pages = web.Application()
    for name in settings.channels:
        channels[name] = channel = _CHANNELS[name](house, service, org, settings, pages)
        if isinstance(channel, HasDirectory) and channel.has_directory:
            directories[name] = channel
    contacts = ContactsSync(house, clock, deliverer, org, directories)
    return App(house, service, deliverer, timekeeper, contacts, channels, pages)


@asynccontextmanager
async def running(app: App, door: socket.socket) -> AsyncIterator[None]:
    """Everything started; at the end the door is closed first, what is under way ends, then the channels let go."""
    runner = web.AppRunner(app.web, shutdown_timeout=_GOODBYE_SECONDS)
    async with AsyncExitStack() as closing:
        await runner.setup()
        closing.push_async_callback(runner.cleanup)
        for channel in app.channels.values():
            await channel.start()
            closing.push_async_callback(channel.close)
        app.deliverer.start()
        closing.push_async_callback(app.deliverer.stop)
        app.timekeeper.start()
        closing.push_async_callback(app.timekeeper.stop)
        app.contacts.start()
        closing.push_async_callback(app.contacts.stop)
        site = web.SockSite(runner, door, backlog=_AT_THE_DOOR)
        await site.start()
        closing.push_async_callback(site.stop)
        warming = asyncio.create_task(asyncio.to_thread(_warm, app.house))
        yield
        await warming


def _workplace(
    house: House, service: Service, org: str, settings: Settings, pages: web.Application
) -> WorkplaceChannel:
    policy = house.store.read(lambda uow: house.offices.policy(uow, org))[1]
    workplace = WorkplaceChannel(
        service,
        org,
        StoredLog(house.store),
        StoredFiles(house.store, service.now),
        calendar=policy.calendar,
        is_marked=_marked_by(policy),
    )
    workplace.mount(pages)
    return workplace


def _wecom(house: House, service: Service, org: str, settings: Settings, pages: web.Application) -> WeComChannel:
    if settings.wecom.is_empty:
        raise SettingsError("设置里启用了 wecom，但 [wecom] 里没有填写自建应用、智能机器人或消息推送，见接入说明")
    policy = house.store.read(lambda uow: house.offices.policy(uow, org))[1]
    wecom = WeComChannel(
        service,
        house.store,
        org,
        settings.wecom,
        policy.office.bot_name,
        is_marked=_marked_by(policy),
    )
    wecom.mount(pages)
    return wecom


def _dingtalk(house: House, service: Service, org: str, settings: Settings, pages: web.Application) -> DingTalkChannel:
    if settings.dingtalk.is_empty:
        raise SettingsError("设置里启用了 dingtalk，但 [dingtalk] 里没有填写应用或群机器人，见接入说明")
    policy = house.store.read(lambda uow: house.offices.policy(uow, org))[1]
    dingtalk = DingTalkChannel(
        service,
        house.store,
        org,
        settings.dingtalk,
        policy.office.bot_name,
        is_marked=_marked_by(policy),
    )
    dingtalk.mount(pages)
    return dingtalk


def _marked_by(policy: Policy) -> Callable[[str], bool]:
    """Knows text that must never be written down."""
    return lambda text: guard.is_marked_classified(text, extra_words=policy.secrecy.extra_words)


_CHANNELS: Mapping[str, Callable[[House, Service, str, Settings, web.Application], Channel]] = {
    "workplace": _workplace,
    "wecom": _wecom,
    "dingtalk": _dingtalk,
}


def _the_org(settings: Settings, known: list[str]) -> str:
    """The office that the settings mean: the named one, else the only one. "" where none is needed."""
    if settings.org:
        if settings.org not in known:
            raise SettingsError(
                f"数据库里没有单位“{settings.org}”，现有：{'、'.join(known) or '无'}；请先运行 dzb init"
            )
        return settings.org
    if len(known) == 1:
        return known[0]
    if settings.channels or settings.clock == "simulated":
        raise SettingsError(f"请在设置里用 org 写明为哪个单位服务，现有：{'、'.join(known) or '无，请先运行 dzb init'}")
    return ""


def _warm(house: House) -> None:
    """Load the language before the first message asks for it."""
    for org in house.store.read(people.org_names):
        house.store.read(lambda uow, org=org: house.offices.reader(uow, org)).warm()  # type: ignore[misc]


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


_WELCOME = """青禾乡示例已启动，请用浏览器打开：{url}
  1. 选“林芳”，进“青禾乡干部职工大群”写：@小助手 下周三到周五请假，老人住院
  2. 回到她和小助手的单聊，核对后点“提交”；再点“分屏”选“李文华”，点“同意”，看群里和林芳收到什么。
  3. 点页面上的时钟向前拨，提醒会按各自的时间到来；关掉再启动，内容都还在。
按 Ctrl+C 停止；数据保存在 {database}。"""
