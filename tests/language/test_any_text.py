"""No text whatever makes the reader fail, and none keeps it long."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.guard import is_marked_classified
from bot.language import INTENTS, Lexicon, Reader
from bot.language.normalise import LONGEST, normalise
from bot.language.tables import listed
from handlers.engine.calendar import Calendar
from tests.language.conftest import TOWNSHIP

READER = Reader(Lexicon.from_folder(TOWNSHIP), Calendar())
PIECES = st.sampled_from(
    listed(
        "请假 明天 周五 下午 到 至 - 12.25 25号 三天 半天 半 一个 月底 最后 国庆 后 "
        "第一天 上班 派车 去 县里 和 李静 盖章 党委 《 》 报 信息 ： ， 。 同意 不 驳回 "
        "QJ-2026-0001 12 、 领 两 包 打印 份 接待 人 买 元 坏了 借 核销 档案 "
        "收文 〔2026〕 号 督办 纪要 改成 不对 了 没 谁 值班 @小助手 @李静 初五 正月 十五 "
        "点 9:30 廿 腊月 三十 2月30号 99号 0 周 末 嗯 那个 "
    )
)
NOW = datetime(2026, 11, 25, 9)  # noqa: DTZ001 - wall clock
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join))
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2028, 12, 31))  # noqa: DTZ001 - wall clock


@settings(max_examples=400, deadline=None)
@given(TEXTS, MOMENTS, st.sampled_from(["single", "group"]))
def test_every_text_has_an_answer(text: str, now: datetime, chat: str) -> None:
    said = READER.understand(text, now, chat)
    assert said.intent in INTENTS
    assert None not in said.slots.values()
    json.dumps(dict(said.slots))


@settings(max_examples=300, deadline=None)
@given(TEXTS, MOMENTS, st.sampled_from(listed("start end days leave_type reason person copies items passengers seal")))
def test_every_answer_and_correction_is_borne(text: str, now: datetime, slot: str) -> None:
    known = {"start": "2026-12-02", "end": "2026-12-04", "days": 3, "reason": "家里有事"}
    json.dumps(dict(READER.read_answer(text, now, "leave", slot, known)))
    changed = READER.read_correction(text, now, "leave", known)
    assert changed is None or isinstance(dict(changed), dict)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_the_guard_bears_every_text(text: str) -> None:
    assert is_marked_classified(text) in (True, False)


@given(st.text(max_size=3000))
def test_no_more_than_the_beginning_of_a_long_text_is_read(text: str) -> None:
    assert len(normalise(text).text) <= LONGEST


@pytest.mark.parametrize(
    "piece", ["请假", "明天", "1", "二十", "去县里", "、", "章", "和李静", "到t", "12.25-", "《", "同意"]
)
def test_endless_repetition_is_borne(piece: str) -> None:
    assert READER.understand(piece * 2000, NOW, "single").intent in INTENTS


def test_the_same_words_always_mean_the_same() -> None:
    texts = ["下周三到周五请假，老人住院要陪护", "同意", "明天要车去县里"]
    now = NOW
    assert [READER.understand(t, now, "single") for t in texts] == [READER.understand(t, now, "single") for t in texts]
