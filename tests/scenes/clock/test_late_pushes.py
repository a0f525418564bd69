"""A push that comes too late is not pushed: the office reads it instead, and decides (rules 1.24)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot import sample
from schedules.engine import Job
from schedules.late_push import LatePush
from schedules.meeting_reminder import MeetingReminder
from schedules.study_reminder import StudyReminder
from storage import outbox
from storage.instants import from_text
from tests.scenes.conftest import StageAt
from tests.scenes.stage import Stage

GROUP = "青禾乡干部职工大群"
TOO_LATE = "过了时效，没有再发"


@pytest.fixture
def jobs() -> Sequence[Job]:
    """The reminders to the group, and what becomes of them."""
    return (LatePush(), MeetingReminder(), StudyReminder(days_before=0))


def _looks_at(stage: Stage, moment: str) -> None:
    """The program looks at the clock for the first time since Monday, 07:40; then everything leaves that may."""
    at = from_text(f"{moment}+08:00")
    stage.look(at)


def test_a_program_that_was_down_tells_the_office_instead_of_the_group(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-07T07:40")
    _looks_at(stage, "2026-12-07T07:41")
    _looks_at(stage, "2026-12-07T07:54")
    stage.expect("chenj", "text", TOO_LATE, f"没有按时发到{GROUP}：今天09:00在会议室召开职工例会")


def test_ten_minutes_late_the_group_still_reads_it(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-07T07:40")
    _looks_at(stage, "2026-12-07T07:41")
    _looks_at(stage, "2026-12-07T07:53")
    stage.expect(GROUP, "text", "今天09:00在会议室召开职工例会")


def test_a_platform_that_takes_nothing_does_not_push_it_after_the_meeting(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-07T07:40")
    _looks_at(stage, "2026-12-07T07:41")
    stage.platform_down = True
    _looks_at(stage, "2026-12-07T07:43")
    _looks_at(stage, "2026-12-07T07:52")
    stage.expect_nothing_else()
    stage.platform_down = False
    _looks_at(stage, "2026-12-07T10:20")
    stage.expect("chenj", "text", TOO_LATE, "今天09:00在会议室召开职工例会")
    stage.expect_nothing_else()
    dead = stage.store.read(lambda uow: outbox.dead_letters(uow, sample.ORG))
    assert [letter.outgoing.to.name for letter in dead] == [GROUP]


def test_a_reminder_moved_past_the_beginning_is_told_to_the_office(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-07T07:40")
    stage.say("陈静", "把例会提醒改到今天9点20分")
    stage.expect("chenj", "text", "只改这一次")
    stage.wait_until("2026-12-07T09:25")
    stage.expect("chenj", "text", TOO_LATE, "职工例会")


def test_moved_to_another_time_before_it_is_sent_as_always(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-07T07:40")
    stage.say("陈静", "把例会提醒改到今天8点20分")
    stage.expect("chenj", "text", "只改这一次")
    stage.wait_until("2026-12-07T08:25")
    stage.expect(GROUP, "text", "今天09:00在会议室召开职工例会")


def test_the_limit_is_the_offices(own_stage: Stage) -> None:
    stage = own_stage
    stage.change_policy('"群提醒最多迟几分钟" = 10', '"群提醒最多迟几分钟" = 30')
    stage.look(from_text("2026-12-07T07:41:00+08:00"))
    stage.look(from_text("2026-12-07T08:13:00+08:00"))
    stage.expect(GROUP, "text", "今天09:00在会议室召开职工例会")
