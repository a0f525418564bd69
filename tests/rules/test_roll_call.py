"""Ticking a roll by numbers: every way of writing it, and one clear line for what cannot be meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.engine.roll_call import Mark, are_ticks, ticks, told_excuses

PRESENT, LATE, ABSENT = Mark.PRESENT, Mark.LATE, Mark.ABSENT


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("1-3到", {1: PRESENT, 2: PRESENT, 3: PRESENT}),
        ("1到3到", {1: PRESENT, 2: PRESENT, 3: PRESENT}),
        ("1－2到，4到，其余未到", {1: PRESENT, 2: PRESENT, 4: PRESENT, 0: ABSENT}),
        ("1、3、5到；7迟到", {1: PRESENT, 3: PRESENT, 5: PRESENT, 7: LATE}),
        ("1-2，没来", None),
        ("其余都到", {0: PRESENT}),
        ("其余未到", {0: ABSENT}),
        ("全到", {0: PRESENT}),
        ("5缺席", {5: ABSENT}),
        ("5号没来", {5: ABSENT}),
    ],
)
def test_what_the_words_tick(text: str, marks: dict[int, Mark] | None) -> None:
    found = ticks(text, 30)
    assert found == marks if marks is not None else isinstance(found, str)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("1-40到", "“1-40”超出名单，序号是1到30。"),
        ("0到", "“0”超出名单"),
        ("9-3到", "“9-3”超出名单"),
        ("1-5到，3未到", "第3号写了两种情况"),
        ("1-5休息", "没有看懂"),
        ("", "没有看懂"),
    ],
)
def test_what_cannot_be_meant_is_one_clear_line(text: str, fault: str) -> None:
    found = ticks(text, 30)
    assert isinstance(found, str)
    assert fault in found


@pytest.mark.parametrize(
    "text", ["12、15同意，18不同意", "1月5号到3月", "12到县里开会", "20号到22号请假", "到", "实到30人"]
)
def test_other_words_are_no_ticks(text: str) -> None:
    assert not are_ticks(text)


@given(st.text(max_size=40))
def test_no_words_whatever_break_it(text: str) -> None:
    assert isinstance(ticks(text, 30), dict | str)


@given(st.sets(st.integers(1, 60), min_size=1))
def test_numbers_written_one_by_one_are_the_numbers_ticked(numbers: set[int]) -> None:
    text = "、".join(map(str, sorted(numbers))) + "到"
    assert ticks(text, 60) == dict.fromkeys(numbers, PRESENT)


@pytest.mark.parametrize(
    ("text", "told", "rest"),
    [
        ("3号外出，电话告知", {3: "外出，电话告知"}, ""),
        ("12未到，3请假，他打电话说的", {3: "请假，他打电话说的"}, "12未到"),
        ("3号病假，4号出差，其余到", {3: "病假", 4: "出差"}, "其余到"),
        ("3号外出，去县里开会", {3: "外出"}, "去县里开会"),  # a day, perhaps: not taken for a tick
        ("1-12到，其余未到", {}, "1-12到，其余未到"),
    ],
)
def test_excuses_by_word_of_mouth(text: str, told: dict[int, str], rest: str) -> None:
    assert told_excuses(text) == (told, rest)


def test_ticks_that_contradict_each_other_are_ticks_all_the_same() -> None:
    assert are_ticks("1-12到，12未到，其余迟到")
    assert isinstance(ticks("1-12到，12未到，其余迟到", 30), str)
