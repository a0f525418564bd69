"""What people and groups are called on a platform, and which members and groups of the office they are.

A person is known by the immutable user id. Where nobody has linked it otherwise, it means the member of the office
with the same 账号; a stranger keeps the user id as a name, so that even they can be answered. A group is known by its
chat id and called as the office calls it once it is bound: by the settings, or where the platform calls it by the very
name that it has in the office.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.channels.heard import Chat
from bot.channels.port import OfficePort
from storage import accounts
from storage.store import Store
from storage.unit_of_work import UnitOfWork

WEBHOOK_ONLY = "群消息推送:"
"""Before a group's name: it can be pushed to by its webhook robot, and its chat id is not known."""


class Names:
    """The links between a platform's ids and the office's names, kept in the database. `folds_case`: the platform takes
    user ids without regard to case."""

    def __init__(self, store: Store, office: OfficePort, org: str, channel: str, folds_case: bool = False) -> None:
        self._store = store
        self._office = office
        self._org = org
        self._channel = channel
        self._folds_case = folds_case
        self._settled: set[str] = set()

    async def settle(self, groups: Mapping[str, str], webhooks: Mapping[str, object]) -> None:
        """Link what the settings name, and everybody whose 账号 is their user id."""
        members = [person.account for person in await self._office.people(self._org)]
        at = self._office.now()

        def link_all(uow: UnitOfWork) -> None:
            for account in members:
                if not accounts.externals_of(uow, self._org, self._channel, account):
                    accounts.link(uow, self._org, self._channel, self._id_of(account), account, at)
            for name, chat_id in groups.items():
                accounts.link(uow, self._org, self._channel, chat_id, name, at)
            for name in webhooks:
                accounts.link(uow, self._org, self._channel, WEBHOOK_ONLY + name, name, at)

        await self._store.write_async(link_all)

    async def group_name(self, chat: Chat) -> str:
        """What the office calls the group of this chat: its chat id as long as nobody has bound it, "" for none."""
        if not chat.group:
            return ""
        return await self.member(chat.group) or chat.group

    async def member(self, external: str) -> str:
        """The member or group behind a platform's id, "" where there is none."""
        found = await self._store.read_async(lambda uow: accounts.member_of(uow, self._org, self._channel, external))
        return found or ""

    async def external(self, account: str) -> str:
        """What the platform calls a member, "" where they have no account there."""
        found = await self._store.read_async(lambda uow: accounts.externals_of(uow, self._org, self._channel, account))
        return found[0] if found else ""

    async def chat_id(self, group: str) -> str:
        """The chat id of a group, "" where only its webhook is known."""
        found = await self._store.read_async(lambda uow: accounts.externals_of(uow, self._org, self._channel, group))
        return next((external for external in found if not external.startswith(WEBHOOK_ONLY)), "")

    async def get_to_know(self, chat: Chat) -> None:
        """Make sure that whoever speaks can be answered, stranger or not."""
        key = chat.group + "\n" + chat.user
        if key in self._settled:
            return
        by_id = {self._id_of(person.account): person.account for person in await self._office.people(self._org)}
        group = await self._named_group(chat)
        known = await self._store.write_async(lambda uow: self._link(uow, chat, by_id, group))
        if known:
            self._settled.add(key)

    def _id_of(self, account: str) -> str:
        return account.lower() if self._folds_case else account

    async def _named_group(self, chat: Chat) -> str:
        """The office's group that bears the name which the platform gives this one, "" where there is none."""
        if not (chat.group and chat.title):
            return ""
        named = [group.name for group in await self._office.groups(self._org) if group.name == chat.title.strip()]
        return named[0] if named else ""

    def _link(self, uow: UnitOfWork, chat: Chat, by_id: Mapping[str, str], group: str) -> bool:
        """Whether everything that this chat names is known for good."""
        at = self._office.now()
        member = accounts.member_of(uow, self._org, self._channel, chat.user)
        if member is None or (member == chat.user and chat.user in by_id):
            member = by_id.get(chat.user, chat.user)
            accounts.link(uow, self._org, self._channel, chat.user, member, at)
        if chat.group and accounts.member_of(uow, self._org, self._channel, chat.group) in (None, chat.group):
            accounts.link(uow, self._org, self._channel, chat.group, group or chat.group, at)
        return member in by_id.values()
