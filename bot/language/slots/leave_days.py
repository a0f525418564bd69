"""When a leave is, and how long: the time asked for, not that of its reason (考勤制度 第4条)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from math import ceil

from bot.language.dates import Lasting, Length, Moment, TimeSpan
from bot.language.sentence import Sentence
from bot.language.slots.parts import (
    Slots,
    note,
    note_moment,
    put_moment,
    settled,
)
from handlers.engine.calendar import Calendar, UnknownYearError
from handlers.engine.phrases import phrase

ASKING = phrase(r"请|休|歇|(?<!放)假|(?<![出回赶])不来|来不|走|晚到|迟到|离开|提前")


def when(s: Sentence, slots: Slots) -> TimeSpan | None:
    """start, end, their parts, days, hours; the span that they are from."""
    length = _length(s)
    span = _span(s)
    if length and length.length.hours:
        slots["hours"] = length.length.hours
        note(s, "hours", length.begin, length.end)
    if span is None and length and length.length.days:
        span = _whole_week(s, length)
    if span is None:
        _only_length(slots, length, s)
        return None
    _from_span(s, slots, span, length)
    return span


def _whole_week(s: Sentence, length: Lasting) -> TimeSpan | None:
    """下周请一周: that week, from its Monday."""
    for span in s.times.spans:
        if span.first.kind == "week" and span.first.day and span.last is None and length.length.days in (5, 7):
            return TimeSpan(replace(span.first, last=None, kind="day"))
    return None


# 后天起四天，除去双休: the days that are counted are working days.
_NO_WEEKENDS = phrase(
    r"(?:除去|除开|除了|除掉|刨除|刨去|去掉|不含|不算|不包括|扣除|扣掉|避开)(?:周末|双休日?|星期天|星期六星期天|周六周日|周六日|节假日|休息日)"
    r"|(?:周末|双休日?|节假日|休息日)(?:不算|除外|不含|不计)"
)


def _length(s: Sentence) -> Lasting | None:
    """How long it is to be, in working days where weekends are taken out."""
    said = _said_length(s)
    if said is not None and said.length.days and _NO_WEEKENDS.search(s.masked):
        return replace(said, length=replace(said.length, working=True))
    return said


# 大后天想请天假
_ONE_DAY = phrase(r"[请休](?:个)?(天)(?=[假年事病婚公]|$|[，,。 ])")


def _said_length(s: Sentence) -> Lasting | None:
    """The last one said; 两天不到 says nothing."""
    said = [lasting for lasting in s.times.lengths if not lasting.length.vague and not _not_length(s, lasting)]
    if not said and (one := _ONE_DAY.search(s.masked)):
        return Lasting(one.start(1), one.end(1), Length(days=1))
    near = [lasting for lasting in said if ASKING.search(s.masked[max(0, lasting.begin - 6) : lasting.begin + 8])]
    chosen = near or said
    return chosen[-1] if chosen else None


_NOT_LENGTH_AFTER = phrase(
    r"不到|以内|内|之内|的?(?:值班|会议|会|班|路程|路|培训|学习|考试|活动|集中|住院)|没(?!来|上班|到|去|写|请|交|打|报)|一次|年假还|就够|前(?!$)"
)
_NOT_LENGTH_BEFORE = phrase(
    r"(?:还剩|还有|剩|每|第|会议|培训|住院|学习|发烧|烧了|痛了|疼了|拉了|加了|上了|值了|忙了|熬了|连续"
    r"|(?<!提)前)(?:了)?$"
)


def _not_length(s: Sentence, lasting: Lasting) -> bool:
    before = s.masked[max(0, lasting.begin - 4) : lasting.begin]
    return bool(_NOT_LENGTH_AFTER.match(s.masked, lasting.end)) or bool(_NOT_LENGTH_BEFORE.search(before))


MENTIONED_AFTER = phrase(
    r"(?:(?:[那这][一两三四几0-9]?天)?的?(?:会|值班|加班|加的班|培训|学习|考试|航班|高铁|火车|飞机|票|号|手术|婚礼|酒席|门诊|复查)|(?:就|要"
    r"|已经)?(?:考试|开庭|手术|结婚|办酒|出院|住院|生产|预产|高考|入学|开学|满月))"
)


def _span(s: Sentence) -> TimeSpan | None:
    """The time of the leave, not that of its reason."""
    spans = [span for span in s.times.spans if settled(span.first) or (span.last and settled(span.last))]
    spans = [span for span in spans if not _excepted(s, span)]
    if not s.past:  # 昨晚娃发烧，今天上午请半天
        spans = [span for span in spans if (span.first.day or date.max) >= s.now.date()] or spans
    changed = re.search(r"(?:改期?|换|推迟|延期?|提前)(?:到|成|为|至)", s.masked)
    spans = [span for span in spans if changed and span.begin >= changed.end()] or spans  # 把明天的假改成后天
    if len(spans) <= 1:
        return spans[0] if spans else None
    ended = next((span for span in spans if span.first.lead == "to" and span.last is None), None)
    begun = next((span for span in spans if "from" in (span.first.lead, span.first.tail) and span.last is None), None)
    if ended and begun and ended is not begun and (begun.first.day or date.max) <= (ended.first.day or date.min):
        return TimeSpan(begun.first, ended.first)
    spans = [span for span in spans if not MENTIONED_AFTER.match(s.masked, span.end)] or spans
    asked = [span for span in spans if _asked(s, span)]
    ranged = [span for span in asked or spans if span.last] or [
        span for span in spans if span.last and _stands_alone(s, span)
    ]
    chosen = (ranged or asked or spans)[0]
    return _merged(_in_figures(s, chosen, spans) or chosen, spans, s)


def _in_figures(s: Sentence, chosen: TimeSpan, spans: list[TimeSpan]) -> TimeSpan | None:
    """节后第一天上班请假，10月8号: the date in figures says which holiday is meant."""
    if chosen.last or "节" not in s.masked[chosen.begin : chosen.end]:
        return None
    dates = (span for span in spans if s.masked[span.begin].isdigit() and _stands_alone(s, span))
    return next((span for span in dates if span.first.day != chosen.first.day), None)


def _stands_alone(s: Sentence, span: TimeSpan) -> bool:
    """月底请三天年假，28到30: a clause that is nothing but the range."""
    before, after = s.masked[: span.begin].rstrip(), s.masked[span.end :].lstrip()
    return (not before or before[-1] in "，,。；;：:（( ") and (not after or after[0] in "，,。；;）) ")


_EXCEPTED = phrase(r"(?:除去|除开|除了|除掉|刨除|刨去|去掉|不含|不算|不包括|扣除|扣掉|避开)$")
# 预产期12月8号，从12月1号开始
_APPOINTED = phrase(r"(?:预产期|婚期|生日|开庭时间|手术时间|考试时间)(?:就?是|在|为)?[：:]?$")
_EVERY_DAY = phrase(r"每(?:天|日|周|个?工作日)的?$")
_EXCEPTED_AFTER = phrase(r"(?:不算|除外|不含|不计)")


def _excepted(s: Sentence, span: TimeSpan) -> bool:
    """除去周末, 周末不算: not when, but when not."""
    before = s.masked[: span.begin]
    return bool(
        _EXCEPTED.search(before)
        or _EVERY_DAY.search(before)
        or _APPOINTED.search(before)
        or _EXCEPTED_AFTER.match(s.masked, span.end)
    )


def _asked(s: Sentence, span: TimeSpan) -> bool:
    """Whether the words around the span ask for leave then."""
    if MENTIONED_AFTER.match(s.masked, span.end):
        return False
    before = re.split(r"[，,。；;]", s.masked[: span.begin])[-1]
    after = re.split(r"[，,。；;]", s.masked[span.end :])[0]
    return bool(ASKING.search(before[-8:] + after[:8]))


def _merged(span: TimeSpan, spans: list[TimeSpan], s: Sentence) -> TimeSpan:
    """周三走，周五回来上班 / 从周三开始，请到周五: a later end said apart."""
    if span.last is not None:
        return span
    for later in spans:
        only_part = later.first.kind == "" and later.first.part and later.first.clock is None and later.last is None
        if later.begin > span.begin and only_part and not span.first.part and not span.first.clock:
            return TimeSpan(replace(span.first, part=later.first.part))
    for later in spans:
        if later.begin > span.begin and later.last is None and later.first.lead == "to" and settled(later.first):
            return TimeSpan(span.first, later.first)
    for later in spans:
        if later.begin > span.begin and later.first.kind == "" and later.first.clock and span.first.clock is None:
            return later
    return span


def _from_span(s: Sentence, slots: Slots, span: TimeSpan, length: Lasting | None) -> None:
    first, last = span.first, span.last
    if last is None and first.lead == "to" and first.tail != "from" and not (length and length.length.days):
        put_moment(slots, "end", first)
        note_moment(s, "end", first)
        return
    if first.kind not in ("", "day", "period") or first.day is None:
        _only_length(slots, length, s)
        return
    if last is None and first.lead == "to" and _until(s, slots, first, length):
        return
    note_moment(s, "start", first)
    if last is not None and settled(last):
        _range(s, slots, first, last, length)
    elif first.several and (length is None or length.length.days == (first.last - first.day).days + 1):  # type: ignore[operator]
        slots["start"], slots["end"] = first.value(), first.last_value()
        slots["days"] = (first.last - first.day).days + 1  # type: ignore[operator]
    else:
        put_moment(slots, "start", first)
        _end_from_length(s, slots, first, length)


def _until(s: Sentence, slots: Slots, end: Moment, length: Lasting | None) -> bool:
    """病假再续三天，到15号: three days of which the 15th is the last."""
    if length is None or length.begin > end.begin or length.length.days < 1 or length.length.working or not end.day:
        return False
    if end.tail == "from" or end.several or end.clock or end.part:
        return False
    slots["start"] = (end.day - timedelta(days=ceil(length.length.days) - 1)).isoformat()
    slots["end"], slots["days"] = end.value(), length.length.days
    note_moment(s, "end", end)
    note(s, "days", length.begin, length.end)
    return True


def _range(s: Sentence, slots: Slots, first: Moment, last: Moment, length: Lasting | None) -> None:
    put_moment(slots, "start", first)
    put_moment(slots, "end", last, last=True)
    if half := _only_a_half_of(s, last):
        slots["end_part"] = half
        last = replace(last, part=half)
    note_moment(s, "end", last)
    whole = length is not None and s.masked[length.begin : length.end] in _WHOLE_DAY and first.day != last.day
    if length is not None and length.length.days and not whole:
        slots["days"] = length.length.days
        note(s, "days", length.begin, length.end)
    elif first.clock is None and last.clock is None and first.day and (last.last or last.day):
        slots["days"] = counted_days(first.day, last.last or last.day, first.part, last.part)  # type: ignore[arg-type]


# 周三下午和周四全天: how long the second day is, not how long it is in all
_WHOLE_DAY = frozenset({"全天", "整天", "一整天", "整日"})


def _only_a_half_of(s: Sentence, last: Moment) -> str:
    """6月3号到5号的假，5号只请上午: the half of the last day that is said for it later."""
    if last.part or last.clock:
        return ""
    halves = (m for m in s.times.moments() if m.begin >= last.end and m.day == (last.last or last.day) and m.part)
    return next(
        (
            m.part
            for m in halves
            if re.search(r"只(?:请|要|休)?$", s.masked[: m.begin]) or "只" in s.masked[m.begin : m.end]
        ),
        "",
    )


def counted_days(first: date, last: date, first_part: str = "", last_part: str = "") -> float:
    """Natural days from first to last, both included, half a day less for a half day at either end."""
    days: float = (last - first).days + 1
    if first_part in ("noon", "pm", "eve"):
        days -= 0.5
    if last_part in ("am", "noon"):
        days -= 0.5
    if first == last and first_part == last_part and first_part in ("am", "pm"):
        return 0.5
    return int(days) if days == int(days) else days


def _only_length(slots: Slots, length: Lasting | None, s: Sentence) -> None:
    if length is not None and length.length.days:
        slots["days"] = length.length.days
        note(s, "days", length.begin, length.end)


def _end_from_length(s: Sentence, slots: Slots, first: Moment, length: Lasting | None) -> None:
    if length is None or not length.length.days or first.day is None:
        return
    slots["days"] = length.length.days
    note(s, "days", length.begin, length.end)
    if first.clock is not None:
        return
    end = end_of(first.day, length.length.days, first.part, length.length.working, s.reader.calendar)
    slots["end"] = end.isoformat()
    if length.length.days == 0.5 and first.part:
        slots["end_part"] = first.part
    elif length.length.days % 1 == 0.5 and not first.part and _morning_of(s, end):
        slots["end_part"] = "am"


def _morning_of(s: Sentence, day: date) -> bool:
    """请一天半，周四全天周五上午: whether the last day is said to be a morning."""
    return any(moment.day == day and moment.part == "am" for moment in s.times.moments())


def end_of(start: date, days: float, part: str, working: bool, calendar: Calendar) -> date:
    """The last day of a leave of so many days; working days where the text says so."""
    if working:
        return _working_end(start, days, calendar)
    return start + timedelta(days=max(0, ceil(days + (0.5 if part in ("pm", "eve") and days > 0.5 else 0)) - 1))


def _working_end(start: date, days: float, calendar: Calendar) -> date:
    left, day = ceil(days), start
    while True:
        left -= _worked(day, calendar)
        if left <= 0:
            return day
        day += timedelta(days=1)


def _worked(day: date, calendar: Calendar) -> int:
    """1 for a day that is worked; in a year that nobody has published Monday to Friday."""
    try:
        return int(calendar.is_workday(day))
    except UnknownYearError:
        return int(day.weekday() < 5)
