"""The scenes of the house, once more: with WeCom between the people and the house."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from schedules.engine import Job
from storage.store import Store
from tests.channels.scene_fixtures import *  # noqa: F403
from tests.channels.scene_fixtures import OpenStage, opening
from tests.channels.scene_stage import Loop
from tests.channels.wecom.platform import Parts, Platform
from tests.channels.wecom.wecom_stage import WeComStage


@pytest.fixture
def parts() -> Parts:
    """The app for people, the bot for groups."""
    return Parts(app=True, line=True)


@pytest.fixture
def open_stage(
    platform: Platform, loop: Loop, memory_store: Store, parts: Parts, jobs: Sequence[Job]
) -> Iterator[OpenStage]:
    """Opens the township on WeCom at a moment."""
    said = {"platform": platform, "loop": loop, "parts": parts}
    with opening(type("Setting", (WeComStage,), said), memory_store, jobs) as open_one:
        yield open_one
