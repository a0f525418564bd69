"""The sample township's reader, built once: it keeps nothing of what it reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.language import Lexicon, Reader, Understanding
from handlers.engine.calendar import Calendar

TOWNSHIP = Path(__file__).parents[2] / "bot" / "sample_township"
CORPUS = Path(__file__).parent / "corpus"


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(Lexicon.from_folder(TOWNSHIP), Calendar())


@pytest.fixture
def read(reader: Reader) -> Callable[..., Understanding]:
    """read("明天请假", "2026-11-25T09:00") in the single chat."""

    def understand(text: str, now: str = "2026-11-25T09:00", chat: str = "single") -> Understanding:
        return reader.understand(text, datetime.fromisoformat(now), chat)

    return understand


@pytest.fixture
def slots(read: Callable[..., Understanding]) -> Callable[..., Mapping[str, Any]]:
    """The slots alone."""
    return lambda text, now="2026-11-25T09:00": read(text, now).slots
