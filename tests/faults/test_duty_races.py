"""Two who change the duty roster at the same moment, on both databases: one shift has one person, all are told so."""

from __future__ import annotations

from bot import sample
from bot.house import House
from bot.incoming import Message, Tap
from handlers.engine.absence import DutySlot
from storage import duty
from storage.instants import from_text
from tests.faults.test_races import envelope, newest_card, receive_at_once, told

NINTH = from_text("2026-12-09T17:30:00+08:00")


def shift(house: House) -> DutySlot:
    """The night of 9 December."""
    (found,) = house.store.read(lambda uow: duty.overlapping(uow, sample.ORG, NINTH, NINTH.replace(hour=18)))
    return found


def test_of_two_who_agree_at_once_one_has_it(house: House) -> None:
    for name in ("钱俊", "孙磊"):
        house.receive(Message(envelope("liuy", f"ask {name}"), f"我12月9日的值班想和{name}换"))
    taps = [Tap(envelope(who, f"yes {who}"), newest_card(house, who, "同意"), "同意") for who in ("qianj", "sunl")]
    receive_at_once(house, taps)
    assert shift(house).member == "liuy"
    first = newest_card(house, "chenj", "确认")
    house.receive(Tap(envelope("chenj", "one"), first, "确认"))
    house.receive(Tap(envelope("chenj", "two"), first, "确认"))
    assert shift(house).member in ("qianj", "sunl")
    assert sum("由刘洋换成" in words for words in told(house, "zhoujg")) == 1


def test_two_of_the_office_put_two_people_on_the_same_shift_at_once(house: House) -> None:
    receive_at_once(
        house,
        [
            Message(envelope("chenj", "one"), "把12月9日夜班换成蒋斌"),
            Message(envelope("sunl", "two"), "把12月9日夜班换成冯涛"),
        ],
    )
    now = shift(house).member
    assert now in ("jiangb", "fengt")
    last = {"jiangb": "蒋斌", "fengt": "冯涛"}[now]
    assert told(house, "zhoujg")[-1].endswith(f"换成{last}。")
    assert len(told(house, "zhoujg")) == 2


def test_one_draft_is_published_once_however_often_it_is_tapped(house: House) -> None:
    at = from_text("2026-09-22T09:00:00+08:00")
    house.receive(Message(envelope("chenj", "plan", at), "排下个月值班表"))
    card = newest_card(house, "chenj", "发布")
    receive_at_once(house, [Tap(envelope("chenj", f"tap{n}", at), card, "发布") for n in range(4)])
    assert sum("值班表已发布" in words for words in told(house, "liuy")) == 1
