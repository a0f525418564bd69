"""Two who keep the attendance book at the same moment, on both databases: one line, one decision, the truth to all."""

from __future__ import annotations

from bot import sample
from bot.house import House
from bot.incoming import Message, Tap
from storage import ledgers
from storage.instants import from_text
from tests.faults.test_races import envelope, newest_card, receive_at_once, told

BOOK = "考勤台账"
NOON = from_text("2026-12-01T12:10:00+08:00")


def events(house: House) -> list[tuple[str, str]]:
    """What stands in the book, in order."""
    rows = house.store.read(lambda uow: ledgers.read(uow, sample.ORG, BOOK))
    return [(row.serial, row.event) for row in rows]


def shown_to(house: House, who: str, words: str) -> str:
    """The card on which this officer confirms what they wrote."""
    house.receive(Message(envelope(who, f"write {who}", NOON), words))
    return newest_card(house, who, "登记")


def test_two_of_the_office_register_the_same_lateness_at_once(house: House) -> None:
    first = shown_to(house, "huangy", "潘磊今天迟到15分钟")
    other = shown_to(house, "sunl", "潘磊今天8:45才到")
    receive_at_once(
        house,
        [Tap(envelope("huangy", "one", NOON), first, "登记"), Tap(envelope("sunl", "two", NOON), other, "登记")],
    )
    assert events(house) == [("KQ-2026-0001", "登记")]
    refused = [words for who in ("huangy", "sunl") for words in told(house, who) if "已经登记为" in words]
    assert len(refused) == 1


def test_one_card_is_entered_once_however_often_it_is_tapped(house: House) -> None:
    card = shown_to(house, "huangy", "昨天高峰没来")
    receive_at_once(house, [Tap(envelope("huangy", f"tap{n}", NOON), card, "登记") for n in range(6)])
    assert events(house) == [("KQ-2026-0001", "登记")]
    assert sum("现为待核实" in words for words in told(house, "gaof")) == 1


def test_a_decision_and_an_approved_slip_meet_and_one_of_them_stands(house: House) -> None:
    """Whoever comes second finds it settled: the decision is refused, or the leave is only mentioned."""
    card = shown_to(house, "huangy", "昨天高峰没来")
    house.receive(Tap(envelope("huangy", "enter", NOON), card, "登记"))
    house.receive(Message(envelope("gaof", "slip", NOON), "昨天请病假一天，补个假条"))
    house.receive(Tap(envelope("gaof", "submit", NOON), newest_card(house, "gaof", "提交"), "提交"))
    receive_at_once(
        house,
        [
            Tap(envelope("chenj", "decide", NOON), newest_card(house, "chenj", "旷工"), "旷工", "本人承认没有请假"),
            Tap(envelope("wangq", "agree", NOON), newest_card(house, "wangq", "同意"), "同意"),
        ],
    )
    assert events(house) in (
        [("KQ-2026-0001", "登记"), ("KQ-2026-0001", "补办手续")],
        [("KQ-2026-0001", "登记"), ("KQ-2026-0001", "核实"), ("KQ-2026-0001", "后有登记")],
    )


def test_the_month_is_published_once_however_often_it_is_tapped(house: House) -> None:
    """The sheet went out on 1 December; the office taps on the morning of the first meeting."""
    first, meeting = from_text("2026-12-01T08:17:00+08:00"), from_text("2026-12-07T08:41:00+08:00")
    for name, at in (("attendance_sheet", first), ("attendance_publication", meeting)):
        job = next(job for job in house.jobs if job.name == name)
        assert house.fire_job(sample.ORG, job, at, at)
    card = newest_card(house, "chenj", "发布")
    receive_at_once(house, [Tap(envelope("chenj", f"tap{n}", meeting), card, "发布") for n in range(6)])
    assert sum("11月出勤情况" in words for words in told(house, "青禾乡干部职工大群")) == 1
