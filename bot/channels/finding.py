"""What a doctor finds, a line each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_FEW = 15


@dataclass(frozen=True)
class Finding:
    """One line of the report: whether it is as it must be, and what to do where it is not."""

    good: bool
    words: str


def some(names: Sequence[str]) -> str:
    """Who is meant: the first few by name, and how many they are."""
    more = f"等{len(names)}人" if len(names) > _FEW else f"{len(names)}人"
    return f"{'、'.join(names[:_FEW])}{more}"
