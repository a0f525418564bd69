"""What the store promises to whoever hands it a job, on both databases."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import Future

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage.errors import CommitFailedError, StoreClosedError
from storage.office_tables import settings
from storage.sqlite import SqliteLane
from storage.store import Store
from storage.tables import absences, inbox, outbox, steps
from tests.storage.rows import NOON, ORG, keys, put, put_and_fail


@pytest.fixture(params=["file", "memory"])
def sqlite_store(request: pytest.FixtureRequest, tmp_path) -> Iterator[Store]:
    store = Store.open("sqlite://" if request.param == "memory" else f"sqlite:///{tmp_path}/h.db", migrate=True)
    yield store
    store.close()


class Gate:
    """A job that holds the writer until it is opened, so that others have to wait and share a group."""

    def __init__(self, store: Store) -> None:
        self._open, self._reached = threading.Event(), threading.Event()
        self.future: Future[None] = store._lane.submit_write(lambda uow: self._hold())
        assert self._reached.wait(5)

    def _hold(self) -> None:
        self._reached.set()
        assert self._open.wait(5)

    def open(self) -> None:
        self._open.set()


def test_what_a_job_wrote_is_there_for_every_reader_once_write_returns(store: Store) -> None:
    store.write(put("a", "b"))
    assert keys(store) == ["a", "b"]


def test_write_returns_what_the_job_returned(store: Store) -> None:
    assert store.write(lambda uow: uow.dialect) == store.dialect


def test_a_job_that_raises_leaves_nothing_and_its_caller_hears_it(store: Store) -> None:
    with pytest.raises(ValueError, match="not a"):
        store.write(put_and_fail("a"))
    assert keys(store) == []
    store.write(put("a"))
    assert keys(store) == ["a"]


def test_a_job_that_the_database_refuses_leaves_nothing(store: Store) -> None:
    store.write(put("a"))
    with pytest.raises(IntegrityError):
        store.write(put("b", "a"))
    assert keys(store) == ["a"]


def test_a_step_of_no_request_is_refused(store: Store) -> None:
    with pytest.raises(IntegrityError):
        store.write(
            lambda uow: uow.insert(
                steps,
                org=ORG,
                serial="QJ-2026-0001",
                position=1,
                kind="approve",
                mode="one",
                approvers=[],
                why="",
                article="",
                state="open",
            )
        )


def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises(DBAPIError):
        store.read(put("a"))
    assert keys(store) == []


def test_a_reader_in_memory_cannot_write_and_the_next_writer_can(memory_store: Store) -> None:
    with pytest.raises(DBAPIError):
        memory_store.read(put("a"))
    memory_store.write(put("b"))
    assert keys(memory_store) == ["b"]


def test_a_reader_sees_one_unchanging_picture(store: Store) -> None:
    def look_twice(uow) -> tuple[int, int]:
        before = len(uow.rows(select(inbox)))
        writer = threading.Thread(target=store.write, args=(write_one,))
        writer.start()
        writer.join(5)
        return before, len(uow.rows(select(inbox)))

    def write_one(uow) -> None:
        uow.insert(inbox, org=ORG, channel="c", message_id="1", sender="s", kind="text", received_at=NOON.isoformat())

    assert store.read(look_twice) == (0, 0)
    assert store.read(lambda uow: len(uow.rows(select(inbox)))) == 1


async def test_the_event_loop_goes_on_while_a_job_runs(store: Store) -> None:
    ticked = threading.Event()

    async def tick() -> None:
        ticked.set()

    writing = asyncio.gather(store.write_async(lambda uow: ticked.wait(5)), tick())
    assert (await writing)[0] is True


async def test_reading_and_writing_from_the_event_loop(store: Store) -> None:
    await asyncio.gather(*(store.write_async(put(f"{n:02}")) for n in range(20)))
    assert await store.read_async(lambda uow: len(uow.rows(select(inbox)))) == 0
    assert keys(store) == [f"{n:02}" for n in range(20)]


async def test_a_failing_job_is_heard_in_the_event_loop(store: Store) -> None:
    with pytest.raises(ValueError, match="not a"):
        await store.write_async(put_and_fail("a"))


def test_a_job_cannot_open_a_second_transaction(store: Store) -> None:
    for nested in (store.write, store.read):
        with pytest.raises(RuntimeError, match="must not open another transaction"):
            store.write(lambda uow, nested=nested: nested(put("a")))
    assert keys(store) == []


def test_work_after_close_is_refused(store: Store) -> None:
    store.close()
    for work in (store.write, store.read):
        with pytest.raises(StoreClosedError):
            work(put("a"))
    store.close()


async def test_work_from_the_event_loop_after_close_is_refused(store: Store) -> None:
    store.close()
    for work in (store.write_async, store.read_async):
        with pytest.raises(StoreClosedError):
            await work(put("a"))


def test_close_finishes_what_was_handed_in(database_url: str) -> None:
    store = Store.open(database_url)
    futures = [store._lane.submit_write(put(f"{n:02}")) for n in range(30)]
    store.close()
    assert all(future.done() and future.exception() is None for future in futures)
    again = Store.open(database_url)
    assert len(keys(again)) == 30
    again.close()


def test_a_job_that_fails_does_not_hurt_those_that_share_its_commit(sqlite_store: Store) -> None:
    gate = Gate(sqlite_store)
    jobs = [put("a"), put_and_fail("b"), put("c"), put("c"), put("d")]
    futures = [sqlite_store._lane.submit_write(job) for job in jobs]
    gate.open()
    assert [type(future.exception(5)) for future in futures] == [
        type(None),
        ValueError,
        type(None),
        IntegrityError,
        type(None),
    ]
    assert keys(sqlite_store) == ["a", "c", "d"]


def test_jobs_that_wait_share_one_commit_and_are_told_after_it(sqlite_store: Store) -> None:
    done_at_commit: list[int] = []
    gate = Gate(sqlite_store)
    futures = [sqlite_store._lane.submit_write(put(f"{n:02}")) for n in range(10)]
    event.listen(
        engine_of(sqlite_store),
        "commit",
        lambda connection: done_at_commit.append(sum(future.done() for future in futures)),
    )
    gate.open()
    for future in futures:
        future.result(5)
    assert done_at_commit == [0]


def test_when_the_commit_fails_everyone_is_told_and_the_writer_goes_on(sqlite_store: Store) -> None:
    gate = Gate(sqlite_store)
    futures = [sqlite_store._lane.submit_write(put(key)) for key in "ab"]
    event.listen(engine_of(sqlite_store), "commit", fail_once())
    gate.open()
    for future in futures:
        with pytest.raises(CommitFailedError, match="没有写进数据库"):
            future.result(5)
    sqlite_store.write(put("c"))
    assert keys(sqlite_store) == ["c"]


def test_a_job_given_up_while_it_waits_is_not_run(sqlite_store: Store) -> None:
    gate = Gate(sqlite_store)
    future = sqlite_store._lane.submit_write(put("a"))
    assert future.cancel()
    gate.open()
    sqlite_store.write(put("b"))
    assert keys(sqlite_store) == ["b"]


def test_a_file_is_set_for_durability(tmp_path) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/h.db", migrate=True)
    pragmas = ("journal_mode", "synchronous", "foreign_keys")
    asked = lambda uow: [uow.connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas]  # noqa: E731
    assert store.write(asked) == ["wal", 2, 1]
    assert store.read(asked) == ["wal", 2, 1]
    store.close()


def test_an_insert_fills_in_the_defaults_and_tells_the_new_number(store: Store) -> None:
    values = {"org": ORG, "receiver": "r", "kind": "text", "content": {"text": "您好"}, "state": "waiting"}
    moments = {"created_at": "x", "due_at": "x"}
    first, second = (store.write(lambda uow: uow.insert(outbox, **values, **moments)) for _ in range(2))
    assert second == first + 1
    row = store.read(lambda uow: uow.one_or_none(select(outbox).where(outbox.c.id == first)))
    assert (row.content, row.is_group, row.attempts, row.about) == ({"text": "您好"}, False, 0, "")


def test_an_insert_keeps_dates_and_tells_of_columns_that_are_not_there(store: Store) -> None:
    day = NOON.date()
    values = {"org": ORG, "serial": "s", "member": "m", "kind": "leave", "state": "stands"}
    halves = {"first_day": day, "first_half": "am", "last_day": day, "last_half": "pm"}
    store.write(lambda uow: uow.insert(absences, **values, **halves))
    assert store.read(lambda uow: uow.scalar(select(absences.c.first_day))) == day
    with pytest.raises(ValueError, match="absences has no column nonsense"):
        store.write(lambda uow: uow.insert(absences, nonsense=1))


def engine_of(store: Store):
    lane = store._lane
    assert isinstance(lane, SqliteLane)
    return lane._writer_engine


def fail_once():
    calls: list[object] = []

    def on_commit(connection: object) -> None:
        calls.append(connection)
        if len(calls) == 1:
            raise OSError("disk full")

    return on_commit


def test_what_the_database_refuses_is_told_without_what_people_wrote(store: Store) -> None:
    """Errors reach logs; reasons of leaves must not."""
    put_words = lambda uow: uow.insert(settings, org=ORG, key="k", value="父亲住院手术")  # noqa: E731
    store.write(put_words)
    with pytest.raises(IntegrityError) as refusal:
        store.write(put_words)
    assert "父亲住院手术" not in str(refusal.value)
