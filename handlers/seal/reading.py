"""A use of a seal as complete slots mean it, and the slots that would mean it again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from handlers.engine.facts import Facts
from handlers.engine.matter import Slots
from handlers.engine.roster import Seal
from handlers.seal import asking, oral, taking_out
from handlers.seal.names import short
from handlers.seal.use import Kind, Use


def read_use(slots: Slots, seals: tuple[Seal, ...], applicant: str, facts: Facts) -> Use:
    """The use that these slots mean."""
    document = slots.get("document") or slots.get("doc_no") or ""
    leader = oral.leader_of(str(slots.get("leader", "")), facts.directory)
    carrier = asking.custodian(slots, facts, applicant)
    kind = _kind(slots)
    use = Use(
        kind=kind,
        seals=tuple(seal.name for seal in seals),
        keepers=tuple(seal.keeper for seal in seals),
        document="》《".join(document) if isinstance(document, list) else str(document).strip("《》"),
        copies=int(slots.get("copies") or 0),
        purpose=str(slots.get("purpose", "")),
        doc_no=str(slots.get("doc_no", "")) if kind is Kind.ISSUED else "",
    )
    if kind is Kind.ORAL:
        return replace(use, leader=leader.account if leader else "", said_at=str(slots["said_at"]))
    return _outside(use, slots, carrier.account if carrier else "", facts) if kind is Kind.TAKE_OUT else use


def _outside(use: Use, slots: Slots, custodian: str, facts: Facts) -> Use:
    places = slots.get("destination", "")
    out = taking_out.moment(slots, "depart", facts.policy.hours, facts)
    back = taking_out.moment(slots, "return", facts.policy.hours, facts)
    return replace(
        use,
        place="、".join(places) if isinstance(places, list) else str(places),
        out=out.isoformat() if out else "",
        back=back.isoformat() if back else "",
        custodian=custodian,
    )


def _kind(slots: Slots) -> Kind:
    if slots.get("oral"):
        return Kind.ORAL
    if slots.get("carry_out"):
        return Kind.TAKE_OUT
    return Kind.ISSUED if slots.get("issued") and slots.get("doc_no") else Kind.SIGNED


def slots_of(use: Use) -> dict[str, Any]:
    """The slots that would fill the form again, for a request that was returned."""
    found: dict[str, Any] = {
        "seal": [short(name) for name in use.seals],
        "document": use.document,
        "copies": use.copies or None,
        "purpose": use.purpose or None,
        "doc_no": use.doc_no or None,
        "issued": use.kind is Kind.ISSUED or None,
        "destination": use.place or None,
        "carry_out": use.kind is Kind.TAKE_OUT or None,
        "depart": use.out[:16] or None,
        "return": use.back[:16] or None,
        "custodian": use.custodian or None,
    }
    return {name: value for name, value in found.items() if value is not None}
