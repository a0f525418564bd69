"""Who gets a leave to decide: by its length, by the unit, by the line (考勤制度 第4条; rules M20-5)."""

from __future__ import annotations

import pytest

from tests.scenes.conftest import StageAt
from tests.scenes.stage import Stage

UNDER = "请假3天以内由分管领导审批"
AND_OVER = "3天及以上由主要领导审批"


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("明天请假一天，看病", "1天"),
        ("明天下午请半天假，带孩子看病", "0.5天"),
        ("下周一到下周二请假", "2天"),
        ("下周一到下周三上午请假", "2.5天"),
    ],
)
def test_under_three_days_the_supervising_leader_decides(stage: Stage, words: str, days: str) -> None:
    stage.say("林芳", words)
    card = stage.expect("linf", "card", "请核对", fields={"天数": days, "审批": "王强（副乡长）审批"})
    assert card.fields["依据"] == f"考勤制度 第4条：{UNDER}"
    serial = stage.submit("林芳", "wangq")
    stage.approve("王强", serial, "linf")
    assert stage.state(serial) == "已同意"


@pytest.mark.parametrize(
    ("words", "days", "reading"),
    [
        ("下周一到下周三请假", "3天", "（“3天以内”和“3天及以上”都含3天，整3天按“及以上”办理）"),
        ("12月7日到12月10日上午请假", "3.5天", ""),
        ("周五到下周一请假", "自然日4天（定审批权限），工作日2天；事假按工作日计", "（含休息日，按自然日4天计）"),
        ("下周一到下周五请假", "5天", ""),
    ],
)
def test_from_three_days_on_the_principal_decides_and_the_supervising_leader_is_told(
    stage: Stage, words: str, days: str, reading: str
) -> None:
    stage.say("林芳", words)
    who = "李文华（党委副书记、乡长）审批，同时告知王强（副乡长）"
    stage.expect("linf", "card", "请核对", fields={"天数": days, "审批": who, "依据": _article(AND_OVER + reading)})
    stage.tap("林芳", "提交")
    serial = stage.expect("linf", "update", "现在在李文华（党委副书记、乡长）处，并已告知王强").about
    stage.expect("liwh", "card", "请您审批", about=serial, fields={"依据": _article(AND_OVER + reading)})
    stage.expect("wangq", "card", "告知您", about=serial, buttons=["写意见"])
    stage.expect_nothing_else()
    stage.approve("李文华", serial, "linf", informed="wangq")


def _article(rule: str) -> str:
    return f"考勤制度 第4条：{rule}"


@pytest.mark.parametrize(
    ("who", "decider"),
    [
        ("xieh", "yangl"),
        ("caoy", "yangl"),
        ("qianj", "yangl"),
        ("weif", "zhangy"),
        ("lijing1", "liwh"),
        ("hep", "wangq"),
        ("panl", "wangq"),
        ("lijing2", "zhaom"),
        ("pengj", "zhaom"),
        ("yuanm", "zhaom"),
        ("taoy", "wangq"),
        ("sugl", "zhangy"),
    ],
)
def test_each_unit_has_its_own_supervising_leader(stage: Stage, who: str, decider: str) -> None:
    stage.file(who, "12月23日请假一天", decider)


@pytest.mark.parametrize(
    ("who", "decider", "informed"),
    [("caoy", "zhoujg", "yangl"), ("sugl", "zhoujg", "zhangy"), ("hub", "liwh", "zhaom"), ("duanz", "liwh", "wangq")],
)
def test_three_days_go_to_the_principal_of_the_units_line(stage: Stage, who: str, decider: str, informed: str) -> None:
    stage.file(who, "12月21日到12月23日请假", decider, informed)


@pytest.mark.parametrize("words", ["12月21日请假一天", "12月21日到12月23日请假"])
def test_one_person_at_both_levels_gets_one_card(stage: Stage, words: str) -> None:
    """财政所 is supervised by the mayor himself."""
    stage.file("冯涛", words, "liwh")


@pytest.mark.parametrize(
    ("who", "decider"), [("yangl", "zhoujg"), ("zhangy", "zhoujg"), ("wangq", "liwh"), ("zhaom", "liwh")]
)
@pytest.mark.parametrize("words", ["12月22日请假一天", "12月22日到12月24日请假"])
def test_a_deputys_own_leave_goes_to_the_principal_of_the_line(
    stage: Stage, who: str, decider: str, words: str
) -> None:
    stage.file(who, words, decider)


@pytest.mark.parametrize("who", ["zhoujg", "liwh"])
def test_a_principals_own_leave_is_recorded_with_no_approver_inside(stage: Stage, who: str) -> None:
    stage.say(who, "12月22日到12月25日请假")
    stage.expect(who, "card", "主要领导请假由上级审批，这里只作备案")
    stage.tap(who, "提交")
    serial = stage.expect(who, "update", "已备案", "请按规定报县里", buttons=[]).about
    stage.expect("chenj", "text", "已备案", "主要领导请假由上级审批", about=serial)
    assert stage.state(serial) == "已备案"
    assert stage.book(serial) == ["申请"]


def test_a_rest_day_inside_counts_for_the_line_but_not_for_the_balance(stage: Stage) -> None:
    stage.say("林芳", "周五到下周一请年假")
    stage.expect(
        "linf",
        "card",
        fields={
            "天数": "自然日4天（定审批权限），工作日2天；年休假按工作日计",
            "类别": "年休假（本年应休5天，此前已用0天）",
        },
    )
    stage.submit("林芳", "liwh", "wangq")


def test_a_make_up_workday_counts_as_worked(stage_at: StageAt) -> None:
    """10 October 2026 is a Saturday that is worked."""
    stage = stage_at("2026-09-28T09:00")
    stage.say("林芳", "10月10日请假一天")
    stage.expect("linf", "card", fields={"天数": "1天", "时间": "10月10日（周六）"})
    stage.submit("林芳", "wangq")


def test_a_policy_with_another_line_routes_by_it_and_says_so(own_stage: Stage) -> None:
    own_stage.change_policy('"主要领导审批起点天数" = 3', '"主要领导审批起点天数" = 5')
    own_stage.say("林芳", "下周一到下周四请假")
    own_stage.expect("linf", "card", fields={"依据": _article("请假5天以内由分管领导审批")})
    own_stage.submit("林芳", "wangq")


def test_a_policy_change_does_not_reroute_a_running_request(own_stage: Stage) -> None:
    serial = own_stage.file("林芳", "下周一到下周三请假", "liwh", "wangq")
    own_stage.change_policy('"主要领导审批起点天数" = 3', '"主要领导审批起点天数" = 5')
    own_stage.approve("李文华", serial, "linf", informed="wangq")
    assert own_stage.request(serial).policy_version == 1


def test_a_leave_on_both_databases(durable_stage: Stage) -> None:
    serial = durable_stage.file("林芳", "下周一到下周三请假", "liwh", "wangq")
    durable_stage.approve("李文华", serial, "linf", informed="wangq")
    assert durable_stage.book(serial) == ["申请", "同意"]
