"""Word tables written as running text."""

from __future__ import annotations


def listed(text: str) -> tuple[str, ...]:
    """The words of a table, in their order."""
    return tuple(text.split())
