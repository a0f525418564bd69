"""What is known of each office: its people, its policy, its language. Loaded once, again when a version changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Generic, TypeVar

from bot.language import Reader
from bot.vocabulary import lexicon_of
from handlers.engine.facts import Facts
from handlers.engine.people import Directory
from handlers.engine.policy import Policy
from handlers.engine.policy_file import read_policy
from handlers.engine.roster import Roster
from storage import absences, bookings, duty, people, policies, requests, versions
from storage.unit_of_work import UnitOfWork
from storage.versions import Versions

T = TypeVar("T")

_RECENT = timedelta(days=90)


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
    _directories: _Kept[Directory] = field(default_factory=_Kept)
    _readers: _Kept[Reader] = field(default_factory=_Kept)

    def roster(self, uow: UnitOfWork, org: str) -> Roster:
        """The people and things of the office as the store has them now. Raises NoOfficeError."""
        return self._roster(uow, org, versions.standing(uow, org))

    def policy(self, uow: UnitOfWork, org: str) -> tuple[int, Policy]:
        """The policy in force and its version. Raises NoOfficeError."""
        stand = versions.standing(uow, org)
        return stand.policy, self._policy(uow, org, stand)

    def reader(self, uow: UnitOfWork, org: str) -> Reader:
        """Language with the office's own words."""
        stand = versions.standing(uow, org)
        return self._reader(org, self._roster(uow, org, stand), stand.policy, self._policy(uow, org, stand))

    def reader_for(self, org: str, facts: Facts) -> Reader:
        """The same where the office's facts are at hand already: nothing is asked of the store."""
        return self._reader(org, facts.roster, facts.policy_version, facts.policy)

    def facts(self, uow: UnitOfWork, org: str, now: datetime, member: str) -> Facts:
        """The office at this moment, with this member's year of absences and duty slots."""
        stand = versions.standing(uow, org)
        policy, roster = self._policy(uow, org, stand), self._roster(uow, org, stand)
        lines = policy.leadership.lines
        return Facts(
            now=now,
            directory=self._directories.get(org, stand, lambda: roster.directory(lines)),
            policy=policy,
            policy_version=stand.policy,
            absences=absences.known(uow, org, now.date(), member),
            duty=duty.of_member(uow, org, member, now - timedelta(days=31)),
            roster=roster,
            bookings=bookings.since(uow, org, now - timedelta(days=1)),
            filed=lambda matter: requests.of_matter(uow, org, matter, now.year - 1),
            recent=cache(lambda matter: requests.recent_of_matter(uow, org, matter, now - _RECENT)),
            on_duty=lambda since, until: duty.overlapping(uow, org, since, until),
        )

    def _roster(self, uow: UnitOfWork, org: str, stand: Versions) -> Roster:
        if not stand.roster:
            raise NoOfficeError(f"单位“{org}”还没有建立，请先运行 dzb init")
        return self._rosters.get(org, stand.roster, lambda: people.load_roster(uow, org))

    def _policy(self, uow: UnitOfWork, org: str, stand: Versions) -> Policy:
        return self._policies.get(org, stand.policy, lambda: _read(uow, org, stand.policy))

    def _reader(self, org: str, roster: Roster, version: int, policy: Policy) -> Reader:
        return self._readers.get(org, (roster, version), lambda: Reader(lexicon_of(roster), policy.calendar))


def _read(uow: UnitOfWork, org: str, version: int) -> Policy:
    adopted = policies.version(uow, org, version)
    if adopted is None:
        raise NoOfficeError(f"单位“{org}”还没有制度文件，请先运行 dzb init")
    return read_policy(adopted.text)
