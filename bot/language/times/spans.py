"""Moments and spans: words of time put together (周四上午9点半; 下周三到周五; 12.25-28) and seen as dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from bot.language.times.atoms import LINKS, Atom, Day, Length
from bot.language.times.resolve import Meant, View, meant
from handlers.engine.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Moment:
    """One point in time as said.

    `day` is None where the words name none that can be settled (五一后); `last` is the last day where they mean several
    (周末, 国庆假期). `kind` as in `Meant`, or "" where no day was said and `day` is taken from what stands before it.
    `lead` and `tail`: from, to, by (截止), before, after, back (回) as the words around it say.
    """

    begin: int
    end: int
    day: date | None
    last: date | None = None
    kind: str = ""
    part: str = ""
    clock: time | None = None
    lead: str = ""
    tail: str = ""
    others: tuple[date, ...] = ()
    unknown_year: bool = False
    bare_hour: bool = False
    vague: tuple[date, date] | None = None
    festive: bool = False

    @property
    def several(self) -> bool:
        return self.last is not None and self.last != self.day

    def value(self) -> str:
        """«2026-12-02», or «2026-12-02T09:30» where a clock time was said."""
        return _value(self.day, self.clock)

    def last_value(self) -> str:
        return _value(self.last or self.day, self.clock)


def _value(day: date | None, clock: time | None) -> str:
    if day is None:
        return ""
    return day.isoformat() if clock is None else f"{day.isoformat()}T{clock:%H:%M}"


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A moment, or a range of two."""

    first: Moment
    last: Moment | None = None
    listed: bool = False  # one of several days named side by side (周一、周三)
    solid: bool = False  # several days named side by side, without a gap (8号9号10号)

    @property
    def begin(self) -> int:
        return self.first.begin

    @property
    def end(self) -> int:
        return (self.last or self.first).end


@dataclass(frozen=True, slots=True)
class Lasting:
    """A length of time and where it stands."""

    begin: int
    end: int
    length: Length


@dataclass(frozen=True, slots=True)
class Times:
    """All the times of a text."""

    spans: tuple[TimeSpan, ...] = ()
    lengths: tuple[Lasting, ...] = ()

    def moments(self) -> Iterator[Moment]:
        for span in self.spans:
            yield span.first
            if span.last:
                yield span.last

    def covered(self) -> Iterator[tuple[int, int]]:
        for span in self.spans:
            if span.solid:
                yield span.begin, span.end
                continue
            yield span.first.begin, span.first.end
            if span.last:
                yield span.last.begin, span.last.end
        for lasting in self.lengths:
            yield lasting.begin, lasting.end


@dataclass(slots=True)
class Words:
    """The words of one moment, not yet seen as a date."""

    begin: int
    end: int
    day: Day | None = None
    part: str = ""
    clock: tuple[int, int] | None = None
    lead: str = ""
    tail: str = ""
    more: list[Day] = field(default_factory=list)


_JOINS = frozenset({"", " ", "的", "（", "(", "那天", "当天", "这天", "，", ",", "）", ")", "是", "、", "的那天"})
_WEAK_JOINS = frozenset({"，", ",", "、", "是"})
_LOOSE_JOIN = re.compile(r"(?:补班|值班|上班|学习)?(?:的)?(?:那天|当天|这天|那个)?的?")

_LEADS = re.compile(r"(从|自|打从|打|由|等到|一直到|直到|到了|到|至|截至|截止到?|最迟|最晚|赶在|务必|于|在)$")
_LEAD_KINDS = {"从": "from", "自": "from", "打": "from", "打从": "from", "由": "from", "截至": "by", "截止": "by"}
_LEAD_KINDS |= {"截止到": "by", "最迟": "by", "最晚": "by", "赶在": "by", "到": "to", "至": "to", "到了": "to"}
_LEAD_KINDS |= {"直到": "to", "一直到": "to", "等到": "from", "务必": "by", "于": "", "在": ""}

_BACK = re.compile(
    r"(?:左右|前后|那天|当天|当晚|再|才|就|能|要|会|可|可以|下班|办完|开完会?|大概|之?前|以前|应该|估计"
    r"|我?们?){0,3}(?:返回|返程|返乡|返岗|赶?回|转回|回转|归队|返|回)(?!家|老家|复|来水|避|族)"
)
_TAILS = (
    ("from", re.compile(r"(?:开始|起(?!来|草|床)|往后|算起|为起|过后)(?!到)|开始")),
    ("by", re.compile(r"(?:下班|上班|中午|晚上|一?早)?(?:之前|以前|前)(?!后|往|去|台)")),
    ("until", re.compile(r"(?:为止|止|结束)")),
    ("after", re.compile(r"(?:之后|以后|过后|后)(?!天|勤|面)")),
)


def group(text: str, atoms: list[Atom]) -> tuple[list[Words], list[Lasting]]:
    """The atoms put together into moments; lengths stand apart."""
    moments: list[Words] = []
    lengths: list[Lasting] = []
    current: Words | None = None
    for atom in atoms:
        if atom.kind == "length":
            lengths.append(Lasting(atom.begin, atom.end, atom.value))
            continue
        if atom.kind == "half_part":
            lengths.append(Lasting(atom.begin, atom.end, Length(0.5, unit="天")))
        if current is not None and _join(current, atom, text[current.end : atom.begin]):
            continue
        current = Words(atom.begin, atom.end)
        _put(current, atom)
        moments.append(current)
    for words in moments:
        words.lead, words.tail = _lead(text, words.begin), _tail(text, words.end)
    return moments, lengths


def _put(words: Words, atom: Atom) -> None:
    if atom.kind == "day":
        words.day = atom.value
    elif atom.kind in ("part", "half_part"):
        words.part = atom.value
    else:
        words.clock = atom.value
    words.end = atom.end


def _join(words: Words, atom: Atom, gap: str) -> bool:
    """Whether the atom says more about the same moment: 周四 + 上午 + 9点半, 12月5号（周六）."""
    if gap not in _JOINS and not (atom.kind != "day" and _LOOSE_JOIN.fullmatch(gap)):
        return False
    if atom.kind == "day":
        return _join_day(words, atom, gap)
    if (
        gap in _WEAK_JOINS
        and not (atom.kind == "clock" and words.day and not words.clock)
        and not (
            atom.kind in ("part",) and words.day and not words.part and gap in ("，", ",", "是") and not words.clock
        )
    ):
        return False
    if atom.kind in ("part", "half_part") and not words.part and words.clock is None:
        _put(words, atom)
        return True
    if atom.kind == "part" and words.clock is None and atom.value == words.part and not gap:
        words.end = atom.end
        return True
    if atom.kind == "clock" and words.clock is None:
        _put(words, atom)
        return True
    return False


_EXACT = ("date", "month_day", "day", "lunar", "holiday")


def _join_day(words: Words, atom: Atom, gap: str) -> bool:
    """A second name of the same day: 明天周五, 12月5号（周六）, 周五12.4."""
    if words.day is None:
        if words.part and words.clock is None and gap == "":  # 上午12月5号 is rare: the part came first
            return False
        return False
    if words.part or words.clock or gap not in ("", "（", "(", " ", "是", "，", ","):
        return False
    old, new = words.day, atom.value
    same_kind = old.form == new.form or (old.form in _EXACT and new.form in _EXACT and old.form != "holiday")
    confirms = {old.form, new.form} & {"weekday"} and {old.form, new.form} & {"relative", *_EXACT}
    festive = old.form == "lunar" and new.form == "holiday"
    if (same_kind or not confirms) and not festive:
        return False
    if gap in ("，", ",", "是") and not (old.form == "relative" and gap == "是"):
        return False
    if new.form == "weekday" and new.number == 7:
        return False
    words.more.append(new if old.form in _EXACT or old.form == "relative" else old)
    if (new.form in _EXACT and old.form not in _EXACT) or old.form == "weekday":
        words.day = new
    words.end = atom.end
    return True


def _lead(text: str, begin: int) -> str:
    match = _LEADS.search(text, max(0, begin - 3), begin)
    return _LEAD_KINDS.get(match[1], "") if match else ""


def _tail(text: str, end: int) -> str:
    if _BACK.match(text, end):
        return "back"
    for kind, pattern in _TAILS:
        if pattern.match(text, end):
            return kind
    return ""


_RANGE_GAP = re.compile(r"(?:到|至|直到|一直到|到了|-+|~+|——?|至于)$")
_LIST_GAP = re.compile(r"(?:、|和|与|及|跟|，|,| |还有|以及|)$")
_STOPS = "。；;！!？?\n"
_CLAUSE_STOPS = "，,。；;！!？?\n"


def linked(text: str, before: Words, after: Words) -> str:
    """How two moments hang together: range, list or nothing."""
    gap = text[before.end : after.begin]
    if not gap:
        return "list" if before.day and after.day and _alike(before.day, after.day) else ""
    if any(stop in gap for stop in _STOPS) or len(gap) > 14:
        return ""
    if _RANGE_GAP.search(gap) and (len(gap) <= 3 or not gap.endswith("-")):
        return "range"
    if _LIST_GAP.fullmatch(gap) and before.day and after.day:
        return "list"
    return ""


def _alike(first: Day, second: Day) -> bool:
    """周一周二; 10月12号13号."""
    return first.form == second.form or (first.form in ("month_day", "date") and second.form == "day")


@dataclass(frozen=True, slots=True)
class Sight:
    """The moment of saying, and the office's calendar."""

    now: datetime
    calendar: Calendar
    past: bool = False


def see(words: Words, sight: Sight, after: Moment | None, inherit: Moment | None) -> Moment:
    """The moment meant. `after` is the first half of its range; `inherit` lends its day where none is said."""
    base = (after.day if after else None) or None
    found = _day_of(words, sight, base, inherit)
    clock, bare = _clock_of(words, after)
    clock = _same_evening(words, clock, inherit if after is None else None)
    part = words.part if words.clock is None else ""
    if found is None:
        lent = base or (inherit.day if inherit else None) or (sight.now.date() if words.day is None else None)
        lent = (inherit.last or lent) if inherit and words.tail == "back" and not base else lent
        return Moment(words.begin, words.end, lent, None, "", part, clock, words.lead, words.tail, bare_hour=bare)
    return _moment(words, found, part, clock, bare)


def _same_evening(words: Words, clock: time | None, inherit: Moment | None) -> time | None:
    """今晚去开户长会，10点左右回: an hour said later of the same afternoon or evening is not before it."""
    if clock is None or inherit is None or words.day or words.part or clock.hour >= 12:
        return clock
    late = inherit.part in ("pm", "eve") or (inherit.clock is not None and inherit.clock > clock)
    return time(clock.hour + 12, clock.minute) if late and words.tail == "back" else clock


def _moment(words: Words, found: Meant, part: str, clock: time | None, bare: bool) -> Moment:
    vague = found.kind in ("vague", "vague_before")
    return Moment(
        words.begin, words.end,
        None if vague else found.first, None if vague or found.kind == "day" else found.last,
        found.kind, part, clock, words.lead, words.tail,
        found.others, found.unknown_year, bare, (found.first, found.last) if vague else None,
        words.day is not None and words.day.form == "holiday" and words.day.detail == "bare",
    )  # fmt: skip


def _day_of(words: Words, sight: Sight, base: date | None, inherit: Moment | None) -> Meant | None:
    if words.day is None:
        return None
    lent = base
    if inherit is not None and inherit.kind == "week" and words.day.form == "weekday" and words.day.shift is None:
        return meant(words.day, View(sight.now.date(), sight.calendar, inherit.day))
    if inherit is not None and inherit.day and words.day.shift is None and words.day.form in ("weekday", "day"):
        # 下周二去，周四返回: one does not come back before one goes
        lent = inherit.last or inherit.day if words.tail == "back" or words.lead == "to" else lent
    if inherit is not None and inherit.kind == "month" and words.day.form == "day" and words.day.shift is None:
        lent = inherit.day
    if lent is None and words.day.form in ("same", "next") and inherit is not None:
        lent = inherit.day
    found = meant(words.day, View(sight.now.date(), sight.calendar, lent, sight.past))
    if found is not None and words.more and len(found.others) > 0:
        return replace(found, others=())
    return found


def _clock_of(words: Words, after: Moment | None) -> tuple[time | None, bool]:
    """The clock time on the 24-hour face, and whether its half of the day had to be supposed.

    Without a part of the day 1 to 5 are in the afternoon; a part said once holds for the range; a range does not run
    backwards (9点到5点 ends at 17:00).
    """
    if words.clock is None:
        return None, False
    hour, minute = words.clock
    bare = not words.part and hour <= 6
    hour = _HOURS.get(words.part, _plain_hour)(hour)
    earlier = after.clock if after is not None and after.day is not None else None
    if earlier and not words.part and hour < 12 and time(hour, minute) <= earlier and words.day is None:
        hour += 12
    return time(hour % 24, minute), bare and not (earlier and earlier.hour >= 8)


def _plain_hour(hour: int) -> int:
    return hour + 12 if 1 <= hour <= 5 else hour


def _late_hour(hour: int) -> int:
    return hour + 12 if hour < 12 else hour


def _noon_hour(hour: int) -> int:
    return hour + 12 if hour <= 3 else hour


_HOURS = {"am": lambda hour: hour, "noon": _noon_hour, "pm": _late_hour, "eve": _late_hour}


def spans(text: str, groups: list[Words], sight: Sight) -> list[TimeSpan]:
    """The moments in their order, ranges joined."""
    found: list[TimeSpan] = []
    open_first: Moment | None = None
    anchor: Moment | None = None
    for at, words in enumerate(groups):
        link = linked(text, groups[at - 1], words) if at else ""
        if link == "range" and open_first is not None:
            second = see(words, sight, open_first, open_first)
            if second.day is None or open_first.day is None or second.day >= open_first.day:
                found[-1] = TimeSpan(found[-1].first, second)
                open_first = None
                anchor = replace(found[-1].first, last=second.last or second.day)
                continue
        following = open_first or (found[-1].last if found and found[-1].last else None)
        follows = link == "list" and words.day is not None and words.day.form not in ("month_day", "date")
        moment = see(words, sight, following if follows else None, _lender(text, anchor, words))
        if link == "list" and found and _next_to(found[-1], moment):
            found[-1] = TimeSpan(found[-1].first, moment, solid=True)
            anchor = replace(found[-1].first, last=moment.last or moment.day)
            continue
        found.append(TimeSpan(moment, listed=link == "list"))
        open_first = moment
        anchor = moment if moment.day is not None else anchor
    return found


def _lender(text: str, anchor: Moment | None, words: Words) -> Moment | None:
    """A later 下午3点 is on the day said before it, within the same sentence."""
    if anchor is None:
        return None
    gap = text[anchor.end : words.begin]
    return None if any(stop in gap for stop in "。；;\n") else anchor


def _next_to(span: TimeSpan, moment: Moment) -> bool:
    """Whether a listed day follows on directly (周一、周二)."""
    last = span.last or span.first
    if last.day is None or moment.day is None or last.clock or moment.clock:
        return False
    return moment.day == (last.last or last.day) + timedelta(days=1)


__all__ = ["LINKS", "Lasting", "Moment", "Sight", "TimeSpan", "Times", "Words", "group", "linked", "see", "spans"]
