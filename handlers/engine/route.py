"""Who decides: an approver named by role and relation becomes a person, and an absent one's stand-in is found."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from handlers.engine.facts import Facts
from handlers.engine.people import Directory, Member, Role


@dataclass(frozen=True)
class Seat:
    """Whom the rule names, and who sits there now.

    `holder` is whom the rule names; `member` is who acts: the holder, or the stand-in of an absent one, or None
    where nobody is left and the office must be asked.
    """

    holder: Member
    member: Member | None

    @property
    def stood_in(self) -> bool:
        """Whether somebody else acts for the holder."""
        return self.member is not None and self.member != self.holder


def seat(holder: Member, applicant: str, away: Collection[str], directory: Directory) -> Seat:
    """Who acts in this seat today.

    Nobody decides their own, directly or as a stand-in (rules X1); an absent holder is replaced by the recorded
    stand-ins in their order; one who is absent too is passed over; silence never approves (rules X4).
    """
    for account in (holder.account, *directory.stand_ins.get(holder.account, ())):
        member = directory.member(account)
        if member and account != applicant and account not in away:
            return Seat(holder, member)
    return Seat(holder, None)


def candidates(applicant: str, facts: Facts) -> tuple[Member, ...]:
    """Whom the office may name where nobody is left to decide: leaders at work, never the applicant (rules X1, X4)."""
    leaders = (m for role in (Role.PRINCIPAL, Role.SUPERVISING_LEADER) for m in facts.directory.holders(role))
    return tuple(m for m in leaders if m.account != applicant and m.account not in facts.away)
