"""Thirty-two writers at once, on both databases: what may happen once happens once, and no number is lost."""

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from typing import TypeVar

import pytest
from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import DBAPIError

from storage import audit, counters, firings, inbox, outbox, policies
from storage.office_tables import settings
from storage.store import Store
from storage.tables import audit as audit_table
from tests.databases import PostgresqlServer
from tests.storage.rows import NOON, ORG, keys, put

T = TypeVar("T")
WRITERS = 32


def at_once(work: Callable[[int], T], writers: int = WRITERS) -> list[T]:
    """Let every writer begin in the same moment; what each got, in their order."""
    start = threading.Barrier(writers)

    def run(number: int) -> T:
        start.wait(10)
        return work(number)

    with ThreadPoolExecutor(writers) as pool:
        return list(pool.map(run, range(writers)))


def test_numbers_are_taken_without_gap_or_double(store: Store) -> None:
    def take(writer: int) -> list[int]:
        return [store.write(lambda uow: counters.next_number(uow, ORG, "QJ", 2026)) for _ in range(3)]

    taken = [number for numbers in at_once(take) for number in numbers]
    assert sorted(taken) == list(range(1, 3 * WRITERS + 1))


def test_a_number_that_was_not_kept_is_given_out_again(store: Store) -> None:
    def take(writer: int) -> int:
        number = store.write(lambda uow: counters.next_number(uow, ORG, "QJ", 2026))
        with pytest.raises(ValueError, match="changed my mind"):
            store.write(take_and_give_up)
        return number

    def take_and_give_up(uow) -> None:
        counters.next_number(uow, ORG, "QJ", 2026)
        raise ValueError("changed my mind")

    assert sorted(at_once(take)) == list(range(1, WRITERS + 1))


def test_a_message_delivered_many_times_at_once_is_new_once(store: Store) -> None:
    def receive(writer: int) -> bool:
        return store.write(lambda uow: inbox.first_time(uow, ORG, "workplace", "m1", "linf", "text", NOON))

    assert Counter(at_once(receive)) == {True: 1, False: WRITERS - 1}


def test_a_firing_has_one_winner(store: Store) -> None:
    def fire(writer: int) -> bool:
        return store.write(lambda uow: firings.claim(uow, ORG, "monday", NOON, NOON, "fired"))

    assert Counter(at_once(fire)) == {True: 1, False: WRITERS - 1}


def test_a_state_that_many_want_to_change_is_changed_by_one(store: Store) -> None:
    store.write(put("request"))
    change = (
        update(settings).where(settings.c.key == "request", settings.c.value == "").values(value=bindparam("b_value"))
    )

    def decide(writer: int) -> bool:
        return store.write(lambda uow: uow.changed(change, {"b_value": str(writer)})) == 1

    winners = [writer for writer, won in enumerate(at_once(decide)) if won]
    assert len(winners) == 1
    assert store.read(lambda uow: uow.scalar(select(settings.c.value))) == str(winners[0])


def test_the_audit_trail_stays_whole_under_many_writers(store: Store) -> None:
    def act(writer: int) -> list[int]:
        note = lambda uow: audit.append(uow, ORG, NOON, f"m{writer}", "approve", "QJ", {"n": writer})  # noqa: E731
        return [store.write(note) for _ in range(3)]

    numbers = [number for written in at_once(act) for number in written]
    assert sorted(numbers) == list(range(1, 3 * WRITERS + 1))
    assert store.read(lambda uow: audit.verify(uow, ORG)) is None
    assert store.read(lambda uow: len(uow.rows(select(audit_table)))) == 3 * WRITERS


def test_each_outgoing_thing_is_claimed_once(store: Store) -> None:
    store.write(lambda uow: [send(uow, f"r{n}") for n in range(100)])

    def deliver(writer: int) -> list[int]:
        return [thing.id for thing in store.write(lambda uow: outbox.claim(uow, NOON, 5, 60))]

    claimed = [id for ids in at_once(deliver) for id in ids]
    while more := store.write(lambda uow: outbox.claim(uow, NOON, 50, 60)):
        claimed += [thing.id for thing in more]
    assert len(claimed) == len(set(claimed)) == 100


def test_one_receiver_never_has_two_things_under_way(store: Store) -> None:
    written = [store.write(lambda uow: [send(uow, f"r{n % 4}") for n in range(40)])][0]
    under_way: Counter[str] = Counter()
    order: dict[str, list[int]] = {}
    faults: list[str] = []
    guard = threading.Lock()

    def deliver(writer: int) -> None:
        while things := claim_until_done(writer):
            for thing in things:
                with guard:
                    under_way[thing.to.name] += 1
                    order.setdefault(thing.to.name, []).append(thing.id)
                    faults.extend([thing.to.name] * (under_way[thing.to.name] > 1))
                with guard:
                    under_way[thing.to.name] -= 1
                store.write(lambda uow, thing=thing: outbox.settle_sent(uow, thing.id, "p", NOON))

    def claim_until_done(writer: int) -> list:
        while store.read(outbox.next_due):
            if things := store.write(lambda uow: outbox.claim(uow, NOON, 2, 60)):
                return things
        return []

    at_once(deliver, writers=8)
    assert faults == []
    assert {name: sorted(ids) for name, ids in order.items()} == order
    assert sorted(id for ids in order.values() for id in ids) == sorted(written)


def test_the_same_policy_adopted_by_many_is_one_version(store: Store) -> None:
    adopted = at_once(lambda writer: store.write(lambda uow: policies.adopt(uow, ORG, "[leave]", "", NOON)))
    assert set(adopted) == {1}


def test_two_jobs_that_lock_each_other_out_both_come_through(store: Store) -> None:
    """PostgreSQL ends such a deadlock by failing one of the two; it is run again."""
    store.write(put("a", "b"))
    raise_key = update(settings).where(settings.c.key == bindparam("b_key")).values(value=settings.c.value + "x")
    both_hold_one = threading.Barrier(2)

    def touch_both(writer: int) -> None:
        first, second = ("a", "b") if writer else ("b", "a")

        def job(uow) -> None:
            uow.execute(raise_key, {"b_key": first})
            with suppress(threading.BrokenBarrierError):
                both_hold_one.wait(0.3)
            uow.execute(raise_key, {"b_key": second})

        store.write(job)

    at_once(touch_both, writers=2)
    assert set(store.read(lambda uow: uow.rows(select(settings.c.value)))) == {("xx",)}


def test_a_name_is_held_by_one_transaction_at_a_time(store: Store) -> None:
    """Nobody overlooks what another is just writing, though no row stands for it beforehand."""
    first_holds, second_holds = threading.Event(), threading.Event()
    overtaken: list[bool] = []

    def hold(uow) -> None:
        uow.lock(ORG, "linf")
        first_holds.set()
        overtaken.append(second_holds.wait(0.3))

    def follow(uow) -> None:
        uow.lock(ORG, "linf")
        second_holds.set()

    def work(writer: int) -> None:
        if writer:
            assert first_holds.wait(5)
        store.write(follow if writer else hold)

    at_once(work, writers=2)
    assert overtaken == [False]
    assert second_holds.is_set()


def test_two_names_do_not_wait_for_each_other(store: Store) -> None:
    store.write(lambda uow: [uow.lock(ORG, "linf"), uow.lock(ORG, "gaof"), uow.lock("linf", ORG)])


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_a_thing_committed_late_does_not_leave_beside_a_younger_one(store: Store) -> None:
    """Numbers are given before the commit: an older row may appear while a younger one is just being claimed."""
    older_written, younger_claimed, older_there, tried = (threading.Event() for _ in range(4))

    def write_older_late() -> None:
        def job(uow) -> None:
            send(uow, "linf")
            older_written.set()
            assert younger_claimed.wait(5)

        store.write(job)
        older_there.set()

    def claim_younger_and_pause() -> None:
        def job(uow) -> None:
            assert len(outbox.claim(uow, NOON, 5, 60)) == 1
            younger_claimed.set()
            assert tried.wait(5)

        store.write(job)

    threads = [threading.Thread(target=write_older_late)]
    threads[0].start()
    assert older_written.wait(5)
    store.write(lambda uow: send(uow, "linf"))
    threads.append(threading.Thread(target=claim_younger_and_pause))
    threads[1].start()
    assert older_there.wait(5)
    claimed = store.write(lambda uow: outbox.claim(uow, NOON, 5, 60))
    tried.set()
    for thread in threads:
        thread.join(5)
    assert claimed == []


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_a_connection_that_broke_is_replaced_and_the_job_run_again(
    database_url: str, store: Store, postgresql_server: PostgresqlServer
) -> None:
    store.write(put("a"))
    for _ in range(3):
        postgresql_server.cut_connections(database_url)
        store.write(put(str(len(keys(store)))))
    assert len(keys(store)) == 4


def test_a_mistake_in_a_job_is_not_tried_again(store: Store) -> None:
    tries: list[int] = []

    def job(uow) -> None:
        tries.append(1)
        uow.connection.exec_driver_sql("SELECT nonsense FROM nowhere")

    with pytest.raises(DBAPIError):
        store.write(job)
    assert len(tries) == 1


def send(uow, receiver: str) -> int:
    return outbox.put(uow, ORG, receiver, False, "text", {"text": "您好"}, "", "", NOON - timedelta(seconds=1))
