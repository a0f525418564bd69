"""What the clock does: reminders in working hours once a day, then the office; years nobody has published."""

from __future__ import annotations

import pytest

from tests.scenes.conftest import StageAt
from tests.scenes.stage import Stage


def test_what_waits_is_said_once_a_day_then_the_office_is_told(stage: Stage) -> None:
    serial = stage.file("林芳", "下周三到下周四请假，老人住院", "wangq")
    stage.wait_until("2026-12-01T20:00")
    first = stage.expect("wangq", "text", "有1项", f"{serial} 林芳12月9日", without=["老人"])
    assert first.at == "2026-12-01T11:28"
    stage.expect_nothing_else()
    stage.wait_until("2026-12-02T20:00")
    assert stage.expect("wangq", "text", "有1项").at == "2026-12-02T11:28"
    told = stage.expect("chenj", "text", "等待审批已超过规定时间", serial, "在王强处", without=["老人"])
    assert told.at == "2026-12-02T11:28"
    stage.expect_nothing_else()
    stage.wait_until("2026-12-03T20:00")
    stage.expect("wangq", "text", "有1项")
    stage.expect_nothing_else()
    assert stage.state(serial) == "审批中"


def test_several_that_wait_are_one_message(stage: Stage) -> None:
    for who in ("林芳", "高峰", "蒋斌"):
        stage.file(who, "12月23日请假一天", "wangq")
    stage.wait_until("2026-12-01T12:00")
    stage.expect("wangq", "text", "有3项", "QJ-2026-0001", "QJ-2026-0003")


def test_no_reminder_on_rest_days_or_at_night(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-04T17:10")
    stage.file("林芳", "下周三请假一天", "wangq")
    stage.wait_until("2026-12-07T11:00")
    stage.expect_nothing_else()
    stage.wait_until("2026-12-07T12:00")
    stage.expect("wangq", "text", "有1项")


def test_reminders_end_with_the_decision(stage: Stage) -> None:
    serial = stage.file("林芳", "下周三请假一天", "wangq")
    stage.approve("王强", serial, "linf")
    stage.wait_until("2026-12-04T20:00")


def test_silence_never_approves_and_never_escalates(stage: Stage) -> None:
    serial = stage.file("林芳", "12月23日请假一天", "wangq")
    stage.wait_until("2026-12-22T20:00")
    assert {sent.to for sent in stage.left} == {"wangq", "chenj"}
    assert sum(sent.to == "chenj" for sent in stage.left) == 1
    assert (stage.state(serial), stage.request(serial).holders) == ("审批中", ("wangq",))
    stage.forget()


@pytest.mark.parametrize(
    ("words", "days", "decider", "informed"),
    [
        ("12月31日到1月4日请假", "自然日5天，工作日待定", "liwh", "wangq"),
        ("1月5日请假一天", "自然日1天，工作日待定", "wangq", ""),
    ],
)
def test_an_unpublished_year_is_asked_about_and_never_guessed(
    stage: Stage, words: str, days: str, decider: str, informed: str
) -> None:
    stage.say("林芳", words)
    stage.expect("linf", "card", "2027年的放假安排还没有录入", fields={"天数": days})
    stage.tap("林芳", "提交")
    stage.expect("linf", "update", "已提交")
    stage.expect(decider, "card", fields={"天数": days})
    if informed:
        stage.expect(informed, "card", "告知您")
    stage.expect("chenj", "text", "2027年的放假安排还没有录入", "请在制度文件的“放假安排”里补录")


def test_a_leave_over_new_year_runs_to_its_end(stage: Stage) -> None:
    stage.say("林芳", "12月31日到1月4日请假")
    stage.tap("林芳", "提交")
    stage.tap("李文华", "同意")
    stage.forget()
    stage.wait_until("2027-01-06T12:00")
    assert stage.expect("linf", "text", "已到期，今天应返岗").at == "2027-01-05T08:37"
    stage.say("林芳", "销假")
    stage.expect("linf", "update", "已销假。")
    stage.expect("linf", "text", "当年放假安排尚未录入，是否按时返岗由党政办核实")
    stage.expect("chenj", "text", "是否按时返岗请核实")
    stage.forget()


def test_reminders_go_on_in_an_unpublished_year(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-31T16:00")
    stage.say("林芳", "1月20日请假一天")
    stage.tap("林芳", "提交")
    stage.forget()
    stage.wait_until("2027-01-06T12:00")
    reminded = [sent.at for sent in stage.left if sent.to == "wangq"]
    assert reminded[-1] == "2027-01-06T11:28"
    assert sum(sent.to == "chenj" for sent in stage.left) == 1
    stage.say("林芳", "催办")
    stage.forget()


def test_a_form_left_open_over_new_year_expires(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-31T16:00")
    stage.say("林芳", "我要请假")
    stage.expect("linf", "card")
    stage.wait_until("2027-01-05T12:00")
    stage.expect("linf", "update", "已过期，没有提交。")
    stage.expect("linf", "text", "草稿已过期")


def test_the_offices_own_table_ends_the_question(own_stage: Stage) -> None:
    row = '{ "日期" = 2027-01-01, "名称" = "元旦", "上班" = false }'
    own_stage.change_policy('"安排" = []', f'"安排" = [{row}]')
    own_stage.change_policy('"已完整录入的年份" = []', '"已完整录入的年份" = [2027]')
    own_stage.say("林芳", "1月4日到1月5日请假")
    own_stage.expect("linf", "card", fields={"天数": "2天"}, without=["还没有录入"])
    own_stage.submit("林芳", "wangq")


def test_a_duty_slot_that_would_be_uncovered_is_shown_to_both(stage: Stage) -> None:
    stage.say("刘洋", "12月9日请假一天，看病")
    clash = "期间排有值班（12月9日（周三）夜班值班），须先换班。"
    stage.expect("liuy", "card", clash)
    stage.tap("刘洋", "提交")
    stage.expect("liuy", "update", fields={"提示": clash})
    stage.expect("yangl", "card", fields={"提示": clash})


def test_a_night_that_is_over_when_the_leave_begins_is_no_clash(stage: Stage) -> None:
    """刘洋 is on duty from 9 December 17:30 to the next morning 08:30."""
    stage.say("刘洋", "12月10日请假一天")
    stage.expect("liuy", "card", "请核对", without=["值班"])
    stage.submit("刘洋", "yangl")


def test_colleagues_who_are_away_too_are_named(stage: Stage) -> None:
    serial = stage.file("高峰", "12月9日请假一天", "wangq")
    stage.approve("王强", serial, "gaof")
    stage.say("林芳", "12月8日到12月9日请假")
    stage.expect("linf", "card", "同单位同期不在岗：高峰。")
    stage.tap("林芳", "提交")
    stage.expect("linf", "update")
    stage.expect("wangq", "card", fields={"提示": "同单位同期不在岗：高峰。"})
