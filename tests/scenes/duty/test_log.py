"""The duty log and the hand-over: noted, corrected, handed to whoever comes next (rules M19-5, M19-6)."""

from __future__ import annotations

import pytest

from tests.scenes.conftest import StageAt
from tests.scenes.stage import EVERYBODY, Stage


@pytest.fixture
def night(stage_at: StageAt) -> Stage:
    """Tuesday, 1 December 2026, in the evening: 钱俊 is on duty until tomorrow 08:30, 李文华 in charge."""
    return stage_at("2026-12-01T20:19")


@pytest.fixture
def saturday(stage_at: StageAt) -> Stage:
    """Saturday, 5 December 2026: 谢红 by day, 蒋斌 takes over at 17:30; 杨丽 in charge of both."""
    return stage_at("2026-12-05T16:00")


def noted(stage: Stage, who: str, words: str, *said: str) -> None:
    stage.say(who, words)
    stage.expect(stage.account(who), "card", *said)
    stage.expect_nothing_else()


def test_whoever_is_on_duty_notes_in_words(night: Stage) -> None:
    said = "已记入12月1日（周二）夜班。1号 20:15 县应急办来电，要求报送雨情，已报"
    noted(night, "钱俊", "值班记录：20:15 县应急办来电，要求报送雨情，已报", "值班记录第1号", said)
    noted(night, "李文华", "记一条值班记录 20:20 石桥村来电", "值班记录第2号", "2号 20:20 石桥村来电")
    night.say("李文华", "值班记录")
    night.expect(
        "liwh",
        "text",
        "12月1日（周二）夜班（17:30至次日08:30），值班钱俊，带班李文华：\n1号 20:15 县应急办来电，要求",
    )
    night.expect_nothing_else()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("值班记录：23:15 来电", "23:15还没有到"),
        ("值班记录：25:15 来电", "时间“25:15”不对"),
        ("值班记录：20:15", "没有写是什么事"),
        ("值班记录：来访人身份证532300199001011234", "身份证号码"),
    ],
)
def test_what_cannot_be_noted_changes_nothing(night: Stage, words: str, why: str) -> None:
    night.say("钱俊", words)
    night.expect("qianj", "text", why)
    night.expect_nothing_else()
    night.say("钱俊", "值班记录")
    night.expect("qianj", "text", "没有记录。")


def test_somebody_who_is_not_on_duty_is_told_whom_to_tell(night: Stage) -> None:
    night.say("林芳", "@小助手 值班记录：20:15 来电", chat=EVERYBODY)
    night.expect(EVERYBODY, "text", "已收到，私聊您确认")
    night.expect("linf", "text", "由值班、带班的同志和党政办填写，没有记", "现在值班的钱俊（带班李文华）")
    night.expect_nothing_else()


def test_a_correction_is_seen_beside_what_it_corrects(night: Stage) -> None:
    noted(night, "钱俊", "值班记录：20:15 县应急办来电", "1号 20:15")
    night.say("钱俊", "更正值班记录1：20:05 市应急办来电")
    night.expect("qianj", "update", "1号 20:05 市应急办来电（更正，原记“20:15 县应急办来电”）", buttons=["待办"])
    night.expect("qianj", "text", "第1号已更正为“20:05 市应急办来电”，原记“20:15 县应急办来电”保留可查。")
    night.expect_nothing_else()
    night.say("何平", "更正值班记录1：20:05 不是这样")
    night.expect("hep", "text", "只有记的人、同班的同志和党政办可以改")
    night.say("钱俊", "更正值班记录7：20:05 来电")
    night.expect("qianj", "text", "没有第7号值班记录")
    night.expect_nothing_else()


def test_what_is_left_goes_to_the_office_in_the_morning_and_to_the_next_shift_until_it_is_done(night: Stage) -> None:
    noted(night, "钱俊", "值班记录：石桥村村民来访，请民政明天答复", "【待办】", "交班时交给下一班")
    night.say("钱俊", "交班")
    night.expect("qianj", "text", "还没有结束，请在下班前一小时内交班")
    night.wait_until("2026-12-02T08:10")
    night.say("钱俊", "交班：车钥匙在门卫室")
    night.expect(
        "qianj", "text", "已交班：12月1日（周二）夜班，记录1条。待办1件交给党政办陈静：\n1号 20:20 石桥村村民来访"
    )
    told = ("夜班（钱俊）交班：车钥匙在门卫室", "没有办完的1件：\n1号 12月1日（周二）20:20 石桥村")
    night.expect("chenj", "text", *told, "办完请说“值班记录1办结”")
    night.expect_nothing_else()
    night.say("钱俊", "交班")
    night.expect("qianj", "text", "今天08:11已经交班，记录已封存")

    night.wait_until("2026-12-02T17:29")
    night.say("黄燕", "接班")
    night.expect("huangy", "text", "您已接班", "没有办完的1件：\n1号 12月1日（周二）20:20 石桥村村民来访")
    night.say("黄燕", "值班记录1办结：民政所已答复")
    night.expect("qianj", "update", "已办结：20:20 石桥村村民来访", buttons=[])
    night.expect("qianj", "text", "黄燕已办结（民政所已答复）")
    night.expect("huangy", "text", "第1号已办结")
    night.say("黄燕", "值班待办")
    night.expect("huangy", "text", "值班记录里没有待办的事。")
    night.expect_nothing_else()


def test_at_night_nobody_else_is_disturbed(night: Stage) -> None:
    noted(night, "钱俊", "值班记录：石桥村来电，待核实", "【待办】")
    night.wait_until("2026-12-01T23:00")
    night.say("陈静", "值班记录1办结：已核实")
    night.expect("qianj", "update", "已办结")
    night.expect("chenj", "text", "第1号已办结")
    night.expect_nothing_else()
    night.wait_until("2026-12-02T07:31")
    night.expect("qianj", "text", "陈静已办结（已核实）")
    night.expect_nothing_else()


def test_the_log_and_the_hand_over_survive_a_restart(durable_stage: Stage) -> None:
    stage = durable_stage
    stage.wait_until("2026-12-01T18:00")
    stage.forget()
    noted(stage, "钱俊", "值班记录：17:40 县应急办来电，待报雨情", "1号 17:40 县应急办来电", "【待办】")
    stage.again()
    stage.expect_nothing_else()
    stage.restart()
    stage.say("钱俊", "更正值班记录1：17:45 县应急办来电，待报雨情")
    stage.forget()
    stage.wait_until("2026-12-02T08:10")
    stage.forget()
    stage.say("钱俊", "交班")
    stage.expect("qianj", "text", "记录1条。待办1件交给党政办陈静：\n1号 17:45 县应急办来电")
    stage.expect("chenj", "text", "没有办完的1件")
    stage.again()
    stage.expect_nothing_else()
    stage.restart()
    stage.say("陈静", "昨晚值班记录")
    stage.expect("chenj", "text", "1号 17:45 县应急办来电，待报雨情（更正，原记“17:40", "交班：次日08:11")


def test_whoever_has_taken_over_already_hears_of_the_hand_over_at_once(saturday: Stage) -> None:
    noted(saturday, "谢红", "值班记录：16:00 水库巡查，明早再看水位", "【待办】")
    saturday.wait_until("2026-12-05T17:28")
    saturday.say("蒋斌", "接班")
    saturday.expect("jiangb", "text", "没有办完的1件：\n1号 今天16:00 水库巡查")
    saturday.say("谢红", "交班：伞在柜子里")
    saturday.expect("xieh", "text", "待办1件交给下一班蒋斌：\n1号 16:00 水库巡查")
    saturday.expect("jiangb", "text", "12月5日（周六）白班（谢红）交班：伞在柜子里", "没有办完的1件")
    saturday.expect_nothing_else()


def test_whoever_takes_over_later_finds_the_words_of_the_hand_over(saturday: Stage) -> None:
    saturday.wait_until("2026-12-05T17:20")
    saturday.say("谢红", "我交班了，伞在柜子里")
    saturday.expect("xieh", "text", "已交班：12月5日（周六）白班，没有记录。没有待办的事")
    saturday.expect_nothing_else()
    saturday.wait_until("2026-12-05T17:35")
    saturday.say("蒋斌", "接班")
    saturday.expect("jiangb", "text", "您已接班", "白班（谢红）交班：伞在柜子里")
    saturday.expect_nothing_else()


def test_a_point_is_left_open_and_done_by_tap(night: Stage) -> None:
    noted(night, "钱俊", "值班记录：20:15 县应急办来电", "还没办完的，请点“待办”")
    night.tap("钱俊", "待办")
    night.expect("qianj", "update", "【待办】", buttons=["办结"])
    night.tap("钱俊", "办结")
    night.expect("qianj", "update", "已办结：20:15 县应急办来电", buttons=[])
    night.expect_nothing_else()
    night.again()
    night.expect_nothing_else()


@pytest.mark.parametrize(
    ("who", "told"),
    [("陈静", True), ("李文华", True), ("周建国", True), ("黄燕", True), ("林芳", False), ("何平", False)],
)
def test_the_log_is_for_the_duty_chain_and_the_office(night: Stage, who: str, told: bool) -> None:
    noted(night, "钱俊", "值班记录：20:15 县应急办来电", "1号")
    night.wait_until("2026-12-02T09:00")
    night.say(who, "昨晚值班记录")
    said = "1号 20:15 县应急办来电" if told else "值班记录只提供给值班、带班的同志和党政办。"
    night.expect(night.account(who), "text", said)
    night.expect_nothing_else()


def test_in_a_group_the_log_stays_in_the_single_chat(night: Stage) -> None:
    noted(night, "钱俊", "值班记录：20:15 县应急办来电", "1号")
    night.say("陈静", "@小助手 今晚的值班记录", chat=EVERYBODY)
    night.expect(EVERYBODY, "text", "已收到，私聊您确认", without=["县应急办"])
    night.expect("chenj", "text", "20:15 县应急办来电")
    night.expect_nothing_else()


def test_in_working_hours_the_office_notes_and_the_day_tells_it(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-02T10:00")
    noted(stage, "黄燕", "值班记录：9:50 县委办电话通知开会", "已记入12月2日（周三）上班时间。1号 09:50")
    stage.say("陈静", "今天的值班记录")
    stage.expect("chenj", "text", "12月2日（周三）上班时间：\n1号 09:50 县委办电话通知开会", without=["夜班"])
    stage.say("陈静", "12月9日值班记录")
    stage.expect("chenj", "text", "12月9日（周三）没有值班记录。")
    stage.expect_nothing_else()


def test_an_emergency_is_to_be_telephoned(night: Stage) -> None:
    night.say("钱俊", "值班记录：20:15 松坪村发生滑坡，2人被困")
    night.expect("qianj", "card", "1号 20:15 松坪村发生滑坡")
    night.expect("qianj", "text", "请立即打电话报告党政办和分管领导", "另发“突发：……”")
    night.expect_nothing_else()


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("值班记录 1 待办", "第1号已标为待办"),
        ("值班记录第1条办结", "第1号已办结"),
        ("1号办结：已报", "第1号已办结"),
        ("1号值班记录更正：20:13 县办来电", "第1号已更正为“20:13 县办来电”"),
        ("值班记录1更正为20:13 县办来电", "第1号已更正为“20:13 县办来电”"),
        ("更正值班记录 1：20:13 县办来电", "第1号已更正为“20:13 县办来电”"),
        ("本周值班记录", "一次只看一天的值班记录"),
        ("12月的值班记录", "一次只看一天的值班记录"),
        ("周一夜班值班记录", "11月30日（周一）夜班（17:30至次日08:30），值班刘洋"),
        ("值班记录怎么写", "在班上请这样记"),
    ],
)
def test_the_ways_in_which_people_say_it(night: Stage, words: str, answer: str) -> None:
    noted(night, "钱俊", "值班记录：20:15 县应急办来电", "1号")
    night.say("钱俊", words)
    assert answer in next(sent.words for sent in night.left if sent.kind == "text")
    night.forget()


def test_who_is_not_on_duty_hands_nothing_over(night: Stage) -> None:
    night.say("何平", "交班")
    night.expect("hep", "text", "您现在不在班，不用交班。")
    night.expect_nothing_else()


@pytest.mark.parametrize("words", ["明天交班车费给财务", "请把值班记录本拿来", "值班记录本在哪里", "3号办结", "3办结"])
def test_what_only_sounds_like_it_is_left_alone(night: Stage, words: str) -> None:
    night.say("钱俊", words)
    assert not [sent for sent in night.left if "值班记录第" in sent.words or "已交班" in sent.words]
    night.forget()
