"""When and where the next meeting or study is: «下次例会什么时候», «下周一开例会吗» (rules M01-5, M18-1)."""

from __future__ import annotations

import re

from bot.affairs import gathering_turns as which
from bot.turn import Turn
from handlers.engine.gathering import Series
from handlers.meeting import moving

_WHICH = r"(?P<which>.{0,8}?)的?(?:集中|职工)?"
_WHEN = re.compile(
    rf"{_WHICH}(?P<what>例会|学习)(?:时间)?(?:是|在|定在)?(?:什么时候|几点|几号|哪天|哪里|哪儿|什么地方)(?:开始|开|举行|学习|学)?(?:的|呢|啊)?"
)
_WHETHER = re.compile(
    rf"{_WHICH}(?:(?:还)?(?:开|有|要|集中)?(?P<what>例会|学习)|(?:例会|学习)(?:还)?(?:开|照常|有))(?:吗|么|不|没有|吧)"
)
_WHO_DECIDES = re.compile(
    r"(?:集中)?学习(?:的)?(?:请假|请个假|不来|来不了)(?:要|应该|该|得)?(?:找|向|跟|给|由|是)?(?:谁|哪个|哪里|哪儿)(?:来)?(?:批|审批|请|请假|同意|说)?(?:的|呢)?"
)
_THE_NEXT = re.compile(r"[这本下]一?次")


def on_words(turn: Turn, text: str) -> bool:
    """Answered to anybody, where it was asked."""
    if _WHO_DECIDES.fullmatch(text):
        turn.answer(moving.STUDY_LEAVE)
        return True
    match = _WHEN.fullmatch(text) or _WHETHER.fullmatch(text)
    if match is None:
        return False
    series = Series.STUDY if "学习" in text else Series.MEETING
    gathering = which.meant(turn, series, _THE_NEXT.sub("", match["which"]))
    turn.answer(moving.stands(gathering, turn.facts))
    return True
