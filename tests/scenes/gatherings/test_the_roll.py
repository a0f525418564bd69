"""The roll: signing in is offered, the office ticks, heads are counted, what was wrong is amended in sight of all."""

from __future__ import annotations

import pytest

from tests.scenes.conftest import StageAt
from tests.scenes.stage import Stage

GROUP = "青禾乡干部职工大群"


@pytest.fixture
def sunday(stage_at: StageAt) -> Stage:
    """Sunday, 6 December 2026, shortly before the study."""
    return stage_at("2026-12-06T08:10")


def _closed(stage: Stage) -> None:
    if stage.now.hour < 9:
        stage.wait_until("2026-12-06T09:05")
    stage.say("黄燕", "点名")
    stage.say("黄燕", "1-13到，其余未到")
    stage.say("黄燕", "实到13人")
    stage.say("黄燕", "结束点名")
    stage.forget()


def test_signing_in_by_tap_and_by_words_late_after_the_start(sunday: Stage) -> None:
    sunday.say("林芳", "开始学习签到")
    sunday.expect("linf", "text", "由党政办办理")
    sunday.say("黄燕", "开始学习签到")
    sunday.expect(GROUP, "card", "12月6日（周日）09:00学习签到", "也可以不点", buttons=["签到"])
    sunday.expect("huangy", "text", "应到28人，实到0人，请假外出值班1人")
    sunday.say("林芳", "@小助手 签到", GROUP)
    sunday.expect("linf", "text", "已签到，学习09:00开始。")
    sunday.tap("潘磊", "签到")
    sunday.expect("panl", "text", "已签到")
    sunday.wait_until("2026-12-06T09:20")
    sunday.expect("chenj", "text", "已到：22 林芳、24 潘磊")
    sunday.tap("胡斌", "签到")
    sunday.expect("hub", "text", "晚到21分钟，记为迟到签到")


def test_nobody_signs_in_for_another_but_the_office(sunday: Stage) -> None:
    sunday.say("林芳", "帮胡斌签一下到")
    sunday.expect("linf", "text", "代别人签到由党政办办理")
    sunday.say("黄燕", "帮胡斌签一下到")
    sunday.expect("huangy", "text", "胡斌已签到")


def test_nothing_is_held_on_a_tuesday(stage: Stage) -> None:
    stage.say("林芳", "签到")
    stage.expect("linf", "text", "今天没有安排例会或者学习")


def test_the_roll_is_ticked_by_ranges_and_closed_when_the_heads_agree(sunday: Stage) -> None:
    sunday.say("黄燕", "点名")
    sunday.expect("huangy", "text", "应到28人，已请假、外出、值班1人", "25 罗霞（值班）", "19 李静（财政所）")
    sunday.say("黄燕", "1-12到，40到")
    sunday.expect("huangy", "text", "“40”超出名单，序号是1到28。")
    sunday.say("黄燕", "结束点名")
    sunday.expect("huangy", "text", "还不能结束", "27人没有点")
    sunday.say("黄燕", "1-12到，15到，其余未到")
    sunday.expect("huangy", "text", "应到28人，实到13人，请假外出值班1人，未到14人")
    sunday.say("黄燕", "实到20人")
    sunday.expect("huangy", "text", "清点实到20人，名单上实到13人，不一致")
    sunday.say("黄燕", "结束点名")
    sunday.expect("huangy", "text", "不一致")
    sunday.say("黄燕", "人数说明：7位驻村工作队员列席")
    sunday.expect("huangy", "text", "已记下")
    sunday.say("黄燕", "结束点名")
    sunday.expect("huangy", "text", "学习09:00开始，开始以后才能结束点名。")
    sunday.wait_until("2026-12-06T09:05")
    sunday.expect("chenj", "text", "学习点名")
    sunday.say("黄燕", "结束点名")
    sunday.expect("huangy", "text", "点名结果", "未到：唐伟、谢红", "人数说明：7位驻村工作队员列席")
    figures = "12月6日（周日）09:00学习：应到28人，实到13人，请假外出值班1人，未到14人。"
    assert sunday.expect(GROUP, "text", figures).text == figures


def test_who_telephoned_is_excused_with_the_offices_note(sunday: Stage) -> None:
    sunday.say("黄燕", "点名")
    sunday.forget()
    sunday.say("黄燕", "3号外出，电话告知，4请假，1-2到，其余未到")
    sunday.expect("huangy", "text", "应到28人，实到2人，请假外出值班3人，未到23人")
    sunday.say("黄燕", "5号请假，5到")
    sunday.expect("huangy", "text", "同一个人只能写一种情况")
    sunday.say("黄燕", "1-12到，12未到，其余迟到")
    sunday.expect("huangy", "text", "第12号写了两种情况，请核对后重发。")
    sunday.say("黄燕", "点名")
    sunday.expect("huangy", "text", "3 杨丽（外出，电话告知）、4 王强（请假）、25 罗霞（值班）")


def test_a_space_before_the_headcount_signs_nobody_in(sunday: Stage) -> None:
    sunday.say("黄燕", "点名")
    sunday.say("黄燕", "1-9到，11-13到，其余未到")
    sunday.forget()
    sunday.say("黄燕", "实到 12 人")
    sunday.expect("huangy", "text", "清点人数12人，与名单一致")


def test_an_objection_is_decided_by_the_office_and_both_are_kept(sunday: Stage) -> None:
    _closed(sunday)
    sunday.say("谢红", "对学习点名有异议，我坐在后排")
    sunday.expect("chenj", "card", "谢红对", "点名记的是“未到”", "我坐在后排", buttons=["采纳", "不采纳"])
    sunday.expect("xieh", "text", "已转党政办核实", "现在记的是“未到”")
    sunday.tap("陈静", "采纳")
    sunday.expect("chenj", "update", "陈静已采纳谢红对", buttons=[])
    sunday.expect("xieh", "text", "已采纳您对", "更正为“到”")
    assert sunday.book("学习20261206-014", "学习点名台账") == ["点名", "更正"]


@pytest.mark.parametrize(
    ("until", "answer"),
    [
        ("2026-12-07T07:58", "09:00开始，现在不在签到时间"),
        ("2026-12-07T07:59", "已签到，例会09:00开始"),
        ("2026-12-07T10:59", "晚到120分钟，记为迟到签到"),
        ("2026-12-07T11:00", "例会的签到11:00已经截止"),
        ("2026-12-07T19:59", "例会的签到11:00已经截止"),
    ],
)
def test_signing_in_has_an_end(stage_at: StageAt, until: str, answer: str) -> None:
    stage = stage_at("2026-12-07T07:50")
    stage.wait_until(until)
    stage.forget()
    stage.say("林芳", "签到")
    stage.expect("linf", "text", answer)


def test_who_is_not_on_the_list_signs_in_for_nothing(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-07T08:10")
    stage.say("段志明", "签到")
    stage.expect("duanz", "text", "您不在应到名单里，不用签到。")


def test_after_the_closing_nobody_signs_in_and_is_told_why(sunday: Stage) -> None:
    _closed(sunday)
    sunday.say("林芳", "签到")
    sunday.expect("linf", "text", "学习的点名已经结束", "告诉党政办更正")


@pytest.mark.parametrize("said", ["实到二十八人", "实到28", "一共来了28个人", "清点实到人数：28人"])
def test_heads_are_counted_in_the_offices_own_words(sunday: Stage, said: str) -> None:
    sunday.say("黄燕", "点名")
    sunday.say("黄燕", "其余到")
    sunday.forget()
    sunday.say("黄燕", said)
    sunday.expect("huangy", "text", "清点实到28人，名单上实到27人，不一致")


def test_a_roll_that_nobody_closed_is_told_of_and_finished_the_next_day(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-07T08:55")
    stage.say("林芳", "签到")
    stage.forget()
    stage.wait_until("2026-12-07T11:08")
    stage.expect("chenj", "text", "12月7日（周一）09:00例会的点名还没有结束，还有27人没有点")
    stage.wait_until("2026-12-08T09:00")
    stage.say("黄燕", "点名")
    stage.expect("huangy", "text", "12月7日（周一）09:00例会点名：应到28人")
    stage.say("黄燕", "其余到")
    stage.expect("huangy", "text", "全部点完")
    stage.say("黄燕", "实到二十八人")
    stage.expect("huangy", "text", "清点人数28人，与名单一致")
    stage.say("黄燕", "结束例会点名")
    stage.expect("huangy", "text", "12月7日（周一）09:00例会点名结果：应到28人，实到28人")
    stage.expect(GROUP, "text", "12月7日（周一）09:00例会：应到28人，实到28人")
    stage.say("黄燕", "结束点名")
    stage.expect("huangy", "text", "现在没有进行中的点名")


def test_an_objection_names_the_roll_it_is_about(sunday: Stage) -> None:
    sunday.wait_until("2026-12-06T11:00")
    _closed(sunday)
    sunday.wait_until("2026-12-07T09:03")
    _closed(sunday)
    sunday.say("谢红", "对学习点名有异议，我坐在后排")
    sunday.expect("chenj", "card", "12月6日（周日）09:00学习点名有异议")
    sunday.expect("xieh", "text", "已转党政办核实")


def test_an_objection_that_was_decided_stays_decided(sunday: Stage) -> None:
    _closed(sunday)
    sunday.say("谢红", "对学习点名有异议，我坐在后排")
    sunday.tap("陈静", "采纳")
    sunday.forget()
    sunday.tap("陈静", "不采纳")
    decided = sunday.expect("chenj", "text", "这条异议已由陈静", "采纳，不能再改").text
    assert "不采纳" not in decided
    sunday.say("谢红", "对学习点名有异议")
    sunday.expect("xieh", "text", "记的已经是“到”")
    assert sunday.book("学习20261206-014", "学习点名台账") == ["点名", "更正"]


def test_an_objection_said_twice_is_one_card(sunday: Stage) -> None:
    _closed(sunday)
    sunday.say("谢红", "对学习点名有异议")
    sunday.expect("chenj", "card", "没有写原因", buttons=["采纳", "不采纳"])
    sunday.expect("xieh", "text", "已转党政办核实")
    sunday.say("谢红", "对学习点名有异议")
    sunday.expect("xieh", "text", "正在核实", "不用再提")
    sunday.say("谢红", "对学习点名有异议，我坐在后排")
    sunday.expect("chenj", "update", "我坐在后排", buttons=["采纳", "不采纳"])
    sunday.expect("xieh", "text", "已转党政办核实")
    sunday.tap("陈静", "不采纳", input="没有见到人")
    sunday.expect("chenj", "update", "没有采纳谢红对", buttons=[])
    sunday.expect("xieh", "text", "没有采纳您对", "没有见到人")


def test_signing_in_again_changes_nothing_and_says_so(sunday: Stage) -> None:
    sunday.say("林芳", "签到")
    sunday.expect("linf", "text", "已签到，学习09:00开始。")
    sunday.wait_until("2026-12-06T09:39")
    sunday.forget()
    sunday.say("林芳", "签到")
    sunday.expect("linf", "text", "您08:11已经签到，不用再签。")
    sunday.say("黄燕", "点名")
    sunday.say("黄燕", "24到")
    sunday.forget()
    sunday.say("潘磊", "签到")
    sunday.expect("panl", "text", "已经点您“到”")


@pytest.mark.parametrize(
    ("until", "answer"),
    [
        ("2026-12-06T10:20", "魏芳由“未到”更正为“到”"),
        ("2026-12-07T10:17", "魏芳由“未到”更正为“到”"),
        ("2026-12-07T10:18", "没有24小时内结束的点名"),
    ],
)
def test_the_office_amends_for_a_day_from_the_closing_and_not_later(sunday: Stage, until: str, answer: str) -> None:
    sunday.wait_until("2026-12-06T10:14")
    _closed(sunday)  # at 10:18; the study began at 9:00
    sunday.wait_until(until)
    sunday.forget()
    sunday.say("黄燕", "17更正为到，在门口值守")
    sunday.expect("huangy", "text", answer)
    if answer.startswith("魏芳"):
        sunday.expect("weif", "text", "您由“未到”更正为“到”，原因：在门口值守。")


def test_an_amendment_has_a_reason_and_changes_something(sunday: Stage) -> None:
    _closed(sunday)
    sunday.say("黄燕", "17更正为到")
    sunday.expect("huangy", "text", "请写明原因")
    sunday.say("黄燕", "17更正为未到，点错了")
    sunday.expect("huangy", "text", "魏芳现在记的就是“未到”，没有改动。")
    assert sunday.book("学习20261206-017", "学习点名台账") == ["点名"]


def test_signing_in_is_opened_once(sunday: Stage) -> None:
    sunday.say("黄燕", "开始学习签到")
    sunday.expect(GROUP, "card", "学习签到", buttons=["签到"])
    sunday.expect("huangy", "text", "已在群里发出签到")
    sunday.say("黄燕", "开始学习签到")
    sunday.expect("huangy", "text", "签到已经发到群里，没有再发")


def test_a_leave_approved_afterwards_amends_the_roll_in_sight_of_the_office(sunday: Stage) -> None:
    _closed(sunday)
    sunday.say("胡斌", "今天请病假一天，补个假条")
    sunday.forget()
    sunday.tap("胡斌", "提交")
    sunday.forget()
    sunday.tap("赵敏", "同意")
    sunday.expect("hub", "update", "已同意")
    sunday.expect("zhaom", "update", "已同意")
    sunday.expect("chenj", "text", "更正：12月6日（周日）09:00学习，胡斌由“未到”改为“已请假”，依据 QJ-2026-0001")
    sunday.expect("hub", "text", "已同意")


def test_leave_from_a_study_goes_to_the_office_and_excuses(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-04T17:40")
    stage.say("林芳", "@小助手 星期天的学习请个假，孩子生病了", GROUP)
    stage.expect(GROUP, "text", "已收到，私聊您确认")
    stage.expect("linf", "card", "学习请假，请核对", fields={"学习时间": "12月6日（周日）上午", "事由": "孩子生病"})
    serial = stage.submit("林芳", "chenj")
    stage.tap("陈静", "同意", on=serial)
    stage.expect("linf", "update", "已同意")
    stage.expect("chenj", "update", "已同意")
    stage.expect(GROUP, "text", "林芳12月6日（周日）学习请假，已批准")
    stage.expect("linf", "text", "已同意")
    stage.wait_until("2026-12-06T07:29")
    stage.forget()
    stage.say("林芳", "今天的学习请个假")
    stage.expect("linf", "text", f"已经登记（{serial}）", "不用再请假")
    stage.say("潘磊", "今天的学习请个假")
    stage.expect("panl", "text", "已在07:30截止")
    stage.wait_until("2026-12-06T09:00")
    stage.expect(GROUP, "text", "集中学习")
    stage.expect("chenj", "text", f"22 林芳（请假 {serial}）")


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ("星期天的学习请个假，在县里培训", {"事由": "在县里培训"}),
        ("这个星期天的学习请假，车坏了", {"事由": "车坏"}),
        ("周日学习请假，我那天在县里培训", {}),
        ("周日学习来不了", {"事由": None}),
        ("星期天学习不来了，要去县里开会", {"事由": "要去县里开会"}),
        ("我想请假不参加周日的集中学习，老人住院", {"事由": "老人住院"}),
    ],
)
def test_a_study_leave_is_one_whatever_its_reason_speaks_of(
    stage_at: StageAt, said: str, fields: dict[str, str | None]
) -> None:
    stage = stage_at("2026-12-04T10:00")
    stage.say("林芳", said)
    card = stage.expect("linf", "card", "学习请假，请核对", fields={"学习时间": "12月6日（周日）上午"})
    assert {label: card.fields.get(label) for label in fields} == fields


def test_studying_elsewhere_is_no_study_leave(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-04T10:00")
    stage.say("林芳", "下周一去州委党校培训学习，请假三天")
    stage.expect("linf", "card", without=("学习请假",))


@pytest.mark.parametrize("said", ["今天学习谁没到", "学习还有哪些人没来", "今天学习来了多少人", "12月6日学习点名结果"])
def test_who_is_missing_is_told_to_the_office(sunday: Stage, said: str) -> None:
    sunday.say("黄燕", "点名")
    sunday.say("黄燕", "1-12到，15到，其余未到")
    sunday.forget()
    sunday.say("黄燕", said)
    sunday.expect("huangy", "text", "12月6日（周日）09:00学习点名", "14 谢红")
    sunday.say("何平", said)
    sunday.expect("hep", "text", "由党政办办理")


def test_of_a_day_without_a_meeting_nothing_else_is_told(sunday: Stage) -> None:
    sunday.say("黄燕", "今天例会谁没到")
    sunday.expect("huangy", "text", "今天没有例会。")


def test_saying_that_the_roll_is_wrong_is_an_objection(sunday: Stage) -> None:
    _closed(sunday)
    sunday.say("魏芳", "学习点名搞错了，我明明到了")
    sunday.expect("chenj", "card", "魏芳对12月6日（周日）09:00学习点名有异议", "我明明到了")
    sunday.expect("weif", "text", "已转党政办核实")


def test_a_study_leave_that_waits_is_said_on_the_roll_and_not_asked_for_twice(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-05T18:00")
    stage.say("林芳", "星期天的学习请个假，孩子生病了")
    stage.expect("linf", "card", "学习请假，请核对")
    serial = stage.submit("林芳", "chenj")
    stage.say("林芳", "星期天的学习请个假，孩子生病了")
    stage.expect("linf", "text", f"已经提交（{serial}），正在审批，不用再请")
    stage.wait_until("2026-12-06T08:55")
    stage.forget()
    stage.say("黄燕", "点名")
    stage.expect("huangy", "text", f"请假待批：22 林芳（{serial}）", "请假、外出、值班1人")


def test_of_a_study_that_is_over_no_leave_can_be_had(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-08T10:00")
    stage.say("林芳", "上周日的学习请个假")
    stage.expect("linf", "text", "12月6日（周日）的学习已经过去", "由党政办更正点名")


def test_who_decides_a_study_leave(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-08T10:00")
    stage.say("林芳", "学习请假找谁批")
    stage.expect("linf", "text", "都向党政办请假（学习制度 第4项）", without=("分管领导",))
