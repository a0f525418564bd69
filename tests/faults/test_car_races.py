"""One car, many who want it at the same moment, on both databases: one gets it, the others are told who has it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest

from bot import sample
from bot.house import House
from bot.incoming import Envelope, Message, Tap
from handlers.engine.booking import Booking
from handlers.engine.request import Request, State
from storage import bookings, cards, policies, requests
from tests.faults.test_races import at_once
from tests.morning import MORNING

WISHING = ("linf", "caoy", "weif", "gaof", "panl", "hub", "fengt", "hep")
SUV = "云E·A1023 越野车5座 马刚"


class Office:
    """What people do about cars, without a scene's clock."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.messages = 0

    def envelope(self, sender: str) -> Envelope:
        self.messages += 1
        return Envelope(sample.ORG, "workplace", f"m{self.messages}", sender, MORNING)

    def say(self, who: str, words: str) -> None:
        self.house.receive(Message(self.envelope(who), words))

    def tap(self, who: str, button: str, serial: str = "", choose: str = "") -> None:
        self.house.receive(self.tapping(who, button, serial, choose))

    def tapping(self, who: str, button: str, serial: str = "", choose: str = "") -> Tap:
        seen = self.house.store.read(lambda uow: cards.seen_by(uow, sample.ORG, [who]))
        card = next(shown for shown in seen if shown.card.bears(button) and serial in ("", shown.about))
        return Tap(self.envelope(who), card.id, button, "", choose)

    def book(self, who: str, words: str) -> str:
        self.say(who, words)
        self.tap(who, "提交")
        return self.of(who).serial

    def of(self, who: str) -> Request:
        return self.house.store.read(lambda uow: requests.of_applicant(uow, sample.ORG, who))[0]

    def state(self, serial: str) -> State:
        found = self.house.store.read(lambda uow: requests.get(uow, sample.ORG, serial))
        assert found is not None
        return found.state

    def firm(self) -> list[Booking]:
        return [b for b in self.house.store.read(lambda uow: bookings.since(uow, sample.ORG, MORNING)) if b.firm]

    def receive_at_once(self, taps: Sequence[Tap]) -> None:
        at_once([lambda tap=tap: self.house.receive(tap) for tap in taps])  # type: ignore[misc]


@pytest.fixture
def office(house: House) -> Office:
    """The township's people."""
    return Office(house)


def nothing_is_taken_twice(firm: Sequence[Booking]) -> bool:
    return not any(one.meets(other) for one, other in combinations(firm, 2) if one.serial != other.serial)


def test_of_many_approved_at_once_one_gets_the_car(office: Office) -> None:
    serials = [office.book(who, "明天上午9点用车去县委党校开会，中午12点回") for who in WISHING]
    for serial in serials:
        office.tap("qianj", "派车", serial, SUV)
    office.receive_at_once([office.tapping("chenj", "同意", serial) for serial in serials])
    states = [office.state(serial) for serial in serials]
    assert states.count(State.APPROVED) == 1
    assert states.count(State.WAITING) == len(WISHING) - 1
    assert {b.serial for b in office.firm()} == {serials[states.index(State.APPROVED)]}
    asked_anew = office.house.store.read(lambda uow: requests.waiting_for(uow, sample.ORG, "qianj"))
    assert len(asked_anew) == len(WISHING) - 1, "whoever lost is the dispatcher's to give another car"


def test_of_many_assigned_at_once_one_gets_the_car(office: Office) -> None:
    text = (sample.FOLDER / "policy.toml").read_text("utf-8")
    alone = text.replace('"调度员直接派车的去向" = []', '"调度员直接派车的去向" = ["县"]')
    assert alone != text
    office.house.store.write(lambda uow: policies.adopt(uow, sample.ORG, alone, "chenj", MORNING))
    serials = [office.book(who, "明天上午9点用车去县委党校开会，中午12点回") for who in WISHING]
    office.receive_at_once([office.tapping("qianj", "派车", serial, SUV) for serial in serials])
    assert [office.state(serial) for serial in serials].count(State.APPROVED) == 1
    assert nothing_is_taken_twice(office.firm())


def test_an_extension_and_another_trip_at_once_do_not_both_get_the_time(office: Office) -> None:
    first = office.book("linf", "明天上午9点用车去县委党校开会，上午11点回")
    office.tap("qianj", "派车", first, SUV)
    office.tap("chenj", "同意", first)
    second = office.book("caoy", "明天上午11点用车去石桥村走访，中午12点回")
    office.tap("qianj", "派车", second, SUV)
    office.say("linf", f"{first} 延长到中午12点回")
    office.receive_at_once([office.tapping("linf", "提交"), office.tapping("chenj", "同意", second)])
    assert nothing_is_taken_twice(office.firm())
    assert {b.serial for b in office.firm()} in ({first}, {first, second})
    longer = max(b.end.hour for b in office.firm() if b.serial == first)
    assert (longer == 12) != (office.state(second) is State.APPROVED), "one of them has the time, and only one"


def test_the_last_seats_are_given_once(office: Office) -> None:
    host = office.book("linf", "明天上午9点用车去县委党校开会，2个人，中午12点回")
    office.tap("qianj", "派车", host, SUV)
    office.tap("chenj", "同意", host)
    guests = [office.book(who, "明天上午9点用车去县医院送材料，2个人，中午12点回") for who in ("caoy", "weif", "gaof")]
    for guest in guests:
        office.tap("qianj", "派车", guest, f"拼 {host}")
    office.receive_at_once([office.tapping("chenj", "同意", guest) for guest in guests])
    assert [office.state(guest) for guest in guests].count(State.APPROVED) == 1
    assert nothing_is_taken_twice(office.firm())
