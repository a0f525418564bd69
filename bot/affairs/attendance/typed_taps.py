"""The buttons of attendance in words, as a card sent in words tells people: 旷工 2 本人承认外出; 采纳 1; 发布."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bot.incoming import Envelope, Tap
from bot.turn import Turn
from handlers.attendance import absence_words, objection_words, publishing, words
from handlers.engine import serial as serials
from storage import cards
from storage.cards import Shown

OnTap = Callable[[Turn, Shown, Tap], None]

_NUMBERED = (
    *(absence_words.UNEXCUSED, absence_words.JUSTIFIED, absence_words.SLIP),
    *(objection_words.REFUSE, objection_words.ACCEPT),
)
_ALONE = frozenset(
    (
        *(words.ENTER, words.DROP, publishing.PUBLISH, publishing.LATER, publishing.NEVER),
        *(publishing.CORRECT, publishing.KEEP),
    )
)
_SAID = re.compile(
    rf"(?P<label>{'|'.join(_NUMBERED)})\s*(?P<number>(?:KQ-?(?:\d{{4}}-)?)?\d{{1,6}})号?(?:[\s，,：:]+(?P<words>.+))?",
    re.I | re.S,
)
_MOST = 100


def on_words(turn: Turn, text: str, taps: Mapping[str, OnTap]) -> bool:
    """Whether the words stand for a button of a card of this person; `taps` are the handlers by the cards' purpose."""
    if turn.group:
        return False
    if text in _ALONE:
        newest = next(iter(cards.seen_by(turn.uow, turn.org, [turn.account], 1)), None)
        return newest is not None and newest.card.bears(text) and _tap(turn, newest, text, "", taps)
    match = _SAID.fullmatch(text)
    number = serials.spoken(match["number"]) if match else None
    if match is None or number is None:
        return False
    seen = cards.seen_by(turn.uow, turn.org, [turn.account], _MOST)
    meant = (s for s in seen if s.purpose in taps and s.about and number.means(s.about))
    shown = next((s for s in meant if match["label"] in s.labels), None)
    return shown is not None and _tap(turn, shown, match["label"], match["words"] or "", taps)


def _tap(turn: Turn, shown: Shown, label: str, said: str, taps: Mapping[str, OnTap]) -> bool:
    if shown.purpose not in taps:
        return False
    envelope = Envelope(turn.org, turn.channel, "", turn.account, turn.now)
    taps[shown.purpose](turn, shown, Tap(envelope, shown.id, label, said))
    return True
