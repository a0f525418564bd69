"""The office looks at its recurring duties and orders them: preview, now, never, once at another time (rules 1.24)."""

from __future__ import annotations

import pytest

from bot import sample
from storage import firings, office_settings, outbox
from storage.tables import audit as audit_rows
from tests.scenes.conftest import StageAt
from tests.scenes.stage import Stage

OFFICE, NAME = "陈静", "chenj"
TITLE = "简报期数提醒"


def outcomes(stage: Stage, job: str) -> list[str]:
    """What became of each firing of this duty, in order."""
    rows = stage.store.read(lambda uow: uow.rows(firings.firings.select().order_by(firings.firings.c.due)))
    return [f"{row.due[5:16]} {row.outcome}" for row in rows if row.job == job]


def trail(stage: Stage, action: str) -> list[str]:
    """Who did this, by the audit trail."""
    rows = stage.store.read(lambda uow: uow.rows(audit_rows.select()))
    return [row.actor for row in rows if row.action == action]


def test_every_duty_is_listed_with_its_next_time(stage: Stage) -> None:
    stage.say(OFFICE, "定时事项")
    stage.expect(NAME, "text", "待办提醒：今天", f"{TITLE}：12月10日（周四）08:41", "停发 名称")


@pytest.mark.parametrize("words", ["定时事项", f"预览 {TITLE}", f"停发 {TITLE}", f"把{TITLE}改到明天9点07分"])
def test_nobody_else_may_look_or_order(stage: Stage, words: str) -> None:
    stage.say("王强", words)
    stage.expect("wangq", "text", "由党政办查看和调整")
    assert trail(stage, "clock muted") == []


def test_a_preview_shows_what_would_leave_and_changes_nothing(durable_stage: Stage) -> None:
    stage = durable_stage
    stage.say(OFFICE, f"预览 {TITLE}")
    said = stage.expect(NAME, "text", "接下来3次", "【12月10日（周四）08:41】", "本月已有0期", "12月25日（周五）08:41")
    assert "发给陈静" in said.text
    rows = stage.store.read(lambda uow: uow.rows(outbox.outbox.select()))
    assert len(rows) == 1, "the preview itself, and nothing else"
    stage.wait_until("2026-12-10T08:42")
    left = [sent for sent in stage.left if "《" in sent.text and "目前还差" in sent.text]
    assert len(left) == 1
    assert left[0].text in said.text
    stage.forget()


def test_a_preview_of_a_bundle_names_each_who_would_get_it(stage: Stage) -> None:
    stage.file("林芳", "12月9日请假一天", "wangq")
    stage.say(OFFICE, "预览 待办提醒")
    stage.expect(NAME, "text", "待办提醒接下来3次", "发给王强：等您审批的有1项", "没有需要发的")


def test_now_is_now_and_the_planned_time_stands(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-10T09:00")
    stage.say(OFFICE, f"现在发 {TITLE}")
    stage.expect(NAME, "text", "目前还差")
    stage.expect(NAME, "text", f"{TITLE}已发，共1条")
    assert trail(stage, "clock run") == [NAME]
    stage.wait_until("2026-12-20T08:42")
    assert outcomes(stage, "bulletin_count") == ["12-10T09:01 by hand", "12-20T08:41 fired"]
    stage.forget()


def test_left_off_it_stays_silent_after_a_restart_until_it_is_taken_up_again(durable_stage: Stage) -> None:
    stage = durable_stage
    stage.say(OFFICE, f"停发{TITLE}")
    stage.expect(NAME, "text", f"{TITLE}从现在起停发")
    stage.restart()
    stage.wait_until("2026-12-11T09:00")
    assert outcomes(stage, "bulletin_count") == []
    stage.forget()
    stage.say(OFFICE, "定时事项")
    stage.expect(NAME, "text", f"{TITLE}：已停发")
    stage.say(OFFICE, f"恢复 {TITLE}")
    stage.expect(NAME, "text", f"{TITLE}已恢复，下一次在12月20日（周日）08:41")
    stage.wait_until("2026-12-20T09:00")
    assert outcomes(stage, "bulletin_count") == ["12-20T08:41 fired"]
    assert (trail(stage, "clock muted"), trail(stage, "clock unmuted")) == ([NAME], [NAME])
    stage.forget()


@pytest.mark.parametrize("duty", ["用印批准失效检查", "代理人接办", "草稿过期"])
@pytest.mark.parametrize("word", ["停发", "停用"])
def test_what_changes_how_things_stand_is_never_left_off(durable_stage: Stage, duty: str, word: str) -> None:
    stage = durable_stage
    stage.say(OFFICE, f"{word}{duty}")
    stage.expect(NAME, "text", f"{duty}不能停发：到期的事项由它办理，停了就没有人办。")
    stage.say(OFFICE, "定时事项")
    stage.expect(NAME, "text", f"{duty}：", without=["已停发"])
    assert trail(stage, "clock muted") == []
    stage.forget()


def test_one_that_was_left_off_before_that_was_forbidden_runs_again(durable_stage: Stage) -> None:
    stage = durable_stage
    stage.store.write(lambda uow: office_settings.put(uow, sample.ORG, "clock.muted.draft_expiry", NAME))
    stage.say("林芳", "明天请假一天")
    stage.forget()
    stage.wait_until("2026-12-03T09:00")
    stage.expect("linf", "update", "已过期，没有提交")
    stage.forget()


def test_one_occurrence_is_moved_once(durable_stage: Stage) -> None:
    stage = durable_stage
    stage.say(OFFICE, f"把{TITLE}改到12月9日10点07分")
    stage.expect(NAME, "text", "原定12月10日（周四）08:41", "改到12月9日（周三）10:07", "只改这一次")
    stage.restart()
    stage.wait_until("2026-12-20T09:00")
    assert outcomes(stage, "bulletin_count") == ["12-09T10:07 fired", "12-10T08:41 moved", "12-20T08:41 fired"]
    stage.forget()


def test_what_was_moved_can_be_moved_again(stage: Stage) -> None:
    for when in ("12月9日10点07分", "12月11日10点08分"):
        stage.say(OFFICE, f"把{TITLE}改到{when}")
        stage.expect(NAME, "text", "只改这一次")
    stage.wait_until("2026-12-15T09:00")
    assert outcomes(stage, "bulletin_count") == ["12-09T10:07 moved", "12-10T08:41 moved", "12-11T10:08 fired"]
    stage.forget()


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("12月9日10点", "错开几分钟"),
        ("12月9日10点半", "错开几分钟"),
        ("12月9日22点07分", "免打扰"),
        ("今天8点07分", "已经过了"),
        ("12月20日8点41分", "本来就有一次"),
        ("明天", "没有看懂"),
    ],
)
def test_where_it_cannot_be_moved_it_says_why_and_nothing_changes(stage: Stage, when: str, said: str) -> None:
    stage.say(OFFICE, f"把{TITLE}改到{when}")
    stage.expect(NAME, "text", said)
    assert (trail(stage, "clock moved"), outcomes(stage, "bulletin_count")) == ([], [])


def test_a_name_that_nothing_bears_is_answered_with_those_there_are(stage: Stage) -> None:
    stage.say(OFFICE, "停发 天气预报")
    stage.expect(NAME, "text", "没有叫“天气预报”的定时事项", "待办提醒")


def test_nobody_is_disturbed_at_night_by_an_order(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-01T22:10")
    stage.say(OFFICE, f"现在发 {TITLE}")
    stage.expect(NAME, "text", "免打扰时间")
