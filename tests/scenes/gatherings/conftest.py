"""Scenes about meetings and studies: only what belongs to them fires."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from schedules.agenda_call import AgendaCall
from schedules.engine import Job
from schedules.gathering_question import GatheringQuestion
from schedules.meeting_reminder import MeetingReminder
from schedules.roll_list import RollList
from schedules.roll_unclosed import RollUnclosed
from schedules.study_reminder import StudyReminder


@pytest.fixture
def jobs() -> Sequence[Job]:
    """Questions before holidays, agenda, reminders, lists."""
    return (
        GatheringQuestion(),
        AgendaCall(),
        MeetingReminder(),
        StudyReminder(days_before=1),
        StudyReminder(days_before=0),
        RollList(),
        RollUnclosed(),
    )
