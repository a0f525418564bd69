"""Answers to a question about one slot, corrections of a form, and what follows from what is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from math import ceil
from typing import Any

from bot.language.dates import Moment, Times, TimeSpan
from bot.language.sentence import Sentence
from bot.language.slots.leave import LEAVE_TYPES, counted_days, end_of, leave_type
from bot.language.slots.parts import Slots, amount, copies, heads, put_moment, settled
from bot.language.wording import bare, trimmed
from handlers.engine.calendar import Calendar

TIME_SLOTS = ("start", "end", "depart", "return", "date", "deadline")
_FIRST_OF = {"end": "start", "return": "depart"}
_LAST_OF = {"start": "end", "depart": "return"}
_NO_ANSWER = re.compile(
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
        return _answered_time(s, slot, known)
    reader = _ANSWERS.get(slot, _answered_text)
    return reader(s, slot)


def _answered_time(s: Sentence, slot: str, known: Mapping[str, Any]) -> Slots:
    name = "end" if slot in ("days", "hours") else slot
    first_name = _FIRST_OF.get(name, name)
    times = _from_known(s, name, known)
    lengths = [lasting.length for lasting in times.lengths if not lasting.length.vague]
    spans = [span for span in times.spans if span.first.day is not None]
    if lengths and lengths[-1].hours:
        return {"hours": lengths[-1].hours}
    if lengths and not (spans and spans[0].last):
        return _with_length(s, name, first_name, spans, lengths[-1].days, lengths[-1].working, known)
    if not spans:
        return _bare_day(s, name, known)
    return _with_span(spans[0], name, first_name, known, s)


def _from_known(s: Sentence, name: str, known: Mapping[str, Any]) -> Times:
    """The times of the answer; the second half of a period is looked for after its known first."""
    start = day_of(known.get(_FIRST_OF.get(name, "")))
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
        put_moment(slots, first_name, begun[0])
    start = day_of(slots.get(first_name, known.get(first_name)))
    part = slots.get(first_name + "_part", known.get(first_name + "_part", ""))
    said = [span.first.part for span in spans if span.first.part]
    if start is None:
        return slots
    end_name = _LAST_OF.get(first_name, "end")
    if days == 0.5 and said:
        part = said[0]
        slots[first_name + "_part"] = part
    slots[end_name] = end_of(start, days, part, working, s.reader.calendar).isoformat()
    if days == 0.5 and part:
        slots[end_name + "_part"] = part
    return slots


def _with_span(span: TimeSpan, name: str, first_name: str, known: Mapping[str, Any], s: Sentence) -> Slots:
    slots: Slots = {}
    if span.last is not None and name in (first_name, _LAST_OF.get(first_name, "")):
        put_moment(slots, first_name, span.first)
        put_moment(slots, _LAST_OF.get(first_name, "end"), span.last, last=True)
        return _counted(slots, known, first_name)
    moment = span.first
    if moment.kind == "" and moment.clock is None and day_of(known.get(first_name)) and name != first_name:
        moment = _on_known_day(moment, known[first_name])
    elif moment.kind == "" and day_of(known.get(name) or known.get(first_name)):
        moment = _on_known_day(moment, known.get(name) or known[first_name])
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


def _on_known_day(moment: Moment, value: Any) -> Moment:
    """下午 said of a day that is known already."""
    return Moment(moment.begin, moment.end, day_of(value), None, "day", moment.part, moment.clock)


def _counted(slots: Slots, known: Mapping[str, Any], first_name: str) -> Slots:
    """With the days, where both ends of a leave are now known as days."""
    merged = {**known, **slots}
    start, end = day_of(merged.get("start")), day_of(merged.get("end"))
    if first_name == "start" and start and end and "T" not in f"{merged['start']}{merged['end']}" and end >= start:
        slots["days"] = counted_days(start, end, merged.get("start_part", ""), merged.get("end_part", ""))
    return slots


_BARE_DAY = re.compile(r"(?:到|就)?([0-9]{1,2}|[一二三四五六日天])(?:号|日)?")


def _bare_day(s: Sentence, name: str, known: Mapping[str, Any]) -> Slots:
    """«28» or «五» as an answer to "until which day?"."""
    match = _BARE_DAY.fullmatch(bare(s.text))
    if match is None or bare(s.text).endswith(("号", "日")):
        return {}
    words = match[1] + "号" if match[1].isdigit() else "周" + match[1]
    return _answered_time(Sentence(words, s.lexicon, s.reader, s.now), name, known)


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


_NUMBER_ONLY = re.compile(
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

# --- corrections ------------------------------------------------------------------------------------------------------

# What people call a slot, by the words of a form; the longer first.
SLOT_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("开始时间 起始时间 开始日期 起始日期 开始", ("start", "depart", "date")),
    ("结束时间 截止时间 结束日期 返岗时间 结束", ("end", "return", "deadline")),
    ("返回时间 回来时间 返程时间 归还时间 返程", ("return", "end")),
    ("出发时间 用车时间 发车时间", ("depart", "start")),
    ("假期类型 请假类型 假别 假种 类型 类别", ("leave_type", "category")),
    ("目的地 地点 地方 去的地方", ("destination", "place")),
    ("理由 原因 事由 请假理由", ("reason", "purpose")),
    ("用途 目的 任务", ("purpose", "reason")),
    ("同行人员 同行人 随行人员 乘车人 人员 同行", ("persons",)),
    ("人数 几个人", ("passengers", "people")),
    ("驾驶员 司机 师傅", ("driver",)),
    ("车辆 车型 车牌 车子", ("vehicle",)),
    ("天数", ("days",)),
    ("份数", ("copies",)),
    ("页数", ("pages",)),
    ("金额 预算", ("amount",)),
    ("章 印章 公章", ("seal",)),
    ("文件 材料", ("document",)),
    ("标题 题目", ("title",)),
    ("内容 正文", ("body",)),
    ("期限 时限", ("deadline",)),
    ("责任人 责任单位 承办单位", ("assignee",)),
    ("来访单位 客人 来宾", ("guests",)),
    ("时间 日期 日子", ("start", "depart", "date", "deadline")),
)  # fmt: skip
_NAMES = [(word, slots) for words, slots in SLOT_WORDS for word in words.split()]
_NAMES.sort(key=lambda pair: -len(pair[0]))
_REMOVING = re.compile(
    r"^(?:把|将)?(?:那个|这个)?(?:去掉|删掉|删除|去除|不要|取消|不写|不填|拿掉|清空|删了"
    r"|去了)(.{1,8}?)(?:了|吧|那[项行个]|一项)*$|^(.{1,8}?)(?:去掉|删掉|删除|不要了?|不写了?|拿掉|清空"
    r"|删了|不填)(?:了|吧)?$"
)
_CHANGING = re.compile(
    r"^(?:不对|不是|错了|说错了?|更正(?:一下)?|哦不|我?要?改(?:一下)?|修改(?:一下)?|等等|那|嗯|还是"
    r"|算了)?[，,、\s]*(?:把|将|请把)?(.{0,8}?)(?:应该是|应该|改成|改为|改到|换成|换到|变成|调整为|调整到"
    r"|调到|推迟到|推到|提前到|延长到|延到|更正为|写成|是|要|：|:|还是)[，,：:\s]*(.+)$"
)
_PLAIN_CHANGE = re.compile(r"^(?:不对|不是|错了|说错了?|更正|哦不|等等|更正一下)[，,、：:\s]*(?:是|应该是|改成)?(.+)$")
_OPENS_CORRECTION = re.compile(
    r"不对|不是|错|更正|哦不|改|换成|换到|变成|调整|调到|推迟|推到|提前到|延长|延到|应该|还是|去掉|删"
    r"|不要|取消|拿掉|清空|不写|不填|写成"
)


def read_correction(s: Sentence, intent: str, known: Mapping[str, Any]) -> Slots | None:
    """The changed slots alone (None as value: removed); None when the text corrects nothing."""
    text = bare(s.text)
    if not text or not _OPENS_CORRECTION.search(text):
        return None
    removal = _REMOVING.match(text)
    if removal and (slot := _slot_named(removal[1] or removal[2], known)):
        return {slot: None}
    change = _CHANGING.match(text)
    if change:
        changed = _changed(s, change[1], change[2], intent, known)
        if changed:
            return changed
    plain = _PLAIN_CHANGE.match(text)
    return (_changed(s, "", plain[1], intent, known) or None) if plain else None


def _slot_named(words: str, known: Mapping[str, Any], wanted: bool = True) -> str:
    """The slot that is called so; one that is known, if there is a choice."""
    words = words.strip("的那个这项一 ")
    for name, slots in _NAMES:
        if words.endswith(name) or words.startswith(name):
            return next((slot for slot in slots if slot in known), slots[0] if wanted else "")
    return ""


def _changed(s: Sentence, name: str, words: str, intent: str, known: Mapping[str, Any]) -> Slots:
    value = Sentence(words, s.lexicon, s.reader, s.now)
    slot = _slot_named(name, known) if name.strip() else ""
    if not slot:
        slot = _slot_of_value(value, intent, known)
    if not slot:
        return {}
    if slot in TIME_SLOTS or slot == "days":
        return _changed_time(value, slot, known)
    return read_answer(value, intent, slot, known)


def _slot_of_value(s: Sentence, intent: str, known: Mapping[str, Any]) -> str:
    """Which slot a bare value is for: a time for the time, a kind for the kind, a name for the person."""
    if s.times.spans or s.times.lengths:
        first = next((slot for slot in ("start", "depart", "date", "deadline", "return") if slot in known), "start")
        return "days" if s.times.lengths and not s.times.spans else first
    if any(word in s.text for word in LEAVE_TYPES) and intent.startswith("leave"):
        return "leave_type"
    if s.names:
        return next((slot for slot in ("person", "persons", "driver", "assignee") if slot in known), "")
    if heads(s) and intent in ("vehicle", "reception"):
        return "passengers" if intent == "vehicle" else "people"
    return ""


def _changed_time(s: Sentence, slot: str, known: Mapping[str, Any]) -> Slots:
    """A new time. A new start keeps the length unless a new end is given."""
    first = _FIRST_OF.get(slot, slot)
    if slot == "days" or slot in _FIRST_OF:
        changed = _answered_time(s, slot, known)
        return {k: v for k, v in changed.items() if known.get(k) != v}
    spans = [span for span in s.times.spans if settled(span.first)]
    if not spans:
        return {}
    changed = _with_span(spans[0], slot, first, _without_time(known, slot, spans[0]), s)
    if spans[0].first.kind == "" and day_of(known.get(slot)):
        changed = _with_span(TimeSpan(_on_known_day(spans[0].first, known[slot])), slot, first, {}, s)
    lengths = [lasting.length.days for lasting in s.times.lengths if lasting.length.days]
    return _kept_length(s, changed, slot, spans[0], lengths[-1] if lengths else None, known)


def _without_time(known: Mapping[str, Any], slot: str, span: TimeSpan) -> Mapping[str, Any]:
    last = _LAST_OF.get(slot, "")
    return {k: v for k, v in known.items() if k not in (slot, last, "days", f"{slot}_part", f"{last}_part")}


def _kept_length(
    s: Sentence, changed: Slots, slot: str, span: TimeSpan, length: float | None, known: Mapping[str, Any]
) -> Slots:
    last = _LAST_OF.get(slot, "")
    if not last or last in changed or (last not in known and length is None):
        return changed
    new, old, end = day_of(changed.get(slot)), day_of(known.get(slot)), day_of(known.get(last))
    if new is None:
        return changed
    part = changed.get(f"{slot}_part", known.get(f"{slot}_part", ""))
    if length is not None or (known.get("days") and slot == "start"):
        days = length if length is not None else known["days"]
        changed[last] = end_of(
            new, days, part if days != ceil(days) or length is None else "", False, s.reader.calendar
        ).isoformat()
        if length is not None:
            changed["days"] = length
    elif old is not None and end is not None:
        changed[last] = (new + (end - old)).isoformat() + str(known[last])[10:]
    if f"{slot}_part" in changed and known.get("days") == 0.5:
        changed[f"{last}_part"] = changed[f"{slot}_part"]
    return {k: v for k, v in changed.items() if known.get(k) != v} or changed


__all__ = ["Moment", "complete", "read_answer", "read_correction"]
