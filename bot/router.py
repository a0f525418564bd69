"""Which channel reaches whom, and how a person on two platforms hears a thing once and sees its end on both.

A thing goes to the platform where its receiver has just written, else to the preferred one (the first in the settings);
where the office wants it, to every platform on which they are. A repainted card goes wherever it stands.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.channels.port import Channel, DeliveryRefusedError
from bot.clock import real_time
from handlers.engine.content import Outgoing, OutgoingKind, Receiver
from handlers.engine.policy import ChannelsPolicy
from storage import accounts, copies, platform_chats
from storage.store import Store
from storage.unit_of_work import UnitOfWork

EMBEDDED = frozenset({"workplace"})
"""Channels of the house itself: everybody on the roster is there, under their own account."""

_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Place:
    """A channel, and all that the receiver is called there."""

    channel: str
    externals: tuple[str, ...]


@dataclass(frozen=True)
class _Route:
    """Where a thing goes: to every place, or to the first that takes it. `done`: its id where it has gone already."""

    places: tuple[_Place, ...]
    to_every: bool
    done: Mapping[str, str]


def _default_policy(_uow: UnitOfWork, _org: str) -> ChannelsPolicy:
    return ChannelsPolicy()


@dataclass(frozen=True)
class Router:
    """Hands each outgoing thing to the channel of its receiver, under the name that the receiver has there."""

    store: Store
    channels: Mapping[str, Channel]
    policy: Callable[[UnitOfWork, str], ChannelsPolicy] = _default_policy
    now: Callable[[], datetime] = real_time

    async def deliver(self, outgoing: Outgoing) -> str:
        """Deliver it and return the platform's id of it. Raises DeliveryRefusedError where no channel reaches them,
        and whatever the channel raises; what one platform has is not sent there again."""
        route = await self.store.read_async(lambda uow: self._route(uow, outgoing))
        if not route.places and not route.done:
            raise DeliveryRefusedError(f"没有任何渠道能把消息送到：{outgoing.to.name}")
        if route.to_every:
            return await self._to_every(route, outgoing)
        return next(iter(route.done.values()), None) or await self._to_first(route, outgoing)

    # --- where to -----------------------------------------------------------------------------------------------------

    def _route(self, uow: UnitOfWork, outgoing: Outgoing) -> _Route:
        places = self._places(uow, outgoing)
        if len(self.channels) < 2:
            return _Route(places, False, {})
        had = copies.of_thing(uow, outgoing.org, outgoing.id)
        done = {name: had[name] for name in self.channels if name in had}
        policy = self.policy(uow, outgoing.org)
        standing = _standing(uow, places, outgoing)
        if standing or policy.all_at_once:
            left = [place for place in standing or places if place.channel not in done]
            return _Route(tuple(left), True, done)
        since = self.now() - timedelta(minutes=policy.talk_minutes)
        talking = _talking(uow, outgoing.org, places, since)
        return _Route(tuple(sorted(places, key=lambda place: place.channel != talking)), False, done)

    def _places(self, uow: UnitOfWork, outgoing: Outgoing) -> tuple[_Place, ...]:
        """Everywhere that the receiver is, the preferred one first; the house's own page only where it is that one."""
        found = []
        for name in self.channels:
            if name in EMBEDDED:
                externals: tuple[str, ...] = (outgoing.to.name,)
            else:
                externals = accounts.externals_of(uow, outgoing.org, name, outgoing.to.name)
            if externals:
                found.append(_Place(name, externals))
        return tuple(place for place in found if place.channel not in EMBEDDED or place is found[0])

    # --- on its way ---------------------------------------------------------------------------------------------------

    async def _to_every(self, route: _Route, outgoing: Outgoing) -> str:
        """To all at the same time; a platform that refuses or is late holds up no other."""
        ended = await asyncio.gather(*(self._hand(place, outgoing) for place in route.places), return_exceptions=True)
        ids = [*route.done.values(), *(end for end in ended if isinstance(end, str))]
        for end in ended:
            if isinstance(end, BaseException) and not (isinstance(end, DeliveryRefusedError) and ids):
                raise end
            if isinstance(end, DeliveryRefusedError):
                _logger.warning("outbox row %s was refused on one platform and is on another: %s", outgoing.id, end)
        return ids[0]

    async def _to_first(self, route: _Route, outgoing: Outgoing) -> str:
        """To the first that does not refuse for good; the first one's refusal is what the office is told."""
        refusals: list[DeliveryRefusedError] = []
        for place in route.places:
            try:
                return await self._hand(place, outgoing)
            except DeliveryRefusedError as refusal:
                refusals.append(refusal)
        raise refusals[0]

    async def _hand(self, place: _Place, outgoing: Outgoing) -> str:
        to = Receiver(place.externals[0], outgoing.to.is_group)
        platform_id = await self.channels[place.channel].deliver(replace(outgoing, to=to))
        if len(self.channels) > 1:
            await self._note(place.channel, outgoing, platform_id)
        return platform_id

    async def _note(self, channel: str, outgoing: Outgoing, platform_id: str) -> None:
        org, number, name, card = outgoing.org, outgoing.id, outgoing.to.name, outgoing.card_id
        at = self.now()
        await self.store.write_async(lambda uow: copies.note(uow, org, number, channel, name, card, platform_id, at))


def _standing(uow: UnitOfWork, places: Sequence[_Place], outgoing: Outgoing) -> list[_Place]:
    """Where the card to be repainted stands: as noted here, or by the channel itself before there was a second."""
    if outgoing.kind is not OutgoingKind.UPDATE:
        return []
    org, card = outgoing.org, outgoing.card_id
    noted = copies.of_card(uow, org, card, outgoing.to.name)
    return [
        place
        for place in places
        if place.channel in noted or copies.stands_on(uow, org, place.channel, card, place.externals)
    ]


def _talking(uow: UnitOfWork, org: str, places: Sequence[_Place], since: datetime) -> str:
    """The platform on which they wrote last, since this moment; "" where they wrote on none."""
    heard = [(platform_chats.last_heard(uow, org, place.channel, place.externals), place.channel) for place in places]
    latest = max(((at, channel) for at, channel in heard if at and at >= since), default=None)
    return latest[1] if latest else ""
