"""Scenes about seals: the clock fires what belongs to requests and to seals."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from schedules.draft_expiry import DraftExpiry
from schedules.engine import Job
from schedules.seal_lapse import SealLapse
from schedules.seal_return import SealReturnReminder
from schedules.stand_in import WorkStandIn


@pytest.fixture
def jobs() -> Sequence[Job]:
    """Expiring forms, lapsing approvals, seals that are outside, absent keepers."""
    return (DraftExpiry(), SealLapse(), SealReturnReminder(), WorkStandIn())
