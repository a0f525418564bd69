"""The office's roster as language needs it: names, places, plates and seals."""

from __future__ import annotations

from bot.language.lexicon import Lexicon, Person, Place, Vehicle
from handlers.engine.roster import Roster


def lexicon_of(roster: Roster) -> Lexicon:
    """Every word of this office that is a name."""
    return Lexicon.build(
        [Person(member.name, member.unit, member.post, member.account) for member in roster.members],
        [unit.name for unit in roster.units],
        [Place(place.name, place.aliases) for place in roster.places],
        [Vehicle(vehicle.plate, vehicle.model) for vehicle in roster.vehicles],
        [seal.name for seal in roster.seals],
    )
