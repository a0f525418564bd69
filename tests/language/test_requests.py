"""Several requests in one message, corrections in the same breath, the group, the mistypings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.language import Understanding

Read = Callable[..., Understanding]


@pytest.mark.parametrize(("text", "intents"), [
    ("明天请一天假，再查下我年假还剩几天", ["leave", "balance_query"]),
    ("12、15同意，18不同意", ["approve_text", "reject_text"]),
    ("14日去县委组织部送材料，外出报备；另外15号早上8点要用车去州里", ["outing", "vehicle"]),
    ("31号请一天，1月4号再请一天", ["leave", "leave"]),
    ("明天我们四个人要到禄劝去学习，能不能派个车", ["vehicle"]),
    ("带队去昆明考察，申请借款五千", ["loan"]),
])  # fmt: skip
def test_each_request_is_read(read: Read, text: str, intents: list[str]) -> None:
    said = read(text)
    assert [said.intent, *(further.intent for further in said.also)] == intents


def test_numbers_go_with_their_decision(read: Read) -> None:
    said = read("12、15同意，18不同意")
    assert said.slots["number"] == ["12", "15"]
    assert said.also[0].slots["number"] == "18"


@pytest.mark.parametrize(("text", "slot", "value"), [
    ("周三，不对，周四请一天假", "start", "2026-11-26"),
    ("明天请两天假，哦不，三天", "days", 3),
    ("请事假，错了，年假，明天一天", "leave_type", "年假"),
    ("复印低保证明两份，不对，三份", "copies", 3),
    ("刚才说的不算，请周五一天假", "start", "2026-11-27"),
    ("用车去双柏，不对，去牟定，明天", "destination", "牟定"),
])  # fmt: skip
def test_the_last_word_counts(read: Read, text: str, slot: str, value: object) -> None:
    assert read(text).slots[slot] == value


def test_in_a_group_only_the_bot_is_asked(read: Read) -> None:
    assert read("明天请一天假", chat="group").intent == "none"
    assert read("@小助手 明天请一天假", chat="group").intent == "leave"
    assert read("我到了，签到", chat="group").intent == "signin"


def test_words_to_a_colleague_are_the_colleague_s(read: Read) -> None:
    assert read("@李静 明天帮我请个假", chat="group").intent == "none"
    assert read("老杨你明天请假吗").intent == "none"


@pytest.mark.parametrize(("text", "intent"), [
    ("不是不同意", "none"), ("我也同意楼上说的", "none"), ("同意不了", "reject_text"),
    ("不同意", "reject_text"),
    ("这个可以批", "approve_text"), ("QJ42同意", "approve_text"),
    ("批不了，人手不够", "reject_text"),
    ("他不同意我也没办法", "none"), ("准了", "approve_text"), ("李静的假同意", "approve_text"),
    ("没意见", "approve_text"),
])  # fmt: skip
def test_decisions_are_told_apart(read: Read, text: str, intent: str) -> None:
    assert read(text).intent == intent


@pytest.mark.parametrize(("text", "intent"), [
    ("明天请架一天", "leave"), ("ｑｊ－２０２６－００４２批了没", "status_query"), ("明天直班的是谁", "duty_query"),
    ("嗯那个我明天想请个假", "leave"), ("給合同蓋政府公章", "seal"), ("今天牌车下村", "vehicle"), ("帮我销价", "none"),
])  # fmt: skip
def test_mistypings_are_read_through(read: Read, text: str, intent: str) -> None:
    assert read(text).intent in (intent, "leave_return")


def test_classified_material_is_refused_and_forgotten(read: Read) -> None:
    said = read("机密★10年 关于做好维稳工作的通知，请登记")
    assert (said.intent, dict(said.slots), said.evidence, said.refused) == ("none", {}, {}, True)


def test_evidence_names_the_words(read: Read) -> None:
    said = read("下周三到周五请年假，老人住院要陪护")
    assert said.evidence["leave_type"] == "年假"
    assert said.evidence["start"] == "下周三"
