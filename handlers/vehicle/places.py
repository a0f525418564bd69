"""Where a car goes: which kind of place it is, and whether two trips go the same way."""

from __future__ import annotations

from handlers.engine.facts import Facts
from handlers.engine.roster import Place

COUNTY = "县"


def place_of(destination: str, facts: Facts) -> Place | None:
    """The place of the office's list that these words name; the longest name wins."""
    named = [(name, place) for place in facts.roster.places for name in (place.name, *place.aliases) if name]
    found = [(len(name), n) for n, (name, _) in enumerate(named) if name in destination]
    return named[max(found)[1]][1] if found else None


def direction(destination: str, facts: Facts) -> str:
    """Which way it is: the county town for every place in it, else the place itself, else the words."""
    place = place_of(destination, facts)
    if place is None:
        return COUNTY if destination.startswith(COUNTY) else destination
    return COUNTY if place.category == COUNTY else place.name


def category(destination: str, facts: Facts) -> str:
    """How far it is: 乡 村 县 州, "" where the list does not know the place."""
    place = place_of(destination, facts)
    return place.category if place else (COUNTY if destination.startswith(COUNTY) else "")
