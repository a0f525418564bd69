"""Two at the same moment, on both databases, from as many threads as want to: one effect, and everybody is told the
truth."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from sqlalchemy import func, select

from bot import sample
from bot.house import House
from bot.incoming import Envelope, Incoming, Message, Tap
from handlers.engine.request import State
from storage import cards, outbox, requests
from storage.tables import decisions, firings, ledger
from storage.tables import outbox as outbox_rows
from tests.morning import MORNING

THREADS = 16
APPLICANT, LEADER, MAYOR = "linf", "wangq", "liwh"


def envelope(sender: str, message_id: str, at: datetime = MORNING) -> Envelope:
    return Envelope(sample.ORG, "workplace", message_id, sender, at)


def at_once(acts: Sequence[Callable[[], object]]) -> list[object]:
    """Start all of them at the same instant, each in a thread of its own, and return what they return."""
    together = threading.Barrier(len(acts))

    def start(act: Callable[[], object]) -> object:
        together.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(start, acts))


def receive_at_once(house: House, incoming: Sequence[Incoming]) -> list[object]:
    return at_once([lambda one=one: house.receive(one) for one in incoming])  # type: ignore[misc]


def newest_card(house: House, account: str, button: str) -> str:
    """The card that this person would tap."""
    seen = house.store.read(lambda uow: cards.seen_by(uow, sample.ORG, [account]))
    return next(shown.id for shown in seen if shown.card.bears(button))


def submitted(house: House) -> str:
    """A leave of one day that waits for its leader; its number."""
    house.receive(Message(envelope(APPLICANT, "ask"), "下周三请假一天，老人住院"))
    house.receive(Tap(envelope(APPLICANT, "submit"), newest_card(house, APPLICANT, "提交"), "提交"))
    return "QJ-2026-0001"


def verdicts(house: House) -> Counter[str]:
    rows = house.store.read(lambda uow: uow.rows(select(decisions.c.actor, decisions.c.verdict)))
    return Counter(f"{row.actor} {row.verdict}" for row in rows)


def told(house: House, account: str) -> list[str]:
    """Every text to this person."""
    statement = select(outbox_rows.c.content).where(outbox_rows.c.receiver == account, outbox_rows.c.kind == "text")
    return [row.content["text"] for row in house.store.read(lambda uow: uow.rows(statement.order_by(outbox_rows.c.id)))]


def count(house: House, table: object) -> int:
    return int(house.store.read(lambda uow: uow.scalar(select(func.count()).select_from(table))))  # type: ignore[arg-type]


def test_one_card_tapped_many_times_at_once_is_one_decision(house: House) -> None:
    serial = submitted(house)
    card = newest_card(house, LEADER, "同意")
    receive_at_once(house, [Tap(envelope(LEADER, f"tap{n}"), card, "同意") for n in range(THREADS)])
    request = house.store.read(lambda uow: requests.get(uow, sample.ORG, serial))
    assert request and request.state is State.APPROVED
    assert sum(verdicts(house).values()) == 1
    assert sum("已同意" in words for words in told(house, APPLICANT)) == 1
    assert len(told(house, LEADER)) == THREADS - 1


def test_yes_and_no_at_the_same_moment_are_one_decision_and_the_slower_is_told(house: House) -> None:
    serial = submitted(house)
    card = newest_card(house, LEADER, "同意")
    taps = [Tap(envelope(LEADER, "yes"), card, "同意"), Tap(envelope(LEADER, "no"), card, "驳回", "人手不够")]
    receive_at_once(house, taps)
    request = house.store.read(lambda uow: requests.get(uow, sample.ORG, serial))
    assert request and request.state in (State.APPROVED, State.REJECTED)
    assert sum(verdicts(house).values()) == 1
    (slower,) = told(house, LEADER)
    assert "已经办过了：王强" in slower


def test_a_message_delivered_by_many_threads_at_once_is_taken_in_once(house: House) -> None:
    asked = Message(envelope(APPLICANT, "ask"), "下周三请假一天，老人住院")
    assert sorted(map(str, receive_at_once(house, [asked] * THREADS))) == ["False"] * (THREADS - 1) + ["True"]
    submit = Tap(envelope(APPLICANT, "submit"), newest_card(house, APPLICANT, "提交"), "提交")
    receive_at_once(house, [submit] * THREADS)
    assert house.store.read(lambda uow: len(requests.of_applicant(uow, sample.ORG, APPLICANT))) == 1


def test_a_form_submitted_by_different_taps_at_once_is_one_request(house: House) -> None:
    house.receive(Message(envelope(APPLICANT, "ask"), "下周三请假一天，老人住院"))
    card = newest_card(house, APPLICANT, "提交")
    receive_at_once(house, [Tap(envelope(APPLICANT, f"tap{n}"), card, "提交") for n in range(THREADS)])
    assert house.store.read(lambda uow: len(requests.of_applicant(uow, sample.ORG, APPLICANT))) == 1
    assert count(house, ledger) == 1


def test_withdrawing_and_approving_at_once_end_in_one_of_the_two(house: House) -> None:
    serial = submitted(house)
    yes = Tap(envelope(LEADER, "yes"), newest_card(house, LEADER, "同意"), "同意")
    back = Tap(envelope(APPLICANT, "back"), newest_card(house, APPLICANT, "撤回"), "撤回")
    receive_at_once(house, [yes, back])
    request = house.store.read(lambda uow: requests.get(uow, sample.ORG, serial))
    assert request and request.state in (State.WITHDRAWN, State.APPROVED, State.ANNULLING)


def test_a_duty_that_many_fire_at_once_fires_once(house: House) -> None:
    submitted(house)
    due = house.next_due(sample.ORG, MORNING.replace(hour=11))
    assert due
    assert "waiting_reminder" in [job.name for job in due.jobs]
    at_once([lambda: house.fire(sample.ORG, due, due.at)] * THREADS)
    assert count(house, firings) == len(due.jobs)
    assert len(told(house, LEADER)) == 1


def test_many_deliverers_take_each_thing_once_and_keep_its_order(house: House) -> None:
    submitted(house)
    taken: list[tuple[str, int]] = []

    def deliver_all() -> None:
        idle = 0
        while idle < 3:
            batch = house.store.write(lambda uow: outbox.claim(uow, MORNING, 5, 60))
            idle = 0 if batch else idle + 1
            for outgoing in batch:
                taken.append((outgoing.to.name, outgoing.id))
                house.sent(outgoing, "there", MORNING)

    at_once([deliver_all] * 6)
    assert len(taken) == len(set(taken)) == count(house, outbox_rows)
    for name in {name for name, _ in taken}:
        order = [number for receiver, number in taken if receiver == name]
        assert order == sorted(order)
