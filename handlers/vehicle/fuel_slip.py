"""A fuel slip (派车加油单): what it holds, and how litres, money and kilometres are read from what a driver writes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from typing import Any

from handlers.engine.facts import Facts
from handlers.engine.request import State

_LITRES = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s*(?:升|[Ll](?![A-Za-z]))")
_YUAN = re.compile(r"(\d{1,5}(?:\.\d{1,2})?)\s*(?:元|块)")
_KM = re.compile(r"(?<![\d.A-Za-z])(\d{3,7})(?:\s*(?:公里|[Kk][Mm]))?(?![\d.])")
_STATION = re.compile(r"(?:在|到|去)?([\u4e00-\u9fff]{2,12}?(?:加油站|油站))")
_WHY = re.compile(r"(?:原因|说明|因为|因)[:：，,\s]*(.{2,})")


@dataclass(frozen=True)
class FuelSlip:
    """One filling up. `trip` is the booking that it belongs to; litres are decimal words, money is in fen, `km` the
    odometer (-1 where not read yet). `unapproved`: filled before anybody approved (第2条: 费用自理)."""

    trip: str
    car: str
    driver: str
    planned: str = ""
    station: str = ""
    filled: str = ""
    fen: int = 0
    km: int = -1
    why: str = ""
    filled_on: str = ""
    unapproved: bool = False

    def to_form(self) -> dict[str, Any]:
        """As plain data, for the request's row."""
        return asdict(self)

    @classmethod
    def from_form(cls, form: Mapping[str, Any]) -> FuelSlip:
        """The slip that `to_form` wrote."""
        return cls(**{field.name: form[field.name] for field in fields(cls) if field.name in form})


def litres(words: str) -> str:
    """The litres that the words name, "" where none: 40, 38.5."""
    found = _LITRES.search(words)
    return found[1] if found else ""


def fen(words: str) -> int:
    """The money that the words name, in fen; 0 where none."""
    found = _YUAN.search(words)
    return int(Decimal(found[1]) * 100) if found else 0


def kilometres(words: str) -> int:
    """The odometer that the words name, -1 where none: a bare number that is neither litres, money nor a request's."""
    rest = _YUAN.sub(" ", _LITRES.sub(" ", re.sub(r"[A-Za-z]{2}-?\d{4}-\d+", " ", words)))
    found = _KM.search(rest)
    return int(found[1]) if found else -1


def station(words: str, facts: Facts) -> str:
    """The station that the words name: one of the list, else whatever is called so; "" where none."""
    listed = next((name for name in facts.policy.vehicles.stations if name in words), "")
    found = _STATION.search(words)
    return listed or (found[1] if found else "")


def reason(words: str) -> str:
    """Why more was filled than approved."""
    found = _WHY.search(words)
    return found[1].strip() if found else ""


def is_listed(name: str, facts: Facts) -> bool:
    """Whether the station is one of the office's (第2条); an office that lists none lets all pass."""
    listed = facts.policy.vehicles.stations
    return not listed or name in listed


def is_too_much(slip: FuelSlip, facts: Facts) -> bool:
    """Whether more was filled than approved by more than the policy's share (rules M16-2)."""
    allowed = Decimal(slip.planned or 0) * (100 + facts.policy.vehicles.fuel_tolerance_percent)
    return Decimal(slip.filled or 0) * 100 > allowed


def say_yuan(amount: int) -> str:
    """296.00元."""
    return f"{amount // 100}.{amount % 100:02d}元"


def who_pays(state: State, slip: FuelSlip) -> str:
    """Who bears it: the office what it approved, the driver what nobody did, until the office decides (第2条)."""
    if not slip.unapproved:
        return "核销" if slip.filled else ""
    return {State.APPROVED: "核销（事后批准）", State.REJECTED: "自理"}.get(state, "自理（待办公室决定）")


def say_litres(amount: str) -> str:
    """38.5升; "" where nobody knows."""
    return f"{amount}升" if amount else ""
