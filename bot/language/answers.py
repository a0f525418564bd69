"""Answers to a question about one slot, corrections of a form, and what follows from what is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.language.dates import Moment, Times, TimeSpan
from bot.language.sentence import Sentence
from bot.language.slots.leave import leave_type
from bot.language.slots.leave_days import counted_days, end_of
from bot.language.slots.parts import Slots, amount, copies, heads, put_moment, settled
from bot.language.wording import bare, trimmed
from handlers.engine.calendar import Calendar
from handlers.engine.phrases import phrase

TIME_SLOTS = ("start", "end", "depart", "return", "date", "deadline")
FIRST_OF = {"end": "start", "return": "depart"}
LAST_OF = {"start": "end", "depart": "return"}
_NO_ANSWER = phrase(
    r"^(?:不知道|不晓得|随便|都行|都可以|没有|无|不清楚|待定|不一定|再说|等会儿?再?说|稍等|等等|谢谢"
    r"|好的?|嗯+|哦|是的?|对的?|\?|？)$"
)


def day_of(value: Any) -> date | None:
    """The date in a slot value, with or without its clock time."""
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def complete(slots: Mapping[str, Any], calendar: Calendar) -> Mapping[str, Any]:
    """Leave slots with what follows from them: days from start and end, or end from start and days."""
    known = {name: value for name, value in slots.items() if value is not None}
    start, end = day_of(known.get("start")), day_of(known.get("end"))
    if start is None or "T" in str(known.get("start")):
        return known
    if end is not None and "days" not in known and end >= start and "T" not in str(known["end"]):
        known["days"] = counted_days(start, end, known.get("start_part", ""), known.get("end_part", ""))
    elif end is None and known.get("days"):
        part = known.get("start_part", "")
        known["end"] = end_of(start, known["days"], part, False, calendar).isoformat()
        if known["days"] == 0.5 and part:
            known["end_part"] = part
    return known


# --- answers ----------------------------------------------------------------------------------------------------------


def read_answer(s: Sentence, intent: str, slot: str, known: Mapping[str, Any]) -> Slots:
    """The slots that an answer to the question about `slot` gives; {} when it is none."""
    text = bare(s.text)
    if not text or _NO_ANSWER.match(text):
        return {}
    if slot in TIME_SLOTS or slot in ("days", "hours"):
        return answered_time(s, slot, known)
    reader = _ANSWERS.get(slot, _answered_text)
    return reader(s, slot)


def answered_time(s: Sentence, slot: str, known: Mapping[str, Any]) -> Slots:
    name = "end" if slot in ("days", "hours") else slot
    first_name = FIRST_OF.get(name, name)
    times = _from_known(s, name, known)
    lengths = [lasting.length for lasting in times.lengths if not lasting.length.vague]
    spans = [span for span in times.spans if span.first.day is not None]
    if lengths and lengths[-1].hours:
        return {"hours": lengths[-1].hours}
    if lengths and not (spans and spans[0].last):
        return _with_length(s, name, first_name, spans, lengths[-1].days, lengths[-1].working, known)
    if not spans:
        return _bare_day(s, name, known)
    return with_span(spans[0], name, first_name, known, s)


def _from_known(s: Sentence, name: str, known: Mapping[str, Any]) -> Times:
    """The times of the answer; the second half of a period is looked for after its known first."""
    start = day_of(known.get(FIRST_OF.get(name, "")))
    if start is None or start < s.now.date():
        return s.times
    first = f"{start.month}月{start.day}日到"
    shifted = s.reader.find(first + s.masked, s.now)
    size = len(first)
    spans = tuple(
        TimeSpan(span.last) if span.last is not None and span.first.end <= size else span
        for span in shifted.spans
        if span.last is not None or span.first.begin >= size
    )
    return Times(spans, shifted.lengths)


def _with_length(
    s: Sentence, name: str, first_name: str, spans: list[TimeSpan], days: float, working: bool, known: Mapping[str, Any]
) -> Slots:
    slots: Slots = {"days": days}
    begun = [span.first for span in spans if name == first_name]
    if begun:
        put_moment(slots, first_name, _of_known_day(begun[0], known.get(first_name)))
    start = day_of(slots.get(first_name, known.get(first_name)))
    part = slots.get(first_name + "_part", known.get(first_name + "_part", ""))
    said = [span.first.part for span in spans if span.first.part]
    if start is None:
        return slots
    end_name = LAST_OF.get(first_name, "end")
    if days == 0.5 and said:
        part = said[0]
        slots[first_name + "_part"] = part
    slots[end_name] = end_of(start, days, part, working, s.reader.calendar).isoformat()
    if days == 0.5 and part:
        slots[end_name + "_part"] = part
    return slots


def with_span(span: TimeSpan, name: str, first_name: str, known: Mapping[str, Any], s: Sentence) -> Slots:
    slots: Slots = {}
    if span.last is not None and name in (first_name, LAST_OF.get(first_name, "")):
        put_moment(slots, first_name, _of_known_day(span.first, known.get(first_name)))
        put_moment(slots, LAST_OF.get(first_name, "end"), _of_known_day(span.last, known.get(first_name)), last=True)
        return _counted(slots, known, first_name)
    moment = span.first
    if moment.kind == "" and moment.clock is None and day_of(known.get(first_name)) and name != first_name:
        moment = on_known_day(moment, known[first_name])
    elif moment.kind == "" and day_of(known.get(name) or known.get(first_name)):
        moment = on_known_day(moment, known.get(name) or known[first_name])
    if not settled(moment):
        return {}
    if name != first_name:
        moment = _not_before(moment, day_of(known.get(first_name)))
    put_moment(slots, name, moment, last=name != first_name)
    return _counted(slots, known, first_name)


def _not_before(moment: Moment, start: date | None) -> Moment:
    """下周一 as the end of what begins next Wednesday: the Monday after it."""
    if start is None or moment.day is None or moment.day >= start or (start - moment.day).days >= 7:
        return moment
    return replace(moment, day=moment.day + timedelta(days=7), last=None)


def on_known_day(moment: Moment, value: Any) -> Moment:
    """下午 said of a day that is known already."""
    return Moment(moment.begin, moment.end, day_of(value), None, "day", moment.part, moment.clock)


def _of_known_day(moment: Moment, value: Any) -> Moment:
    """下午2点 said alone, where the day is known: of that day."""
    return on_known_day(moment, value) if moment.kind == "" and day_of(value) else moment


def _counted(slots: Slots, known: Mapping[str, Any], first_name: str) -> Slots:
    """With the days, where both ends of a leave are now known as days."""
    merged = {**known, **slots}
    start, end = day_of(merged.get("start")), day_of(merged.get("end"))
    part = slots.get("start_part")
    if first_name == "start" and known.get("days") == 0.5 and start == end and part in ("am", "pm"):
        return {**slots, "end": merged["end"], "end_part": part, "days": 0.5}
    if first_name == "start" and start and end and "T" not in f"{merged['start']}{merged['end']}" and end >= start:
        slots["days"] = counted_days(start, end, merged.get("start_part", ""), merged.get("end_part", ""))
    return slots


_BARE_DAY = phrase(r"(?:到|就)?([0-9]{1,2}|[一二三四五六日天])(?:号|日)?")


def _bare_day(s: Sentence, name: str, known: Mapping[str, Any]) -> Slots:
    """«28» or «五» as an answer to "until which day?"."""
    match = _BARE_DAY.fullmatch(bare(s.text))
    if match is None or bare(s.text).endswith(("号", "日")):
        return {}
    words = match[1] + "号" if match[1].isdigit() else "周" + match[1]
    return answered_time(Sentence(words, s.lexicon, s.reader, s.now), name, known)


def _answered_type(s: Sentence, slot: str) -> Slots:
    slots: Slots = {}
    leave_type(s, slots)
    if not slots:
        short = {
            "年": "年假",
            "事": "事假",
            "病": "病假",
            "婚": "婚假",
            "产": "产假",
            "丧": "丧假",
            "生病": "病假",
            "私事": "事假",
        }
        word = bare(s.text).removeprefix("请").removeprefix("休").removesuffix("假")
        return {slot: short[word]} if word in short else {}
    return {slot: slots["leave_type"]}


def _answered_copies(s: Sentence, slot: str) -> Slots:
    slots: Slots = {}
    copies(s, slots)
    return {slot: slots["copies"]} if slots else _whole_number(s, slot)


def _answered_heads(s: Sentence, slot: str) -> Slots:
    found = heads(s)
    if found:
        return {slot: found[0]}
    if bare(s.text) in ("就我", "就我一个", "我一个", "就我自己", "我自己", "只有我"):
        return {slot: 1}
    return _whole_number(s, slot)


_NUMBER_ONLY = phrase(
    r"(?:大概|共|一共|总共|约)?([0-9]{1,6}|[一二两三四五六七八九十百千万零]{1,9})(?:[个份人位名张页件]|元|块)*(?:左右)?"
)


def _whole_number(s: Sentence, slot: str) -> Slots:
    from bot.language.numbers import number

    match = _NUMBER_ONLY.fullmatch(bare(s.text))
    value = number(match[1]) if match else None
    return {slot: value} if value is not None else {}


def _answered_amount(s: Sentence, slot: str) -> Slots:
    found = amount(s)
    return {slot: found[0]} if found else _whole_number(s, slot)


def _answered_people(s: Sentence, slot: str) -> Slots:
    names = [name.text for name in s.names]
    if not names:
        words = [word for word in re.split(r"[、，,和跟与及 ]+", trimmed(bare(s.text))) if 2 <= len(word) <= 4]
        names = words
    if not names:
        return {}
    return {slot: names if slot == "persons" else names[0] if len(names) == 1 else names}


def _answered_flag(s: Sentence, slot: str) -> Slots:
    text = bare(s.text)
    if re.match(r"(?:不|没|无|单面|黑白|否)", text):
        return {slot: None}
    return {slot: True} if re.match(r"(?:是|要|对|需要|可以|住|双面|彩色|紧急|急|外带|带|嗯|好)", text) else {}


def _answered_text(s: Sentence, slot: str) -> Slots:
    words = trimmed(s.text)
    return {slot: words} if words else {}


def _answered_items(s: Sentence, slot: str) -> Slots:
    from bot.language.slots.things import items

    found = items(s.text)
    return {slot: found} if found else {}


def _answered_seal(s: Sentence, slot: str) -> Slots:
    from bot.language.slots.seals import seal

    found = seal(s).get("seal")
    short = {"党委": "党委章", "政府": "政府章", "党政办": "党政办章", "办公室": "党政办章"}
    found = found or short.get(bare(s.text).removeprefix("盖").removesuffix("的"))
    return {slot: found} if found else _answered_text(s, slot)


def _answered_place(s: Sentence, slot: str) -> Slots:
    words = trimmed(re.sub(r"^(?:去|到|克|前往|往)+", "", bare(s.text)))
    return {slot: words} if words else {}


_ANSWERS: Mapping[str, Callable[[Sentence, str], Slots]] = {
    "leave_type": _answered_type, "copies": _answered_copies, "pages": _whole_number, "passengers": _answered_heads,
    "people": _answered_heads, "amount": _answered_amount, "person": _answered_people, "persons": _answered_people,
    "driver": _answered_people, "carry_out": _answered_flag, "urgent": _answered_flag, "lodging": _answered_flag,
    "duplex": _answered_flag, "color": _answered_flag, "items": _answered_items, "seal": _answered_seal,
    "destination": _answered_place, "place": _answered_place,
}  # fmt: skip
