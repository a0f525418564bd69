"""An outing as its record keeps it, and how it is read from what somebody said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from handlers.engine.days import Half, HalfDay, Span
from handlers.engine.facts import Facts
from handlers.engine.matter import Fault, Slots
from handlers.engine.said_days import first_half_day, last_half_day
from handlers.engine.wording import say_day

KINDS = ("外出办事", "开会", "出差", "下乡")
"""The four that the article names (第3条)."""
_LONGEST_DAYS = 200


@dataclass(frozen=True)
class Outing:
    """Who goes where is the request's and this form's; `companions` are accounts, `others` names that nobody has.

    `start` and `end` are the clock times that were said («10:00»), "" where none; `open_end` says that no return was
    said, so that the day's end stands for it; `taken_by` is who took the telephone call, `late` that it was reported
    afterwards; `back_at` is the moment of the return.
    """

    kind: str
    place: str
    span: Span
    purpose: str = ""
    companions: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    open_end: bool = False
    taken_by: str = ""
    late: bool = False
    back_at: str = ""

    def to_form(self) -> dict[str, Any]:
        """As plain data, for the request's row."""
        return {
            "kind": self.kind,
            "place": self.place,
            "first": [self.span.first.day.isoformat(), self.span.first.half.value],
            "last": [self.span.last.day.isoformat(), self.span.last.half.value],
            "purpose": self.purpose,
            "companions": list(self.companions),
            "others": list(self.others),
            "start": self.start,
            "end": self.end,
            "open_end": self.open_end,
            "taken_by": self.taken_by,
            "late": self.late,
            "back_at": self.back_at,
        }

    @classmethod
    def from_form(cls, form: Mapping[str, Any]) -> Outing:
        """The outing that `to_form` wrote."""
        span = Span(_half_day(*form["first"]), _half_day(*form["last"]))
        known: dict[str, Any] = {name: form[name] for name in _PLAIN}
        known |= {name: tuple(form[name]) for name in ("companions", "others")}
        return cls(span=span, **known)

    @property
    def away(self) -> Span | None:
        """The half days on which they were or will be out; None where they are back before any was over."""
        if not self.back_at:
            return self.span
        back = datetime.fromisoformat(self.back_at)
        half = HalfDay(back.date(), Half.MORNING if back.hour < 12 else Half.AFTERNOON)
        last = min(self.span.last, half.previous())
        return Span(self.span.first, last) if self.span.first <= last else None


_PLAIN = ("kind", "place", "purpose", "start", "end", "open_end", "taken_by", "late", "back_at")


@dataclass(frozen=True)
class Company:
    """Who goes along: members, and names that nobody in the office or several people have."""

    members: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    shared: tuple[str, ...] = field(default=())


def read_outing(slots: Slots, applicant: str, facts: Facts) -> Outing | Fault:
    """The outing that these slots mean, or what is wrong with them."""
    first, last = first_half_day(slots), last_half_day(slots)
    end = last if last is not None else HalfDay(first.day, Half.AFTERNOON)
    if end < first:
        return Fault(f"返回时间早于外出时间（{say_day(first.day, facts.today)}），请核对日期。")
    if (end.day - first.day).days > _LONGEST_DAYS:
        return Fault("一次外出超过半年，请核对日期。")
    along = company(slots, applicant, facts)
    return Outing(
        kind=str(slots.get("category") or KINDS[0]),
        place=_joined(slots.get("destination", "")),
        span=Span(first, end),
        purpose=str(slots.get("purpose", "")),
        companions=along.members,
        others=(*along.strangers, *along.shared),
        start=_clock(slots.get("start")),
        end=_clock(slots.get("end")),
        open_end=last is None,
        taken_by=str(slots.get("writer", "")),
        late=first < facts.this_half,
    )


def company(slots: Slots, applicant: str, facts: Facts) -> Company:
    """Who goes along, each once, never the one who reports it."""
    said = slots.get("persons", ())
    names = dict.fromkeys([said] if isinstance(said, str) else [str(one) for one in said])
    found = {name: facts.directory.named(name) for name in names}
    members = dict.fromkeys(m[0].account for m in found.values() if len(m) == 1 and m[0].account != applicant)
    return Company(
        tuple(members),
        tuple(name for name, m in found.items() if not m),
        tuple(name for name, m in found.items() if len(m) > 1),
    )


def slots_of(outing: Outing) -> dict[str, Any]:
    """The slots that would fill this form again."""
    found: dict[str, Any] = {
        "category": outing.kind,
        "destination": outing.place,
        "purpose": outing.purpose or None,
        "persons": [*outing.companions, *outing.others] or None,
        "start": outing.span.first.day.isoformat(),
        "start_part": "pm" if outing.span.first.half is Half.AFTERNOON else None,
        "end": outing.span.last.day.isoformat(),
        "end_part": "am" if outing.span.last.half is Half.MORNING else None,
    }
    return {name: value for name, value in found.items() if value is not None}


def _joined(said: object) -> str:
    return "、".join(str(one) for one in said) if isinstance(said, list | tuple) else str(said)


def _clock(said: object) -> str:
    words = str(said or "")
    return words[11:16] if "T" in words else ""


def _half_day(day: str, half: str) -> HalfDay:
    return HalfDay(date.fromisoformat(day), Half(half))
