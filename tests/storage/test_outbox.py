"""What leaves, leaves in order, one thing a receiver at a time, and is never forgotten."""

from datetime import datetime

import pytest

from handlers.engine.content import Button, Card, Field, Outgoing, OutgoingKind, Receiver, to_json
from storage import outbox
from storage.store import Store
from tests.storage.rows import NOON, ORG, after


class Post:
    """The outbox of one store, said in short."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, receiver: str, words: str, is_group: bool = False, due_at: datetime | None = None) -> int:
        return self._store.write(
            lambda uow: outbox.put(uow, ORG, receiver, is_group, "text", {"text": words}, "", "", NOON, due_at)
        )

    def claim(self, at: float = 0, limit: int = 50, lease: float = 60) -> list[Outgoing]:
        return self._store.write(lambda uow: outbox.claim(uow, after(at), limit, lease))

    def words(self, at: float = 0, limit: int = 50) -> list[str]:
        return [thing.content.text for thing in self.claim(at, limit)]

    def sent(self, id: int) -> bool:
        return self._store.write(lambda uow: outbox.settle_sent(uow, id, f"p{id}", NOON))

    def failed(self, id: int, retry_at: datetime | None) -> bool:
        return self._store.write(lambda uow: outbox.settle_failed(uow, id, "busy", retry_at, NOON))

    def dead(self) -> list[tuple[str, str, int]]:
        letters = self._store.read(lambda uow: outbox.dead_letters(uow, ORG))
        return [(letter.outgoing.content.text, letter.error, letter.attempts) for letter in letters]


@pytest.fixture
def post(store: Store) -> Post:
    return Post(store)


def test_what_was_put_comes_out_as_it_was(store: Store) -> None:
    card = Card("请假审批", "林芳申请事假", (Field("天数", "2天"),), (Button("同意"), Button("驳回")))
    id = store.write(
        lambda uow: outbox.put(uow, ORG, "wangq", False, "card", to_json(card), "QJ-2026-0001", "c1", NOON)
    )
    assert store.write(lambda uow: outbox.claim(uow, NOON, 10, 60)) == [
        Outgoing(id, ORG, Receiver("wangq"), OutgoingKind.CARD, card, "QJ-2026-0001", "c1", {"attempts": 1})
    ]


def test_the_oldest_leave_first(post: Post) -> None:
    for name in ("c", "a", "b"):
        post.put(name, f"to {name}")
    assert post.words(limit=2) == ["to c", "to a"]
    assert post.words() == ["to b"]


def test_the_second_thing_to_a_receiver_waits_for_the_first(post: Post) -> None:
    first = post.put("linf", "first")
    post.put("linf", "second")
    post.put("wangq", "other")
    assert post.words() == ["first", "other"]
    assert post.words() == []
    assert post.sent(first)
    assert post.words() == ["second"]


def test_a_group_and_a_person_of_one_name_are_two_receivers(post: Post) -> None:
    post.put("党政办", "to the person")
    post.put("党政办", "to the group", is_group=True)
    assert post.words() == ["to the person", "to the group"]


def test_nothing_leaves_before_it_is_due(post: Post) -> None:
    post.put("linf", "later", due_at=after(60))
    assert post.words(at=59) == []
    assert post.words(at=60) == ["later"]


def test_what_is_due_later_holds_up_nothing(post: Post) -> None:
    post.put("linf", "later", due_at=after(30))
    second = post.put("linf", "now")
    assert post.words() == ["now"]
    assert post.words(at=30) == []
    post.sent(second)
    assert post.words(at=30) == ["later"]


def test_a_failed_thing_is_tried_again_and_holds_up_what_follows(post: Post) -> None:
    first = post.put("linf", "first")
    post.put("linf", "second")
    post.claim()
    assert post.failed(first, retry_at=after(30))
    assert post.words(at=29) == []
    again = post.claim(at=30)
    assert [(thing.id, thing.extra["attempts"]) for thing in again] == [(first, 2)]


def test_a_dead_letter_holds_up_nothing(post: Post) -> None:
    first = post.put("linf", "first")
    post.put("linf", "second")
    post.claim()
    assert post.failed(first, retry_at=None)
    assert post.words() == ["second"]
    assert post.dead() == [("first", "busy", 1)]


def test_a_dead_letter_can_be_sent_again_once(store: Store, post: Post) -> None:
    first = post.put("linf", "first")
    post.claim()
    post.failed(first, retry_at=None)
    again = lambda: store.write(lambda uow: outbox.send_again(uow, ORG, first, after(60)))  # noqa: E731
    assert [again(), again()] == [True, False]
    assert post.dead() == []
    assert [thing.extra["attempts"] for thing in post.claim(at=60)] == [1]


def test_a_dead_letter_of_another_org_is_not_touched(store: Store, post: Post) -> None:
    first = post.put("linf", "first")
    post.claim()
    post.failed(first, retry_at=None)
    assert store.write(lambda uow: outbox.send_again(uow, "other", first, NOON)) is False
    assert store.read(lambda uow: outbox.dead_letters(uow, "other")) == []


def test_a_claim_that_was_not_settled_in_time_can_be_claimed_again(post: Post) -> None:
    first = post.put("linf", "first")
    post.put("linf", "second")
    post.claim(lease=60)
    assert post.words(at=59.9) == []
    assert [(thing.id, thing.extra["attempts"]) for thing in post.claim(at=60)] == [(first, 2)]


def test_what_was_sent_stays_sent(post: Post) -> None:
    first = post.put("linf", "first")
    post.claim()
    assert [post.sent(first), post.sent(first)] == [True, False]
    assert post.failed(first, retry_at=after(1)) is False
    assert post.words(at=1000) == []


def test_the_next_due_time_is_known(store: Store, post: Post) -> None:
    assert store.read(outbox.next_due) is None
    post.put("linf", "later", due_at=after(60))
    post.put("wangq", "sooner", due_at=after(30))
    assert store.read(outbox.next_due) == after(30)


def test_what_leaves_is_put_back_with_the_state_that_caused_it(store: Store, post: Post) -> None:
    def job(uow) -> None:
        outbox.put(uow, ORG, "linf", False, "text", {"text": "no"}, "", "", NOON)
        raise ValueError

    with pytest.raises(ValueError):
        store.write(job)
    assert post.words() == []


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_a_claim_reads_what_waits_and_not_the_years_before(store: Store) -> None:
    def explain(uow) -> list[str]:
        compiled = outbox._CANDIDATES.compile(uow.connection)
        values = compiled.construct_params({"now": NOON.isoformat(), "limit": 10})
        in_order = tuple(values[name] for name in compiled.positiontup)
        return [row[3] for row in uow.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", in_order)]

    tables = [step for step in store.read(explain) if "outbox" in step or "other" in step]
    assert len(tables) == 2
    assert all("ix_outbox_open" in step for step in tables), tables
