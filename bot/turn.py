"""One thing being handled: who did it, what is known at this moment, and the way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.language import Reader
from handlers.engine.facts import Facts
from handlers.engine.matter import Matter
from handlers.engine.moves import Act
from handlers.engine.people import Member
from storage import audit
from storage.outward import Outward
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Turn:
    """What every part of the conversation is given."""

    uow: UnitOfWork
    org: str
    member: Member
    facts: Facts
    out: Outward
    reader: Reader
    matters: Mapping[str, Matter]
    channel: str
    look: Callable[[UnitOfWork, str], Facts]
    look_at: Callable[[UnitOfWork, str, datetime], Facts]
    """The facts as they will be at another moment, by what is known now."""
    group: str = ""

    def about(self, account: str) -> Turn:
        """The same turn with the facts of whom the matter is about: that person's whole year of absences."""
        return replace(self, facts=self.look(self.uow, account))

    @property
    def now(self) -> datetime:
        """The moment at which it is handled."""
        return self.facts.now

    @property
    def account(self) -> str:
        """Who is acting."""
        return self.member.account

    def reply(self, text: str, about: str = "") -> None:
        """Words to whoever is acting, always in the single chat."""
        self.out.say(self.account, text, about)

    def answer(self, text: str, private: bool = False) -> None:
        """Words where the question was put: in the group, unless they are nobody else's business."""
        if self.group and not private:
            self.out.say_in_group(self.group, f"@{self.member.name} {text}")
        else:
            self.reply(text)

    def acknowledge(self) -> None:
        """In a group: received, the rest follows in the single chat (lessons 5.2, line 16)."""
        if self.group:
            self.out.say_in_group(self.group, f"@{self.member.name} 已收到，私聊您确认。")

    def act(self, words: str = "") -> Act:
        """This person doing something now."""
        return Act(self.account, self.now, words, self.channel)

    def record(self, action: str, about: str, detail: Mapping[str, Any] | None = None) -> None:
        """A line in the audit trail; never the content of what was written."""
        audit.append(self.uow, self.org, self.now, self.account, action, about, detail or {})
