"""What people and groups are called on WeCom, and which members and groups of the office they are.

A person is known by the immutable user id (账号 in the platform's contacts). Where nobody has linked it otherwise, it
means the member of the office with the same 账号; a stranger keeps the user id as a name, so that even they can be
answered. A group is known by its chat id and called as the office calls it once it is bound.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.channels.port import OfficePort
from bot.channels.wecom.heard import Chat
from storage import accounts
from storage.store import Store
from storage.unit_of_work import UnitOfWork

CHANNEL = "wecom"
WEBHOOK_ONLY = "群消息推送:"
"""Before a group's name: it can be pushed to by its webhook robot, and its chat id is not known."""


class Names:
    """The links between the platform's ids and the office's names, kept in the database."""

    def __init__(self, store: Store, office: OfficePort, org: str) -> None:
        self._store = store
        self._office = office
        self._org = org
        self._settled: set[str] = set()

    async def settle(self, groups: Mapping[str, str], webhooks: Mapping[str, object]) -> None:
        """Link what the settings name, and everybody whose 账号 is their user id."""
        members = [person.account for person in await self._office.people(self._org)]
        at = self._office.now()

        def link_all(uow: UnitOfWork) -> None:
            for account in members:
                if not accounts.externals_of(uow, self._org, CHANNEL, account):
                    accounts.link(uow, self._org, CHANNEL, account.lower(), account, at)
            for name, chat_id in groups.items():
                accounts.link(uow, self._org, CHANNEL, chat_id, name, at)
            for name in webhooks:
                accounts.link(uow, self._org, CHANNEL, WEBHOOK_ONLY + name, name, at)

        await self._store.write_async(link_all)

    async def group_name(self, chat: Chat) -> str:
        """What the office calls the group of this chat: its chat id as long as nobody has bound it, "" for none."""
        if not chat.group:
            return ""
        return await self.member(chat.group) or chat.group

    async def member(self, external: str) -> str:
        """The member or group behind a platform's id, "" where there is none."""
        found = await self._store.read_async(lambda uow: accounts.member_of(uow, self._org, CHANNEL, external))
        return found or ""

    async def chat_id(self, group: str) -> str:
        """The chat id of a group, "" where only its webhook is known."""
        found = await self._store.read_async(lambda uow: accounts.externals_of(uow, self._org, CHANNEL, group))
        return next((external for external in found if not external.startswith(WEBHOOK_ONLY)), "")

    async def get_to_know(self, chat: Chat) -> None:
        """Make sure that whoever speaks can be answered, stranger or not."""
        key = chat.group + "\n" + chat.user
        if key in self._settled:
            return
        by_id = {person.account.lower(): person.account for person in await self._office.people(self._org)}
        known = await self._store.write_async(lambda uow: self._link(uow, chat, by_id))
        if known:
            self._settled.add(key)

    def _link(self, uow: UnitOfWork, chat: Chat, by_id: Mapping[str, str]) -> bool:
        """Whether everything that this chat names is known for good."""
        at = self._office.now()
        member = accounts.member_of(uow, self._org, CHANNEL, chat.user)
        if member is None or (member == chat.user and chat.user in by_id):
            member = by_id.get(chat.user, chat.user)
            accounts.link(uow, self._org, CHANNEL, chat.user, member, at)
        if chat.group and accounts.member_of(uow, self._org, CHANNEL, chat.group) is None:
            accounts.link(uow, self._org, CHANNEL, chat.group, chat.group, at)
        return member in by_id.values()
