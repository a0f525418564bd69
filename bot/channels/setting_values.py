"""How values of a channel's settings may be written."""

from __future__ import annotations

from typing import Any


def named_values(value: Any) -> Any:
    """In an environment variable: 群名=值,群名=值. What stands after the first = belongs to the value."""
    if not isinstance(value, str):
        return value
    return dict(part.strip().split("=", 1) for part in value.split(",") if "=" in part)
