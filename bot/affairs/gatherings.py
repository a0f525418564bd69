"""The weekly meeting and the weekly study, as the conversation hears of them."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.affairs import (
    agenda,
    asking_when,
    moving_gatherings,
    moving_in_words,
    presenting,
    presenting_swap,
    roll_calls,
    roll_objections,
    signing_in,
    study_year,
)
from bot.affairs.affair import Affair
from bot.language import Understanding
from bot.turn import Turn
from handlers.meeting import words

_CLOCK_TIME = re.compile(r"\d|[一二两三四五六七八九十]+(?:点|个|人|名|位)")
"""«下午2点到5点» answers a form; nobody signs in with a number."""

_OPEN_SIGN_IN = re.compile(r"(?:开始|打开|发起)(?P<what>例会|学习|会议|会前)?签到")
_ROLL = re.compile(r"(?:开始)?(?P<what>例会|学习)?点名(?:名单)?")
_HEADCOUNT = re.compile(
    r"(?:清点)?(?:实到|清点|现场)(?:人数)?[：:\s]*(?P<n>\d{1,4}|[零〇一二两三四五六七八九十百]{1,5})\s*(?:个?人|名|位)?"
)
_REMARK = re.compile(r"人数说明[：:，, ]*(?P<words>.+)")
_CLOSE = re.compile(r"(?:结束|关闭|完成)(?P<what>例会|学习)?的?(?:点名|签到)")
_DAY = r"(?P<day>今天|昨天|前天|上周[一日天]|这周[一日天]|[0-9]{1,2}月[0-9]{1,2}[日号])?"
_STATE = re.compile(
    rf"(?:导出|查看|看看|看)?{_DAY}的?(?P<what>例会|学习)?的?(?:签到|点名|到会)(?:情况|名单|结果|表|得怎么样)"
)
_WHO_IS_MISSING = re.compile(
    rf"{_DAY}的?(?P<what>例会|学习)?的?(?:点名)?(?:还)?(?:有)?(?:谁|哪些人|哪几个|哪个|几个人|多少人)(?:还)?(?:没有?|未)(?:来|到|参加|签到)(?:会)?(?:了|的)?"
)
_HOW_MANY = re.compile(rf"{_DAY}的?(?P<what>例会|学习)(?:实?到|来|参加|签到)(?:会)?了?(?:多少|几个?|哪些)(?:个)?人?")
_AMEND = re.compile(
    r"(?P<what>例会|学习)?(?:点名)?(?:第)?(?P<n>\d{1,3})号?更正为?(?P<mark>迟到|未到|到)(?:[，,：: ]+(?P<words>.+))?"
)

_OFFICE_WORDS: tuple[tuple[re.Pattern[str], Callable[[Turn, re.Match[str]], None]], ...] = (
    (_OPEN_SIGN_IN, signing_in.open_sign_in),
    (_ROLL, roll_calls.call),
    (_HEADCOUNT, roll_calls.count_heads),
    (_REMARK, roll_calls.explain),
    (_CLOSE, roll_calls.close),
    (_STATE, roll_calls.tell_state),
    (_WHO_IS_MISSING, roll_calls.tell_state),
    (_HOW_MANY, roll_calls.tell_state),
    (_AMEND, roll_calls.amend),
)


def on_words(turn: Turn, text: str, said: Understanding) -> bool:
    """Whether these words are about a meeting or a study; if so, it is done."""
    if presenting.on_words(turn, text) or presenting_swap.on_words(turn, text):
        return True
    for pattern, act in _OFFICE_WORDS:
        if match := pattern.fullmatch(text):
            if turn.facts.directory.in_office(turn.member):
                act(turn, match)
            else:
                turn.reply(words.OFFICE_ONLY)
            return True
    if (
        moving_in_words.on_words(turn, text)
        or asking_when.on_words(turn, text)
        or study_year.on_words(turn, text)
        or roll_objections.on_words(turn, text)
        or roll_calls.on_ticks(turn, text)
        or roll_calls.on_counted(turn, text)
        or agenda.on_words(turn, text)
    ):
        return True
    if said.intent != "signin" or _CLOCK_TIME.search(text):
        return False
    signing_in.sign_in(turn, said)
    return True


GATHERINGS = Affair(
    on_words,
    {
        moving_gatherings.QUESTION: moving_gatherings.on_question,
        moving_gatherings.CHECK: moving_gatherings.on_check,
        presenting_swap.REQUEST: presenting_swap.on_tap,
        signing_in.SIGN_IN: signing_in.on_tap,
        roll_objections.OBJECTION: roll_objections.on_tap,
    },
)
