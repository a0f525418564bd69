"""The second opinion: sentences for which no rule was written, told apart by what they are like."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.language import Understanding
from bot.language.likeness import agrees, likeness, pieces, together
from tests.language.learn import learned, messages, written


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("搭个便车，明早克县医院换药，有没得车下去", "vehicle"),
        ("三楼男厕所水龙头一直滴水", "repair"),
        ("预支培训费2600", "loan"),
        ("乡长昨天发火，说请假的太多了", "none"),
        ("晓得了，我马上把材料给他送过去", "none"),
        ("我先吃饭，等下再跟你说请假的事", "none"),
    ],
)
def test_what_no_rule_was_written_for_is_told_by_its_likeness(
    read: Callable[..., Understanding], text: str, intent: str
) -> None:
    assert read(text).intent == intent


@pytest.mark.parametrize("shape", ["同意的话我就跟他讲一声", "大家同意就好，别争了"])
def test_words_that_only_speak_of_agreeing_decide_nothing(shape: str) -> None:
    assert not agrees("approve_text", shape)


@pytest.mark.parametrize("shape", ["同意", "不同意", "准了", "驳回"])
def test_likeness_never_makes_a_decision_itself(shape: str) -> None:
    assert together("none", shape, objected=False) not in {"approve_text", "reject_text"}


def test_days_names_and_numbers_do_not_count() -> None:
    assert pieces("tt请假lll") == pieces("tttt请假l")
    assert pieces("打印15份") == pieces("打印3份。")


def test_what_was_never_seen_has_an_answer_all_the_same() -> None:
    assert abs(sum(2.718281828459045**odds for odds in likeness("龘靐齉").values()) - 1) < 1e-9


def test_the_same_messages_teach_the_same_weights() -> None:
    few = list(messages())[:150]
    assert written(*learned(few)) == written(*learned(few))
