"""The office registers lateness, early leaving and absence: shown, confirmed, corrected in their sight."""

from __future__ import annotations

import pytest

from tests.scenes.stage import EVERYBODY, Stage

BOOK = "考勤台账"


def entered(stage: Stage, words: str, *shown: str) -> None:
    """黄燕 writes it, reads the card, and taps 登记."""
    stage.say("黄燕", words)
    stage.expect("huangy", "card", "考勤登记，请核对", *shown, buttons=["登记", "不登记"])
    stage.tap("黄燕", "登记")


def test_a_lateness_is_shown_and_enters_the_book_when_confirmed(stage: Stage) -> None:
    stage.say("黄燕", "登记考勤 潘磊今天迟到15分钟")
    stage.expect(
        "huangy",
        "card",
        "点“登记”后记入考勤台账",
        fields={"潘磊": "12月1日（周二）上午迟到15分钟"},
        buttons=["登记", "不登记"],
    )
    stage.expect_nothing_else()
    assert stage.book("KQ-2026-0001", BOOK) == []
    stage.tap("黄燕", "登记")
    stage.expect("huangy", "update", "已登记：KQ-2026-0001 潘磊12月1日（周二）上午迟到15分钟", buttons=[])
    assert stage.book("KQ-2026-0001", BOOK) == ["登记"]
    stage.tap("黄燕", "登记")
    stage.expect("huangy", "text", "已经处理过了")


@pytest.mark.parametrize(
    "words",
    [
        "登记考勤：潘磊，今天迟到15分钟",
        "考勤登记 潘磊今天8:45才到",
        "帮我记一下，潘磊今天早上迟到了15分钟",
        "今天潘磊迟到一刻钟",
        "村镇规划建设所潘磊今天八点四十五才来",
        "潘磊今天迟到，8:45到的",
        "12月1日潘磊迟到15分",
        "潘磊同志今天上午晚到15分钟。",
    ],
)
def test_the_same_in_many_ways(stage: Stage, words: str) -> None:
    stage.say("黄燕", words)
    card = stage.expect("huangy", "card", "考勤登记")
    assert card.fields["潘磊"].startswith("12月1日（周二）上午迟到15分钟")


def test_what_is_not_confirmed_is_not_in_the_book(stage: Stage) -> None:
    stage.say("黄燕", "潘磊今天8:45才到")
    stage.expect("huangy", "card", "潘磊：12月1日（周二）上午迟到15分钟（08:45）")
    stage.tap("黄燕", "不登记")
    stage.expect("huangy", "update", "没有登记。", buttons=[])
    assert stage.book("KQ-2026-0001", BOOK) == []


def test_early_leaving_needs_the_figure_that_the_ten_minutes_are_measured_by(stage: Stage) -> None:
    stage.wait_until("2026-12-01T12:05")
    stage.say("黄燕", "今天上午何平早退")
    stage.expect("huangy", "card", "何平几点离开还没有写，请直接回复，例如“11:40走的”")
    stage.tap("黄燕", "登记")
    stage.expect("huangy", "text", "没有写几点离开，没有登记")
    assert stage.book("KQ-2026-0001", BOOK) == []
    stage.say("黄燕", "11:50走的")
    stage.expect("huangy", "update", "KQ-2026-0001 何平12月1日（周二）上午早退10分钟（11:50）")


def test_nine_minutes_are_no_early_leaving(stage: Stage) -> None:
    stage.wait_until("2026-12-01T12:05")
    stage.say("黄燕", "今天上午何平早退")
    stage.expect("huangy", "card", "何平")
    stage.say("黄燕", "11:51走的")
    stage.expect("huangy", "update", "上午提前离岗9分钟（11:51）")


def test_several_people_and_days_in_one_message(stage: Stage) -> None:
    stage.say("黄燕", "潘磊、胡斌昨天迟到，何平昨天17:10走的")
    stage.expect(
        "huangy",
        "card",
        "潘磊：11月30日（周一）上午迟到（没有写几分钟）",
        "胡斌：11月30日（周一）上午迟到",
        "何平：11月30日（周一）下午早退20分钟（17:10）",
    )
    stage.tap("黄燕", "登记")
    stage.expect("huangy", "update", "KQ-2026-0001 潘磊", "KQ-2026-0003 何平")


def test_the_office_writes_in_words_what_it_would_tap(stage: Stage) -> None:
    stage.say("黄燕", "潘磊今天迟到5分钟")
    stage.expect("huangy", "card", "迟到5分钟")
    stage.say("黄燕", "登记")
    stage.expect("huangy", "update", "已登记：KQ-2026-0001")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("登记考勤", "请写明谁、哪天、什么情况"),
        ("登记考勤 张三今天迟到", "花名册里没有这个人，没有登记"),
        ("张三今天迟到了", "花名册里没有“张三”，没有登记"),
        ("谢红旷工一天", "没有写是哪一天，没有登记。请写明日期再说一遍，例如“谢红昨天……”"),
        ("蒋斌上午提前20分钟走的", "没有写是哪一天"),
        ("曹颖这个星期天天迟到", "没有写是哪一天，没有登记。请写明日期再说一遍，例如“曹颖昨天……”"),
        ("潘磊今天迟到-5分钟", "分钟数不能是负数"),
        ("潘磊明天迟到5分钟", "12月2日（周三）还没有到"),
        ("登记考勤 潘磊12月3日没来", "12月3日（周四）还没有到"),
        ("登记考勤 潘磊11月29日没来", "不是工作日"),
        ("登记考勤 潘磊9月8日迟到5分钟", "只能登记本月和上月的考勤"),
        ("登记考勤 潘磊2月30日没来", "没有“2月30日”这一天"),
        ("潘磊今天下午没来", "今天下午还没有到上班时间"),
        ("潘磊今天8:15到", "已经提前到达（08:30上班），不用登记"),
        ("潘磊今天11:30才到", "现在还没有到11:30"),
        ("潘磊昨天迟到300分钟", "300分钟不在半天的上班时间以内"),
        ("陶勇昨天没来", "石桥村委会人员，不适用机关作息时间"),
        ("李文华昨天没来", "出勤由上级机关管理"),
        ("登记考勤 潘磊今天飞走了", "“潘磊今天飞走了”没有看懂，没有登记"),
    ],
)
def test_what_cannot_be_registered_gets_one_clear_line(stage: Stage, words: str, answer: str) -> None:
    stage.say("黄燕", words)
    stage.expect("huangy", "text", answer)
    stage.expect_nothing_else()
    assert stage.book("KQ-2026-0001", BOOK) == []


@pytest.mark.parametrize(
    ("words", "of", "line"),
    [
        ("何平昨天一天都没露面", "何平", "11月30日（周一）全天没有到岗"),
        ("魏芳昨天早退9分59秒", "魏芳", "11月30日（周一）下午提前离岗9分钟"),
        ("邓超群今天上午8点47分到岗，堵车", "邓超群", "12月1日（周二）上午迟到17分钟（08:47）"),
        ("潘磊今天迟到15分钟是因为送孩子看病", "潘磊", "12月1日（周二）上午迟到15分钟"),
        ("潘磊今天上午来晚了", "潘磊", "12月1日（周二）上午迟到"),
        ("昨天下午提前20分钟走的有潘磊", "潘磊", "11月30日（周一）下午早退20分钟"),
    ],
)
def test_what_the_office_may_write_and_why_beside_it(stage: Stage, words: str, of: str, line: str) -> None:
    stage.say("黄燕", words)
    card = stage.expect("huangy", "card", "考勤登记", buttons=["登记", "不登记"])
    assert card.fields[of].startswith(line)
    stage.expect_nothing_else()


@pytest.mark.parametrize("answer", ["财政所的", "财政所", "是财政所那个", "财政所李静"])
def test_of_two_namesakes_the_unit_is_asked_and_answered(stage: Stage, answer: str) -> None:
    stage.say("黄燕", "李静今天迟到5分钟")
    stage.expect("huangy", "card", "请问是哪一位李静", buttons=["财政所", "社会事务办公室", "不登记"])
    stage.expect_nothing_else()
    stage.say("黄燕", answer)
    stage.expect("huangy", "update", "已选财政所李静", buttons=[])
    stage.expect("huangy", "card", "李静（财政所）：12月1日（周二）上午迟到5分钟", buttons=["登记", "不登记"])
    stage.expect_nothing_else()


def test_of_two_namesakes_the_unit_is_tapped(stage: Stage) -> None:
    stage.say("黄燕", "李静、潘磊今天迟到5分钟")
    stage.expect("huangy", "card", "请问是哪一位李静")
    stage.tap("黄燕", "社会事务办公室")
    stage.expect("huangy", "update", "已选社会事务办公室李静")
    stage.expect("huangy", "card", "李静（社会事务办公室）", "潘磊：")


@pytest.mark.parametrize("words", ["我今天早退30分钟可以吗", "潘磊今天没来，谁知道去哪了", "我明天早走"])
def test_what_is_none_registers_nothing(stage: Stage, words: str) -> None:
    stage.say("黄燕", words)
    assert all("考勤登记" not in sent.words for sent in stage.left)
    stage.forget()
    assert stage.book("KQ-2026-0001", BOOK) == []


def test_nobody_but_the_office_registers(stage: Stage) -> None:
    stage.say("林芳", "登记考勤 潘磊今天迟到15分钟")
    stage.expect("linf", "text", "考勤由党政办登记", "我的考勤")


def test_nothing_about_anybody_is_registered_in_a_group(stage: Stage) -> None:
    stage.say("黄燕", "@小助手 登记考勤 潘磊今天迟到15分钟", EVERYBODY)
    stage.expect(EVERYBODY, "text", "已收到，私聊您确认", without=("潘磊", "迟到"))
    stage.expect("huangy", "text", "考勤请在私聊里登记")


def test_an_approved_leave_needs_no_registering_and_half_of_a_day_is_left(stage: Stage) -> None:
    serial = stage.file("林芳", "今天下午请假，孩子打预防针", "wangq")
    stage.approve("王强", serial, "linf")
    stage.wait_until("2026-12-01T17:40")
    stage.say("黄燕", "林芳今天下午没来")
    stage.expect("huangy", "text", f"林芳12月1日（周二）下午已有登记（已请假 {serial}），不用登记考勤")
    stage.say("黄燕", "林芳今天没来")
    stage.expect("huangy", "card", "林芳：12月1日（周二）上午没有到岗")
    stage.tap("黄燕", "不登记")
    stage.expect("huangy", "update", "没有登记")


def test_over_several_days_rest_days_are_left_out_and_said(stage: Stage) -> None:
    stage.say("黄燕", "高峰11月27日至30日没来")
    stage.expect(
        "huangy",
        "card",
        "高峰：11月27日（周五）全天没有到岗",
        "不登记：11月28日（周六）不是工作日",
        "11月30日（周一）全天",
    )
    stage.tap("黄燕", "不登记")
    stage.expect("huangy", "update", "没有登记")


def test_the_same_is_not_registered_twice(stage: Stage) -> None:
    entered(stage, "潘磊今天迟到15分钟")
    stage.forget()
    stage.say("黄燕", "潘磊今天早上8:50到")
    stage.expect("huangy", "text", "潘磊12月1日（周二）上午已经登记为迟到15分钟（KQ-2026-0001）", "更正 KQ-2026-0001")


def test_a_correction_needs_a_reason_is_told_and_leaves_what_stood_there(stage: Stage) -> None:
    entered(stage, "潘磊今天迟到15分钟")
    stage.forget()
    stage.say("黄燕", "更正 KQ-2026-0001 正常")
    stage.expect("huangy", "text", "没有改动：请写明更正的理由")
    stage.say("黄燕", "更正 KQ-2026-0001 迟到5分钟，看错时间")
    said = "已更正 KQ-2026-0001：潘磊12月1日（周二）上午由“迟到15分钟”改为“迟到5分钟”，原记录保留"
    stage.expect("huangy", "text", said)
    stage.expect("panl", "text", "您12月1日（周二）上午的考勤由“迟到15分钟”更正为“迟到5分钟”", "理由：看错时间")
    stage.say("黄燕", "KQ1更正为正常，当天在县里开会")
    stage.expect("huangy", "text", "由“迟到5分钟”改为“正常”")
    stage.expect("panl", "text", "更正为“正常”")
    assert stage.book("KQ-2026-0001", BOOK) == ["登记", "更正", "更正"]


@pytest.mark.parametrize(
    ("who", "account", "words", "answer"),
    [
        ("黄燕", "huangy", "更正 KQ-2026-0009 正常，登记错人", "考勤台账里没有 KQ-2026-0009"),
        ("黄燕", "huangy", "更正 KQ-2026-0001 一点点，看错", "更正成什么没有看懂"),
        ("黄燕", "huangy", "更正 KQ-2026-0001 迟到15分钟，核对过", "现在就是迟到15分钟，没有改动"),
        ("林芳", "linf", "更正 KQ-2026-0001 正常，我看见他了", "更正考勤由党政办办理"),
    ],
)
def test_a_correction_that_cannot_be_made_changes_nothing(
    stage: Stage, who: str, account: str, words: str, answer: str
) -> None:
    entered(stage, "潘磊今天迟到15分钟")
    stage.forget()
    stage.say(who, words)
    stage.expect(account, "text", answer)
    assert stage.book("KQ-2026-0001", BOOK) == ["登记"]


def test_nobody_corrects_their_own(stage: Stage) -> None:
    entered(stage, "我今天迟到15分钟", "黄燕：12月1日（周二）上午迟到15分钟")
    stage.forget()
    stage.say("黄燕", "更正 KQ-2026-0001 正常，钟快了")
    stage.expect("huangy", "text", "更正本人的考勤，请由党政办其他同志办理")
    stage.say("孙磊", "更正 KQ-2026-0001 正常，挂钟快了")
    stage.expect("sunl", "text", "由“迟到15分钟”改为“正常”")
    stage.expect("huangy", "text", "您12月1日（周二）上午的考勤")


def test_a_leave_approved_afterwards_settles_a_lateness(stage: Stage) -> None:
    entered(stage, "胡斌今天迟到40分钟")
    stage.forget()
    stage.say("胡斌", "今天上午请病假半天，补个假条")
    stage.tap("胡斌", "提交")
    stage.forget()
    stage.tap("赵敏", "同意")
    stage.expect("hub", "update", "已同意")
    stage.expect("zhaom", "update", "已同意")
    stage.expect("chenj", "text", "胡斌12月1日（周二）上午的考勤由“迟到40分钟”改为“已请假”，依据 QJ-2026-0001")
    stage.expect("hub", "text", "已同意")
    assert stage.book("KQ-2026-0001", BOOK) == ["登记", "补办手续"]


def test_an_outing_reported_afterwards_changes_nothing_by_itself(stage: Stage) -> None:
    entered(stage, "何平今天迟到40分钟")
    stage.forget()
    stage.say("何平", "今天上午去石桥村下乡")
    stage.tap("何平", "提交")
    stage.expect("hep", "card", "外出登记")
    stage.expect("chenj", "text", "何平12月1日（周二）上午记的是“迟到40分钟”", "没有自动改动", "WC-2026-0001")
    stage.expect("hep", "update", "WC-2026-0001")
    assert stage.book("KQ-2026-0001", BOOK) == ["登记", "后有登记"]


def test_a_number_alone_is_the_figure_only_while_the_card_asks_and_is_the_newest(stage: Stage) -> None:
    stage.wait_until("2026-12-01T12:05")
    stage.say("黄燕", "今天上午何平早退")
    stage.expect("huangy", "card", "何平")
    stage.say("黄燕", "明天请假，家里有事")
    stage.expect("huangy", "card", "还差一项")
    stage.say("黄燕", "20")
    assert stage.book("KQ-2026-0001", BOOK) == []
    stage.forget()


@pytest.mark.parametrize("words", ["我今天下午5点走", "我今天9点到", "我今天10点离开"])
@pytest.mark.parametrize("who", ["林芳", "黄燕"])
def test_telling_when_one_goes_oneself_registers_nothing(stage: Stage, who: str, words: str) -> None:
    stage.say(who, words)
    assert not any("考勤" in sent.words for sent in stage.left)
    stage.forget()


def test_the_platforms_second_delivery_registers_nothing_twice(stage: Stage) -> None:
    entered(stage, "潘磊今天迟到15分钟")
    stage.again()
    stage.expect("huangy", "update", "已登记")
    assert stage.book("KQ-2026-0001", BOOK) == ["登记"]


def test_on_either_database(durable_stage: Stage) -> None:
    entered(durable_stage, "潘磊今天迟到15分钟")
    durable_stage.expect("huangy", "update", "KQ-2026-0001")
    durable_stage.say("潘磊", "我的考勤")
    durable_stage.expect("panl", "text", "迟到15分钟")


def test_a_correction_without_its_number_is_told_which_lines_there_are(stage: Stage) -> None:
    entered(stage, "登记考勤 潘磊今天迟到15分钟")
    stage.forget()
    stage.say("黄燕", "更正 潘磊今天迟到8分钟")
    stage.expect(
        "huangy",
        "text",
        "请写明更正哪一条，没有改动",
        "KQ-2026-0001 12月1日（周二）上午迟到15分钟",
        "“更正 KQ-2026-0001",
    )
    assert stage.book("KQ-2026-0001", BOOK) == ["登记"]
    stage.expect_nothing_else()
