"""What the fake knows: people, groups, the app, the bot, cards as they stand in each chat, and what people saw."""

from __future__ import annotations

import itertools
import secrets
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any

INTERACTIVE = frozenset({"button_interaction", "vote_interaction", "multiple_interaction"})
CODE_SECONDS = 72 * 3600
LIMITS = {
    "app": {"title": 36, "key": 5, "value": 30, "sub": 160, "text": 2048, "source": 20, "selection": 16},
    "bot": {"title": 26, "key": 5, "value": 26, "sub": 112, "text": 20480, "source": 13, "selection": 13},
}


class Refused(Exception):  # noqa: N818 - what the platform does
    """An errcode for the caller."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(words)
        self.code, self.words = code, words


@dataclass
class Card:
    """One card as one person has it."""

    task: str
    user: str
    door: str
    body: dict[str, Any]
    repainted: int = 0


@dataclass
class Code:
    """Repaints a card once, for 72 hours."""

    task: str
    at: float
    used: bool = False


@dataclass
class World:
    """All of it. `setup` is what a test sent; `switches` make the platform misbehave."""

    setup: dict[str, Any] = field(default_factory=dict)
    switches: dict[str, Any] = field(default_factory=dict)
    ahead: float = 0.0
    seen: list[dict[str, Any]] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)
    calls: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    tokens: dict[str, float] = field(default_factory=dict)
    dead_tokens: set[str] = field(default_factory=set)
    wrong_secrets: int = 0
    tasks: set[tuple[str, str]] = field(default_factory=set)
    cards: dict[tuple[str, str], Card] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    activated: set[str] = field(default_factory=set)
    bodies: dict[str, float] = field(default_factory=dict)
    sent_at: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    dropped: int = 0
    media: dict[str, str] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def now(self) -> float:
        """The platform's clock."""
        return time.time() + self.ahead

    def new_id(self, prefix: str) -> str:
        """An id nobody has had."""
        return f"{prefix}{next(self.numbers)}-{secrets.token_hex(6)}"

    # --- what people see ----------------------------------------------------------------------------------------------

    def show(self, to: str, kind: str, via: str, **what: Any) -> None:
        """Something stands in a chat."""
        self.seen.append({"number": len(self.seen) + 1, "to": to, "kind": kind, "via": via, **what})

    def drops(self, user: str) -> bool:
        """More than 30 a minute to one person from one app is dropped without a word."""
        if self.switches.get("unlimited"):
            return False
        if self._within(user, 60) >= 30 or self._within(user, 3600) >= 1000:
            self.dropped += 1
            return True
        self.sent_at[user].append(self.now())
        return False

    def _within(self, key: str, seconds: float) -> int:
        """How many were sent there in the last so many seconds; older than an hour is forgotten."""
        sent, now = self.sent_at[key], self.now()
        while sent and sent[0] <= now - 3600:
            sent.popleft()
        return sum(at > now - seconds for at in sent)

    def too_fast(self, key: str, most: int, an_hour: int = 10**9) -> bool:
        """More than so many a minute, or an hour."""
        self.sent_at[key].append(self.now())
        return self._within(key, 60) > most or self._within(key, 3600) > an_hour

    # --- cards --------------------------------------------------------------------------------------------------------

    def check_card(self, body: Any, door: str) -> None:
        """Raise Refused for a card that the platform would not take, or would cut."""
        if not isinstance(body, dict):
            raise Refused(40058, "template_card missing")
        limits = LIMITS[door]
        faults = [*_parts_missing(body), *_too_long(body, limits)]
        if faults:
            raise Refused(40058, f"template_card: {faults[0]}")

    def use_task(self, body: dict[str, Any], door: str) -> str:
        """Take a new card's name. Raise Refused where it was used before."""
        task = str(body.get("task_id", ""))
        if body["card_type"] in INTERACTIVE or task:
            allowed = set("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-@")
            if not task or len(task.encode()) > 128 or set(task) - allowed:
                raise Refused(42014, "task_id invalid")
            if (door, task) in self.tasks:
                raise Refused(42014, "task_id used before")
            self.tasks.add((door, task))
        return task

    def put_card(self, user: str, door: str, task: str, body: dict[str, Any]) -> None:
        """A card into somebody's chat."""
        self.cards[(user, task)] = Card(task, user, door, body)
        self.show(user, "card", door, task=task, card=body)

    def new_code(self, task: str) -> str:
        """A code that repaints this card."""
        code = secrets.token_urlsafe(24)
        self.codes[code] = Code(task, self.now())
        return code

    def repaint(self, user: str, task: str, body: dict[str, Any], via: str) -> None:
        """The card shows something else."""
        card = self.cards.get((user, task))
        if card is None:
            raise Refused(42016, "task unknown")
        card.body = {**body, "task_id": task}
        card.repainted += 1
        self.show(user, "update", via, task=task, card=card.body)


def _parts_missing(body: dict[str, Any]) -> list[str]:
    kind = body.get("card_type")
    title = (body.get("main_title") or {}).get("title")
    faults = []
    if kind not in INTERACTIVE | {"text_notice", "news_notice"}:
        faults.append("card_type")
    if kind == "text_notice":
        action = body.get("card_action") or {}
        if action.get("type") not in (1, 2) or not action.get("url"):
            faults.append("card_action")
        if not title and not body.get("sub_title_text"):
            faults.append("main_title or sub_title_text")
    if kind == "button_interaction" and not (title and body.get("button_list")):
        faults.append("main_title and button_list")
    keys = [button.get("key") for button in body.get("button_list", [])]
    if len(set(keys)) != len(keys) or not all(keys):
        faults.append("button keys not unique")
    return faults


def _too_long(body: dict[str, Any], limits: dict[str, int]) -> list[str]:
    """The client would cut these: here they are an error, because a cut decision is a wrong one."""
    measured: list[tuple[str, Any, int]] = [
        ("source", (body.get("source") or {}).get("desc", ""), limits["source"]),
        ("title", (body.get("main_title") or {}).get("title", ""), limits["title"]),
        ("sub_title_text", body.get("sub_title_text", ""), limits["sub"]),
        ("rows", body.get("horizontal_content_list", []), 6),
        ("buttons", body.get("button_list", []), 6),
    ]
    for row in body.get("horizontal_content_list", []):
        measured += [
            ("keyname", row.get("keyname", ""), limits["key"]),
            ("value", row.get("value", ""), limits["value"]),
        ]
    for button in body.get("button_list", []):
        measured += [("button", button.get("text", ""), 10), ("key", button.get("key", "").encode(), 1024)]
    menu = body.get("action_menu")
    if menu is not None:
        measured.append(("menu", menu["action_list"], 3))
        measured.append(("menu desc", "" if menu.get("desc") else "missing", 0))
    selection = body.get("button_selection")
    if selection:
        measured.append(("options", selection.get("option_list", []), 10))
        measured.append(("selection", selection.get("title", ""), limits["selection"]))
        for option in selection.get("option_list", []):
            measured.append(("option", option.get("text", ""), 10))
            measured.append(("option id", option.get("id", "").encode(), 128))
    return [f"{name} too long" for name, value, most in measured if len(value) > most]
