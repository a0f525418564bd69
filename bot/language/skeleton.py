"""The text with what is already known replaced by letters, so that a rule can be written over kinds.

«明天到后天请两天事假，家里杀年猪» becomes «ttttt请llkk，家里杀年猪»:
t time, l length, k kind of leave, p person, d place,
q quantity, n serial number, c car.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from handlers.engine.phrases import phrase

LETTERS = "tlkpdqncx"


class Skeleton:
    """A text and its covered copy; both have the same length."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._chars = list(text)

    @property
    def shape(self) -> str:
        return "".join(self._chars)

    def cover(self, spans: Iterable[tuple[int, int]], letter: str) -> Skeleton:
        """Marks these stretches as known."""
        for begin, end in spans:
            self._chars[begin:end] = letter * (end - begin)
        return self

    def strike(self, *patterns: re.Pattern[str]) -> Skeleton:
        """Takes out what is mere wording; the patterns see the letters."""
        for pattern in patterns:
            shape = self.shape
            for match in pattern.finditer(shape):
                if match.end() > match.start():
                    self._chars[match.start() : match.end()] = "x" * (match.end() - match.start())
        return self

    def pieces(self) -> list[tuple[int, int, str]]:
        """What remains: (begin, end, words as typed), cut at punctuation and at what is known."""
        return [(m.start(), m.end(), self.text[m.start() : m.end()]) for m in _PIECE.finditer(self.shape)]


_PIECE = phrase(r"[^tlkpdqncx，,。；;！!？?\n…（）()：:]+")


def struck(shape: str, *patterns: re.Pattern[str]) -> str:
    """A shape with what these patterns find crossed out."""
    for pattern in patterns:
        shape = pattern.sub(lambda m: "x" * len(m[0]), shape)
    return shape
