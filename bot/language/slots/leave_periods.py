"""Several leaves named side by side: «12月7日到8日、12月10日到11日请假» asks for two (rules M20-5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.language.dates import TimeSpan
from bot.language.sentence import Sentence
from bot.language.slots.leave_days import counted_days
from bot.language.slots.parts import Slots, put_moment
from handlers.engine.phrases import phrase

_JOINED = phrase(r"\s*(?:[、，,；;]|和|及|与|跟|以及|还有|加上|再加|外加)*\s*(?:还有|再)?\s*")
_OF_TIME = frozenset(["start", "start_part", "end", "end_part", "days", "hours"])


def periods(s: Sentence, slots: Slots) -> list[Slots]:
    """The slots of each leave, where several were named with a gap between them; else these slots alone."""
    spans = _side_by_side(s)
    if len(spans) < 2:
        return [slots]
    rest = {name: value for name, value in slots.items() if name not in _OF_TIME}
    return [{**rest, **_of(span)} for span in spans]


def _side_by_side(s: Sentence) -> list[TimeSpan]:
    """The first run of days parted by nothing but joining words, each later than the last with a day between."""
    run: list[TimeSpan] = []
    for span in s.times.spans:
        if not _is_days(span):
            continue
        if run and not (_JOINED.fullmatch(s.masked[run[-1].end : span.begin]) and _comes_after(run[-1], span)):
            if len(run) > 1:
                break
            run = []
        run.append(span)
    return run


def _is_days(span: TimeSpan) -> bool:
    moments = [span.first, *([span.last] if span.last else [])]
    return all(m.day is not None and m.clock is None and m.last is None and not m.vague for m in moments)


def _comes_after(earlier: TimeSpan, later: TimeSpan) -> bool:
    end, start = _days(earlier)[1], _days(later)[0]
    if (start - end).days == 1 and not (earlier.last or later.last):  # 下周三上午周四下午各请半天: two halves apart
        return earlier.first.part in ("am", "noon") and later.first.part in ("pm", "eve")
    return (start - end).days > 1


def _days(span: TimeSpan) -> tuple[date, date]:
    first, *_ = days = list(_known(span))
    return first, days[-1]


def _known(span: TimeSpan) -> Iterator[date]:
    for moment in (span.first, span.last or span.first):
        assert moment.day is not None
        yield moment.day


def _of(span: TimeSpan) -> Slots:
    """One leave's own days; a day named alone is one day, or the half of it that was said."""
    slots: Slots = {}
    put_moment(slots, "start", span.first)
    put_moment(slots, "end", span.last or span.first, last=True)
    first, last = _days(span)
    slots["days"] = counted_days(first, last, slots.get("start_part", ""), slots.get("end_part", ""))
    return slots
