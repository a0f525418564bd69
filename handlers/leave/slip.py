"""The leave slip (假条): what it holds, and how it is read from what somebody said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.engine.days import Half, HalfDay, Span
from handlers.engine.facts import Facts
from handlers.engine.matter import Fault, Slots
from handlers.engine.request import OWED
from handlers.engine.said_days import first_half_day, last_half_day
from handlers.engine.wording import say_day
from handlers.leave.balance import leave_type
from handlers.leave.length import is_after_the_fact

_LONGEST_DAYS = 200


@dataclass(frozen=True)
class Slip:
    """A leave as its request keeps it. `kind_said` is false where the kind is only the policy's default."""

    kind: str
    kind_said: bool
    span: Span
    reason: str = ""
    late: bool = False
    slip: str = ""
    extends: str = ""

    def to_form(self) -> dict[str, Any]:
        """As plain data, for the request's row."""
        return {
            "kind": self.kind,
            "kind_said": self.kind_said,
            "first": [self.span.first.day.isoformat(), self.span.first.half.value],
            "last": [self.span.last.day.isoformat(), self.span.last.half.value],
            "reason": self.reason,
            "late": self.late,
            "slip": self.slip,
            "extends": self.extends,
        }

    @classmethod
    def from_form(cls, form: Mapping[str, Any]) -> Slip:
        """The slip that `to_form` wrote."""
        span = Span(_half_day(*form["first"]), _half_day(*form["last"]))
        rest = {name: form[name] for name in ("kind", "kind_said", "reason", "late", "slip", "extends")}
        return cls(span=span, **rest)


def read_slip(slots: Slots, facts: Facts) -> Slip | Fault:
    """The slip that complete slots mean, or what is wrong with them."""
    first, last = first_half_day(slots), last_half_day(slots)
    if last is None:
        return Fault("还缺请假的结束时间，请说明请到哪天或者请几天。")
    if last < first:
        return Fault(f"结束时间早于开始时间（{say_day(first.day, facts.today)}），请核对日期。")
    if (last.day - first.day).days > _LONGEST_DAYS:
        return Fault(f"一次请假超过{_LONGEST_DAYS}天，请核对日期；确需长假的请到党政办办理。")
    span = Span(first, last)
    kind = leave_type(str(slots.get("leave_type", "")), facts.policy)
    return Slip(
        kind=kind.name,
        kind_said="leave_type" in slots,
        span=span,
        reason=str(slots.get("reason", "")),
        late=is_after_the_fact(span, facts.this_half),
        slip=OWED if "applicant" in slots else "",
        extends=str(slots.get("extends", "")),
    )


def _half_day(day: str, half: str) -> HalfDay:
    return HalfDay(date.fromisoformat(day), Half(half))


def slots_of(slip: Slip) -> dict[str, Any]:
    """The slots that would fill this slip again."""
    parts = {
        "start_part": "pm" if slip.span.first.half is Half.AFTERNOON else None,
        "end_part": "am" if slip.span.last.half is Half.MORNING else None,
        "leave_type": slip.kind if slip.kind_said else None,
        "reason": slip.reason or None,
        "extends": slip.extends or None,
    }
    dates = {"start": slip.span.first.day.isoformat(), "end": slip.span.last.day.isoformat()}
    return dates | {name: value for name, value in parts.items() if value is not None}
