"""What is open is asked about, with its candidates; the slot still holds what is most likely meant."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.language import Understanding

Read = Callable[..., Understanding]


@pytest.mark.parametrize(("text", "now", "slot", "value", "candidates"), [
    ("周五请一天假", "2026-11-27T09:00", "start", "2026-11-27", ["2026-11-27", "2026-12-04"]),
    ("下周一请一天假", "2026-11-29T09:00", "start", "2026-11-30", ["2026-11-30", "2026-12-07"]),
    ("明天三点用车去县里", "2026-11-25T09:00", "depart", "2026-11-26T15:00", ["2026-11-26T15:00", "2026-11-26T03:00"]),
    ("帮李静请一天假，明天", "2026-11-25T09:00", "person", "李静", ["lijing1", "lijing2"]),
])  # fmt: skip
def test_an_open_slot_is_asked_about(
    read: Read, text: str, now: str, slot: str, value: str, candidates: list[str]
) -> None:
    said = read(text, now)
    assert said.slots[slot] == value
    (asked,) = said.ambiguous
    assert asked.slot == slot
    assert [candidate for _, candidate in asked.candidates] == candidates


def test_people_of_one_name_are_told_apart_by_their_unit(read: Read) -> None:
    (asked,) = read("帮李静请一天假，明天").ambiguous
    assert [label for label, _ in asked.candidates] == ["李静（财政所会计）", "李静（社会事务办公室民政干事）"]


def test_a_day_is_offered_with_its_weekday(read: Read) -> None:
    (asked,) = read("周五请一天假", "2026-11-27T09:00").ambiguous
    assert [label for label, _ in asked.candidates] == ["今天11月27日（周五）", "12月4日（周五）"]


def test_vague_days_are_offered_and_none_is_filed(read: Read) -> None:
    said = read("五一后请两天假", "2026-04-20T09:00")
    assert "start" not in said.slots
    assert said.ambiguous[0].candidates[0][1] == "2026-05-06"


def test_a_day_of_an_unpublished_year_is_asked_about(read: Read) -> None:
    said = read("元旦后上班第一天请假", "2026-12-28T09:00")
    assert said.slots["start"] == "2027-01-04"
    assert said.ambiguous


@pytest.mark.parametrize("text", ["明天请一天假", "12月4号请一天假", "下午3点用车去县里", "帮胡斌请一天假，明天"])
def test_what_is_plain_is_not_asked_about(read: Read, text: str) -> None:
    assert read(text).ambiguous == ()
