"""How much a message is like the messages of each intent: the second opinion beside the cues.

The cues know what was thought of; people write what nobody thought of. Every piece of one to four characters of a
message (people, times and numbers covered, so that 明天 and 周五 are one thing) speaks for and against each intent, as
much as it did in the practice messages. `tests/language/learn.py` learned the weights in `likeness.json` from them.

A decision is never made by likeness: approving and refusing take words that say so (`bot.language.decisions`).
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path

from handlers.engine.phrases import phrase

WEIGHTS = Path(__file__).with_name("likeness.json")

# The longest piece, and how much of a long message is looked at: what one wants stands near its beginning.
LONGEST_PIECE = 4
LOOKED_AT = 90
# Weights are kept as whole numbers.
SCALE = 100

# How much a verdict of the cues counts beside likeness (natural logarithm of the odds): one that says something, an
# objection to any request, mere silence, and words of an approver.
SAID, OBJECTED, SILENT, DECIDED = 1.0, 1.0, 0.0, 1.0
# A doubt is settled in favour of leaving people alone.
LEFT_ALONE = 0.3
# So few characters (下乡, 销假) are one word, of which the cues know what it says.
A_WORD, OF_A_WORD = 4, 4.0
# What the cues say outright, several of them agreeing.
OUTRIGHT, OF_OUTRIGHT = 15, 2.0
# What no cue speaks for must be at least so probable (logarithm of 0.4).
LIKELY = math.log(0.4)
# Nothing but times, names and numbers: an answer to something, perhaps, but like no request.
_SAYS_NOTHING = phrase(r"[tlp№□0-9A-Za-z/:：，,。、（）()~\-—至到和\s]*")
# What is done at once, without a form to look at first: only where it is as good as certain (logarithm of 0.7).
_DONE_AT_ONCE, CERTAIN = frozenset({"signin", "leave_return", "leave_cancel"}), math.log(0.7)
_NEVER_BY_LIKENESS = frozenset({"approve_text", "reject_text"})

_NUMBERS = phrase(r"[0-9]+(?:[.:][0-9]+)?")
_RUN = phrase(r"([tlp№□])\1+")
_BLANK = phrase(r"[\s，,]+")


def pieces(shape: str) -> set[str]:
    """The pieces of a message, given its shape (`Sentence.shape`)."""
    text = _RUN.sub(r"\1", _NUMBERS.sub("0", _BLANK.sub("，", shape)))[:LOOKED_AT]
    text = f"^{text.rstrip('。！!')}$"
    size = len(text)
    return {text[at : at + length] for length in range(1, LONGEST_PIECE + 1) for at in range(size - length + 1)}


# The weights of a piece for all intents stand side by side in one whole number, so many bits each: adding two such
# numbers adds them for every intent at once.
_BITS = 24
_LANE, _HALF = (1 << _BITS) - 1, 1 << (_BITS - 1)


@cache
def _weights() -> tuple[list[str], dict[str, int]]:
    """The intents, and for each piece its weights side by side in the intents' order."""
    learned = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return learned["intents"], {piece: _side_by_side(pairs) for piece, pairs in learned["pieces"].items()}


def _side_by_side(pairs: list[int]) -> int:
    """Of pairs of an intent's number and its weight, one after the other."""
    return sum(weight << (_BITS * at) for at, weight in zip(pairs[::2], pairs[1::2], strict=True))


def _apart(total: int, count: int) -> list[int]:
    sums = []
    for _ in range(count):
        lane = total & _LANE
        lane = lane - _LANE - 1 if lane >= _HALF else lane
        sums.append(lane)
        total = (total - lane) >> _BITS
    return sums


def warm() -> None:
    """Loads the weights, which otherwise the first message waits for."""
    _weights()


def likeness(shape: str) -> dict[str, float]:
    """For each intent the logarithm of how probable it is."""
    intents, weights = _weights()
    found = pieces(shape)
    known = weights.get
    total = sum([known(piece, 0) for piece in found])
    share = 1 / (SCALE * math.sqrt(len(found)))
    scores = [share * weight for weight in _apart(total, len(intents))]
    top = max(scores)
    whole = top + math.log(sum([math.exp(score - top) for score in scores]))
    return {intent: score - whole for intent, score in zip(intents, scores, strict=True)}


def together(ruled: str, shape: str, *, objected: bool, weight: int = 0) -> str:
    """The intent that cues and likeness together speak for.

    `ruled` is the one that the cues named, "none" included, `weight` their evidence for it.
    """
    if _SAYS_NOTHING.fullmatch(shape):
        return ruled
    odds = likeness(shape)
    odds["none"] += LEFT_ALONE
    odds[ruled] = odds.get(ruled, 0.0) + _own_weight(ruled, shape, objected, weight)
    allowed = [intent for intent in odds if intent == ruled or _may_be_said_by_likeness(intent, odds[intent])]
    meant = max(allowed, key=lambda intent: odds[intent])
    return meant if meant == ruled or ruled != "none" or odds[meant] >= LIKELY else "none"


def _may_be_said_by_likeness(intent: str, odds: float) -> bool:
    return intent not in _NEVER_BY_LIKENESS and (intent not in _DONE_AT_ONCE or odds >= CERTAIN)


def _own_weight(ruled: str, shape: str, objected: bool, weight: int) -> float:
    if len(shape) <= A_WORD:
        return OF_A_WORD
    if ruled == "none":
        return OBJECTED if objected else SILENT
    return OF_OUTRIGHT if weight >= OUTRIGHT else SAID


def agrees(decision: str, shape: str) -> bool:
    """Whether what reads like an approver's decision is one: 同意 is, 同意的话我就跟他讲一声 is not."""
    if len(shape) <= A_WORD:
        return True
    odds = likeness(shape)
    return odds[decision] + DECIDED >= odds["none"]
