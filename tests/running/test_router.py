"""Each thing goes to the channel on which its receiver can be found, under the name that they have there."""

from __future__ import annotations

from itertools import count

import pytest

from bot.channels.port import DeliveryRefusedError
from bot.router import Router
from handlers.engine.content import Outgoing, OutgoingKind, Receiver, Text
from storage import accounts
from storage.store import Store
from tests.morning import MORNING

ORG = "qinghe"
ROWS = count(1)


class Post:
    """A channel that keeps what it is given."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.got: list[Receiver] = []

    async def deliver(self, outgoing: Outgoing) -> str:
        self.got.append(outgoing.to)
        return self.name

    async def start(self) -> None:
        """Nothing to connect."""

    async def close(self) -> None:
        """Nothing to let go."""


def to(name: str, is_group: bool = False) -> Outgoing:
    return Outgoing(next(ROWS), ORG, Receiver(name, is_group), OutgoingKind.TEXT, Text("x"))


def link(store: Store, channel: str, external: str, member: str) -> None:
    store.write(lambda uow: accounts.link(uow, ORG, channel, external, member, MORNING))


async def test_the_first_enabled_channel_that_knows_them_is_taken(memory_store: Store) -> None:
    wecom, dingtalk = Post("wecom"), Post("dingtalk")
    link(memory_store, "wecom", "LinFang", "linf")
    link(memory_store, "dingtalk", "d-001", "linf")
    link(memory_store, "dingtalk", "d-002", "wangq")
    router = Router(memory_store, {"wecom": wecom, "dingtalk": dingtalk})
    assert await router.deliver(to("linf")) == "wecom"
    assert await router.deliver(to("wangq")) == "dingtalk"
    assert (wecom.got, dingtalk.got) == ([Receiver("LinFang")], [Receiver("d-002")])


async def test_groups_are_found_like_people(memory_store: Store) -> None:
    wecom = Post("wecom")
    link(memory_store, "wecom", "wr-123", "大群")
    await Router(memory_store, {"wecom": wecom}).deliver(to("大群", is_group=True))
    assert wecom.got == [Receiver("wr-123", True)]


async def test_on_the_workplace_everybody_is_found_under_their_own_account(memory_store: Store) -> None:
    wecom, workplace = Post("wecom"), Post("workplace")
    link(memory_store, "wecom", "LinFang", "linf")
    router = Router(memory_store, {"wecom": wecom, "workplace": workplace})
    assert [await router.deliver(to(name)) for name in ("linf", "wangq")] == ["wecom", "workplace"]


async def test_whom_no_channel_reaches_is_refused(memory_store: Store) -> None:
    with pytest.raises(DeliveryRefusedError, match="linf"):
        await Router(memory_store, {"wecom": Post("wecom")}).deliver(to("linf"))
