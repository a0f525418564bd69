"""Turns of phrase that speak for an intent, by family; each beside the sentences that made it."""

from bot.language.cues.absence import ABSENCE
from bot.language.cues.asking_how import HOW
from bot.language.cues.kind import Cue
from bot.language.cues.papers import PAPERS
from bot.language.cues.questions import QUESTIONS
from bot.language.cues.things import THINGS_AND_MONEY

CUES: tuple[Cue, ...] = (*ABSENCE, *THINGS_AND_MONEY, *PAPERS, *QUESTIONS, *HOW)

__all__ = ["CUES", "Cue"]
