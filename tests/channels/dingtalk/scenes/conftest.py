"""The scenes of the house, once more: with DingTalk between the people and the house."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from schedules.engine import Job
from storage.store import Store
from tests.channels.dingtalk.dingtalk_stage import DingTalkStage
from tests.channels.dingtalk.platform import DingTalk
from tests.channels.scene_fixtures import *  # noqa: F403
from tests.channels.scene_fixtures import OpenStage, opening
from tests.channels.scene_stage import Loop


@pytest.fixture
def open_stage(dingtalk: DingTalk, loop: Loop, memory_store: Store, jobs: Sequence[Job]) -> Iterator[OpenStage]:
    """Opens the township on DingTalk at a moment."""
    said = {"dingtalk": dingtalk, "loop": loop, "settings": dingtalk.settings()}
    with opening(type("Setting", (DingTalkStage,), said), memory_store, jobs) as open_one:
        yield open_one
