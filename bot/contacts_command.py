"""`dzb people fetch`, `sync` and `link`: a platform's contacts as first tables, beside the roster, and who is who."""

from __future__ import annotations

import asyncio
import csv
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.channels.dingtalk.contacts import DingTalkContacts
from bot.channels.port import DirectoryUnavailableError, HasDirectory
from bot.channels.wecom.contacts import WeComContacts
from bot.contacts_sync import compare_now
from bot.endings import CommandError
from bot.house import House
from bot.settings import Settings
from handlers.contacts import words
from handlers.contacts.book import Contact, Contacts
from storage import accounts, people
from storage.roster_files import COLUMNS
from storage.store import Store
from storage.unit_of_work import UnitOfWork

_BOM = "utf-8-sig"
"""What Excel needs at the beginning of a CSV file to read it as UTF-8."""


def sources(store: Store, org: str, settings: Settings) -> list[HasDirectory]:
    """Every platform of these settings whose contacts can be read. Raises CommandError where there is none."""
    found: list[HasDirectory] = []
    if settings.wecom.has_app:
        found.append(WeComContacts(store, org, settings.wecom))
    if settings.dingtalk.client_id:
        found.append(DingTalkContacts(store, org, settings.dingtalk))
    if not found:
        raise CommandError(
            "设置里没有能读通讯录的平台：企业微信要填写自建应用的 corp_id、agent_id 和 app_secret，"
            "钉钉要填写 client_id 和 client_secret"
        )
    return found


def sync(store: Store, org: str, settings: Settings, at: datetime) -> list[str]:
    """Compare now, and put to the office what it was not asked before; what differs, one Chinese line each."""
    return [line for source in sources(store, org, settings) for line in _sync_one(store, org, source, at)]


def _sync_one(store: Store, org: str, source: HasDirectory, at: datetime) -> list[str]:
    book, house = _read(source), House(store)
    roster = store.read(lambda uow: people.load_roster(uow, org))
    found = store.write(lambda uow: compare_now(house, uow, org, source, book, at))
    return [*words.report(found, roster), words.compared(source.title, len(found))]


def fetch(store: Store, org: str, settings: Settings, folder: Path) -> list[str]:
    """Write 单位.csv and 花名册.csv for the office to complete. Never over files that are there."""
    source = sources(store, org, settings)[0]
    tables = {folder / f"{name}.csv": name for name in ("单位", "花名册")}
    if there := next((file for file in tables if file.exists()), None):
        raise CommandError(f"{there} 已经有了，没有改动任何内容：请换一个空文件夹")
    book = _read(source)
    folder.mkdir(parents=True, exist_ok=True)
    rows = {"单位": _units(book), "花名册": _people(book)}
    for file, name in tables.items():
        with file.open("x", encoding=_BOM, newline="") as out:
            csv.writer(out).writerows([COLUMNS[name], *rows[name]])
    return [
        f"已从{source.title}通讯录写好 {folder}：单位{len(rows['单位'])}个，人员{len(rows['花名册'])}人。",
        "通讯录里没有的请补上：单位的类别、条线、分管领导，人员的角色；再运行 dzb people import。",
    ]


def _read(source: HasDirectory) -> Contacts:
    try:
        return asyncio.run(_asked(source))
    except DirectoryUnavailableError as fault:
        raise CommandError(str(fault)) from None


async def _asked(source: HasDirectory) -> Contacts:
    return await source.directory()


def _units(book: Contacts) -> list[list[str]]:
    """Every department below the topmost; its head is the first leader that the platform names."""
    below = [department for department in book.departments if department.parent in {d.id for d in book.departments}]
    return [[d.name, "", "", "", d.leaders[0] if d.leaders else ""] for d in below]


def _people(book: Contacts) -> list[list[str]]:
    return [[c.id, c.name or c.id, _unit(book, c), c.post, "", "", "是" if c.active else "否"] for c in book.people]


def _unit(book: Contacts, contact: Contact) -> str:
    return next((name for department in contact.departments for name in book.names_upwards(department)), "")


# --- who is who on a platform -----------------------------------------------------------------------------------------


def link(store: Store, org: str, settings: Settings, write: bool, at: datetime) -> list[str]:
    """Put the roster's people beside the platform's by their names, one Chinese line each; with `write`, keep it.

    Only a name that occurs once on either side is taken: two of the same name are the office's to tell apart.
    """
    return [line for source in sources(store, org, settings) for line in _link_one(store, org, source, write, at)]


def _link_one(store: Store, org: str, source: HasDirectory, write: bool, at: datetime) -> list[str]:
    book = _read(source)
    there = {contact.id for contact in book.people}
    roster = store.read(lambda uow: people.load_roster(uow, org))
    known = store.read(
        lambda uow: {m.account: accounts.externals_of(uow, org, source.name, m.account) for m in roster.members}
    )
    open_ = [member for member in roster.members if not there & {*known[member.account], member.account}]
    pairs, lines = [], []
    for member in open_:
        same = [contact for contact in book.people if contact.active and contact.name == member.name]
        namesakes = [other for other in roster.members if other.name == member.name]
        if len(same) == 1 and len(namesakes) == 1:
            pairs.append((same[0].id, member.account))
            lines.append(f"{member.name}（{member.unit}）= {source.title}账号 {same[0].id}")
        else:
            why = "没有这个姓名" if not same else "有同名的人"
            lines.append(f"{member.name}（{member.unit}）没有对上：{source.title}通讯录里{why}")
    if write:
        store.write(lambda uow: _keep(uow, org, source.name, pairs, at))
    return [*lines, words.linked(source.title, len(pairs), len(open_) - len(pairs), write)]


def _keep(uow: UnitOfWork, org: str, channel: str, pairs: Sequence[tuple[str, str]], at: datetime) -> None:
    for external, account in pairs:
        accounts.unlink(uow, org, channel, account)
        accounts.link(uow, org, channel, external, account, at)
