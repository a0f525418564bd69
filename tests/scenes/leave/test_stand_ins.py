"""Who decides while the one who should is away: the recorded stand-in, else whom the office names (rules X1, X4)."""

from __future__ import annotations

from tests.scenes.stage import Stage


def _away(stage: Stage, who: str, words: str = "12月2日到12月3日请假") -> None:
    """A leader is on approved leave."""
    stage.without_duty(who)
    decider = {"yangl": "zhoujg", "zhangy": "zhoujg"}.get(who, "liwh")
    serial = stage.file(who, words, decider)
    stage.approve(decider, serial, who)


def _recorded_away(stage: Stage, who: str) -> None:
    """A principal's leave is on record."""
    stage.say(who, "12月2日到12月3日请假")
    stage.tap(who, "提交")
    stage.forget()


def test_the_stand_in_decides_while_the_leader_is_on_leave(stage: Stage) -> None:
    _away(stage, "wangq")
    stage.wait_until("2026-12-02T09:00")
    stage.say("林芳", "后天请假一天，看病")
    stage.expect("linf", "card", "分管领导王强不在岗，由代理人赵敏审批", fields={"审批": "赵敏（副乡长）审批"})
    serial = stage.submit("林芳", "zhaom")
    stage.approve("赵敏", serial, "linf")


def test_before_the_leave_begins_and_after_it_ends_the_leader_decides(stage: Stage) -> None:
    _away(stage, "wangq")
    stage.file("林芳", "12月8日请假一天", "wangq")
    stage.wait_until("2026-12-04T08:00")
    stage.forget()
    stage.file("高峰", "12月8日请假一天", "wangq")


def test_a_leave_that_was_only_asked_for_changes_nobody(stage: Stage) -> None:
    stage.file("wangq", "12月2日请假一天", "liwh")
    stage.wait_until("2026-12-02T09:00")
    stage.forget()
    stage.file("林芳", "后天请假一天", "wangq")


def test_the_secretary_stands_in_for_the_mayor(stage: Stage) -> None:
    _recorded_away(stage, "liwh")
    stage.wait_until("2026-12-02T09:00")
    stage.file("林芳", "12月7日到12月9日请假", "zhoujg", "wangq")


def test_with_nobody_left_the_office_names_a_leader(stage: Stage) -> None:
    _away(stage, "wangq")
    _away(stage, "zhaom")
    stage.wait_until("2026-12-02T09:00")
    stage.say("林芳", "后天请假一天，看病")
    stage.expect("linf", "card", "分管领导王强及其代理人均不能审批，请党政办指定审批人")
    stage.tap("林芳", "提交")
    serial = stage.expect("linf", "update", "现在在陈静（党政办主任）处").about
    card = stage.expect("chenj", "card", "请选择审批人，再点“转办”", about=serial, buttons=["转办"])
    assert set(card.choices) == {"周建国", "李文华", "杨丽", "张勇"}
    stage.tap("陈静", "转办", on=serial, choose="张勇")
    stage.expect("linf", "update", "现在在张勇（党委政法委员）处")
    stage.expect("chenj", "update", "现在在张勇（党委政法委员）处", buttons=[])
    stage.expect("zhangy", "card", "由党政办陈静指定审批", about=serial)
    stage.tap("张勇", "同意", on=serial)
    stage.expect("linf", "update", "张勇12月2日（周三）09:04已同意")
    stage.expect("chenj", "update", "张勇12月2日（周三）09:04已同意")
    stage.expect("zhangy", "update", "已同意")
    stage.expect("linf", "text", "张勇12月2日（周三）09:04已同意")
    assert stage.state(serial) == "已同意"


def test_the_office_may_name_a_leader_in_words_and_only_a_leader(stage: Stage) -> None:
    _away(stage, "wangq")
    _away(stage, "zhaom")
    stage.wait_until("2026-12-02T09:00")
    stage.say("林芳", "后天请假一天，看病")
    stage.tap("林芳", "提交")
    stage.forget()
    stage.say("陈静", "转办 QJ-2026-0003 给刘洋")
    stage.expect("chenj", "text", "可选：周建国、李文华、杨丽、张勇")
    stage.say("陈静", "转办 QJ-2026-0003 给杨丽")
    stage.expect("linf", "update", "杨丽")
    stage.expect("chenj", "update", "杨丽")
    stage.expect("yangl", "card", "请您审批", about="QJ-2026-0003")


def test_a_leader_without_a_stand_in_is_replaced_by_the_offices_choice(own_stage: Stage) -> None:
    own_stage.without_stand_in("wangq")
    _away(own_stage, "wangq")
    own_stage.wait_until("2026-12-02T09:00")
    own_stage.say("林芳", "后天请假一天")
    own_stage.expect("linf", "card", "请党政办指定审批人")
    own_stage.tap("林芳", "提交")
    own_stage.expect("linf", "update", "陈静")
    own_stage.expect("chenj", "card", "请选择审批人")


def test_nobody_stands_in_for_the_approver_of_his_own_leave(stage: Stage) -> None:
    """The mayor is away, his stand-in is the secretary; the secretary's own people still never decide their own."""
    _recorded_away(stage, "zhoujg")
    _recorded_away(stage, "liwh")
    stage.wait_until("2026-12-02T09:00")
    stage.say("杨丽", "后天请假一天")
    stage.expect("yangl", "card", "主要领导周建国及其代理人均不能审批，请党政办指定审批人")
    stage.tap("杨丽", "提交")
    stage.expect("yangl", "update", "陈静")
    card = stage.expect("chenj", "card", "请选择审批人")
    assert "杨丽" not in card.choices


def test_the_offices_director_asks_and_his_deputy_names_the_leader(stage: Stage) -> None:
    _away(stage, "yangl")
    _away(stage, "zhangy")
    stage.wait_until("2026-12-02T09:00")
    stage.say("陈静", "后天请假一天")
    stage.expect("chenj", "card", "党政办刘洋（党政办副主任）指定的领导审批")
    stage.tap("陈静", "提交")
    stage.expect("chenj", "update", "刘洋")
    stage.expect("liuy", "card", "请选择审批人")


def test_a_leader_who_is_told_is_replaced_too(stage: Stage) -> None:
    _away(stage, "wangq")
    stage.wait_until("2026-12-02T09:00")
    stage.file("林芳", "12月7日到12月9日请假", "liwh", "zhaom")


def test_a_running_request_stays_with_whom_it_was_sent_to_until_it_is_handed_over(stage: Stage) -> None:
    serial = stage.file("林芳", "12月8日请假一天", "wangq")
    stage.tap("王强", "转办", on=serial, input="赵敏")
    stage.expect("linf", "update", "赵敏")
    stage.expect("wangq", "update", "转办", "赵敏", buttons=[])
    stage.expect("zhaom", "card", "请您审批", "王强转办", about=serial)
    stage.tap("王强", "同意", on=serial)
    stage.expect("wangq", "text", "不由您审批，现在在赵敏（副乡长）处")
    stage.tap("赵敏", "同意", on=serial)
    stage.expect("linf", "update", "赵敏")
    stage.expect("wangq", "update", "赵敏12月1日（周二）")
    stage.expect("zhaom", "update", "已同意")
    stage.expect("linf", "text", "赵敏")
