"""Scenes about duty: the clock fires what belongs to duty."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from schedules.engine import Job


@pytest.fixture
def jobs() -> Sequence[Job]:
    """Nothing fires by itself yet."""
    return ()
