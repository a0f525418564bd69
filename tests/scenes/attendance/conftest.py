"""Scenes about attendance: only what belongs to it fires."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from schedules.attendance_publication import AttendancePublication
from schedules.attendance_sheet import AttendanceSheet
from schedules.attendance_waiting import AttendanceWaiting
from schedules.engine import Job


@pytest.fixture
def jobs() -> Sequence[Job]:
    """The month's sheet, its publication, and what waits to be verified."""
    return AttendanceSheet(), AttendancePublication(), AttendanceWaiting()
