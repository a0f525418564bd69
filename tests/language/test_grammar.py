"""The sentences that made the rules: grammar.jsonl with every slot, intents.tsv with the intent alone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from bot.language import Reader
from tests.language.scorer import load, score

HERE = Path(__file__).parent
NOON = datetime(2026, 11, 25, 9)  # noqa: DTZ001 - wall clock


@pytest.mark.parametrize("message", load(HERE / "grammar.jsonl"), ids=lambda message: message["text"])
def test_every_slot_is_as_read_before(reader: Reader, message: dict[str, object]) -> None:
    found = score([message], reader, show=True)
    assert found.perfect == 1


def test_intents_are_told_apart(reader: Reader) -> None:
    lines = (HERE / "intents.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines]
    wrong = [(intent, text) for intent, text in pairs if reader.understand(text, NOON, "single").intent != intent]
    assert len(wrong) <= 0.03 * len(pairs), wrong
