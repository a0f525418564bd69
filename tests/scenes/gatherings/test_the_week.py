"""The week runs itself: what is sent when, in ordinary weeks, around holidays, and in years nobody published."""

from __future__ import annotations

from tests.scenes.conftest import StageAt
from tests.scenes.stage import Stage

GROUP = "青禾乡干部职工大群"
HEADS = ("chenj", "xieh", "dengc", "fengt", "hep", "jiangb", "luox", "pengj")


def _agenda_call(stage: Stage, day: str) -> None:
    for head in HEADS:
        stage.expect(head, "text", f"{day}09:00例会，请报两句话", "上周：", "本周：")


def test_an_ordinary_week(stage_at: StageAt) -> None:
    stage = stage_at("2026-11-13T15:00")
    stage.wait_until("2026-11-16T12:00")
    _agenda_call(stage, "11月16日（周一）")
    stage.expect(GROUP, "text", "明天11月15日（周日）09:00在会议室集中学习", "请使用普通话", "明天07:30前私聊")
    stage.expect(GROUP, "text", "今天11月15日（周日）09:00在会议室集中学习", "直接电话告知党政办")
    stage.expect("chenj", "text", "11月15日（周日）09:00学习点名：应到28人，已请假、外出、值班1人", "7 陈静（值班）")
    stage.expect(GROUP, "text", "今天09:00在会议室召开职工例会")
    stage.expect(
        "chenj", "text", "11月16日（周一）09:00例会点名：应到28人", "没有报例会两句话的单位：党政办公室（陈静）"
    )


def test_the_qingming_monday_moves_by_itself(stage_at: StageAt) -> None:
    stage = stage_at("2026-04-03T16:10")
    stage.wait_until("2026-04-03T17:00")
    stage.expect("chenj", "card", "4月6日（周一）的例会怎么安排？", "清明节", "默认办：例会改到4月7日（周二）09:00")
    stage.expect(
        "chenj", "card", "4月5日（周日）的学习怎么安排？", "默认办：学习停一次", buttons=["照常", "改期", "停"]
    )
    stage.wait_until("2026-04-07T08:00")
    _agenda_call(stage, "4月7日（周二）")
    stage.expect(GROUP, "text", "今天09:00在会议室召开职工例会（原定4月6日（周一））")


def test_of_two_mondays_in_one_holiday_only_the_last_is_made_up_for(stage_at: StageAt) -> None:
    stage = stage_at("2026-02-14T16:00")
    stage.wait_until("2026-02-14T17:00")
    stage.expect("chenj", "card", "2月16日（周一）的例会怎么安排？", "春节", "默认办：例会停一次")
    stage.expect("chenj", "card", "2月23日（周一）的例会怎么安排？", "默认办：例会改到2月24日（周二）09:00")
    stage.expect("chenj", "card", "2月15日（周日）的学习怎么安排？")
    stage.expect("chenj", "card", "2月22日（周日）的学习怎么安排？")
    stage.wait_until("2026-02-24T12:00")
    _agenda_call(stage, "2月24日（周二）")
    stage.expect(GROUP, "text", "今天09:00在会议室召开职工例会（原定2月23日（周一））")
    stage.expect("chenj", "text", "2月24日（周二）09:00例会点名：应到28人")
    stage.expect_nothing_else()


def test_the_office_moves_it_elsewhere_and_everybody_is_told(stage_at: StageAt) -> None:
    stage = stage_at("2026-04-03T16:10")
    stage.wait_until("2026-04-03T17:00")
    stage.forget()
    stage.tap("陈静", "停")
    stage.expect("chenj", "update", "陈静：4月5日（周日）的学习停一次", buttons=[])
    stage.expect("chenj", "text", "4月5日（周日）的学习停一次")
    stage.tap("陈静", "改期", input="4月8日上午10点")
    stage.expect("chenj", "update", "例会改到4月8日（周三）10:00", buttons=[])
    stage.expect("chenj", "text", "改到4月8日（周三）10:00")
    stage.expect(GROUP, "text", "4月6日（周一）的例会改到4月8日（周三）10:00。")
    stage.wait_until("2026-04-07T15:00")
    stage.expect_nothing_else()
    stage.wait_until("2026-04-08T08:00")
    _agenda_call_at(stage)
    stage.expect(GROUP, "text", "今天10:00在会议室召开职工例会")


def _agenda_call_at(stage: Stage) -> None:
    for head in HEADS:
        stage.expect(head, "text", "4月8日（周三）10:00例会，请报两句话")


def test_the_national_day_week_and_its_make_up_days(stage_at: StageAt) -> None:
    stage = stage_at("2026-09-30T17:00")
    stage.wait_until("2026-10-08T12:00")
    _agenda_call(stage, "10月8日（周四）")
    stage.expect(GROUP, "text", "今天09:00在会议室召开职工例会（原定10月5日（周一））")
    stage.expect("chenj", "text", "10月8日（周四）09:00例会点名")


def test_a_make_up_sunday_is_asked_about_and_held(stage_at: StageAt) -> None:
    stage = stage_at("2026-09-18T16:10")
    stage.wait_until("2026-09-20T08:30")
    stage.expect("chenj", "card", "9月20日（周日）的学习怎么安排？", "调休补班", "学习照常")
    stage.expect(GROUP, "text", "明天9月20日（周日）09:00")
    stage.expect(GROUP, "text", "今天9月20日（周日）09:00")


def test_a_year_without_a_table_is_asked_about_never_guessed(stage_at: StageAt) -> None:
    stage = stage_at("2027-01-08T16:10")
    stage.wait_until("2027-01-08T17:00")
    asked = "2027年的放假安排还没有录入，不能确定这一天是否上班"
    stage.expect("chenj", "card", "1月11日（周一）的例会怎么安排？", asked, "例会照常")
    stage.expect("chenj", "card", "1月10日（周日）的学习怎么安排？", asked)


def test_what_the_heads_sent_goes_to_the_hosts_and_what_is_missing_to_the_office(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-04T16:20")
    stage.say("罗霞", "上周：完成医保征缴；本周：走访困难群众30户")
    stage.expect("luox", "text", "已收到您单位例会的两句话")
    stage.wait_until("2026-12-07T08:00")
    stage.forget()
    stage.wait_until("2026-12-07T09:00")
    stage.expect("chenj", "text", "例会点名", "没有报例会两句话的单位：党政办公室（陈静）")
    for host in ("zhoujg", "liwh"):
        stage.expect(host, "text", "社会事务办公室（罗霞）：上周：完成医保征缴；本周：走访困难群众30户")
    stage.say("谢红", "上周：党员教育培训；本周：发展党员政审")
    stage.expect("xieh", "text", "已过汇总时间，已附在汇总后面补送主持人和党政办")
    for receiver in ("zhoujg", "liwh", "chenj"):
        stage.expect(receiver, "text", "例会补报（09:01）党建工作办公室（谢红）：上周：党员教育培训")


def test_what_comes_between_the_compiling_and_the_meeting_reaches_the_hosts(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-07T08:50")
    stage.wait_until("2026-12-07T08:54")
    stage.forget()
    stage.say("何平", "上周：抽查；本周：化肥")
    stage.expect("hep", "text", "已过汇总时间")
    for receiver in ("zhoujg", "liwh", "chenj"):
        stage.expect(receiver, "text", "例会补报（08:55）", "何平", "上周：抽查；本周：化肥")


def test_two_lines_sent_one_after_the_other_or_under_the_units_name(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-04T16:24")
    stage.say("邓超群", "上周：调解纠纷3起")
    stage.expect("dengc", "text", "还缺“本周”一句")
    stage.say("邓超群", "本周：安全检查")
    stage.expect("dengc", "text", "已收到您单位例会的两句话")
    stage.say("彭杰", "卫生院：上周打疫苗300人；本周体检")
    stage.expect("pengj", "text", "已收到您单位例会的两句话")
    stage.say("谢红", "例会汇报 上周发展党员2名，本周开展主题党日")
    stage.expect("xieh", "text", "已收到您单位例会的两句话")
    stage.wait_until("2026-12-07T08:50")
    stage.forget()
    stage.wait_until("2026-12-07T08:52")
    stage.expect("chenj", "text", "例会点名")
    for host in ("zhoujg", "liwh"):
        stage.expect(
            host,
            "text",
            "（邓超群）：上周：调解纠纷3起；本周：安全检查",
            "（彭杰）：上周打疫苗300人；本周体检",
            "（谢红）：上周发展党员2名，本周开展主题党日",
        )


def test_a_reminder_that_was_moved_to_the_evening_before_names_the_day(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-11T09:00")
    stage.say("黄燕", "把例会提醒改到12月13日18点07分")
    stage.wait_until("2026-12-13T18:00")
    stage.forget()
    stage.wait_until("2026-12-13T18:10")
    stage.expect(GROUP, "text", "明天12月14日（周一）09:00在会议室召开职工例会")


def test_a_holiday_study_and_meeting_held_as_usual_are_said_to_be_so(stage_at: StageAt) -> None:
    stage = stage_at("2026-04-03T16:10")
    stage.wait_until("2026-04-03T17:00")
    stage.forget()
    stage.tap("陈静", "照常")
    stage.expect("chenj", "update", "4月5日（周日）的学习照常", buttons=[])
    stage.expect("chenj", "text", "4月5日（周日）的学习照常，09:00开始")
    assert stage.expect(GROUP, "text").text == "4月5日（周日）的学习照常，09:00开始。"
    stage.tap("陈静", "照常")
    stage.expect("chenj", "update", "4月6日（周一）的例会照常", buttons=[])
    stage.expect("chenj", "text", "4月6日（周一）的例会照常")
    assert stage.expect(GROUP, "text").text == "4月6日（周一）的例会照常，09:00开始。"


def test_the_office_is_told_that_nobody_is_there_to_host(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-06T10:00")
    for host in ("周建国", "李文华"):
        stage.say(host, "12月7日去县里开会")
        stage.tap(host, "提交")
    stage.say("谢红", "上周：党员教育培训；本周：发展党员政审")
    stage.wait_until("2026-12-07T08:50")
    stage.forget()
    stage.wait_until("2026-12-07T08:52")
    for receiver in ("zhoujg", "liwh", "chenj"):
        stage.expect(receiver, "text", "例会各单位汇报", "（谢红）：上周：党员教育培训")
    stage.expect("chenj", "text", "例会点名", "主持人周建国、李文华都已请假、外出或者值班，请落实由谁主持")
