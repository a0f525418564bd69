"""Which colleagues a clause names, the one of two namesakes by the unit written beside the name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.attendance import words
from handlers.engine.matter import Fault
from handlers.engine.people import Directory, Member


@dataclass(frozen=True)
class Several(Fault):
    """Two or more of the name, and no unit beside it."""

    name: str = ""
    members: tuple[Member, ...] = ()


_SHORTEST = 2
_MYSELF = ("我本人", "我自己", "本人", "我")


def people_named(clause: str, directory: Directory, writer: Member) -> tuple[tuple[Member, ...] | Fault, str]:
    """Everyone whom the clause names, in the order of the words, and the clause without them."""
    found: list[tuple[int, Member]] = []
    rest = clause
    for name in sorted({m.name for m in directory.members.values()}, key=len, reverse=True):
        while (at := rest.find(name)) >= 0:
            members = directory.named(name)
            member, unit = _the_one(members, rest)
            if member is None:
                return Several(words.several(name, members), name, tuple(members)), rest
            found.append((at, member))
            rest = rest.replace(name, "〇" * len(name), 1).replace(unit, "", 1)
    rest = rest.replace("〇", "，")
    if not found:
        return _by_account_or_myself(rest, directory, writer)
    return tuple(member for _, member in sorted(found, key=lambda one: one[0])), rest


def _the_one(members: Sequence[Member], rest: str) -> tuple[Member | None, str]:
    """The one whose unit is written, with the words of it; the only one of the name."""
    units = [(unit, m) for m in members if (unit := _unit_in(m.unit, rest))]
    if len(units) == 1:
        return units[0][1], units[0][0]
    return (members[0], "") if len(members) == 1 else (None, "")


def _unit_in(unit: str, rest: str) -> str:
    """The longest beginning of the unit's name in these words, "" where not even two characters of it are there."""
    return next((unit[:n] for n in range(len(unit), _SHORTEST - 1, -1) if unit[:n] in rest), "")


def _by_account_or_myself(rest: str, directory: Directory, writer: Member) -> tuple[tuple[Member, ...], str]:
    account = next((a for a in sorted(directory.members, key=len, reverse=True) if a in rest), "")
    if account:
        return (directory.members[account],), rest.replace(account, "", 1)
    myself = next((word for word in _MYSELF if word in rest), "")
    return ((writer,), rest.replace(myself, "", 1)) if myself else ((), rest)
