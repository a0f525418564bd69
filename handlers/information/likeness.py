"""Whether two pieces tell the same: so that what was already sent is pointed out, never silently dropped."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.engine.request import Request, State
from handlers.information.piece import Piece

_ALIKE = 0.6
_STANDING = frozenset({State.WAITING, State.FINISHED, State.APPROVED, State.RECORDED, State.RETURNED})


def similar(piece: Piece, earlier: Iterable[Request]) -> Request | None:
    """The newest earlier piece that shares most of its character pairs with this one, or None."""
    mine = _pairs(piece)
    standing = (request for request in earlier if request.state in _STANDING)
    return next((r for r in standing if _likeness(mine, _pairs(Piece.from_form(r.form))) >= _ALIKE), None)


def _pairs(piece: Piece) -> frozenset[str]:
    words = "".join(c for c in piece.title + piece.body if c.isalnum())
    return frozenset(words[n : n + 2] for n in range(len(words) - 1))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared pairs over all pairs of the shorter one: a piece told again in more words is still the same."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0
