"""A long leave cut into pieces is still one: adjoining ones count together (考勤制度 第4条; rules M20-5, M20-8)."""

from __future__ import annotations

from tests.scenes.stage import Stage


def _approved(stage: Stage, words: str) -> str:
    serial = stage.file("林芳", words, "wangq")
    stage.approve("王强", serial, "linf")
    return serial


def test_the_day_after_an_approved_leave_goes_to_the_principal(stage: Stage) -> None:
    first = _approved(stage, "下周一到下周二请假")
    stage.say("林芳", "下周三请假一天")
    stage.expect(
        "linf",
        "card",
        fields={
            "天数": "1天；与前后请假相连，12月7日（周一）至12月9日（周三）连续离岗3天",
            "依据": "考勤制度 第4条：3天及以上由主要领导审批（与前后请假相连，连续离岗3天）",
        },
    )
    stage.tap("林芳", "提交")
    stage.expect("linf", "update", "李文华（党委副书记、乡长）处")
    stage.expect("liwh", "card", "请您审批", f"前后14天内另有请假：12月7日（周一）至12月8日（周二）（{first}）")
    stage.expect("wangq", "card", "告知您")


def test_a_weekend_between_two_leaves_does_not_part_them(stage: Stage) -> None:
    _approved(stage, "周四到周五请假")
    stage.say("林芳", "下周一请假一天")
    stage.expect("linf", "card", "连续离岗5天", "李文华")
    stage.submit("林芳", "liwh", "wangq")


def test_a_leave_that_closes_the_gap_joins_both_sides(stage: Stage) -> None:
    _approved(stage, "下周一请假一天")
    _approved(stage, "下周三请假一天")
    stage.say("林芳", "下周二请假一天")
    stage.expect("linf", "card", "12月7日（周一）至12月9日（周三）连续离岗3天", "李文华")
    stage.submit("林芳", "liwh", "wangq")


def test_what_is_still_waiting_counts_as_well(stage: Stage) -> None:
    stage.file("林芳", "下周一到下周二请假", "wangq")
    stage.say("林芳", "下周三请假一天")
    stage.expect("linf", "card", "连续离岗3天", "李文华")
    stage.tap("林芳", "提交")
    stage.expect("linf", "update", "QJ-2026-0002")
    stage.expect("liwh", "card", "QJ-2026-0002")
    stage.expect("wangq", "card", "告知您", about="QJ-2026-0002")
    stage.expect("linf", "update", "另有请假：12月9日（周三）", about="QJ-2026-0001")
    stage.expect("wangq", "update", "另有请假：12月9日（周三）", about="QJ-2026-0001")


def test_what_was_withdrawn_or_refused_does_not_count(stage: Stage) -> None:
    refused = stage.file("林芳", "下周一到下周二请假", "wangq")
    stage.tap("王强", "驳回", on=refused)
    stage.expect("linf", "update", "未同意")
    stage.expect("wangq", "update", "未同意")
    stage.expect("linf", "text", "未同意", "如需了解原因，请与王强联系")
    withdrawn = stage.file("林芳", "下周一到下周二请假", "wangq")
    stage.tap("林芳", "撤回", on=withdrawn)
    stage.expect("linf", "update", "已撤回")
    stage.expect("wangq", "update", "已撤回")
    stage.say("林芳", "下周三请假一天")
    stage.expect("linf", "card", fields={"天数": "1天", "审批": "王强（副乡长）审批"})
    stage.submit("林芳", "wangq")


def test_a_worked_day_between_parts_them_and_each_card_shows_the_other(stage: Stage) -> None:
    stage.file("林芳", "下周一到下周二请假", "wangq")
    stage.say("林芳", "下周四到下周五请假")
    stage.expect("linf", "card", fields={"天数": "2天", "审批": "王强（副乡长）审批"})
    stage.tap("林芳", "提交")
    stage.expect("linf", "update", about="QJ-2026-0002")
    other = "前后14天内另有请假：12月7日（周一）至12月8日（周二），审批中（QJ-2026-0001）。"
    stage.expect("wangq", "card", about="QJ-2026-0002", fields={"提示": other})
    this = "前后14天内另有请假：12月10日（周四）至12月11日（周五），审批中（QJ-2026-0002）。"
    stage.expect("linf", "update", about="QJ-2026-0001")
    stage.expect("wangq", "update", about="QJ-2026-0001", fields={"提示": this})


def test_half_days_that_touch_are_one_absence(stage: Stage) -> None:
    _approved(stage, "12月7日到12月9日上午请假")
    stage.say("林芳", "12月9日下午请假")
    stage.expect("linf", "card", "连续离岗3天", "李文华")
    stage.submit("林芳", "liwh", "wangq")


def test_two_requests_in_one_message_are_two_forms(stage: Stage) -> None:
    stage.say("林芳", "下周一请假一天，另外帮我请12月10日的假")
    stage.expect("linf", "card", "请核对", fields={"时间": "12月7日（周一）"})
    stage.expect("linf", "card", "12月10日（周四）起，请到哪天为止，或者请几天")
    stage.tap("林芳", "1天")
    stage.expect("linf", "update", "请看下面最新的一条")
    stage.expect("linf", "card", "请核对", fields={"时间": "12月10日（周四）"})
    stage.tap("林芳", "提交")
    stage.expect("linf", "update", "已提交", fields={"时间": "12月10日（周四）"})
    stage.expect("wangq", "card", about="QJ-2026-0001")
    stage.expect("linf", "text", "您还有1份申请没有提交，回复“继续”接着办")
    stage.tap("林芳", "提交")
    stage.expect("linf", "update", "已提交", fields={"时间": "12月7日（周一）"})
    stage.expect("wangq", "card", about="QJ-2026-0002")
    stage.expect("linf", "update", about="QJ-2026-0001")
    stage.expect("wangq", "update", about="QJ-2026-0001")
