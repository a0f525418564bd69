"""The verification code (校验码) on a printed paper: whoever holds the paper can ask whether the house issued it.

It is made from the request's number, the decisions on it, its lines in the book, and the seal that the audit trail put
on its filing. The seal is never shown to anybody, so that a code cannot be worked out from the paper itself.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from handlers.engine import serial as serials
from handlers.engine.ledger import Entry
from handlers.engine.request import Decision

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U: nothing on it can be taken for something else, and no word comes out of it."""
_READ_AS = str.maketrans("ILO", "110")
_LENGTH = 8
_SPOKEN = re.compile(
    r"(?P<serial>[A-Za-z]{2}-?\d{4}-?\d{4,6})[\s\-－—,，:：]*(?P<code>[0-9A-Za-z]{4}[\s\-－—]?[0-9A-Za-z]{4})"
)


@dataclass(frozen=True)
class Claim:
    """What a paper says of itself: its number and its code, each in its one form."""

    serial: str
    code: str


@dataclass(frozen=True)
class Evidence:
    """What the house knows of a request, in the order in which it was written: the ground of its codes."""

    serial: str
    seal: str
    events: Sequence[Entry] = ()
    decisions: Sequence[Decision] = ()

    def until(self, events: int, decisions: int) -> Evidence:
        """The same as it was after so many events and decisions."""
        return Evidence(self.serial, self.seal, self.events[:events], self.decisions[:decisions])


def code(evidence: Evidence) -> str:
    """The code that a paper printed from this gets: eight characters in two groups, 8H4T-Q2MX."""
    digest = hmac.new(evidence.seal.encode(), _canonical(evidence), hashlib.sha256).digest()
    number = int.from_bytes(digest[:5], "big")
    letters = "".join(_ALPHABET[number >> shift & 31] for shift in range(35, -5, -5))
    return f"{letters[:4]}-{letters[4:]}"


def events_after(claimed: str, evidence: Evidence) -> int | None:
    """How many events followed on the request since a paper with this code was printed: 0 where it is up to date.

    None where no paper of this request can ever have borne the code: it is forged, or mistyped.
    """
    if not evidence.seal:
        return None
    for events, decisions in product(range(len(evidence.events), 0, -1), range(len(evidence.decisions), -1, -1)):
        if hmac.compare_digest(code(evidence.until(events, decisions)), claimed):
            return len(evidence.events) - events
    return None


def claim(words: str) -> Claim | None:
    """The number and the code that somebody typed from a paper; O is read as 0, I and L as 1."""
    found = _SPOKEN.search(words)
    if found is None:
        return None
    letters = found["serial"].replace("-", "").upper()
    typed = re.sub(r"[\s\-－—]", "", found["code"]).upper().translate(_READ_AS)
    return Claim(serials.make(letters[:2], int(letters[2:6]), int(letters[6:])), f"{typed[:4]}-{typed[4:]}")


def _canonical(evidence: Evidence) -> bytes:
    content = [
        evidence.serial,
        [[e.event, e.member, dict(e.data), e.at.isoformat()] for e in evidence.events],
        [[d.step, d.actor, d.verdict.value, d.words, d.at.isoformat()] for d in evidence.decisions],
    ]
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
