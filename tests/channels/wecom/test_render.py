"""The office's cards on WeCom: within the platform's limits whatever they hold, and every sentence as it is read."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.card_words import as_words
from bot.channels.wecom.bot_door import as_markdown_text
from bot.channels.wecom.facts import APP_CARD, BOT_CARD
from bot.channels.wecom.render import Look, render
from bot.channels.wording import cut_bytes, size, split_bytes
from handlers.engine.content import Button, Card, Choice, Field, Input, Style
from tests.channels.wecom.fake.world import World

LOOKS = {"app": Look(APP_CARD, "小助手", "https://x.example/"), "bot": Look(BOT_CARD, "小助手", "https://x.example/")}
DECIDE = (Button("同意", Style.PRIMARY), Button("驳回", Style.DANGER), Button("转办"))
CARD = Card(
    "林芳的请假申请 QJ-2026-0012",
    "请您审批。",
    (Field("时间", "12月2日（周三）至12月4日（周五）"), Field("天数", "3天", changed=True), Field("依据", "考" * 60)),
    DECIDE,
    Input("意见或理由（可不填）"),
    Choice("审批人", ("张勇", "赵敏")),
)

_WORDS = st.text(max_size=300)
_OPTIONS = st.lists(st.text(min_size=1, max_size=99), max_size=15, unique=True)
_CARDS = st.builds(
    Card,
    st.text(min_size=1, max_size=200),
    _WORDS,
    st.lists(st.builds(Field, st.text(min_size=1, max_size=20), _WORDS, st.booleans()), max_size=15).map(tuple),
    st.lists(st.builds(Button, st.text(min_size=1, max_size=40), st.sampled_from(Style)), max_size=12, unique=True)
    .map(lambda buttons: tuple({button.label: button for button in buttons}.values())),
    st.none() | st.builds(Input, _WORDS),
    st.none() | st.builds(Choice, _WORDS, _OPTIONS.map(tuple)),
)  # fmt: skip


@given(_CARDS, st.sampled_from(["app", "bot"]), st.sampled_from(["", "QJ-2026-0012"]))
@settings(max_examples=600)
def test_no_card_is_beyond_the_limits(card: Card, door: str, about: str) -> None:
    drawn = render(card, about, LOOKS[door]) | {"task_id": "K1_1_a"}
    World().check_card(drawn, door)


def test_a_decision_is_read_whole() -> None:
    drawn = render(CARD, "QJ-2026-0012", LOOKS["app"])
    assert drawn == {
        "card_type": "button_interaction",
        "source": {"desc": "小助手", "desc_color": 0},
        "main_title": {"title": "林芳的请假申请 QJ-2026-0012"},
        "sub_title_text": "请您审批。\n要写意见的，请直接回复，如“驳回 12 …”。",
        "quote_area": {"type": 0, "quote_text": f"依据：{'考' * 60}"},
        "horizontal_content_list": [
            {"keyname": "时间", "value": "12月2日（周三）至12月4日（周五）"},
            {"keyname": "天数", "value": "3天（已改）"},
        ],
        "button_list": [
            {"text": "同意", "style": 1, "key": "同意"},
            {"text": "驳回", "style": 2, "key": "驳回"},
            {"text": "转办", "style": 4, "key": "转办"},
        ],
        "button_selection": {
            "question_key": "choice",
            "title": "审批人",
            "option_list": [{"id": "张勇", "text": "张勇"}, {"id": "赵敏", "text": "赵敏"}],
            "selected_id": "张勇",
        },
    }


def test_a_card_that_is_over_cannot_be_tapped() -> None:
    drawn = render(CARD.over("李文华已同意。"), "QJ-2026-0012", LOOKS["app"])
    assert drawn["card_type"] == "text_notice"
    assert drawn["sub_title_text"] == "李文华已同意。"
    assert "button_list" not in drawn


def test_more_buttons_than_fit_stand_in_the_menu() -> None:
    card = Card("信息类别", "请选择。", (), tuple(Button(f"第{number}类") for number in range(8)))
    drawn = render(card, "", LOOKS["bot"])
    assert len(drawn["button_list"]) == 6
    assert [action["key"] for action in drawn["action_menu"]["action_list"]] == ["第6类", "第7类"]


def test_long_options_are_numbered_and_stand_in_full_above() -> None:
    card = Card(
        "派车", "请选车。", (), (Button("派车"),), None, Choice("车辆", ("滇E3X567 越野车5座 马刚", "滇E8Y321 商务车"))
    )
    drawn = render(card, "", LOOKS["app"])
    assert "1.滇E3X567 越野车5座 马刚" in drawn["quote_area"]["quote_text"]
    assert drawn["button_selection"]["option_list"][0] == {"id": "滇E3X567 越野车5座 马刚", "text": "1.滇E3X567…"}


def test_a_card_in_words_says_what_can_be_answered() -> None:
    words = as_words(CARD, "QJ-2026-0012")
    assert "请回复“同意 12”、“驳回 12”、“转办 12”。" in words
    assert "审批人：张勇、赵敏" in words


@given(st.text(max_size=200), st.integers(min_value=4, max_value=100))
@settings(max_examples=500)
def test_words_are_cut_and_split_between_characters(text: str, most: int) -> None:
    text = text.encode("utf-8", "replace").decode()
    assert size(cut_bytes(text, most)) <= most
    pieces = split_bytes(text, most)
    assert all(size(piece) <= most for piece in pieces)
    assert "".join(pieces).replace("\n", "") == text.replace("\n", "")


def test_what_people_write_becomes_no_link_in_markdown() -> None:
    assert "](" not in as_markdown_text("[点我](http://evil) ![x](y)")
    assert "<@" not in as_markdown_text("<@all>")
