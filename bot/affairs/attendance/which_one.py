"""Two colleagues of one name: which of them is meant is asked, and the answer completes what was written."""

from __future__ import annotations

from bot.affairs.attendance.people_named import Several
from bot.turn import Turn
from handlers.attendance import words
from storage import cards
from storage.cards import Shown

WHICH = "attendance_who"


def ask(turn: Turn, text: str, doubt: Several) -> None:
    """A card with the units; where the unit does not tell them apart, words alone."""
    units = list(dict.fromkeys(member.unit for member in doubt.members))
    if len(units) < len(doubt.members):
        return turn.reply(doubt.text)
    context = {"text": text, "name": doubt.name, "units": units}
    turn.out.show(turn.account, words.which_card(doubt.name, units), WHICH, context=context)
    return None


def asking(turn: Turn, text: str) -> tuple[Shown, str] | None:
    """The card that is the newest in the chat, and which of its units these words name: 财政所的, 是财政所那个."""
    shown = next(iter(cards.seen_by(turn.uow, turn.org, [turn.account], 1)), None)
    if turn.group or shown is None or shown.purpose != WHICH or not shown.card.buttons:
        return None
    said = text.strip("。，,.！! ").removeprefix("是").removesuffix("的").removesuffix("那个").removesuffix("那位")
    said = said.replace(str(shown.context["name"]), "").strip("的（）() ")
    found = [unit for unit in shown.context["units"] if len(said) > 1 and (said in unit or unit in said)]
    return (shown, found[0]) if len(found) == 1 and len(said) <= len(found[0]) else None


def completed(shown: Shown, unit: str) -> str:
    """What was written, with the unit before the name."""
    name = str(shown.context["name"])
    return str(shown.context["text"]).replace(name, f"{unit}{name}", 1)
