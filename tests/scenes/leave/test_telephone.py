"""A leave by telephone: entered by who took the call or by the office, never by anybody else (rules M20-6, X7)."""

from __future__ import annotations

import pytest

from tests.scenes.stage import Stage


def _entered_by_the_office(stage: Stage) -> str:
    stage.say("刘洋", "林芳电话请假，明天一天，孩子发烧")
    stage.expect("liuy", "card", "电话请假登记，请核对", "登记后请审批领导确认", fields={"请假人": "林芳"})
    stage.tap("刘洋", "提交")
    serial = stage.expect("liuy", "update", "林芳的电话请假登记", "现在在王强（副乡长）处").about
    asked = "刘洋登记：您已口头同意林芳的这份申请，请确认。"
    stage.expect("wangq", "card", asked, about=serial, buttons=["确认", "不是我批的"])
    stage.expect("linf", "card", "已为您登记电话请假", "点“提交”补交假条", about=serial, buttons=["提交"])
    stage.expect_nothing_else()
    return serial


def test_the_approver_who_took_the_call_enters_it_and_it_stands(stage: Stage) -> None:
    stage.say("王强", "林芳今天电话请假一天，孩子发烧")
    stage.expect(
        "wangq", "card", "由您本人登记，即为您已口头同意", fields={"请假人": "林芳", "时间": "12月1日（周二）"}
    )
    stage.tap("王强", "提交")
    serial = stage.expect("wangq", "update", "王强12月1日（周二）08:52已确认", fields={"申请人": WHO}).about
    stage.expect("linf", "card", "已为您登记电话请假", about=serial, buttons=["提交"])
    assert stage.state(serial) == "已同意"
    assert stage.request(serial).applicant == "linf"


WHO = "林芳（农业农村服务中心技术员）"


@pytest.mark.parametrize("words", ["", "确认"])
def test_what_the_office_enters_the_leader_confirms(stage: Stage, words: str) -> None:
    serial = _entered_by_the_office(stage)
    stage.say("王强", words) if words else stage.tap("王强", "确认", on=serial)
    stage.expect("liuy", "update", "王强12月1日（周二）08:53已确认")
    stage.expect("wangq", "update", "已确认", buttons=[])
    stage.expect("linf", "text", "您12月2日（周三）请假1天", "王强12月1日（周二）08:53已确认", "返岗后请回复“销假”")
    stage.expect("liuy", "text", "林芳12月2日（周三）请假1天", "已确认")
    if words:
        stage.forget()
    assert stage.state(serial) == "已同意"


@pytest.mark.parametrize("words", ["", "不是我批的"])
def test_what_the_leader_denies_is_frozen_and_the_office_looks_into_it(stage: Stage, words: str) -> None:
    serial = _entered_by_the_office(stage)
    stage.say("王强", words) if words else stage.tap("王强", "不是我批的", on=serial)
    stage.expect("liuy", "update", "王强12月1日（周二）08:53表示没有批准过")
    stage.expect("wangq", "update", "表示没有批准过", buttons=[])
    stage.expect("linf", "text", "表示没有批准过")
    stage.expect("liuy", "text", "表示没有批准过")
    stage.expect("chenj", "text", "请立即核实", serial, "由刘洋登记为口头批准", "已冻结")
    stage.forget()
    assert stage.state(serial) == "口头批准被否认"
    assert stage.facts("linf").leaves_of("linf") == ()


def test_the_slip_is_handed_in_by_a_tap(stage: Stage) -> None:
    serial = _entered_by_the_office(stage)
    stage.tap("林芳", "提交", on=serial)
    stage.expect("linf", "update", "假条已补。", buttons=[])
    stage.tap("林芳", "提交", on=serial)
    stage.expect("linf", "text")
    stage.forget()
    assert stage.book(serial) == ["申请", "补假条"]


def test_the_slip_can_be_asked_for_in_words(stage: Stage) -> None:
    serial = _entered_by_the_office(stage)
    stage.say("林芳", "补假条")
    stage.expect("linf", "card", "点“提交”补交假条", about=serial, buttons=["提交"])


def test_a_slip_that_is_owed_is_asked_for_twice_then_the_office_is_told(stage: Stage) -> None:
    serial = _entered_by_the_office(stage)
    stage.tap("王强", "确认", on=serial)
    stage.forget()
    stage.wait_until("2026-12-03T12:00")
    first = stage.expect("linf", "text", "还没有补假条，请今天下班前", about=serial)
    stage.wait_until("2026-12-04T12:00")
    second = stage.expect("linf", "text", "还没有补假条", about=serial)
    assert (first.at, second.at) == ("2026-12-03T08:37", "2026-12-04T08:37")
    stage.wait_until("2026-12-07T12:00")
    stage.expect("chenj", "text", "逾期没有补假条，请核实", serial, "林芳")
    stage.expect_nothing_else()
    stage.wait_until("2026-12-09T12:00")


def test_after_the_slip_nobody_is_reminded(stage: Stage) -> None:
    serial = _entered_by_the_office(stage)
    stage.tap("王强", "确认", on=serial)
    stage.tap("林芳", "提交", on=serial)
    stage.forget()
    stage.wait_until("2026-12-08T12:00")


@pytest.mark.parametrize("account", ["gaof", "lijing2", "zhangy", "mag"])
def test_nobody_else_may_enter_it(stage: Stage, account: str) -> None:
    stage.say(account, "林芳明天电话请假一天")
    stage.expect(account, "text", "只能由接到电话的审批领导或者党政办办理（考勤制度 第5条）", "请林芳本人申请")


def test_two_people_of_one_name_are_asked_about(stage: Stage) -> None:
    stage.say("陈静", "李静明天电话请假一天")
    both = ["李静（财政所会计）", "李静（社会事务办公室民政干事）", "取消"]
    stage.expect("chenj", "card", "您说的“李静”是指哪一位", buttons=both)
    stage.tap("陈静", "李静（社会事务办公室民政干事）")
    stage.expect("chenj", "update")
    stage.expect("chenj", "card", fields={"请假人": "李静", "审批": "赵敏（副乡长）审批"})
    stage.tap("陈静", "提交")
    serial = stage.expect("chenj", "update").about
    stage.expect("zhaom", "card", "请确认", fields={"申请人": "李静（社会事务办公室民政干事）"})
    stage.expect("lijing2", "card", "已为您登记电话请假")
    assert stage.request(serial).applicant == "lijing2"


def test_two_people_of_one_name_do_not_see_each_others_requests(stage: Stage) -> None:
    first = stage.file("lijing1", "明天请假一天", "liwh")
    second = stage.file("lijing2", "明天请假一天", "zhaom")
    stage.say("lijing1", "我的申请")
    stage.expect("lijing1", "text", first, without=[second])
    stage.say("lijing2", "我的申请")
    stage.expect("lijing2", "text", second, without=[first])
    stage.say("李文华", "同意")
    stage.forget()
    assert (stage.state(first), stage.state(second)) == ("已同意", "审批中")


@pytest.mark.parametrize(
    "words",
    [
        "林芳打电话来请假，今天一天，发烧，王强同意的",
        "登记电话请假：林芳今天请假一天，发烧，王强副乡长同意的",
        "林芳电话请假今天一天，王强已经批准",
    ],
)
def test_the_leader_who_is_said_to_have_agreed_is_not_the_one_who_is_away(stage: Stage, words: str) -> None:
    stage.say("黄燕", words)
    stage.expect("huangy", "card", "电话请假登记，请核对", fields={"请假人": "林芳", "审批": "王强（副乡长）审批"})
    stage.tap("黄燕", "提交")
    stage.expect("huangy", "update", "林芳的电话请假登记")
    stage.expect("wangq", "card", "您已口头同意林芳的这份申请，请确认")
    stage.expect("linf", "card", "已为您登记电话请假")
    stage.expect_nothing_else()


def test_of_two_people_named_it_is_asked_whose_leave_it_is(stage: Stage) -> None:
    stage.say("黄燕", "林芳和高峰电话请假今天一天")
    stage.expect("huangy", "text", "请写明是谁请假")
    stage.expect_nothing_else()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("高峰打电话来请假，明天一天，家里有事", "家里有事"),
        ("林芳打电话来请假，今天一天，发烧，王强同意的", "发烧"),
        ("高峰打电话来请假，明天一天", "未填写"),
    ],
)
def test_what_it_is_for_is_the_clause_that_says_so(stage: Stage, words: str, reason: str) -> None:
    stage.say("陈静", words)
    stage.expect("chenj", "card", "电话请假登记，请核对", fields={"事由": reason})
