"""A piece of information: what it holds, and how it is read from what somebody said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from handlers.engine.matter import Slots

_TITLE_LENGTH = 30
_ENDS = "，。；！？,;!?\n"


@dataclass(frozen=True)
class Piece:
    """What was handed in. `units` are those credited (a joint piece counts once in the totals, for each in its line);
    `adopted` names the levels at which it was taken up."""

    title: str
    body: str
    kind: str
    units: tuple[str, ...]
    authors: tuple[str, ...]
    files: tuple[Mapping[str, str], ...] = ()
    adopted: tuple[str, ...] = ()
    where: str = ""
    news: tuple[Mapping[str, str], ...] = field(default=())

    def to_form(self) -> dict[str, Any]:
        """As plain data, for the request's row."""
        return {
            "title": self.title,
            "body": self.body,
            "kind": self.kind,
            "units": list(self.units),
            "authors": list(self.authors),
            "files": [dict(file) for file in self.files],
            "adopted": list(self.adopted),
            "where": self.where,
            **({"news": [dict(item) for item in self.news]} if self.news else {}),
        }

    @classmethod
    def from_form(cls, form: Mapping[str, Any]) -> Piece:
        """The piece that `to_form` wrote."""
        return cls(
            title=form["title"],
            body=form["body"],
            kind=form["kind"],
            units=tuple(form["units"]),
            authors=tuple(form["authors"]),
            files=tuple(form["files"]),
            adopted=tuple(form["adopted"]),
            where=form["where"],
            news=tuple(form.get("news", ())),
        )


def title_of(slots: Slots) -> str:
    """The title as given, else the body's first clause, cut short."""
    if slots.get("title"):
        return str(slots["title"])
    body = str(slots.get("body", ""))
    ends = [body.find(end) for end in _ENDS if body.find(end) > 0]
    first = body[: min(ends)] if ends else body
    return first if len(first) <= _TITLE_LENGTH else first[: _TITLE_LENGTH - 1] + "…"
