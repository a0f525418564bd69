"""Marked material is refused and forgotten; the rules about it are answered (保密制度; rules M10-7)."""

from __future__ import annotations

import pytest

from tests.scenes.stage import EVERYBODY, Stage

SECRET = "机密★10年 关于盘龙专项行动的通知"


def _refused(stage: Stage, account: str) -> None:
    stage.expect(account, "text", "该内容可能涉密，我不能接收，也没有保存。请立即撤回", without=["盘龙", "专项"])
    if account != "chenj":
        stage.expect("chenj", "text", "疑似带有密级标志，已拒收且未保存", without=["盘龙", "专项", "机密"])
    stage.expect_nothing_else()
    stored = stage.everything_stored()
    assert "盘龙" not in stored
    assert "专项" not in stored


def test_marked_words_are_refused_and_nothing_of_them_is_kept(durable_stage: Stage) -> None:
    durable_stage.say("林芳", SECRET)
    _refused(durable_stage, "linf")


def test_in_a_group_the_refusal_repeats_nothing(stage: Stage) -> None:
    stage.say("林芳", f"@小助手 {SECRET}，帮忙盖章", chat=EVERYBODY)
    stage.expect(EVERYBODY, "text", "不能在这里办理，也没有保存，请立即撤回", without=["盘龙", "机密"])
    stage.expect("chenj", "text", "林芳", without=["盘龙"])
    assert "盘龙" not in stage.everything_stored()


def test_a_file_is_refused_by_its_name_or_its_words(stage: Stage) -> None:
    stage.send_file("林芳", "盘龙专项（机密★5年）.docx")
    _refused(stage, "linf")
    stage.send_file("林芳", "盘龙.docx", text="密级：秘密 盘龙专项")
    _refused(stage, "linf")


def test_marked_words_in_a_cards_text_field_are_refused_and_nothing_is_decided(stage: Stage) -> None:
    serial = stage.file("林芳", "下周三请假一天", "wangq")
    stage.tap("王强", "驳回", on=serial, input="密级：机密 盘龙专项要用人")
    _refused(stage, "wangq")
    assert stage.state(serial) == "审批中"


def test_marked_words_as_an_answer_to_a_form_are_refused_and_the_form_waits(stage: Stage) -> None:
    stage.say("林芳", "下周三请假一天")
    stage.expect("linf", "card", "请核对")
    stage.say("林芳", f"理由改成{SECRET}")
    _refused(stage, "linf")
    stage.submit("林芳", "wangq")


def test_the_secrecy_officer_is_not_told_about_himself(stage: Stage) -> None:
    stage.say("陈静", SECRET)
    _refused(stage, "chenj")


@pytest.mark.parametrize(
    ("words", "article"),
    [
        ("机密文件怎么复印", "保密制度 第4条"),
        ("怎么查阅涉密文件？", "保密制度 第3条"),
        ("涉密文件能不能用微信发", "保密制度 第5条"),
        ("秘密级文件可以打印吗", "保密制度 第4条"),
    ],
)
def test_questions_about_the_rules_are_answered(stage: Stage, words: str, article: str) -> None:
    stage.say("林芳", words)
    stage.expect("linf", "text", article, "党政办")


@pytest.mark.parametrize("words", ["下周三上午保密工作会议，请假半天", "明天请假一天，陪秘书长检查"])
def test_words_that_only_look_like_it_are_not_refused(stage: Stage, words: str) -> None:
    stage.say("林芳", words)
    stage.expect("linf", "card", "请假")
