"""The clock with several processes on one database, and with none: every firing once, none lost, none beyond its limit.

The processes are real ones; their clocks show what the test says. SQLite has one server at a time, but `dzb clock` runs
beside it, so both databases are tried.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot import sample
from bot.house import House
from storage import office_settings
from storage.instants import ZONE, to_text
from storage.store import Store
from storage.tables import firings, outbox
from tests.faults.keeper import Keeper, together
from tests.morning import GROUP

FRIDAY = datetime(2026, 12, 4, 12, 0, tzinfo=ZONE)
MONDAY = datetime(2026, 12, 7, 7, 43, tzinfo=ZONE)
REMINDER = "meeting_reminder"
SECOND = timedelta(seconds=1)


class Office:
    """A township on this database since Friday noon, and the processes that keep its time."""

    def __init__(self, database: str, stack: ExitStack) -> None:
        self.database = database
        self.store = Store.open(database)
        stack.callback(self.store.close)
        self._stack = stack
        sample.settle(self.store, FRIDAY)
        self.looked_until(FRIDAY)

    def looked_until(self, at: datetime) -> None:
        self.store.write(lambda uow: office_settings.put(uow, sample.ORG, "clock.looked_until", to_text(at)))

    def keeper(self, kill_at: str = "") -> Keeper:
        keeper = Keeper(self.database, kill_at)
        self._stack.callback(keeper.stop)
        return keeper

    def outcomes(self, job: str = REMINDER) -> list[str]:
        """When it was due, and what became of it."""
        rows = self.store.read(lambda uow: uow.rows(select(firings).order_by(firings.c.due)))
        return [f"{row.due[5:16]} {row.outcome}" for row in rows if row.job == job]

    def all_outcomes(self) -> Counter[str]:
        rows = self.store.read(lambda uow: uow.rows(select(firings)))
        return Counter(f"{row.job} {row.due} {row.outcome}" for row in rows)

    def sent(self) -> Counter[str]:
        """Everything written to leave: to whom, and what."""
        rows = self.store.read(lambda uow: uow.rows(select(outbox)))
        return Counter(f"{row.receiver} {row.content}" for row in rows)

    def deliver(self) -> None:
        """Everything written so far has left, and is forgotten."""
        self.store.write(lambda uow: uow.execute(outbox.delete()))

    def reminded(self) -> int:
        """How often the group was reminded of the meeting."""
        return sum(count for words, count in self.sent().items() if words.startswith(GROUP) and "职工例会" in words)

    def told(self, account: str = "chenj") -> list[str]:
        """Texts to this person, in order."""
        rows = self.store.read(lambda uow: uow.rows(select(outbox).order_by(outbox.c.id)))
        return [row.content["text"] for row in rows if row.receiver == account and row.kind == "text"]


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    with ExitStack() as stack:
        yield Office(database_url, stack)


def _weekend_by_one() -> tuple[Counter[str], Counter[str], list[datetime]]:
    """What Friday to Monday leave where one process keeps the time and nothing goes wrong; and all its moments."""
    store = Store.open("sqlite://")
    sample.settle(store, FRIDAY)
    store.write(lambda uow: office_settings.put(uow, sample.ORG, "clock.looked_until", to_text(FRIDAY)))
    house = House(store)
    moments, due = [FRIDAY], house.look(sample.ORG, FRIDAY)
    while due and due < MONDAY + timedelta(hours=2):
        moments.append(due)
        due = house.look(sample.ORG, due)
    fired = store.read(lambda uow: uow.rows(select(firings)))
    left = store.read(lambda uow: uow.rows(select(outbox)))
    store.close()
    return (
        Counter(f"{row.job} {row.due} {row.outcome}" for row in fired),
        Counter(f"{row.receiver} {row.content}" for row in left),
        moments,
    )


def test_two_processes_keep_a_weekend_as_one_would(office: Office) -> None:
    fired, sent, moments = _weekend_by_one()
    assert len(moments) > 20
    keepers = [office.keeper(), office.keeper()]
    for moment in moments:
        together(keepers, moment)
    assert office.all_outcomes() == fired
    assert office.sent() == sent


@pytest.mark.parametrize("place", ["before firing:3", "in firing:1", "in firing:4", "after firing:2"])
def test_one_of_two_is_killed_while_it_fires_and_nothing_is_lost_or_doubled(office: Office, place: str) -> None:
    fired, sent, moments = _weekend_by_one()
    keepers = [office.keeper(kill_at=place), office.keeper()]
    for moment in moments:
        together(keepers, moment)
    assert office.all_outcomes() == fired
    assert office.sent() == sent


def test_killed_between_claim_and_effect_the_restarted_process_makes_it_up(office: Office) -> None:
    office.looked_until(MONDAY - SECOND)
    keeper = office.keeper(kill_at="in firing:1")
    keeper.look(MONDAY)
    assert not keeper.end()
    assert (office.outcomes(), office.reminded()) == ([], 0)
    keeper.start()
    together([keeper], MONDAY + timedelta(minutes=4))
    assert (office.outcomes(), office.reminded()) == (["12-07T07:43 made up"], 1)


@pytest.mark.parametrize(("minutes", "reminded"), [(1, 1), (9, 1), (10, 1), (11, 0), (70, 0), (121, 0)])
def test_down_over_the_reminder_the_group_hears_of_it_only_while_it_helps(
    office: Office, minutes: int, reminded: int
) -> None:
    office.looked_until(MONDAY - timedelta(minutes=2))
    keepers = [office.keeper(), office.keeper()]
    together(keepers, MONDAY + timedelta(minutes=minutes))
    assert office.reminded() == reminded
    (outcome,) = office.outcomes()
    assert outcome == "12-07T07:43 " + ("fired" if minutes < 2 else "made up" if minutes < 121 else "skipped")
    told = [words for words in office.told() if "例会提醒" in words or "没有按时发到" in words]
    assert len(told) == (0 if reminded else 1)


def test_an_order_to_move_races_with_the_firing_and_it_fires_once_all_the_same(office: Office) -> None:
    keeper, orderer = office.keeper(), office.keeper()
    for week in range(8):
        due = MONDAY + timedelta(weeks=week)
        office.looked_until(due - SECOND)
        before = office.reminded()
        orderer.hear("chenj", "把例会提醒改到今天8点07分", due - SECOND / 10)
        keeper.look(due)
        assert keeper.end()
        assert orderer.end()
        together([keeper, orderer], due.replace(hour=8, minute=7))
        together([keeper, orderer], due.replace(hour=8, minute=8))
        assert office.reminded() - before == 1, office.outcomes()


def test_a_move_to_this_very_minute_is_never_swallowed(office: Office) -> None:
    """The order is given just before the moment to which it moves, while another process notes that moment as over."""
    keeper, orderer = office.keeper(), office.keeper()
    for week in range(12):
        day = MONDAY + timedelta(weeks=week)
        office.looked_until(day - timedelta(minutes=3))
        to = day - timedelta(minutes=2)
        orderer.hear("chenj", f"把例会提醒改到今天7点{to.minute:02}分", to - SECOND / 1000)
        keeper.look(to)
        assert keeper.end()
        assert orderer.end()
        (answer,) = [words for words in office.told() if "例会提醒" in words]
        moved = "只改这一次" in answer
        assert moved or "已经过了" in answer, answer
        together([keeper, orderer], to + SECOND)
        assert (f"{to_text(to)[5:16]} fired" in office.outcomes()) == moved
        together([keeper, orderer], day)
        assert office.reminded() == 1
        office.deliver()
        assert f"{to_text(day)[5:16]} {'moved' if moved else 'fired'}" in office.outcomes()


def test_muting_races_with_the_firing_and_the_answer_is_the_truth(office: Office) -> None:
    keeper, orderer = office.keeper(), office.keeper()
    for week in range(6):
        due = MONDAY + timedelta(weeks=week)
        office.looked_until(due - SECOND)
        before = office.reminded()
        orderer.hear("chenj", "停发例会提醒", due)
        keeper.look(due)
        assert keeper.end()
        assert orderer.end()
        assert any("停发" in words for words in office.told())
        now = office.reminded() - before
        assert now in (0, 1)
        assert now == sum(line == f"{to_text(due)[5:16]} fired" for line in office.outcomes())
        together([keeper, orderer], due + timedelta(minutes=20))
        assert office.reminded() - before == now
        orderer.hear("chenj", "恢复例会提醒", due + timedelta(minutes=21))
        assert orderer.end()
        together([keeper, orderer], due + timedelta(minutes=22))
        assert office.reminded() - before == now


def test_two_of_the_office_ask_for_it_now_at_the_same_moment(office: Office) -> None:
    first, second = office.keeper(), office.keeper()
    due = MONDAY.replace(hour=8, minute=20)
    office.looked_until(due)
    first.hear("chenj", "现在发 例会提醒", due)
    second.hear("sunl", "现在发 例会提醒", due)
    assert first.end()
    assert second.end()
    assert office.reminded() == 1


@pytest.mark.parametrize("ahead", [timedelta(hours=3), timedelta(days=3), timedelta(days=200)])
def test_a_clock_that_was_ahead_and_is_put_right_loses_nothing_that_was_still_to_come(
    office: Office, ahead: timedelta
) -> None:
    keepers = [office.keeper(), office.keeper()]
    morning = MONDAY - timedelta(hours=14)
    together(keepers, morning)
    together(keepers, morning + ahead)
    together(keepers, morning + timedelta(minutes=1))
    together(keepers, MONDAY)
    assert "12-07T07:43 fired" in office.outcomes()
    assert office.reminded() == 1
    assert sum("曾经走快" in words for words in office.told()) == 1


def test_a_clock_that_goes_back_a_little_fires_nothing_twice(office: Office) -> None:
    office.looked_until(MONDAY - SECOND)
    keepers = [office.keeper(), office.keeper()]
    for seconds in (0, -90, -1, 0, 5, -300, 1):
        together(keepers, MONDAY + seconds * SECOND)
    assert (office.outcomes(), office.reminded()) == (["12-07T07:43 fired"], 1)
    assert not any("走快" in words for words in office.told())
