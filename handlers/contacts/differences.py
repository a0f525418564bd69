"""What a platform's contacts and the office's roster say differently, and the roster after the office has agreed.

The roster stays the office's own: units, roles and seals are written there and nowhere else. What the platform knows
better (who is there, how they are called, where they sit, who heads a department) is put to the office as a question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from handlers.contacts.book import Contact, Contacts
from handlers.engine.people import Member, Unit
from handlers.engine.roster import Roster


class Kind(StrEnum):
    """In what they differ, in the office's words."""

    JOINED = "新增"
    LEFT = "不在通讯录"
    MOVED = "调动"
    RENAMED = "改名"
    POST = "职务变动"
    HEAD = "负责人变动"


@dataclass(frozen=True)
class Difference:
    """One of them. `account` is the member's (of a head: the unit's name); `before` and `after` can be read;
    `value` is what would be written into the roster, "" where nothing can be."""

    kind: Kind
    account: str
    name: str
    before: str
    after: str
    value: str = ""

    @property
    def key(self) -> str:
        """Tells this question from every other; the same for as long as the two lists differ in the same way."""
        return f"{self.kind.name}:{self.account}:{self.after}"


def compare(contacts: Contacts, roster: Roster, links: Mapping[str, str]) -> tuple[Difference, ...]:
    """Every difference. `links` gives the member's account by the platform's user id in lower case; where it knows
    nobody, the member whose account is the user id is meant."""
    return tuple(_Comparison(contacts, roster, links).all())


def too_many_left(differences: Iterable[Difference], roster: Roster, most_percent: int) -> bool:
    """Whether so many are missing at once that the platform has rather hidden them: a narrowed visible range."""
    missing = sum(difference.kind is Kind.LEFT for difference in differences)
    return missing > max(1, len(roster.members) * most_percent // 100)


@dataclass(frozen=True)
class _Comparison:
    contacts: Contacts
    roster: Roster
    links: Mapping[str, str]

    def all(self) -> Iterator[Difference]:
        members = {member.account: member for member in self.roster.members}
        there: set[str] = set()
        for contact in self.contacts.people:
            account = self._account(contact.id)
            if not contact.active or account in there:
                continue
            there.add(account)
            member = members.get(account)
            yield from self._changed(contact, member) if member else [self._joined(contact, account)]
        yield from self._heads(members, there)
        yield from (
            Difference(Kind.LEFT, member.account, member.name, member.unit, "")
            for member in self.roster.members
            if member.account not in there
        )

    def _account(self, user: str) -> str:
        """Whom the platform's user id means; the user id itself for a stranger."""
        if linked := self.links.get(user.lower()):
            return linked
        people = (*self.roster.members, *self.roster.former)
        return next((member.account for member in people if member.account.lower() == user.lower()), user)

    def _joined(self, contact: Contact, account: str) -> Difference:
        unit = next(iter(self._units(contact)), "")
        shown = unit or next((n for d in contact.departments for n in self.contacts.names_upwards(d)), "")
        return Difference(Kind.JOINED, account, contact.name or account, contact.post, shown, unit)

    def _changed(self, contact: Contact, member: Member) -> Iterator[Difference]:
        units = self._units(contact)
        if units and member.unit not in units:
            yield _of(member, Kind.MOVED, member.unit, units[0])
        if contact.name and contact.name not in (member.name, contact.id):
            yield _of(member, Kind.RENAMED, member.name, contact.name)
        if contact.post and contact.post != member.post:
            yield _of(member, Kind.POST, member.post, contact.post)

    def _units(self, contact: Contact) -> list[str]:
        """The office's units that this person's departments are, or lie in."""
        known = {unit.name for unit in self.roster.units}
        found = (
            next((name for name in self.contacts.names_upwards(department) if name in known), "")
            for department in contact.departments
        )
        return [name for name in found if name]

    def _heads(self, members: Mapping[str, Member], there: set[str]) -> Iterator[Difference]:
        units = {unit.name: unit for unit in self.roster.units}
        for department in self.contacts.departments:
            unit = units.get(department.name)
            leaders = [account for user in department.leaders if (account := self._account(user)) in members]
            leaders = [account for account in leaders if account in there]
            if unit and leaders and unit.head not in leaders:
                before = members[unit.head].name if unit.head in members else ""
                yield Difference(Kind.HEAD, unit.name, unit.name, before, members[leaders[0]].name, leaders[0])


def _of(member: Member, kind: Kind, before: str, after: str) -> Difference:
    return Difference(kind, member.account, member.name, before, after, after)


def with_changes(roster: Roster, agreed: Sequence[Difference]) -> Roster:
    """The roster after the office has agreed to these; what cannot be written (nobody knows the unit) is left out,
    and so is whoever is not there any more. Departures are not done here (`departure.without`)."""
    for difference in agreed:
        if change := _CHANGES.get(difference.kind):
            roster = change(roster, difference)
    return roster


def can_be_written(difference: Difference, roster: Roster) -> bool:
    """Whether agreeing to it changes the roster: a newcomer needs a unit that the roster knows."""
    return with_changes(roster, [difference]) != roster


def _join(roster: Roster, new: Difference) -> Roster:
    known = any(member.account == new.account for member in roster.members)
    if known or not any(unit.name == new.value for unit in roster.units):
        return roster
    member = Member(new.account, new.name, new.value, new.before)
    former = tuple(gone for gone in roster.former if gone.account != new.account)
    return replace(roster, members=(*roster.members, member), former=former)


def _edit(roster: Roster, difference: Difference, **changes: str) -> Roster:
    members = tuple(
        replace(member, **changes) if member.account == difference.account else member  # type: ignore[arg-type]
        for member in roster.members
    )
    return replace(roster, members=members)


def _head(roster: Roster, new: Difference) -> Roster:
    """Another head; the role of a head goes along, where the one before had it and heads nothing else."""
    if not any(member.account == new.value for member in roster.members):
        return roster
    before = next((unit.head for unit in roster.units if unit.name == new.account), "")
    units = tuple(replace(unit, head=new.value) if unit.name == new.account else unit for unit in roster.units)
    return replace(roster, units=units, members=tuple(_with_role(m, before, new.value, units) for m in roster.members))


_HEADS = frozenset({"站所负责人", "村委会负责人"})


def _with_role(member: Member, before: str, after: str, units: Sequence[Unit]) -> Member:
    if member.account == before and not any(unit.head == before for unit in units):
        return replace(member, roles=member.roles - _HEADS)
    if member.account == after and not member.roles & _HEADS and member.unit in {u.name for u in units}:
        village = any(unit.head == after and unit.kind == "村委会" for unit in units)
        return replace(member, roles=member.roles | {"村委会负责人" if village else "站所负责人"})
    return member


_CHANGES: Mapping[Kind, Callable[[Roster, Difference], Roster]] = {
    Kind.JOINED: _join,
    Kind.MOVED: lambda roster, new: _edit(roster, new, unit=new.value),
    Kind.RENAMED: lambda roster, new: _edit(roster, new, name=new.value),
    Kind.POST: lambda roster, new: _edit(roster, new, post=new.value),
    Kind.HEAD: _head,
}
