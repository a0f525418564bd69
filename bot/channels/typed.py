"""Words that stand for a tap with a text field: this platform's cards have none, so people write it.

«驳回 12 人手不够»: the button's word, the number, the words. Where exactly one card of the person bears that button and
that number, it is the same as tapping it with the words filled in; else it is an ordinary message.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.engine import serial as serials
from handlers.engine.content import Card
from storage import cards
from storage.cards import Shown
from storage.unit_of_work import UnitOfWork

_MOST = 100
_NUMBER = r"(?P<number>(?:[A-Za-z]{2}-?(?:\d{4}-)?)?\d{1,6})"
_SAID = re.compile(rf"(?P<label>[\u4e00-\u9fff]{{1,8}})\s*{_NUMBER}[\s,，:：]+(?P<words>\S.*)", re.S)
_HEARD_AS_WORDS = frozenset({"同意", "驳回"})
"""Decisions that the house understands, and confirms, as words on every platform."""


@dataclass(frozen=True)
class Typed:
    """The tap that was meant."""

    card_id: str
    button: str
    input: str
    choice: str = ""


def as_tap(uow: UnitOfWork, org: str, member: str, text: str) -> Typed | None:
    """The tap that these words of this member stand for, or None."""
    said = _SAID.fullmatch(text.strip())
    number = serials.spoken(said["number"]) if said else None
    if said is None or number is None:
        return None
    meant = [s for s in cards.seen_by(uow, org, [member], _MOST) if s.about and number.means(s.about)]
    shown, label = (
        _only([(s, _label(s.card, said["label"])) for s in meant])
        or _only([(s, _bygone(s, said["label"])) for s in meant])
        or (None, "")
    )
    if shown is None:
        return None
    choice, words = _choice(shown.card, said["words"].strip())
    return Typed(shown.id, label, words, choice)


def _only(found: Sequence[tuple[Shown, str]]) -> tuple[Shown, str] | None:
    """The newest card that has a label, where all that have one are about the same number."""
    labelled = [(shown, label) for shown, label in found if label]
    return labelled[0] if len({shown.about for shown, _ in labelled}) == 1 else None


def _bygone(shown: Shown, said: str) -> str:
    """A button that the card bore once: tapping it is answered with the truth, and so are its words."""
    if said in _HEARD_AS_WORDS:
        return ""
    bygone = [label for label in shown.labels if not shown.card.bears(label)]
    return next((label for label in bygone if said in (label, label.removeprefix("写"))), "")


def _label(card: Card, said: str) -> str:
    """The button that is meant, where the card has a text field; «意见» means «写意见»."""
    if card.input is None or said in _HEARD_AS_WORDS:
        return ""
    return next((b.label for b in card.buttons if said in (b.label, b.label.removeprefix("写"))), "")


def _choice(card: Card, words: str) -> tuple[str, str]:
    """One of the card's options, where the words begin with it, and the rest."""
    options = card.choice.options if card.choice else ()
    for option in options:
        rest = words.removeprefix(option)
        if rest != words and (not rest or rest[0].isspace() or rest[0] in "，,：:"):
            return option, rest.strip(" ，,：:")
    return "", words
