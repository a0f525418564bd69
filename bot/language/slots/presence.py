"""Signing in."""

from __future__ import annotations

import re

from bot.language.sentence import Sentence
from bot.language.slots.parts import (
    Slots,
    listed_one_or_many,
    note,
)


def signin(s: Sentence) -> Slots:
    """Signed in: who, when it is not the writer."""
    slots: Slots = {}
    if s.names:
        slots["person"] = listed_one_or_many(n.text for n in s.names)
        note(s, "person", s.names[0].begin, s.names[-1].end)
        return slots
    match = re.search(r"(?:帮|替|给|代)([\u4e00-\u9fff]{2,3}?)(?:签|点|打)", s.masked) or re.match(
        r"([\u4e00-\u9fff]{2,3})(?:同志)?(?:已经?)?(?:到了|到会|已到|签到|来了)", s.masked
    )
    if match and not re.search(r"[我你他她们人大家都已经全部会场下忙今明签到]", match[1]):
        slots["person"] = match[1]
        note(s, "person", *match.span(1))
    return slots
