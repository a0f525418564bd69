"""What a regulation can say about itself when somebody asks how a thing is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from handlers.engine.facts import Facts
from handlers.engine.policy import Policy


@dataclass(frozen=True)
class Statement:
    """An answer to a question about the rules.

    `words` are groups: one word of each group must stand in the question. `answer` says the rule from the policy in
    force, with its article.
    """

    words: tuple[tuple[str, ...], ...]
    answer: Callable[[Policy], str]

    def is_asked(self, text: str) -> bool:
        """Whether the text asks for this rule: a question word, and one word of every group."""
        asks = any(word in text for word in _QUESTION_WORDS)
        return asks and all(any(word in text for word in group) for group in self.words)


@dataclass(frozen=True)
class Enquiry:
    """A question about how the office stands now, that a regulation answers: «谁在外面», «车辆情况».

    `is_asked` reads the words (and what language made of them); `answer` is given the facts and who asks.
    """

    is_asked: Callable[[str], bool]
    answer: Callable[[str, Facts, str], str]
    private: bool = False


_QUESTION_WORDS = (
    "怎么",
    "咋",
    "找谁",
    "谁批",
    "哪个批",
    "谁审批",
    "规定",
    "要不要",
    "可以吗",
    "能不能",
    "几天",
    "多久",
    "？",
    "?",
    "吗",
    "如何",
)
