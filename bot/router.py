"""Which channel reaches whom: the first of the enabled ones, in the order of the settings, where they can be found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.channels.port import Channel, DeliveryRefusedError
from handlers.engine.content import Outgoing, Receiver
from storage import accounts
from storage.store import Store

EMBEDDED = frozenset({"workplace"})
"""Channels of the house itself: everybody on the roster is there, under their own account."""


@dataclass(frozen=True)
class Router:
    """Hands each outgoing thing to the channel of its receiver, under the name that the receiver has there."""

    store: Store
    channels: Mapping[str, Channel]

    async def deliver(self, outgoing: Outgoing) -> str:
        """Deliver it and return the platform's id of it. Raises DeliveryRefusedError where no channel reaches them,
        and whatever the channel raises."""
        for name, channel in self.channels.items():
            external = await self._name_there(name, outgoing)
            if external:
                return await channel.deliver(replace(outgoing, to=Receiver(external, outgoing.to.is_group)))
        raise DeliveryRefusedError(f"没有任何渠道能把消息送到：{outgoing.to.name}")

    async def _name_there(self, channel: str, outgoing: Outgoing) -> str:
        """What a member or a group is called on this channel; "" where they are not there."""
        if channel in EMBEDDED:
            return outgoing.to.name
        found = await self.store.read_async(
            lambda uow: accounts.externals_of(uow, outgoing.org, channel, outgoing.to.name)
        )
        return found[0] if found else ""
