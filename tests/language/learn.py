"""Learns how much a message is like those of each intent, from the practice messages.

    python -m tests.language.learn [--without NAME ...]

writes bot/language/likeness.json: softmax regression over the pieces of the messages, one message at a time, always in
the same order, so that the same messages give the same weights. `--without` leaves files out, in order to see what
they score as files never seen. Takes half a minute.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from bot.language.dates import TimeReader
from bot.language.lexicon import Lexicon
from bot.language.likeness import SCALE, WEIGHTS, pieces
from bot.language.normalise import normalise
from bot.language.sentence import Sentence
from handlers.engine.calendar import Calendar

HERE = Path(__file__).parent
ROUNDS = 10
# The weights are the mean of those after each of the last rounds, which hang less on the order.
KEPT_ROUNDS = 5
STEP = 2.0
# Pieces seen once say nothing; nor do small weights.
SEEN, LEAST = 2, 0.2
# A message that is this well understood teaches nothing more.
SURE = 0.03

Message = tuple[set[str], str]


class Shapes:
    """Texts as the reader sees them, people and times covered."""

    def __init__(self) -> None:
        self._lexicon = Lexicon.from_folder(HERE.parents[1] / "bot" / "sample_township")
        self._reader = TimeReader(Calendar())

    def of(self, text: str, now: str = "2026-11-25T09:00") -> str:
        written = normalise(text).text
        return Sentence(written, self._lexicon, self._reader, datetime.fromisoformat(now)).shape


def messages(without: Iterable[str] = ()) -> Iterator[Message]:
    """Every practice message with its intent; of a message that asks for two things the first."""
    shapes = Shapes()
    left_out = set(without)
    for path in (HERE / "grammar.jsonl", *sorted((HERE / "corpus").glob("practice_*.jsonl"))):
        if path.stem not in left_out:
            for line in path.read_text(encoding="utf-8").splitlines():
                gold = json.loads(line)
                yield pieces(shapes.of(gold["text"], gold["now"])), gold["intent"]
    for path in (HERE / "intents.tsv", HERE / "corpus" / "likeness.tsv"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                intent, text = line.split("\t")[:2]
                yield pieces(shapes.of(text)), intent


def learned(seen: list[Message]) -> tuple[list[str], dict[str, list[float]]]:
    """The intents, and each piece's weight for each of them."""
    intents = sorted({intent for _, intent in seen})
    number = {intent: at for at, intent in enumerate(intents)}
    often = Counter(piece for found, _ in seen for piece in found)
    weights = {piece: [0.0] * len(intents) for piece in sorted(often) if often[piece] >= SEEN}
    lessons = [
        ([piece for piece in sorted(found) if piece in weights], 1 / math.sqrt(len(found)), number[intent])
        for found, intent in seen
    ]
    order = random.Random(1)  # the same order every time
    mean = {piece: [0.0] * len(intents) for piece in weights}
    for round_ in range(ROUNDS):
        order.shuffle(lessons)
        for lesson in lessons:
            _learn(weights, *lesson)
        if round_ >= ROUNDS - KEPT_ROUNDS:
            for piece, row in mean.items():
                mean[piece] = [a + b / KEPT_ROUNDS for a, b in zip(row, weights[piece], strict=True)]
    return intents, mean


def _learn(weights: dict[str, list[float]], found: list[str], share: float, right: int) -> None:
    if not found:
        return
    sums = [sum(column) for column in zip(*(weights[piece] for piece in found), strict=True)]
    top = max(sums)
    odds = [math.exp((total - top) * share) for total in sums]
    whole = sum(odds)
    wrong = [one / whole for one in odds]
    wrong[right] -= 1
    if wrong[right] > -SURE:
        return
    steps = [STEP * share * one for one in wrong]
    for piece in found:
        weights[piece] = [weight - step for weight, step in zip(weights[piece], steps, strict=True)]


def written(intents: list[str], weights: dict[str, list[float]]) -> str:
    """The weights as JSON, a piece a line."""
    lines = []
    for piece, row in sorted(weights.items()):
        pairs = [part for at, w in enumerate(row) if abs(w) >= LEAST for part in (at, round(w * SCALE))]
        if pairs:
            lines.append(f"{json.dumps(piece, ensure_ascii=False)}:{json.dumps(pairs, separators=(',', ':'))}")
    return f'{{"intents":{json.dumps(intents)},\n"pieces":{{\n' + ",\n".join(lines) + "\n}}\n"


def main(arguments: list[str]) -> None:
    seen = list(messages(arguments[1:] if arguments[:1] == ["--without"] else ()))
    WEIGHTS.write_text(written(*learned(seen)), encoding="utf-8")
    print(f"{len(seen)} messages, {WEIGHTS.stat().st_size // 1024} KB")  # noqa: T201 - a command


if __name__ == "__main__":
    main(sys.argv[1:])
