"""A button's word written instead of tapped: where cards cannot be tapped, or somebody likes writing better."""

from __future__ import annotations

from bot.affairs.register import TAPS
from bot.incoming import Envelope, Tap
from bot.turn import Turn
from storage import cards, requests

_MOST_CARDS = 50
_LONGEST_LABEL = 8
_ON_REQUESTS = frozenset(["同意", "不同意", "驳回", "确认"])
"""What decides a request where one waits: an affair's card is then not meant without being named."""


def on_words(turn: Turn, short: str) -> bool:
    """Whether these words are the button of an affair's card that this person has open; if so, it is tapped.

    Of several such cards none is guessed at: the titles are named, and the card itself is to be tapped.
    """
    if turn.group or not 0 < len(short) <= _LONGEST_LABEL:
        return False
    newest = cards.seen_by(turn.uow, turn.org, [turn.account], _MOST_CARDS)
    meant = [shown for shown in newest if shown.purpose in TAPS and shown.card.bears(short)]
    if not meant or (short in _ON_REQUESTS and requests.waiting_for(turn.uow, turn.org, turn.account)):
        return False
    if len(meant) > 1:
        turn.reply(_which([shown.card.title for shown in meant], short))
        return True
    envelope = Envelope(turn.org, turn.channel, "", turn.account, turn.now)
    TAPS[meant[0].purpose](turn, meant[0], Tap(envelope, meant[0].id, short))
    return True


def _which(titles: list[str], label: str) -> str:
    named = "\n".join(f"{number}. {title}" for number, title in enumerate(titles, start=1))
    return f"您有{len(titles)}张卡片可以“{label}”，不知道您指哪一张：\n{named}\n请直接点那张卡片上的“{label}”。"
