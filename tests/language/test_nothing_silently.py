"""Nothing is silently wrong: what acts at once is right in every sentence, and what is done is what was meant.

A form is looked at before it is filed (tests/scenes/test_understood_is_shown.py); these intents have none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import pytest

from bot.language import Reader
from tests.language.conftest import CORPUS
from tests.language.scorer import load, same

# What each of them goes by: a value that is missing is asked for, a wrong one would be acted upon.
GOES_BY: Mapping[str, tuple[str, ...]] = {
    "signin": ("person",),
    "approve_text": ("number", "person"),
    "reject_text": ("number", "person"),
    "leave_cancel": ("number", "start"),
    "leave_return": ("number", "person", "date"),
}


def corpus() -> Iterator[dict[str, Any]]:
    for kind in ("practice", "heldout"):
        for path in sorted(CORPUS.glob(f"{kind}_*.jsonl")):
            yield from load(path)


@pytest.fixture(scope="module")
def acted_upon(reader: Reader) -> list[tuple[dict[str, Any], str, Mapping[str, Any]]]:
    """Each message that is acted upon at once, with the intent and the slots that were read."""
    found = []
    for gold in corpus():
        read = reader.understand(gold["text"], datetime.fromisoformat(gold["now"]), gold["chat"])
        if read.intent in GOES_BY:
            found.append((gold, read.intent, read.slots))
    return found


def test_nothing_is_done_that_was_not_asked_for(
    acted_upon: list[tuple[dict[str, Any], str, Mapping[str, Any]]],
) -> None:
    assert len(acted_upon) > 300
    assert [gold["text"] for gold, intent, _ in acted_upon if intent != gold["intent"]] == []


def test_whom_and_what_it_goes_by_is_right_or_left_open(
    acted_upon: list[tuple[dict[str, Any], str, Mapping[str, Any]]],
) -> None:
    wrong = [
        (gold["text"], slot, slots[slot])
        for gold, intent, slots in acted_upon
        for slot in GOES_BY[intent]
        if slot in slots and slot not in gold.get("free", ()) and not _right(gold, slot, slots[slot])
    ]
    assert wrong == []


def _right(gold: Mapping[str, Any], slot: str, got: Any) -> bool:
    values = [gold["slots"].get(slot), *gold.get("alts", {}).get(slot, ())]
    return any(value is not None and same(slot, got, value) for value in values)
