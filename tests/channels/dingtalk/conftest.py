"""The fake DingTalk for every test of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.channels.dingtalk.platform import DingTalk, running_dingtalk


@pytest.fixture(scope="session")
def dingtalk() -> Iterator[DingTalk]:
    """One fake for all tests of a worker; each sets up a world of its own."""
    with running_dingtalk() as fake:
        yield fake
