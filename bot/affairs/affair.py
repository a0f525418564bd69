"""What an affair brings to the conversation: the words it hears, and the cards whose taps are its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.incoming import FileSent, Tap
from bot.language import Understanding
from bot.turn import Turn
from storage.cards import Shown


@dataclass(frozen=True)
class Affair:
    """One affair of the office, as the conversation meets it.

    `on_words` is given what was written without the call to the bot, and what language made of it; it returns whether
    the words were its own, and has then done what they ask for. `purposes` names the cards it sends out (each name is
    used by one affair only) and what a tap on one does. `on_file` is given a file nothing else asked for.
    """

    on_words: Callable[[Turn, str, Understanding], bool]
    purposes: Mapping[str, Callable[[Turn, Shown, Tap], None]] = field(default_factory=dict)
    on_file: Callable[[Turn, FileSent], bool] = lambda turn, sent: False
