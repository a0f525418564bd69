"""What was understood: intent, slots, the words they come from, and what must be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

INTENTS = (
    "leave",
    "leave_cancel",
    "leave_return",
    "vehicle",
    "seal",
    "info",
    "outing",
    "signin",
    "duty_query",
    "status_query",
    "balance_query",
    "approve_text",
    "reject_text",
    "supplies",
    "print",
    "reception",
    "purchase",
    "repair",
    "loan",
    "archive_borrow",
    "doc_receive",
    "supervise",
    "minutes",
    "help",
    "none",
)


@dataclass(frozen=True)
class Ambiguity:
    """Something to ask about, with the candidates as buttons.

    `slot` is asked for, `words` are those in the text («周五»), `candidates` are (label for people, slot value).
    """

    slot: str
    words: str
    candidates: tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Understanding:
    """One request: `slots` hold JSON-able values, and only what the text gives.

    `also` are further requests of the same message; `evidence` the words behind each slot; `refused` marks a text with
    a classification mark, of which nothing is kept.
    """

    intent: str
    slots: Mapping[str, Any]
    also: tuple[Understanding, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict)
    ambiguous: tuple[Ambiguity, ...] = ()
    refused: bool = False
