"""Answers to a question about one slot, and corrections of a form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest

from bot.language import Reader, complete
from handlers.engine.calendar import Calendar

NOW = datetime(2026, 11, 25, 9)  # a Wednesday  # noqa: DTZ001 - wall clock
FORM = {"start": "2026-12-02", "end": "2026-12-04", "days": 3, "reason": "家里有事", "driver": "马刚"}


@pytest.mark.parametrize(("slot", "text", "known", "given"), [
    ("end", "周五", {"start": "2026-12-02"}, {"end": "2026-12-04", "days": 3}),
    ("end", "三天", {"start": "2026-12-02"}, {"days": 3, "end": "2026-12-04"}),
    ("end", "到下周一", {"start": "2026-12-02"}, {"end": "2026-12-07", "days": 6}),
    ("end", "28", {"start": "2026-12-25"}, {"end": "2026-12-28", "days": 4}),
    ("end", "当天", {"start": "2026-12-02"}, {"end": "2026-12-02", "days": 1}),
    ("days", "半天就行", {"start": "2026-12-02"}, {"days": 0.5, "end": "2026-12-02"}),
    ("days", "下午半天", {"start": "2026-12-02"},
     {"start_part": "pm", "days": 0.5, "end": "2026-12-02", "end_part": "pm"}),
    ("start", "后天下午", {}, {"start": "2026-11-27", "start_part": "pm"}),
    ("start", "明天到后天", {}, {"start": "2026-11-26", "end": "2026-11-27", "days": 2}),
    ("start", "明天起两天", {}, {"start": "2026-11-26", "days": 2, "end": "2026-11-27"}),
    ("depart", "明早8点", {}, {"depart": "2026-11-26T08:00"}),
    ("leave_type", "年", {}, {"leave_type": "年假"}),
    ("leave_type", "公休", {}, {"leave_type": "年假"}),
    ("reason", "因为家里老人住院", {}, {"reason": "家里老人住院"}),
    ("passengers", "5个", {}, {"passengers": 5}),
    ("passengers", "就我一个", {}, {"passengers": 1}),
    ("destination", "去县卫健局", {}, {"destination": "县卫健局"}),
    ("copies", "一式三份", {}, {"copies": 3}),
    ("seal", "政府的", {}, {"seal": "政府章"}),
    ("amount", "一千五", {}, {"amount": 1500}),
    ("person", "李静", {}, {"person": "李静"}),
    ("lodging", "不住", {}, {"lodging": None}),
    ("items", "A4纸两包", {}, {"items": [{"name": "A4纸", "qty": 2, "unit": "包"}]}),
])  # fmt: skip
def test_an_answer_gives_its_slots(
    reader: Reader, slot: str, text: str, known: Mapping[str, Any], given: Mapping[str, Any]
) -> None:
    assert reader.read_answer(text, NOW, "leave", slot, known) == given


@pytest.mark.parametrize("text", ["不知道", "好的", "再说", "？", "", "谢谢"])
def test_what_is_no_answer_gives_nothing(reader: Reader, text: str) -> None:
    assert reader.read_answer(text, NOW, "leave", "end", {"start": "2026-12-02"}) == {}


@pytest.mark.parametrize(("text", "changed"), [
    ("不对，是大后天", {"start": "2026-11-28", "end": "2026-11-30"}),
    ("改成后天", {"start": "2026-11-27", "end": "2026-11-29"}),
    ("时间改到周四到周五", {"start": "2026-11-26", "end": "2026-11-27", "days": 2}),
    ("改成两天", {"days": 2, "end": "2026-12-03"}),
    ("理由改成家里老人住院", {"reason": "家里老人住院"}),
    ("改为年假", {"leave_type": "年假"}),
    ("去掉驾驶员", {"driver": None}),
    ("驾驶员换成唐伟", {"driver": "唐伟"}),
    ("结束时间改到周五", {"end": "2026-12-04"}),
])  # fmt: skip
def test_a_correction_changes_its_line_and_nothing_else(reader: Reader, text: str, changed: Mapping[str, Any]) -> None:
    found = reader.read_correction(text, NOW, "leave", FORM)
    assert {**FORM, **(found or {})} == {**FORM, **changed}


@pytest.mark.parametrize("text", ["好的", "提交", "明天谁值班", "我要用车", "谢谢", ""])
def test_what_corrects_nothing_is_no_correction(reader: Reader, text: str) -> None:
    assert reader.read_correction(text, NOW, "leave", FORM) is None


@pytest.mark.parametrize(("slots", "completed"), [
    ({"start": "2026-12-02", "end": "2026-12-04"}, {"days": 3}),
    ({"start": "2026-12-02", "start_part": "pm", "end": "2026-12-04", "end_part": "am"}, {"days": 2}),
    ({"start": "2026-12-02", "start_part": "am", "end": "2026-12-02", "end_part": "am"}, {"days": 0.5}),
    ({"start": "2026-12-02", "days": 3}, {"end": "2026-12-04"}),
    ({"start": "2026-12-02", "start_part": "pm", "days": 0.5}, {"end": "2026-12-02", "end_part": "pm"}),
    ({"start": "2026-12-02", "start_part": "pm", "days": 1.5}, {"end": "2026-12-03"}),
    ({"days": 2}, {}),
    ({"start": "2026-12-02T15:00"}, {}),
])  # fmt: skip
def test_leave_slots_are_completed(slots: Mapping[str, Any], completed: Mapping[str, Any]) -> None:
    assert complete(slots, Calendar()) == {**slots, **completed}
