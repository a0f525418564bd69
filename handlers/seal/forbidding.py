"""What stands against a use of a seal once everything about it is known."""

from __future__ import annotations

from handlers.engine.booking import taken
from handlers.engine.facts import Facts
from handlers.engine.matter import Fault, Slots
from handlers.engine.roster import Seal
from handlers.engine.wording import say_date_time
from handlers.seal import keeping, oral, refusals
from handlers.seal.names import short
from handlers.seal.use import Kind, Use


def forbidden(use: Use, slots: Slots, seals: tuple[Seal, ...], applicant: str, facts: Facts) -> Fault | None:
    """The article against it, and the lawful way; None where it can be filed."""
    if fault := refusals.blank(f"盖{use.document}", facts):
        return fault
    if use.kind is Kind.ORAL:
        return _oral_forbidden(use, slots, seals, applicant, facts)
    return _out_forbidden(use, facts) if use.kind is Kind.TAKE_OUT else None


def _oral_forbidden(use: Use, slots: Slots, seals: tuple[Seal, ...], applicant: str, facts: Facts) -> Fault | None:
    if applicant == slots.get("writer"):
        return Fault(oral.for_oneself(seals, facts))
    if not keeping.keeps(str(slots.get("writer")), seals, facts):
        return Fault(oral.keeper_only(seals, facts))
    leader = facts.directory.member(use.leader)
    wrong = oral.not_on_the_list(leader, seals, applicant, facts) if leader else ""
    return Fault(wrong) if wrong else None


def _out_forbidden(use: Use, facts: Facts) -> Fault | None:
    out, back = use.planned
    if back <= out:
        return Fault("带回时间不晚于带出时间，请核对，例如“明天下午5点带回”。")
    clash = next((c for name in use.seals if (c := taken(f"印章 {name}", out, back, facts.bookings))), None)
    if clash is None:
        return None
    until = say_date_time(clash.end, facts.today)
    name = short(clash.resource.removeprefix("印章 "))
    since = say_date_time(clash.start, facts.today)
    return Fault(f"{name}在{since}至{until}已定带出（{clash.serial}），预计{until}回，请改时间。")
