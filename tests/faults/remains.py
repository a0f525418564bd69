"""What a run leaves behind, in a form in which a disturbed run can be compared with an undisturbed one."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, select

from bot import sample
from storage import audit
from storage.store import Store
from storage.tables import audit as audit_rows
from storage.tables import cards, decisions, drafts, firings, inbox, ledger, outbox, requests
from storage.unit_of_work import UnitOfWork
from storage.workplace_tables import workplace_entries

_CLOCK = re.compile(r"\d{1,2}:\d\d(:\d\d(\.\d+)?)?")


@dataclass(frozen=True)
class Remains:
    """Rows without their times, and what people and the bot wrote into each chat, in its order."""

    rows: Mapping[str, Counter[str]]
    chats: Mapping[str, list[str]]

    def differences(self, other: Remains) -> list[str]:
        """What is here and not there, and the other way round; empty where both are the same."""
        found = [
            f"{name}: {sign} {row}"
            for name in self.rows
            for sign, more, less in (("+", self, other), ("-", other, self))
            for row in (more.rows[name] - less.rows[name]).elements()
        ]
        chats = self.chats.keys() | other.chats.keys()
        return found + [
            f"chat {chat}: {self.chats.get(chat)} instead of {other.chats.get(chat)}"
            for chat in sorted(chats)
            if self.chats.get(chat) != other.chats.get(chat)
        ]


_KEPT: Mapping[str, tuple[Table, tuple[str, ...]]] = {
    "inbox": (inbox, ("message_id", "sender", "kind")),
    "drafts": (drafts, ("member", "state", "slots")),
    "requests": (requests, ("serial", "applicant", "state", "form", "revision")),
    "decisions": (decisions, ("serial", "actor", "verdict", "words")),
    "ledger": (ledger, ("serial", "event", "data")),
    "cards": (cards, ("id", "receiver", "about", "content")),
    "outbox": (outbox, ("receiver", "kind", "content", "state")),
    "firings": (firings, ("job", "due", "outcome")),
    "audit": (audit_rows, ("actor", "action", "about")),
}


def left_by(store: Store) -> Remains:
    """What the store holds; the audit's chain must be whole."""
    return store.read(_remains)


def _remains(uow: UnitOfWork) -> Remains:
    assert audit.verify(uow, sample.ORG) is None
    rows = {name: _counted(uow, table, columns) for name, (table, columns) in _KEPT.items()}
    return Remains(rows, _chats(uow))


def _counted(uow: UnitOfWork, table: Table, columns: Iterable[str]) -> Counter[str]:
    found = uow.rows(select(*(table.c[name] for name in columns)))
    return Counter(_timeless([getattr(row, name) for name in columns]) for row in found)


def _chats(uow: UnitOfWork) -> dict[str, list[str]]:
    chats: dict[str, list[str]] = {}
    for row in uow.rows(select(workplace_entries).order_by(workplace_entries.c.id)):
        line = _timeless([row.sender, row.message_id, row.content, row.delivered])
        chats.setdefault(f"{row.receiver}, {'from a person' if row.sender else 'from the bot'}", []).append(line)
    return chats


def _timeless(values: list[Any]) -> str:
    return _CLOCK.sub("··:··", json.dumps(values, ensure_ascii=False, sort_keys=True))
