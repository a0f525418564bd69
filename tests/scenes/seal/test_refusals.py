"""What nobody can allow: lending, blank paper, classified papers (印鉴管理制度 第3条; M07-5, M07-7)."""

from __future__ import annotations

import pytest

from tests.scenes.stage import EVERYBODY, Stage


@pytest.mark.parametrize(
    "words",
    [
        "县建筑公司要借我们政府章用一下",
        "外单位想用一下政府公章",
        "把政府章借给县农投公司用两天",
        "借章",
        "县农投公司要借用一下党委章",
        "能不能授托县公司使用政府章",
        "石桥村委会想借政府章用一下",
        "政府章可以借给施工队吗",
    ],
)
def test_a_seal_is_never_lent_to_another_unit(stage: Stage, words: str) -> None:
    stage.say("何平", words)
    stage.expect("hep", "text", "印鉴管理制度 第3条：印鉴不准外借或授托外单位使用")


@pytest.mark.parametrize("words", ["空白介绍信盖两张党政办章", "在空白纸上盖个政府章", "先盖几张空白的章备用"])
def test_blank_paper_is_never_stamped(stage: Stage, words: str) -> None:
    stage.say("何平", words)
    stage.expect("hep", "text", "空白纸、空白介绍信不予用印", "印鉴管理制度 第2条")


def test_blank_paper_named_later_is_refused_too(stage: Stage) -> None:
    stage.say("何平", "盖政府章2份")
    stage.expect("hep", "card", "盖在什么文件或材料上")
    stage.say("何平", "空白介绍信")
    stage.expect("hep", "text", "空白纸、空白介绍信不予用印")


def test_the_office_may_allow_blank_paper_by_its_policy(own_stage: Stage) -> None:
    stage = own_stage
    stage.change_policy('"允许空白纸用印" = false', '"允许空白纸用印" = true')
    stage.say("何平", "空白介绍信盖两张党政办章")
    stage.forget()
    stage.say("何平", "取消")
    stage.forget()


def test_a_classified_paper_is_sealed_on_paper_alone(stage: Stage) -> None:
    stage.say("何平", "盖政府章，涉密文件2份")
    stage.expect("hep", "text", "线下")
    stage.forget()
    assert "涉密文件2份" not in stage.everything_stored()


def test_a_refusal_asked_in_a_group_is_answered_to_the_asker_alone(stage: Stage) -> None:
    stage.say("何平", "@小助手 县建筑公司要借我们政府章用一下", chat=EVERYBODY)
    stage.expect("hep", "text", "印鉴管理制度 第3条")
    stage.forget()
