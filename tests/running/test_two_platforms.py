"""An office on two platforms at once: who is on both hears a thing once and sees its end wherever it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from bot.channels.port import DeliveryDelayedError, DeliveryRefusedError
from bot.router import Router
from handlers.engine.content import Button, Card, Outgoing, OutgoingKind, Receiver, Text
from handlers.engine.policy import ChannelsPolicy
from storage import accounts, platform_cards, platform_chats
from storage.platform_cards import Posted
from storage.store import Store
from tests.morning import MORNING

ORG = "qinghe"
CARD = Card("请假申请", "请您审批", buttons=(Button("同意"),))


@dataclass
class Platform:
    """A channel that keeps what it is given, and fails as it is told."""

    name: str
    faults: list[Exception] = field(default_factory=list)
    got: list[tuple[str, str, int]] = field(default_factory=list)

    async def deliver(self, outgoing: Outgoing) -> str:
        if self.faults:
            raise self.faults.pop(0)
        self.got.append((outgoing.to.name, outgoing.kind.value, outgoing.id))
        return f"{self.name}-{outgoing.id}"

    async def start(self) -> None:
        """Nothing to connect."""

    async def close(self) -> None:
        """Nothing to let go."""


@dataclass
class Town:
    """李文华 is on both, 王强 on DingTalk alone; WeCom is the preferred one."""

    store: Store
    wecom: Platform = field(default_factory=lambda: Platform("wecom"))
    dingtalk: Platform = field(default_factory=lambda: Platform("dingtalk"))
    both: bool = False
    now: datetime = MORNING

    def __post_init__(self) -> None:
        def linking(uow: object) -> None:
            for channel, external, member in (
                ("wecom", "LiWenhua", "liwh"),
                ("dingtalk", "d-001", "liwh"),
                ("dingtalk", "d-002", "wangq"),
            ):
                accounts.link(uow, ORG, channel, external, member, MORNING)  # type: ignore[arg-type]

        self.store.write(linking)

    async def send(self, number: int, to: str = "liwh", kind: OutgoingKind = OutgoingKind.TEXT) -> str:
        """One thing leaves, by a router that remembers nothing but what is in the store."""
        policy = ChannelsPolicy(几个平台都发=self.both)  # type: ignore[call-arg]
        channels = {"wecom": self.wecom, "dingtalk": self.dingtalk}
        router = Router(self.store, channels, lambda uow, org: policy, lambda: self.now)
        content, card = (Text("x"), "") if kind is OutgoingKind.TEXT else (CARD, "c1")
        return await router.deliver(Outgoing(number, ORG, Receiver(to), kind, content, card_id=card))

    def spoke(self, channel: str, place: str, minutes_ago: int) -> None:
        """Somebody wrote to the bot there."""
        at = self.now - timedelta(minutes=minutes_ago)
        self.store.write(lambda uow: platform_chats.heard(uow, ORG, channel, "app", place, False, at))

    @property
    def counts(self) -> tuple[int, int]:
        """How many things each platform got."""
        return len(self.wecom.got), len(self.dingtalk.got)


@pytest.fixture
def town(memory_store: Store) -> Town:
    return Town(memory_store)


async def test_who_is_on_both_hears_it_once_on_the_preferred_one(town: Town) -> None:
    await town.send(1)
    await town.send(2, to="wangq")
    assert (town.wecom.got, town.dingtalk.got) == ([("LiWenhua", "text", 1)], [("d-002", "text", 2)])


async def test_where_policy_asks_for_both_both_get_it(town: Town) -> None:
    town.both = True
    await town.send(1)
    assert (town.wecom.got, town.dingtalk.got) == ([("LiWenhua", "text", 1)], [("d-001", "text", 1)])


@pytest.mark.parametrize(("minutes_ago", "counts"), [(0, (0, 1)), (30, (0, 1)), (31, (1, 0))])
async def test_an_answer_comes_where_the_person_wrote(town: Town, minutes_ago: int, counts: tuple[int, int]) -> None:
    town.spoke("dingtalk", "d-001", minutes_ago)
    await town.send(1)
    assert town.counts == counts


async def test_of_two_platforms_the_one_written_on_last_answers(town: Town) -> None:
    town.spoke("dingtalk", "d-001", 9)
    town.spoke("wecom", "liwenhua", 2)  # the channel keeps names in lower case
    await town.send(1)
    assert town.counts == (1, 0)


async def test_a_decision_is_repainted_wherever_the_card_stands(town: Town) -> None:
    town.both = True
    await town.send(1, kind=OutgoingKind.CARD)
    town.both = False
    await town.send(2, kind=OutgoingKind.UPDATE)
    assert [row[1:] for row in town.wecom.got] == [("card", 1), ("update", 2)]
    assert [row[1:] for row in town.dingtalk.got] == [("card", 1), ("update", 2)]


async def test_a_card_is_repainted_where_it_stands_although_the_talk_has_moved(town: Town) -> None:
    await town.send(1, kind=OutgoingKind.CARD)
    town.spoke("dingtalk", "d-001", 1)
    await town.send(2, kind=OutgoingKind.UPDATE)
    assert (town.wecom.got[-1][1], town.dingtalk.got) == ("update", [])


async def test_a_card_from_before_the_second_platform_is_repainted_in_its_place(town: Town) -> None:
    posted = Posted("t1", "c1", "app", "d-001", 1)
    town.store.write(lambda uow: platform_cards.note(uow, ORG, "dingtalk", posted, MORNING))
    await town.send(2, kind=OutgoingKind.UPDATE)
    assert (town.wecom.got, town.dingtalk.got) == ([], [("d-001", "update", 2)])


async def test_what_one_platform_has_is_not_sent_there_again_after_the_other_was_late(town: Town) -> None:
    town.both = True
    town.dingtalk.faults = [DeliveryDelayedError("busy")]
    with pytest.raises(DeliveryDelayedError):
        await town.send(1)
    assert await town.send(1) == "wecom-1"
    assert await town.send(1) == "wecom-1"
    assert town.counts == (1, 1)


async def test_a_platform_that_refuses_for_good_leaves_it_to_the_other(town: Town) -> None:
    town.wecom.faults = [DeliveryRefusedError("not in the visible range")]
    assert await town.send(1) == "dingtalk-1"
    town.both = True
    town.wecom.faults = [DeliveryRefusedError("not in the visible range")]
    assert await town.send(2) == "dingtalk-2"
    assert town.counts == (0, 2)


async def test_a_platform_that_is_only_late_is_waited_for(town: Town) -> None:
    town.wecom.faults = [DeliveryDelayedError("busy")]
    with pytest.raises(DeliveryDelayedError):
        await town.send(1)
    await town.send(1)
    assert town.counts == (1, 0)


async def test_where_all_refuse_the_office_hears_of_the_preferred_one(town: Town) -> None:
    for both in (False, True):
        town.both = both
        town.wecom.faults, town.dingtalk.faults = [DeliveryRefusedError("one")], [DeliveryRefusedError("two")]
        with pytest.raises(DeliveryRefusedError, match="one"):
            await town.send(1)
    assert town.counts == (0, 0)


async def test_the_same_row_delivered_again_after_a_crash_stays_one_message(town: Town) -> None:
    assert [await town.send(1) for _ in range(3)] == ["wecom-1"] * 3
    town.spoke("dingtalk", "d-001", 1)
    await town.send(1)
    assert town.counts == (1, 0)
