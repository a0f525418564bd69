"""One use of a seal as its request keeps it: what was asked for, and what has been done about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """On what ground a seal is used (印鉴管理制度 第2条、第4条)."""

    SIGNED = "signed"
    ORAL = "oral"
    ISSUED = "issued"
    TAKE_OUT = "take_out"


@dataclass(frozen=True)
class Stamp:
    """What a keeper did with one seal: how many copies, when, who."""

    seal: str
    count: int
    at: str
    by: str


@dataclass(frozen=True)
class Use:
    """One use of one seal or several.

    `seals` and `keepers` go together, as the roster has them; `copies` is the most that may be stamped (0 where a
    take-out names no number). `doc_no` is the number of an issued document; `leader` and `said_at` tell of an oral
    approval; `place`, `out`, `back`, `custodian` of a take-out as planned, `out_at` and `back_at` as it was. Moments
    are ISO with zone, "" where there is none.
    """

    kind: Kind
    seals: tuple[str, ...]
    keepers: tuple[str, ...]
    document: str
    copies: int
    purpose: str = ""
    doc_no: str = ""
    leader: str = ""
    said_at: str = ""
    place: str = ""
    out: str = ""
    back: str = ""
    custodian: str = ""
    stamps: tuple[Stamp, ...] = ()
    out_at: str = ""
    back_at: str = ""

    def to_form(self) -> dict[str, Any]:
        """As plain data, for the request's row."""
        data = asdict(self)
        return {**data, "kind": self.kind.value, "seals": list(self.seals), "keepers": list(self.keepers)}

    @classmethod
    def from_form(cls, form: Mapping[str, Any]) -> Use:
        """The use that `to_form` wrote."""
        known = {field.name: form[field.name] for field in fields(cls) if field.name in form}
        lists = {"seals": tuple(known["seals"]), "keepers": tuple(known["keepers"])}
        stamps = tuple(Stamp(**stamp) for stamp in known.get("stamps", ()))
        return cls(**{**known, **lists, "kind": Kind(known["kind"]), "stamps": stamps})

    @property
    def is_out(self) -> bool:
        """Whether the seal has left the office and is not back."""
        return bool(self.out_at) and not self.back_at

    @property
    def planned(self) -> tuple[datetime, datetime]:
        """From when to when it is to be outside."""
        return datetime.fromisoformat(self.out), datetime.fromisoformat(self.back)

    @property
    def overnight(self) -> bool:
        """Whether the seal is outside overnight, as planned or as it was."""
        first = (self.out_at or self.out)[:10]
        return bool(first) and (self.back_at or self.back)[:10] > first

    @property
    def stamped(self) -> int | None:
        """How many copies were stamped, the most of any seal; None before."""
        return max((stamp.count for stamp in self.stamps), default=None)

    @property
    def paper(self) -> str:
        """The document with its number, as a sentence names it."""
        if self.doc_no and self.doc_no == self.document:
            return self.doc_no
        return f"《{self.document}》" + (f"（{self.doc_no}）" if self.doc_no else "")
