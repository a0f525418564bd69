"""What is known of each office: its people, its policy, its language. Loaded once, again when a version changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from bot.language import Lexicon, Reader
from bot.vocabulary import lexicon_of
from handlers.engine.facts import Facts
from handlers.engine.policy import Policy
from handlers.engine.policy_file import read_policy
from handlers.engine.roster import Roster
from storage import absences, bookings, duty, people, policies, requests
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")


class NoOfficeError(LookupError):
    """An org that was never set up, or one without a policy: the remedy is in the words."""


@dataclass
class _Kept(Generic[T]):
    """The last value of each org, good as long as its version stands."""

    values: dict[str, tuple[object, T]] = field(default_factory=dict)

    def get(self, org: str, version: object, make: Callable[[], T]) -> T:
        known = self.values.get(org)
        if known is None or known[0] != version:
            known = (version, make())
            self.values[org] = known
        return known[1]


@dataclass
class Offices:
    """Every office of this deployment, as far as it has been asked for."""

    _rosters: _Kept[Roster] = field(default_factory=_Kept)
    _policies: _Kept[Policy] = field(default_factory=_Kept)
    _readers: _Kept[Reader] = field(default_factory=_Kept)

    def roster(self, uow: UnitOfWork, org: str) -> Roster:
        """The people and things of the office as the store has them now. Raises NoOfficeError."""
        version = people.roster_version(uow, org)
        if not version:
            raise NoOfficeError(f"单位“{org}”还没有建立，请先运行 dzb init")
        return self._rosters.get(org, version, lambda: people.load_roster(uow, org))

    def policy(self, uow: UnitOfWork, org: str) -> tuple[int, Policy]:
        """The policy in force and its version. Raises NoOfficeError."""
        adopted = policies.current(uow, org)
        if adopted is None:
            raise NoOfficeError(f"单位“{org}”还没有制度文件，请先运行 dzb init")
        policy = self._policies.get(org, adopted.version, lambda: read_policy(adopted.text))
        return adopted.version, policy

    def reader(self, uow: UnitOfWork, org: str) -> Reader:
        """Language with the office's own words."""
        version, policy = self.policy(uow, org)
        key = (people.roster_version(uow, org), version)
        return self._readers.get(org, key, lambda: Reader(self._lexicon(uow, org), policy.calendar))

    def facts(self, uow: UnitOfWork, org: str, now: datetime, member: str) -> Facts:
        """The office at this moment, with this member's year of absences and duty slots."""
        version, policy = self.policy(uow, org)
        roster = self.roster(uow, org)
        return Facts(
            now=now,
            directory=roster.directory(policy.leadership.lines),
            policy=policy,
            policy_version=version,
            absences=absences.known(uow, org, now.date(), member),
            duty=duty.of_member(uow, org, member, now - timedelta(days=31)),
            roster=roster,
            bookings=bookings.since(uow, org, now - timedelta(days=1)),
            filed=lambda matter: requests.of_matter(uow, org, matter, now.year - 1),
            on_duty=lambda since, until: duty.overlapping(uow, org, since, until),
        )

    def _lexicon(self, uow: UnitOfWork, org: str) -> Lexicon:
        return lexicon_of(self.roster(uow, org))
