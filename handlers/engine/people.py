"""Who is who in the office, and who stands in what relation to whom. Names are never written into a rule."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """The roles that the roster may name, in its own words (花名册.csv, column 角色)."""

    PRINCIPAL = "主要领导"
    SUPERVISING_LEADER = "分管领导"
    OFFICE_DIRECTOR = "党政办主任"
    VICE_DIRECTOR = "党政办副主任"
    SEAL_KEEPER = "印章管理员"
    CLERK = "文书"
    ARCHIVIST = "档案管理员"
    PRINTER = "文印管理员"
    DISPATCHER = "车辆调度员"
    WEBSITE_KEEPER = "网站管理员"
    DRIVER = "驾驶员"
    UNIT_HEAD = "站所负责人"
    VILLAGE_HEAD = "村委会负责人"
    FINANCE = "财务人员"


class Line(StrEnum):
    """The two lines of a township: the Party committee's and the government's."""

    PARTY = "党委"
    GOVERNMENT = "政府"


@dataclass(frozen=True)
class Member:
    """A person of the office. `account` is the identity; two people may share a name."""

    account: str
    name: str
    unit: str
    post: str
    roles: frozenset[str] = frozenset()
    service_from: date | None = None

    def holds(self, role: str) -> bool:
        """Whether the roster gives this person the role."""
        return role in self.roles


@dataclass(frozen=True)
class Unit:
    """A part of the office: its line, the leader who supervises it, and its head (accounts; "" where none)."""

    name: str
    kind: str
    line: str
    supervising_leader: str
    head: str


@dataclass(frozen=True)
class Directory:
    """Everyone in service, the units, who stands in for whom, and which word of a post means which line.

    `line_words` comes from the policy: (word in a post, line), the first match wins.
    """

    members: Mapping[str, Member]
    units: Mapping[str, Unit]
    stand_ins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    line_words: tuple[tuple[str, str], ...] = ()
    office_unit: str = "党政办公室"

    def member(self, account: str) -> Member | None:
        """The person of this account, or None where nobody in service has it."""
        return self.members.get(account)

    def name(self, account: str) -> str:
        """How the person is called; the account itself where nobody has it any more."""
        member = self.members.get(account)
        return member.name if member else account

    def told_apart(self, member: Member) -> str:
        """The name, with the unit behind it where somebody else in service bears the same."""
        return f"{member.name}（{member.unit}）" if len(self.named(member.name)) > 1 else member.name

    def named(self, words: str) -> tuple[Member, ...]:
        """Everyone whom these words can mean: an account, a name, or a name with a title behind it (王强乡长)."""
        words = words.strip()
        exact = tuple(m for m in self.members.values() if words in (m.account, m.name))
        if exact:
            return exact
        return tuple(m for m in self.members.values() if words.startswith(m.name))

    def holders(self, role: str) -> tuple[Member, ...]:
        """Everyone who holds the role, in the order of the roster."""
        return tuple(m for m in self.members.values() if m.holds(role))

    def supervising_leader(self, member: Member) -> Member | None:
        """The leader who supervises this person's unit (分管领导), or None where the roster names none."""
        unit = self.units.get(member.unit)
        return self.members.get(unit.supervising_leader) if unit else None

    def line_of(self, member: Member) -> str:
        """The line this person belongs to: by the post for the leadership, else by the unit; "" where unknown."""
        unit = self.units.get(member.unit)
        if unit and unit.line:
            return unit.line
        return next((line for word, line in self.line_words if word in member.post), "")

    def principal(self, line: str) -> Member | None:
        """The principal leader of the line: the secretary for the Party's, the mayor for the government's."""
        return next((m for m in self.holders(Role.PRINCIPAL) if _leads(m) == line), None)

    def in_office(self, member: Member) -> bool:
        """Whether the person belongs to the Party-government office itself, drivers aside."""
        return member.unit == self.office_unit and not member.holds(Role.DRIVER)

    def contact(self, roles: Iterable[str], away: Collection[str] = ()) -> Member | None:
        """The first holder of these roles who is not away; the first at all where all are away."""
        holders = [m for role in roles for m in self.holders(role)]
        return next((m for m in holders if m.account not in away), holders[0] if holders else None)


def _leads(principal: Member) -> str:
    """A mayor is often a deputy secretary too («党委副书记、乡长»): the government post decides."""
    government = any(word in principal.post for word in ("乡长", "镇长", "主任"))
    return Line.GOVERNMENT if government else Line.PARTY
