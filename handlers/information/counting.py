"""Per unit: sent, adopted, scored, for any period, each figure with the pieces behind it (rules M08-5, M08-8)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.engine.policy import InformationPolicy
from handlers.engine.request import Request, State
from handlers.information.piece import Piece

_COUNTED = frozenset({State.WAITING, State.FINISHED, State.REJECTED, State.RECORDED, State.RETURNED})


@dataclass(frozen=True)
class UnitLine:
    """One unit's line: the serials of what it sent and of what was adopted, and its points."""

    unit: str
    sent: tuple[str, ...]
    adopted: tuple[str, ...]
    points: int


def per_unit(
    pieces: Iterable[Request], units: Sequence[str], first: date, last: date, policy: InformationPolicy
) -> tuple[UnitLine, ...]:
    """Each unit's line, those that sent nothing included; counted by the day on which a piece was handed in.

    A joint piece stands in the line of every unit that is credited with it.
    """
    within = [r for r in pieces if first <= r.created_at.date() <= last and r.state in _COUNTED]
    return tuple(_line(unit, within, policy) for unit in units)


def points_of(piece: Piece, policy: InformationPolicy) -> int:
    """What a piece scores: the sum over the levels at which it was taken up."""
    points = {level.name: level.points for level in policy.levels}
    return sum(points.get(level, 0) for level in piece.adopted)


def _line(unit: str, requests: Sequence[Request], policy: InformationPolicy) -> UnitLine:
    ours = [(r.serial, Piece.from_form(r.form)) for r in requests if unit in r.form["units"]]
    adopted = [(serial, piece) for serial, piece in ours if piece.adopted]
    return UnitLine(
        unit=unit,
        sent=tuple(serial for serial, _ in ours),
        adopted=tuple(serial for serial, _ in adopted),
        points=sum(points_of(piece, policy) for _, piece in adopted),
    )
