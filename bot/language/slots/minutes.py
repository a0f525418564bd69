"""Minutes of meetings (会议制度)."""

from __future__ import annotations

import re

from bot.language.sentence import TITLE, Sentence
from bot.language.skeleton import Skeleton
from bot.language.slots.parts import (
    Slots,
    note,
    one_day,
)
from bot.language.wording import bare
from handlers.engine.phrases import phrase

_MINUTES_ASKING = phrase(
    r"(?:我们?|本人|麻烦|请|帮忙?|帮我|给我|给|需要?|要|想|得|去|来|申请|能不能|可以|再|另外|也|先|把|将"
    r"|根据|按)*(?:写|出|整理|形成|起草|拟|做|弄|搞|生成|补|(?<!书)记)(?:一?下|个|一个|一份|份|好|出来|成|了|出"
    r"|写)*|(?:我们?|麻烦|帮我|请|把|将|给我)+(?=[^写出])"
)
_MINUTES = phrase(r"(?:的)?(?:会议)?(?:纪要|纪录|记录)(?:稿|初稿)?")
_MEETS = phrase(r"会|学习|碰头|调度|座谈|培训|研判|约谈")


_NO_MEETING = frozenset({"散会", "开会", "会后", "会上", "会完", "会议"})


def minutes(s: Sentence) -> Slots:
    """Minutes wanted: of which meeting, held when."""
    slots: Slots = {}
    one_day(s, slots)
    shape = Skeleton(s.masked).cover(s.times.covered(), "t").shape
    shape = _MINUTES.sub(lambda m: "n" * len(m[0]), shape)
    shape = _MINUTES_ASKING.sub(lambda m: "x" * len(m[0]), shape)
    title = TITLE.search(s.text)
    for match in re.finditer(r"[^tnx，,。；;！!？?\n：: ]+", shape):
        words = _meeting_words(s.text[match.start() : match.end()])
        before_minutes = shape[match.end() : match.end() + 1] == "n"
        if before_minutes and not _MEETS.search(words) and len(words) >= 2:
            words += "会议" if s.text.startswith("会议", match.end()) else ""
        if words in _NO_MEETING:
            continue
        if len(words) >= 2 and (_MEETS.search(words) or before_minutes):
            slots["meeting"] = words
            note(s, "meeting", match.start(), match.end())
            return slots
    if title:
        slots["meeting"] = title[1]
    return slots


def _meeting_words(words: str) -> str:
    words = re.sub(
        r"^(?:把|将|给|帮|我们?|的|开的|召开的|那个|那场|这次|这个|这场|召开|刚开的|刚才|刚|参加|关于|次"
        r"|场|请|麻烦|开|了|们)+",
        "",
        bare(words),
    )
    return re.sub(r"(?:的|了|上|还没有?|这个|那个|要|需要|请|给|帮|开完|召开|结束|完)+$", "", words)
