"""Corrections of a form: «理由改成家里有事» changes that line, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

from bot.language.answers import (
    FIRST_OF,
    LAST_OF,
    TIME_SLOTS,
    answered_time,
    day_of,
    on_known_day,
    read_answer,
    with_span,
)
from bot.language.dates import TimeSpan
from bot.language.sentence import Sentence
from bot.language.slots.leave import LEAVE_TYPES
from bot.language.slots.leave_days import end_of
from bot.language.slots.parts import Slots, heads, settled
from bot.language.wording import bare
from handlers.engine.phrases import phrase

# What people call a slot, by the words of a form; the longer first.
SLOT_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("开始时间 起始时间 开始日期 起始日期 开始", ("start", "depart", "date")),
    ("结束时间 截止时间 结束日期 返岗时间 结束", ("end", "return", "deadline")),
    ("返回时间 回来时间 返程时间 归还时间 返程", ("return", "end")),
    ("出发时间 用车时间 发车时间", ("depart", "start")),
    ("假期类型 请假类型 假别 假种 类型 类别", ("leave_type", "category")),
    ("目的地 去向 地点 地方 去的地方", ("destination", "place")),
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
_REMOVING = phrase(
    r"^(?:把|将)?(?:那个|这个)?(?:去掉|删掉|删除|去除|不要|取消|不写|不填|拿掉|清空|删了"
    r"|去了)(.{1,8}?)(?:了|吧|那[项行个]|一项)*$|^(.{1,8}?)(?:去掉|删掉|删除|不要了?|不写了?|拿掉|清空"
    r"|删了|不填)(?:了|吧)?$"
)
_CHANGING = phrase(
    r"^(?:不对|不是|错了|说错了?|更正(?:一下)?|哦不|我?要?改(?:一下)?|修改(?:一下)?|等等|那|嗯|还是"
    r"|算了)?[，,、\s]*(?:把|将|请把)?(.{0,8}?)(?:应该是|应该|改成|改为|改到|换成|换到|变成|调整为|调整到"
    r"|调到|推迟到|推到|提前到|延长到|延到|更正为|写成|是|要|：|:|还是)[，,：:\s]*(.+)$"
)
_PLAIN_CHANGE = phrase(r"^(?:不对|不是|错了|说错了?|更正|哦不|等等|更正一下)[，,、：:\s]*(?:是|应该是|改成)?(.+)$")
_OPENS_CORRECTION = phrase(
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


_COMING_BACK = phrase(r"(?:回来?|返回|返程|还车)$")
_RETURNS = {"vehicle": "return", "outing": "end"}
"""What «改到下午5点回» changes: never the departure."""


def _slot_of_value(s: Sentence, intent: str, known: Mapping[str, Any]) -> str:
    """Which slot a bare value is for: a time for the time, a kind for the kind, a name for the person."""
    if s.times.spans and intent in _RETURNS and _COMING_BACK.search(s.text):
        return _RETURNS[intent]
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
    first = FIRST_OF.get(slot, slot)
    if slot == "days" or slot in FIRST_OF:
        changed = answered_time(s, slot, known)
        return {k: v for k, v in changed.items() if known.get(k) != v}
    spans = [span for span in s.times.spans if settled(span.first)]
    if not spans:
        return {}
    changed = with_span(spans[0], slot, first, _without_time(known, slot, spans[0]), s)
    if spans[0].first.kind == "" and day_of(known.get(slot)):
        changed = with_span(TimeSpan(on_known_day(spans[0].first, known[slot])), slot, first, {}, s)
    lengths = [lasting.length.days for lasting in s.times.lengths if lasting.length.days]
    return _kept_length(s, changed, slot, spans[0], lengths[-1] if lengths else None, known)


def _without_time(known: Mapping[str, Any], slot: str, span: TimeSpan) -> Mapping[str, Any]:
    last = LAST_OF.get(slot, "")
    return {k: v for k, v in known.items() if k not in (slot, last, "days", f"{slot}_part", f"{last}_part")}


def _kept_length(
    s: Sentence, changed: Slots, slot: str, span: TimeSpan, length: float | None, known: Mapping[str, Any]
) -> Slots:
    last = LAST_OF.get(slot, "")
    if not last or last in changed or (last not in known and length is None):
        return changed
    new, old, end = day_of(changed.get(slot)), day_of(known.get(slot)), day_of(known.get(last))
    if new is None:
        return changed
    part = changed.get(f"{slot}_part", known.get(f"{slot}_part", ""))
    if (
        length is None
        and span.first.kind == ""
        and span.first.part
        and known.get("start") == known.get("end") == str(new)
    ):
        length = 0.5
        changed[f"{last}_part"] = part
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
