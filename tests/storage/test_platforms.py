"""Leases, tokens, codes and chats of the platforms: on both databases, and with many at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from storage import leases, platform_cards, platform_chats, platform_tokens
from storage.instants import ZONE
from storage.platform_cards import Posted
from storage.store import Store

ORG, CHANNEL = "qinghe", "wecom"
NOW = datetime(2026, 12, 1, 9, tzinfo=ZONE)
LATER = NOW + timedelta(seconds=30)
CARD = Posted("K1_7_ab", "K1", "app", "wangq", 7)


def take(store: Store, holder: str, now: datetime = NOW) -> bool:
    return store.write(lambda uow: leases.take(uow, ORG, "bot", holder, now, now + timedelta(seconds=20)))


def test_a_lease_is_one_holders_until_it_ends(store: Store) -> None:
    assert take(store, "one")
    assert not take(store, "two")
    assert take(store, "one")
    assert store.read(lambda uow: leases.holder(uow, ORG, "bot", NOW)) == "one"
    assert store.read(lambda uow: leases.holder(uow, ORG, "bot", LATER)) == ""
    assert take(store, "two", LATER)
    assert not take(store, "one", LATER)


def test_a_lease_let_go_is_free_at_once_and_only_its_holder_lets_go(store: Store) -> None:
    assert take(store, "one")
    assert not store.write(lambda uow: leases.let_go(uow, ORG, "bot", "two"))
    assert store.write(lambda uow: leases.let_go(uow, ORG, "bot", "one"))
    assert take(store, "two")


def test_of_many_who_ask_at_once_one_gets_the_lease(store: Store) -> None:
    with ThreadPoolExecutor(16) as threads:
        got = list(threads.map(lambda number: take(store, f"holder-{number}"), range(40)))
    assert got.count(True) == 1


def test_a_token_lives_until_its_end_or_until_it_is_refused(store: Store) -> None:
    store.write(lambda uow: platform_tokens.put(uow, ORG, "app", "first", LATER))
    store.write(lambda uow: platform_tokens.put(uow, ORG, "app", "second", LATER))
    assert store.read(lambda uow: platform_tokens.get(uow, ORG, "app", NOW)) == "second"
    assert store.read(lambda uow: platform_tokens.get(uow, ORG, "app", LATER)) == ""
    assert not store.write(lambda uow: platform_tokens.forget(uow, ORG, "app", "first"))
    assert store.write(lambda uow: platform_tokens.forget(uow, ORG, "app", "second"))
    assert store.read(lambda uow: platform_tokens.get(uow, ORG, "app", NOW)) == ""


def test_the_newest_place_of_a_card_is_found_and_each_code_is_spent_once(store: Store) -> None:
    newer = Posted("K1_9_ab", "K1", "app", "wangq", 9, "m9")
    for posted in (CARD, newer):
        assert store.write(lambda uow, posted=posted: platform_cards.note(uow, ORG, CHANNEL, posted, NOW))
    assert not store.write(lambda uow: platform_cards.note(uow, ORG, CHANNEL, CARD, NOW))
    assert store.read(lambda uow: platform_cards.newest(uow, ORG, CHANNEL, "K1", "wangq")) == newer
    assert store.read(lambda uow: platform_cards.newest(uow, ORG, CHANNEL, "K1", "liwh")) is None
    assert store.read(lambda uow: platform_cards.by_task(uow, ORG, CHANNEL, "K1_7_ab")) == CARD
    assert store.write(lambda uow: platform_cards.give_code(uow, ORG, CHANNEL, CARD.task, "c1", NOW))
    assert not store.write(lambda uow: platform_cards.give_code(uow, ORG, CHANNEL, CARD.task, "c1", LATER))
    assert store.write(lambda uow: platform_cards.give_code(uow, ORG, CHANNEL, CARD.task, "c2", LATER))
    assert not store.write(lambda uow: platform_cards.give_code(uow, ORG, CHANNEL, CARD.task, "c" * 300, NOW))
    since = NOW - timedelta(hours=1)
    assert store.read(lambda uow: platform_cards.unused_codes(uow, ORG, CHANNEL, CARD.task, since)) == ["c2", "c1"]
    assert store.read(lambda uow: platform_cards.unused_codes(uow, ORG, CHANNEL, CARD.task, NOW)) == ["c2"]
    with ThreadPoolExecutor(8) as threads:
        spent = threads.map(
            lambda _: store.write(lambda uow: platform_cards.use_code(uow, ORG, CHANNEL, "c1")), range(20)
        )
        assert list(spent).count(True) == 1
    assert store.read(lambda uow: platform_cards.unused_codes(uow, ORG, CHANNEL, CARD.task, since)) == ["c2"]


def test_the_door_by_which_somebody_came_last_comes_first(store: Store) -> None:
    for door, at in (("bot", NOW), ("app", LATER), ("bot", LATER + timedelta(minutes=1))):
        store.write(lambda uow, d=door, t=at: platform_chats.heard(uow, ORG, CHANNEL, d, "linf", False, t))
    assert store.read(lambda uow: platform_chats.doors(uow, ORG, CHANNEL, "linf")) == ["bot", "app"]
    assert store.read(lambda uow: platform_chats.doors(uow, ORG, CHANNEL, "liwh")) == []
    assert [chat.place for chat in store.read(lambda uow: platform_chats.all_heard(uow, ORG, CHANNEL))] == ["linf"] * 2


def test_an_address_for_an_answer_is_spent_once_and_ends(store: Store) -> None:
    for number, at in ((1, NOW), (2, LATER)):
        assert store.write(
            lambda uow, n=number, t=at: platform_chats.may_answer(uow, ORG, CHANNEL, f"m{n}", "linf", f"url{n}", t)
        )
    assert not store.write(lambda uow: platform_chats.may_answer(uow, ORG, CHANNEL, "m1", "linf", "url1", LATER))
    since = NOW - timedelta(hours=1)
    took = [store.write(lambda uow: platform_chats.take_answer(uow, ORG, CHANNEL, "linf", since)) for _ in range(3)]
    assert took == ["url1", "url2", ""]
    assert store.write(lambda uow: platform_chats.may_answer(uow, ORG, CHANNEL, "m3", "linf", "url3", NOW))
    assert store.write(lambda uow: platform_chats.take_answer(uow, ORG, CHANNEL, "linf", NOW)) == ""
