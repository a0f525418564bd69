"""Scenes about leave: the clock fires what belongs to requests and to leave."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from schedules.draft_expiry import DraftExpiry
from schedules.engine import Job
from schedules.leave_return import LeaveReturnReminder
from schedules.waiting_reminder import WaitingReminder


@pytest.fixture
def jobs() -> Sequence[Job]:
    """Expiring forms, reminders of what waits, and coming back from leave."""
    return (DraftExpiry(), LeaveReturnReminder(), WaitingReminder())
