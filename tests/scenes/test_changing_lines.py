"""A line of any form is changed by its name, and nothing else with it (lessons 5.2, line 5)."""

from __future__ import annotations

import pytest

from tests.scenes.stage import Stage

CAR = "明天上午9点半要车，去县农业局送报表，2个人"
SEAL = "给入党材料盖党委章3份"
PIECE = "报一条工作动态，题目《征兵》，正文：完成体检"
OUTING = "我下午去石桥村收医保，报备"


@pytest.mark.parametrize(
    ("asked", "words", "label", "value"),
    [
        (CAR, "去向改成县医院", "去向", "县医院"),
        (CAR, "人数改成4人", "乘车", "4人（何平）"),
        (SEAL, "份数改成5份", "份数", "5份"),
        (SEAL, "文件改成培养对象登记表", "文件", "《培养对象登记表》"),
        (PIECE, "标题改成青禾乡完成征兵体检", "标题", "青禾乡完成征兵体检"),
        (OUTING, "去向改成松坪村", "去向", "松坪村"),
    ],
)
def test_a_line_is_changed_by_its_name(stage: Stage, asked: str, words: str, label: str, value: str) -> None:
    stage.say("何平", asked)
    before = stage.expect("hep", "card", "请核对")
    stage.say("何平", words)
    after = stage.expect("hep", "update", "请核对", fields={label: value})
    assert {k: v for k, v in after.fields.items() if k != label} == {
        k: v for k, v in before.fields.items() if k != label
    }


@pytest.mark.parametrize(("asked", "example"), [(CAR, "去向改成"), (SEAL, "份数改成"), (PIECE, "标题改成")])
def test_what_can_be_changed_is_said_of_this_form(stage: Stage, asked: str, example: str) -> None:
    stage.say("何平", asked)
    stage.forget()
    stage.tap("何平", "修改")
    stage.expect("hep", "text", example, without=["年假"])


def test_a_question_about_the_office_in_between_is_answered_and_the_form_waits(stage: Stage) -> None:
    stage.say("何平", CAR)
    stage.forget()
    stage.say("何平", "哪辆车空着")
    stage.expect("hep", "text", "云E·A1023")
    stage.expect("hep", "text", "没有提交")
    stage.tap("何平", "提交")
    stage.expect("hep", "update", "已提交")
    stage.forget()
