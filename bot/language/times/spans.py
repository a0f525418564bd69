"""Moments seen as dates, and joined to ranges (下周三到周五; 12.25-28)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.language.times.atoms import Day
from bot.language.times.moments import Moment, TimeSpan, Words
from bot.language.times.resolve import Meant, View, meant
from handlers.engine.calendar import Calendar
from handlers.engine.phrases import phrase

_RANGE_GAP = phrase(r"(?:到|至|直到|一直到|到了|-+|~+|——?|至于)$")
_LIST_GAP = phrase(r"(?:、|和|与|及|跟|，|,| |还有|以及|)$")
_STOPS = "。；;！!？?\n"
_CLAUSE_STOPS = "，,。；;！!？?\n"


# 下周二的车改到周三 names two days, not a range.
_CHANGED = phrase(r"(?:改|换|推迟|提前|延期|挪)[成到为至]?")


def linked(text: str, before: Words, after: Words) -> str:
    """How two moments hang together: range, list or nothing."""
    gap = text[before.end : after.begin]
    if not gap:
        return "list" if before.day and after.day and _alike(before.day, after.day) else ""
    if any(stop in gap for stop in _STOPS) or len(gap) > 14:
        return ""
    if _CHANGED.search(gap):
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
    if _the_same_weekday(words, inherit):
        return Meant(inherit.day, inherit.day)  # type: ignore[union-attr, arg-type]
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


def _the_same_weekday(words: Words, inherit: Moment | None) -> bool:
    """下周五连着周末，我只请周五: the weekday that was named before, not the next one."""
    day = words.day
    if day is None or inherit is None or inherit.day is None or inherit.last is not None or words.tail == "back":
        return False
    return day.form == "weekday" and day.shift is None and day.number == inherit.day.weekday() and words.lead != "to"


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
        moment = see(words, sight, following if follows else None, _lender(text, anchor, words, sight))
        if link == "list" and found and _next_to(found[-1], moment):
            found[-1] = TimeSpan(found[-1].first, moment, solid=True)
            anchor = replace(found[-1].first, last=moment.last or moment.day)
            continue
        if link == "list" and found and found[-1].last is None and _just_before(found[-1].first, moment):
            earlier, later = found[-1].first, moment
            found[-1] = TimeSpan(replace(earlier, day=later.day), replace(later, day=earlier.day), solid=True)
            continue
        found.append(TimeSpan(moment, listed=link == "list"))
        open_first = moment
        anchor = moment if moment.day is not None or moment.vague else anchor
    return found


_ONE_DAY = frozenset({"除夕", "年三十", "大年三十", "三十晚上", "年三十晚"})


def mere_festivals(text: str, groups: list[Words], found: list[TimeSpan]) -> list[TimeSpan]:
    """国庆期间3号, 端午连着请一天，22号: a day named beside a festival is meant, the festival says about when."""
    named = {w.begin for w in groups if w.day is not None and w.day.form == "holiday" and w.day.name not in _ONE_DAY}
    dates = {
        words.begin for words in groups if words.day is not None and words.day.form in ("day", "month_day", "lunar")
    }
    days = [span.first.day for span in found if span.begin in dates and span.first.day is not None]

    def mere(span: TimeSpan) -> bool:
        first = span.first
        if (
            span.begin not in named
            or first.day is None
            or first.lead
            or first.tail
            or "前" in text[span.begin : span.end]
        ):
            return False
        last = (span.last.last or span.last.day if span.last else first.last) or first.day
        near = timedelta(days=12)
        return any(first.day - near <= day <= last + near for day in days)

    return [span for span in found if mere(span)] if days else []


def _lender(text: str, anchor: Moment | None, words: Words, sight: Sight) -> Moment | None:
    """A later 下午3点 is on the day said before it, within the same sentence."""
    if anchor is None or (anchor.day is not None and anchor.day < sight.now.date() and not sight.past):
        return None  # 昨晚没睡好，上午请两个小时: this morning
    gap = text[anchor.end : words.begin]
    if any(stop in gap for stop in "。；;\n"):
        return None
    return _month_of(text, anchor) or anchor if words.day and words.day.form == "day" else anchor


def _month_of(text: str, anchor: Moment) -> Moment | None:
    """6月底请三天，28号到30号; 下月中旬，15号至19号: the days are those of the month."""
    if anchor.kind == "third" or (anchor.kind == "day" and text[anchor.begin : anchor.end].endswith(("月底", "月末"))):
        return replace(anchor, day=anchor.day.replace(day=1), last=None, kind="month") if anchor.day else None
    if anchor.vague and text[anchor.begin : anchor.end].endswith(("月初", "月中")):
        return replace(anchor, day=anchor.vague[0].replace(day=1), kind="month")
    return None


def _just_before(first: Moment, second: Moment) -> bool:
    """昨天和前天: two whole days running, the later one said first."""
    whole = not (first.clock or second.clock or first.part or second.part or first.several or second.several)
    return whole and bool(first.day and second.day) and first.day - second.day == timedelta(days=1)  # type: ignore[operator]


def _next_to(span: TimeSpan, moment: Moment) -> bool:
    """Whether a listed day follows on directly (周一、周二)."""
    last = span.last or span.first
    if last.day is None or moment.day is None or last.clock or moment.clock:
        return False
    if last.part in ("am", "noon") and moment.part in ("pm", "eve"):  # 周三上午周四下午各请半天: two halves apart
        return False
    return moment.day == (last.last or last.day) + timedelta(days=1)
