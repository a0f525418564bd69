"""Scenes about cars: the clock fires what belongs to them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from schedules.engine import Job
from schedules.vehicle_return import VehicleReturn
from tests.scenes.stage import Stage
from tests.scenes.vehicle.trips import Trips


@pytest.fixture
def jobs() -> Sequence[Job]:
    """A car that is not back in time."""
    return (VehicleReturn(),)


@pytest.fixture
def trips(stage: Stage) -> Trips:
    """The sample township on 1 December 2026, with two usable cars and two drivers."""
    return Trips(stage)
