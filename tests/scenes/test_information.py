"""Information: handed in, reviewed by the clerk, adopted, counted; an emergency goes out at once (M08, M17-3)."""

from __future__ import annotations

import pytest

from tests.scenes.conftest import StageAt
from tests.scenes.stage import Stage

REVIEW = ["采用", "退改", "不采用"]
PIECE = "报一条工作动态，题目《青禾乡完成冬季征兵体检》，正文：32名青年参加体检，25名合格"


def hand_in(stage: Stage, who: str, words: str) -> str:
    """Somebody hands in a piece that lacks nothing; the clerk has it. Gives the number."""
    me = stage.account(who)
    stage.say(who, words)
    stage.expect(me, "card", "信息报送，请核对", buttons=["提交", "修改", "取消"])
    stage.tap(who, "提交")
    serial = stage.expect(me, "update", "已提交", "黄燕").about
    stage.expect("huangy", "card", "请编审", about=serial, buttons=REVIEW)
    stage.expect_nothing_else()
    return serial


def test_an_adopted_piece_counts_in_its_units_line(stage: Stage) -> None:
    serial = hand_in(stage, "何平", PIECE)
    assert serial == "XX-2026-0001"
    stage.tap("黄燕", "采用", on=serial, choose="县", input="武定信息第12期")
    stage.expect("huangy", "update", "采用：武定信息第12期（县级）", about=serial, buttons=[])
    stage.expect("hep", "update", "采用：武定信息第12期（县级）", about=serial)
    stage.expect("hep", "text", "已采用", "县级", "计3分", about=serial)
    stage.expect_nothing_else()
    stage.say("黄燕", "本月各单位信息报送统计")
    told = stage.expect("huangy", "text", "报送1条（XX-2026-0001），采用1条（XX-2026-0001），3分")
    assert "财政所：报送0条，采用0条，0分" in told.text


def test_others_than_the_office_see_the_line_of_their_own_unit_alone(stage: Stage) -> None:
    hand_in(stage, "何平", PIECE)
    stage.say("冯涛", "本月信息报送统计")
    stage.expect("fengt", "text", "财政所：报送0条", without=["农业农村服务中心"])


def test_the_kind_is_asked_for_once_when_nobody_said_it(stage: Stage) -> None:
    stage.say("林芳", "报信息：今早松坪村降雪3厘米，道路通行正常")
    asked = stage.expect("linf", "card", "属于哪一类")
    assert asked.buttons == ["工作动态", "经验做法", "社情民意", "突发事件", "问题建议", "领导活动", "取消"]
    stage.tap("林芳", "社情民意")
    stage.expect("linf", "update")
    stage.expect("linf", "card", "请核对", fields={"类别": "社情民意", "标题": "今早松坪村降雪3厘米"})


def test_a_returned_piece_comes_again_under_its_number(stage: Stage) -> None:
    serial = hand_in(stage, "何平", PIECE)
    stage.tap("黄燕", "退改", on=serial, input="请补充时间")
    stage.expect("huangy", "update", buttons=[])
    stage.expect("hep", "update", "退回修改：请补充时间", buttons=["修改", "撤回"])
    stage.expect("hep", "text", "请修改：请补充时间", about=serial)
    stage.tap("何平", "修改", on=serial)
    stage.expect("hep", "card", "请核对", without=["内容相近"])
    stage.tap("何平", "提交")
    stage.forget()
    assert stage.state(serial) == "审批中"
    stage.tap("黄燕", "不采用", on=serial, input="已有同类信息")
    stage.forget()
    assert stage.state(serial) == "未同意"


def test_a_return_must_say_what_to_change(stage: Stage) -> None:
    serial = hand_in(stage, "何平", PIECE)
    stage.tap("黄燕", "退改", on=serial)
    stage.expect("huangy", "text", "请写明要改什么")
    assert stage.state(serial) == "审批中"


def test_what_was_already_sent_is_pointed_out(stage: Stage) -> None:
    hand_in(stage, "何平", PIECE)
    stage.say("高峰", "报一条工作动态，题目《冬季征兵体检完成》，正文：青禾乡32名青年参加体检，25名合格")
    stage.expect("gaof", "card", "内容相近", "XX-2026-0001")


def test_a_file_sent_to_the_form_goes_with_it(stage: Stage) -> None:
    stage.say("何平", "报一条工作动态，题目《征兵体检》")
    stage.expect("hep", "card", "请核对")
    stage.send_file("何平", "体检名单.docx")
    stage.expect("hep", "update", fields={"附件": "体检名单.docx"})


def test_a_landslide_at_night_is_told_at_once_and_the_telephone_comes_first(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-01T21:59")
    stage.say("段志明", "突发：石桥村山体滑坡，道路中断，暂无人员伤亡")
    receipt = stage.expect("duanz", "card", "请立即打电话", "已告知王强、周建国、李文华、陈静", buttons=["提交"])
    serial = receipt.about
    for account in ("wangq", "zhoujg", "liwh", "chenj"):
        stage.expect(account, "text", "【突发事件】22:00", "石桥村委会段志明", serial)
    stage.expect_nothing_else()
    stage.say("段志明", "续报 道路已抢通半幅")
    for account in ("wangq", "zhoujg", "liwh", "chenj"):
        stage.expect(account, "text", "续报1", serial, "道路已抢通半幅")
    stage.expect("duanz", "update", "道路已抢通半幅", about=serial)
    stage.expect("duanz", "text", "续报1已登记")
    stage.expect_nothing_else()
    stage.tap("段志明", "提交", on=serial, input="人员已全部撤离")
    for account in ("wangq", "zhoujg", "liwh", "chenj"):
        stage.expect(account, "text", "续报2", "人员已全部撤离")
    stage.forget()


@pytest.mark.parametrize("words", ["山洪灾害防御演练怎么安排", "明天开地质灾害防治培训会", "石桥村去年发生过滑坡吗"])
def test_talk_about_disasters_is_no_emergency(stage: Stage, words: str) -> None:
    stage.say("段志明", words)
    assert not [sent for sent in stage.left if "【突发事件】" in sent.words]
    stage.forget()


def test_the_office_is_told_when_the_bulletin_falls_behind(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-09T09:00")
    stage.wait_until("2026-12-10T09:00")
    stage.expect("chenj", "text", "《武定信息》本月已有0期", "还差1期")
