"""Chinese of a township office: text in, meaning out (deterministic, offline)."""

from bot.language.answers import complete
from bot.language.dates import TimeReader
from bot.language.lexicon import Lexicon, Person, Place, Vehicle
from bot.language.reader import Reader
from bot.language.understanding import INTENTS, Ambiguity, Understanding

__all__ = [
    "INTENTS",
    "Ambiguity",
    "Lexicon",
    "Person",
    "Place",
    "Reader",
    "TimeReader",
    "Understanding",
    "Vehicle",
    "complete",
]
