"""Finds the words of time in a text, in one pass."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.language.numbers import DIGITS, SMALL, whole
from bot.language.times.atoms import LINKS, NUMERALS, WEEKDAYS, Atom, Day, Rule
from bot.language.times.sayings import RULES
from handlers.engine.phrases import phrase


@dataclass(frozen=True)
class Scanner:
    """Finds the words of time in one pass; rules are tried in their order at each place, by first character."""

    rules: tuple[Rule, ...] = RULES
    by_start: dict[str, list[Rule]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for rule in self.rules:
            for char in dict.fromkeys(rule.starts):
                self.by_start.setdefault(char, []).append(rule)

    def with_rules(self, more: Iterable[Rule]) -> Scanner:
        """The same scanner with further rules tried first (holidays, lunar days)."""
        return Scanner(tuple(more) + self.rules)

    def scan(self, text: str) -> list[Atom]:
        """The words of time in their order, none overlapping."""
        atoms: list[Atom] = []
        at, size, by_start = 0, len(text), self.by_start
        while at < size:
            rules = by_start.get(text[at])
            atom = _next_weekday(text, at, atoms[-1]) if atoms else None
            atom = _first(rules, text, at) if rules and atom is None else atom
            atom = _continued(text, at, atoms) if atom is None and atoms else atom
            if atom is None:
                at += 1
            else:
                if atom.kind != "nothing":
                    atoms.append(atom)
                at = atom.end
        return atoms


def _first(rules: list[Rule], text: str, at: int) -> Atom | None:
    for rule in rules:
        match = rule.pattern.match(text, at)
        if match is None or match.end() == at or _mid_number(text, at):
            continue
        made = rule.make(match)
        if made is not None:
            return Atom(made[0], at, match.end(), made[1])
    return None


def _mid_number(text: str, at: int) -> bool:
    """Inside a longer number nothing begins (the 6 of 26号, the 三 of 第三天)."""
    before = text[at - 1] if at else ""
    char = text[at]
    if before == "第":
        return char in NUMERALS
    if char.isdigit():
        return before.isdigit() or (before == "." and at > 1 and text[at - 2].isdigit())
    return char in DIGITS and before in "十廿卅百" and before != "" and char not in "俩仨"


_SHORT_WEEKDAY = phrase(r"[一二三四五六日天](?![点号个天月周日星项件名种])")
_SHORT_LUNAR = phrase(r"((?:二十|三十|十|廿)[一二三四五六七八九]?)(?![点号个天人元])")
_SHORT_DAY = phrase(rf"({SMALL})(?![0-9个点:元人份天名条位次项月:.台辆小时套])")


_RUN_OF_WEEKDAYS = phrase(r"[二三四五六日天][三四五六日天]*[两三四五六2-6]天")


# 正月十四十五两天
_NEXT_LUNAR = phrase(r"((?:二十|三十|十|廿)[一二三四五六七八九]?)(?=[两2]天|请|休|我|[，,。]|$)")


def _next_weekday(text: str, at: int, last: Atom) -> Atom | None:
    """下周一二三三天: the next weekday right after the one before, not twenty-three of something."""
    if last.end != at or last.kind != "day":
        return None
    if (
        last.value.form == "lunar"
        and (match := _NEXT_LUNAR.match(text, at))
        and whole(match[1]) == last.value.number + 1
    ):
        return Atom("day", at, match.end(), Day("lunar", whole(match[1]), last.value.month))
    if last.value.form != "weekday" or text[at] not in WEEKDAYS:
        return None
    number = WEEKDAYS[text[at]]
    if number != last.value.number + 1 or not _RUN_OF_WEEKDAYS.match(text, at):
        return None
    return Atom("day", at, at + 1, Day("weekday", number))


def _continued(text: str, at: int, atoms: list[Atom]) -> Atom | None:
    """The short second half of a pair: 周三到五, 周一二三, 12.25-28, 25号到28."""
    last = atoms[-1]
    gap = text[last.end : at]
    if last.kind != "day" or len(gap) > 1 or (gap and gap not in LINKS):
        return None
    day: Day = last.value
    if day.form == "weekday" and day.number < 7 and (match := _SHORT_WEEKDAY.match(text, at)):
        return Atom("day", at, match.end(), Day("weekday", WEEKDAYS[match[0]]))
    if day.form == "lunar" and (match := _SHORT_LUNAR.match(text, at)) and (gap or whole(match[1]) == day.number + 1):
        return Atom("day", at, match.end(), Day("lunar", whole(match[1]), day.month))
    if gap and gap != "、" and day.form in ("month_day", "day", "date") and (match := _SHORT_DAY.match(text, at)):
        value = whole(match[1])
        if 1 <= value <= 31:
            return Atom("day", at, match.end(), Day("day", value))
    return None
