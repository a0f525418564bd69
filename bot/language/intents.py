"""Which intent the evidence speaks for.

Weights: 5 says it outright, 3 says it, 2 suggests it, 1 agrees with it. The intent with most evidence wins if it has at
least `ENOUGH`; equal evidence is decided by the order of the tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from bot.language.cues import CUES
from bot.language.intent_words import WORDS
from handlers.engine.phrases import phrase

T = TypeVar("T")

ENOUGH = 2

# What is asked about a matter, or taken back of it, names the matter too; the asking is what counts.
BOOST = {"status_query": 8, "balance_query": 4, "leave_cancel": 6, "leave_return": 5, "help": 3, "duty_query": 2}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The winning intent and its weight."""

    intent: str
    weight: int = 0


@dataclass(frozen=True)
class Evidence:
    """The tables turned about, so that a text is looked through once: what begins with these two characters, which cues
    are near this word."""

    words: dict[str, tuple[tuple[str, str, int], ...]]
    near: dict[str, tuple[tuple[str, int], ...]]
    pairs: frozenset[str]
    near_single: dict[str, tuple[int, ...]]


def _evidence() -> Evidence:
    words: dict[str, list[tuple[str, str, int]]] = {}
    for intent, weights in WORDS.items():
        for word, weight in weights.items():
            words.setdefault(word[:2], []).append((word, intent, weight))
    near: dict[str, list[tuple[str, int]]] = {}
    single: dict[str, list[int]] = {}
    for number, cue in enumerate(CUES):
        for word in cue.near:
            if len(word) == 1:
                single.setdefault(word, []).append(number)
            else:
                near.setdefault(word[:2], []).append((word, number))
    return Evidence(_frozen(words), _frozen(near), frozenset(words) | frozenset(near), _frozen(single))


def _frozen(table: dict[str, list[T]]) -> dict[str, tuple[T, ...]]:
    return {key: tuple(values) for key, values in table.items()}


_EVIDENCE = _evidence()


# Words in which a matter is only named: 打印店几点关门, 盖章的人排了好长的队, 这次督查组说….
_ONLY_NAMED = phrase(
    r"(?:打印|复印|文印)店|(?<=一)下乡(?=志|镇|政|党|里|长)|档案(?=室的)|值班(?=室)(?!室(?:今|明|是)?谁|有人)|督查[组室员](?=说|讲|来|到|走|在|反馈|刚|们|的)|采购(?:员|法|中心)|信息(?:化|员|中心)|维修(?:店|费)|用车费|接待(?:员|办)"
    r"|(?:盖章|请假|休假|出差|签到|下乡|下村|外出|报修|用车|打印|复印|领用|接待|采购|维修|借款|报账|销假)的"
    r"(?:人|同志|队伍|地方|同事|师傅|窗口|那家|鞋|衣服)"
)


def weigh(text: str, shape: str) -> dict[str, int]:
    """The evidence for each intent that has any; `shape` is the text with people and times covered."""
    if named := [match.span() for match in _ONLY_NAMED.finditer(text)]:
        text, shape = _covered(text, named), _covered(shape, named)
    most: dict[str, int] = {}
    count: dict[str, int] = {}
    cues: set[int] = set()
    pairs = _EVIDENCE.pairs
    for at in [at for at in range(len(text) - 1) if text[at : at + 2] in pairs]:
        pair = text[at : at + 2]
        for word, intent, weight in _EVIDENCE.words.get(pair, ()):
            if text.startswith(word, at):
                most[intent] = max(weight, most.get(intent, 0))
                count[intent] = count.get(intent, 0) + 1
        for word, number in _EVIDENCE.near.get(pair, ()):
            if text.startswith(word, at):
                cues.add(number)
    for char in set(text):
        cues.update(_EVIDENCE.near_single.get(char, ()))
    score = {intent: weight + min(count[intent] - 1, 2) for intent, weight in most.items()}
    for number in sorted(cues):
        cue = CUES[number]
        if cue.pattern.search(shape if cue.shaped else text):
            score[cue.intent] = score.get(cue.intent, 0) + cue.weight
    for intent, more in BOOST.items():
        if score.get(intent, 0) > ENOUGH:
            score[intent] += more
    _journey_within(score, text)
    return score


def _covered(text: str, spans: Iterable[tuple[int, int]]) -> str:
    chars = list(text)
    for begin, end in spans:
        chars[begin:end] = "□" * (end - begin)
    return "".join(chars)


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
