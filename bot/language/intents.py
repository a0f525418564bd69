"""Which intent the evidence speaks for.

Weights: 5 says it outright, 3 says it, 2 suggests it, 1 agrees with it. The intent with most evidence wins if it has at
least `ENOUGH`; equal evidence is decided by the order of the tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.language.intent_cues import CUES
from bot.language.intent_words import WORDS

ENOUGH = 2

# What is asked about a matter, or taken back of it, names the matter too; the asking is what counts.
BOOST = {"status_query": 8, "balance_query": 4, "leave_cancel": 6, "leave_return": 5, "help": 3, "duty_query": 2}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The winning intent and its weight."""

    intent: str
    weight: int = 0


def weigh(text: str, shape: str) -> dict[str, int]:
    """The evidence for each intent that has any; `shape` is the text with people and times covered."""
    score: dict[str, int] = {}
    for intent, words in WORDS.items():
        found = [weight for word, weight in words.items() if word in text]
        if found:
            score[intent] = max(found) + min(len(found) - 1, 2)
    for cue in CUES:
        for word in cue.near:
            if word in text:
                if cue.pattern.search(shape if cue.shaped else text):
                    score[cue.intent] = score.get(cue.intent, 0) + cue.weight
                break
    for intent, more in BOOST.items():
        if score.get(intent, 0) > ENOUGH:
            score[intent] += more
    _journey_within(score, text)
    return score


# A journey is often only what the car, the money or the leave is for.
_WITHIN = ("vehicle", "loan", "leave", "seal", "archive_borrow", "reception", "leave_cancel", "leave_return", "print")
_REPORTED = ("报备", "外出", "备案", "报告一", "报一声")


def _journey_within(score: dict[str, int], text: str) -> None:
    if "outing" not in score or any(word in text for word in _REPORTED):
        return
    main = max((score.get(intent, 0) for intent in _WITHIN), default=0)
    if main >= 5:
        score["outing"] = min(score["outing"], main - 1)


def best(score: dict[str, int], barred: Iterable[str] = ()) -> Verdict:
    """The intent with most evidence."""
    banned = set(barred)
    open_ = {intent: weight for intent, weight in score.items() if intent not in banned}
    if not open_:
        return Verdict("none")
    intent = max(open_, key=lambda name: open_[name])
    return Verdict(intent, open_[intent]) if open_[intent] >= ENOUGH else Verdict("none", open_[intent])
