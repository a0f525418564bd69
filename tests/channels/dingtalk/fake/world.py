"""What the fake knows: people, groups, cards as they stand in each chat, quotas, and what people saw."""

from __future__ import annotations

import itertools
import secrets
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any

QUOTA = {"api": 5000, "ws": 3000}
"""A calendar month of the free edition."""
QPS = 20
SESSION_SECONDS = 90 * 60


class Refused(Exception):  # noqa: N818 - what the platform does
    """An error for the caller: `code` is a word with an HTTP status on the new API, a number on the old one."""

    def __init__(self, code: str | int, words: str = "", status: int = 400) -> None:
        super().__init__(words or str(code))
        self.code, self.words, self.status = code, words or str(code), status


@dataclass
class Card:
    """One card and everybody who has it. `own` is what the answer to a tap showed to the tapper alone."""

    track: str
    template: str
    callback_type: str
    route: str
    public: dict[str, str]
    private: dict[str, dict[str, str]] = field(default_factory=dict)
    own: dict[str, dict[str, str]] = field(default_factory=dict)
    holders: list[str] = field(default_factory=list)
    answering: int = 0
    """Taps that wait for their answer: an update now is against the rules."""
    updates: int = 0

    def as_seen_by(self, user: str) -> dict[str, str]:
        """What stands on it for one person."""
        return {**self.public, **self.private.get(user, {}), **self.own.get(user, {})}


@dataclass
class Post:
    """One message that can be recalled under its key."""

    key: str
    to: list[str]
    group: bool
    at: float
    recalled: bool = False


@dataclass
class World:
    """All of it. `setup` is what a test sent; `switches` make the platform misbehave."""

    setup: dict[str, Any] = field(default_factory=dict)
    switches: dict[str, Any] = field(default_factory=dict)
    ahead: float = 0.0
    seen: list[dict[str, Any]] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)
    calls: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    used: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    tokens: dict[str, float] = field(default_factory=dict)
    tickets: dict[str, dict[str, Any]] = field(default_factory=dict)
    sessions: dict[str, dict[str, Any]] = field(default_factory=dict)
    cards: dict[str, Card] = field(default_factory=dict)
    routes: dict[str, dict[str, str]] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    works: dict[int, dict[str, Any]] = field(default_factory=dict)
    worked: set[tuple[str, str]] = field(default_factory=set)
    webhook_ids: set[str] = field(default_factory=set)
    blocked_until: dict[str, float] = field(default_factory=dict)
    sent_at: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    media: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    dropped: int = 0
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def now(self) -> float:
        """The platform's clock."""
        return time.time() + self.ahead

    def new_id(self, prefix: str) -> str:
        """An id nobody has had."""
        return f"{prefix}{next(self.numbers)}{secrets.token_hex(6)}"

    def people(self) -> dict[str, dict[str, Any]]:
        """Everybody in the app's visible range, by userId."""
        return {person["userid"]: person for person in self.setup["people"]}

    # --- what people see ----------------------------------------------------------------------------------------------

    def show(self, to: str, kind: str, via: str, **what: Any) -> None:
        """Something stands in a chat."""
        self.seen.append({"number": len(self.seen) + 1, "to": to, "kind": kind, "via": via, **what})

    # --- limits -------------------------------------------------------------------------------------------------------

    def spend(self, kind: str) -> bool:
        """Use one of this month's; False where none is left."""
        most = self.setup.get("quota", {}).get(kind, QUOTA[kind])
        if self.used[kind] >= most:
            return False
        self.used[kind] += 1
        return True

    def too_fast(self, key: str, most: int, seconds: float) -> bool:
        """More than so many in so many seconds; what was refused is not counted."""
        sent, now = self.sent_at[key], time.monotonic() + self.ahead
        while sent and sent[0] <= now - seconds:
            sent.popleft()
        if len(sent) >= most:
            return True
        sent.append(now)
        return False

    # --- tokens -------------------------------------------------------------------------------------------------------

    def give_token(self) -> tuple[str, int]:
        """The living token, its life begun anew, or a new one."""
        living = [token for token, ends in self.tokens.items() if ends > self.now()]
        token = living[0] if living else secrets.token_hex(16)
        self.tokens[token] = self.now() + 7200
        return token, 7200

    def is_token(self, token: str) -> bool:
        """Whether it is one and lives."""
        return self.tokens.get(token, 0) > self.now()

    def check_app(self, client_id: Any, secret: Any) -> bool:
        """Whether these are the app's."""
        return (client_id, secret) == (self.setup["client_id"], self.setup["client_secret"])

    # --- cards --------------------------------------------------------------------------------------------------------

    def hand_over(self, card: Card, to: str, via: str) -> None:
        """A copy of the card into a chat."""
        card.holders.append(to)
        self.show(to, "card", via, track=card.track, card=card.as_seen_by(to))

    def repaint(self, card: Card, before: dict[str, dict[str, str]]) -> None:
        """Tell everybody for whom the card looks otherwise than before."""
        for holder in dict.fromkeys(card.holders):
            after = card.as_seen_by(holder)
            if after != before[holder]:
                self.show(holder, "update", "card", track=card.track, card=after)

    def looks(self, card: Card) -> dict[str, dict[str, str]]:
        """How it looks to each holder."""
        return {holder: card.as_seen_by(holder) for holder in card.holders}


def merged(old: dict[str, str], new: dict[str, str], by_key: bool) -> dict[str, str]:
    """New data in the place of old: without `by_key` everything that is not sent is wiped."""
    return {**old, **new} if by_key else dict(new)
