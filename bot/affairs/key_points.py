"""The office sends the key points of information work to every unit and sees who has read them (rules M08-4)."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.affairs.affair import Affair
from bot.incoming import Tap
from bot.language import Understanding
from bot.turn import Turn
from handlers.information import key_points as words
from storage import cards
from storage.cards import Shown

DRAFT, OUT = "key_points_draft", "key_points"
_SEND = re.compile(
    r"下发(?:\d{4}年|今年|本年度?|本季度)?的?信息(?:报送|工作)?要点(?:[:：，,\s]+(?P<text>.+))?", re.DOTALL
)
_WHO = re.compile(r"(?:信息(?:报送|工作)?)?要点(?:还有)?谁(?:还)?没有?(?:看|收到|点)(?:的|过|收到)?")


def _on_words(turn: Turn, text: str, said: Understanding) -> bool:
    match = _SEND.fullmatch(text)
    if match is None and not _WHO.fullmatch(text):
        return False
    turn.acknowledge()
    if not turn.facts.directory.in_office(turn.member):
        turn.reply(words.OFFICE_ONLY)
    elif match is None:
        _tell_who_has_not(turn)
    elif not match["text"]:
        turn.reply(words.EMPTY)
    else:
        points = match["text"].strip()
        turn.out.show(turn.account, words.draft(points, turn.facts), DRAFT, context={"points": points})
    return True


def _on_draft(turn: Turn, shown: Shown, tap: Tap) -> None:
    """下发, once, whoever taps again; 不下发 closes it."""
    if not shown.card.bears(tap.button):
        return turn.reply(words.SETTLED)
    points = str(shown.context["points"])
    if tap.button != words.SEND:
        return turn.out.repaint(replace(shown, card=shown.card.over(f"{points}\n没有下发。")))
    heads = words.receivers(turn.facts)
    for head in heads:
        turn.out.show(head.account, words.card(points, turn.member), OUT, context={"batch": shown.id})
    turn.record("key points sent", "", {"receivers": len(heads)})
    return turn.out.repaint(replace(shown, card=shown.card.over(words.sent(points, len(heads), turn.member))))


def _on_received(turn: Turn, shown: Shown, tap: Tap) -> None:
    """收到: the card says so; the office is not written to for each."""
    if shown.card.bears(tap.button):
        said = f"{shown.card.text}\n您已收到（{turn.now:%m月%d日 %H:%M}）。"
        turn.out.repaint(replace(shown, card=shown.card.over(said)))


def _tell_who_has_not(turn: Turn) -> None:
    out = cards.serving(turn.uow, turn.org, OUT)
    if not out:
        return turn.reply(words.NOTHING_SENT)
    batch = [shown for shown in out if shown.context["batch"] == out[0].context["batch"]]
    missing = [turn.facts.directory.name(s.receiver) for s in reversed(batch) if s.card.bears(words.RECEIVED)]
    return turn.reply(words.who_has_not(missing, len(batch)))


KEY_POINTS = Affair(_on_words, {DRAFT: _on_draft, OUT: _on_received})
