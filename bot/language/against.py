"""What an objection to a message's being a request is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handlers.engine.phrases import phrase


@dataclass(frozen=True, slots=True)
class Against:
    """A turn of phrase that makes it no request, save for the intents that it spares."""

    name: str
    near: tuple[str, ...]
    pattern: re.Pattern[str]
    spares: frozenset[str] = frozenset()


def against(name: str, near: str, pattern: str, spares: str = "") -> Against:
    return Against(name, tuple(near.split()), phrase(pattern), frozenset(spares.split()))


# Families of intents that a turn of phrase often leaves standing.
DECIDED = "approve_text reject_text"
TOLD = "info supervise doc_receive"
ASKED = "duty_query status_query balance_query help"
