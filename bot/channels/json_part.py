"""A platform's JSON, read with care: what we know must have its type, the rest is left alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator


class JsonPart(BaseModel):
    """A piece of the platform's JSON: what we do not know is left alone, what we know must have its type."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    @model_validator(mode="before")
    @classmethod
    def _without_nothing(cls, value: Any) -> Any:
        """What is there but empty (null) is not there."""
        return {key: said for key, said in value.items() if said is not None} if isinstance(value, dict) else value


def objects(value: Any) -> list[Mapping[str, Any]]:
    """The objects of a list, whatever else is in it; none where it is no list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
