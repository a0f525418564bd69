"""The office's cards as the template's variables: within the platform's limits, and nothing lost that fits."""

from __future__ import annotations

import json
from urllib.parse import unquote

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.dingtalk.card_look import draw, version, with_links
from handlers.engine.content import Button, Card, Choice, Field, Input, Style
from tests.channels.dingtalk.looks import buttons_of, lines_of, options_of

WORDS = st.text(max_size=400)
CARDS = st.builds(
    Card,
    st.text(min_size=1, max_size=60),
    WORDS,
    st.lists(st.builds(Field, st.text(min_size=1, max_size=10), WORDS, st.booleans()), max_size=14).map(tuple),
    st.lists(st.builds(Button, st.text(min_size=1, max_size=10), st.sampled_from(Style)), max_size=9).map(tuple),
    st.none() | st.builds(Input, WORDS),
    st.none() | st.builds(Choice, st.text(max_size=10), st.lists(WORDS, min_size=1, max_size=14).map(tuple)),
)


@settings(max_examples=400, deadline=None)
@given(CARDS, st.sampled_from(["", "QJ-2026-0042"]))
def test_every_variable_is_a_text_within_the_limit_and_there_are_always_the_same(card: Card, about: str) -> None:
    drawn = draw(card, about)
    assert set(drawn) == set(draw(Card("题", "文"), ""))
    for name, value in drawn.items():
        assert isinstance(value, str)
        assert len(value.encode()) <= 1024, name
    json.loads(drawn["choices"])


def test_what_a_leader_decides_by_is_all_there() -> None:
    fields = tuple(Field(f"项{n}", "老人住院需要陪护" * 6) for n in range(1, 13))
    drawn = draw(
        Card("题", "请您审批。", fields, (Button("同意", Style.PRIMARY), Button("驳回", Style.DANGER))), "QJ-2026-0001"
    )
    assert lines_of(drawn) == [f"{field.label}：{field.value}" for field in fields]
    assert buttons_of(drawn) == ["同意", "驳回"]
    assert [drawn["style1"], drawn["style2"], drawn["style3"]] == ["primary", "danger", ""]


def test_a_card_that_is_over_has_nothing_to_tap_or_fill_in() -> None:
    card = Card("题", "请您审批。", (), (Button("同意"),), Input("写意见"), Choice("车", ("甲", "乙")))
    drawn = draw(card.over("已同意。"), "")
    assert (buttons_of(drawn), options_of(drawn), drawn["has_input"], drawn["hint"]) == ([], [], "false", "")
    assert drawn["open"] == "false"


def test_what_people_write_becomes_no_link() -> None:
    drawn = draw(Card("题", "[点我](http://x)", (Field("事由", "![图](http://x) <a atId=1>"),)), "")
    assert "](" not in drawn["text"] + drawn["body1"]
    assert "<" not in drawn["body1"]


def test_other_options_have_another_version() -> None:
    first, second = (Card("题", "", choice=Choice("车", options)) for options in (("甲", "乙"), ("乙", "甲")))
    assert version(first) != version(second)


def test_links_write_what_could_be_tapped() -> None:
    card = Card("题", "请您审批。", (Field("事由", "办事"),), (Button("同意"), Button("驳回")))
    _, text = with_links(card, "QJ-2026-0042")
    assert "[同意](dtmd://dingtalkclient/sendMessage?content=%E5%90%8C%E6%84%8F%2042)" in text
    assert unquote("%E5%90%8C%E6%84%8F%2042") == "同意 42"
    assert "或者直接回复“同意 42”" in text


def test_what_has_no_button_can_be_written() -> None:
    labels = [*"甲乙丙丁戊己庚", "取消"]
    drawn = draw(Card("题", "属于哪一类？", (), tuple(Button(label) for label in labels)), "")
    assert (buttons_of(drawn), drawn["text"]) == (labels, "属于哪一类？")
    drawn = draw(Card("题", "属于哪一类？", (), tuple(Button(label) for label in [*labels, "辛", "壬"])), "")
    assert buttons_of(drawn) == labels
    assert drawn["text"] == "属于哪一类？  \n 还可以直接回复：辛、壬"
