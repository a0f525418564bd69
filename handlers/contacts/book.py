"""What a platform's contacts say, whichever platform it is: departments, their leaders, and people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Department:
    """A department of the platform; `leaders` are user ids, `parent` is "" for the topmost."""

    id: str
    name: str
    parent: str = ""
    leaders: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contact:
    """A person of the platform. `id` never changes; `departments` are ids, the main one first.

    `active` is False for somebody whom the administrator has disabled or who has left.
    """

    id: str
    name: str
    departments: tuple[str, ...] = ()
    post: str = ""
    active: bool = True


@dataclass(frozen=True)
class Contacts:
    """Everything that the platform let us see, in its own order."""

    departments: tuple[Department, ...] = ()
    people: tuple[Contact, ...] = ()

    def names_upwards(self, department: str) -> Iterator[str]:
        """What this department and those above it are called, from the inside out."""
        seen: set[str] = set()
        while (found := self._by_id.get(department)) and found.id not in seen:
            seen.add(found.id)
            yield found.name
            department = found.parent

    @cached_property
    def _by_id(self) -> Mapping[str, Department]:
        return {department.id: department for department in self.departments}
