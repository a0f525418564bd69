"""What the office says of a meeting or study: at another time, not at all, or held after all (rules M01-5).

«下周一例会改到周二上午10点», «例会推迟半小时», «下周一不开例会了», «下周一例会恢复».
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from bot.affairs import gathering_turns as which
from bot.affairs import moving_gatherings
from bot.language.numbers import number
from bot.turn import Turn
from handlers.engine.gathering import Series
from handlers.meeting import moving, words

_WHICH = r"(?:请|麻烦)?(?:把|将)?(?P<which>.{0,10}?)的?(?:集中|职工)?"
_WHAT = r"(?P<what>例会|学习)"
_ALWAYS = re.compile(
    rf"(?:请|把|将)*(?:以后|今后|所有|全部|每周|每个星期|每次)的?{_WHAT}(?:时间)?(?:都|全|全部)?(?:改|调|推|提前|取消|停|不|安排).*"
)
_MOVED = re.compile(
    rf"{_WHICH}{_WHAT}(?:时间)?(?:改期到|改期为|改到|改成|改为|改在|推迟到|延期到|延到|推到|提前到|调到|调整到|挪到)(?P<when>.+)"
)
_SHIFTED = re.compile(
    rf"{_WHICH}{_WHAT}(?:时间)?(?P<how>推迟|延后|延迟|往后推|后推|提前|往前提)"
    r"(?P<n>\d{1,3}|[半一二两三四五六七八九十]{1,3})个?(?P<half>半)?(?P<unit>小时|钟头|分钟|天|周|星期)(?P<more>半)?(?:开)?"
)
_STOPPED = re.compile(rf"{_WHICH}{_WHAT}(?:取消|停一?次|停|不开了?|不学了?|不搞了?|停了|停开|暂停(?:一次)?)了?")
_NOT_HELD = re.compile(
    r"(?:请|麻烦)?(?P<which>.{0,10}?)的?(?:不开(?P<meeting>例会)|不(?:集中|组织|搞)?(?P<study>学习))了?"
)
_HELD = re.compile(
    rf"{_WHICH}{_WHAT}(?:还是|仍然?|又)?(?:恢复|照常|照旧|照开|不改了|不取消了|不停了)(?:开|进行|举行|召开|学习)?了?"
)
_PLACE = re.compile(rf"{_WHICH}{_WHAT}的?(?:地点|地方|会场)(?:改到|改成|改为|改在|换到|换成|调到).+")
_BETWEEN = re.compile(r"[，,；;]")
_MINUTES = {"小时": 60, "钟头": 60, "分钟": 1, "天": 1440, "周": 10080, "星期": 10080}
_Act = Callable[[Turn, re.Match[str]], None]


def on_words(turn: Turn, text: str) -> bool:
    """Whether the words move, stop or restore a meeting or a study; if so, the office has a card to check."""
    read = [_read(part.strip()) for part in _BETWEEN.split(text) if part.strip()]
    said = [one for one in read if one is not None]
    if not said or len(said) != len(read):
        return moving_gatherings.on_answer(turn, text)
    if not turn.facts.directory.in_office(turn.member):
        turn.reply(words.OFFICE_ONLY)
        return True
    for act, match in said:
        act(turn, match)
    return True


def _read(part: str) -> tuple[_Act, re.Match[str]] | None:
    found = ((act, match) for pattern, act in _ACTS if (match := pattern.fullmatch(part)))
    return next(found, None)


def _say_always(turn: Turn, match: re.Match[str]) -> None:
    turn.reply(moving.ALWAYS)


def _say_place(turn: Turn, match: re.Match[str]) -> None:
    turn.reply(moving.PLACE)


def _move(turn: Turn, match: re.Match[str]) -> None:
    series = Series(match["what"])
    gathering = which.meant(turn, series, match["which"])
    at = which.moment_said(turn, match["when"], gathering)
    if at is None:
        example = f"{match['which']}{series.value}改到周二上午9点"
        return turn.reply(f"改到什么时候没有看懂，请写成“{example}”的样子。")
    return moving_gatherings.ask(turn, gathering, at)


def _shift(turn: Turn, match: re.Match[str]) -> None:
    gathering = which.meant(turn, Series(match["what"]), match["which"])
    many = (number(match["n"]) or 0) + (0.5 if match["half"] or match["more"] else 0)
    by = timedelta(minutes=int(many * _MINUTES[match["unit"]]))
    earlier = match["how"] in ("提前", "往前提")
    at = gathering.at or moving_gatherings.usual_time(turn, gathering)
    return moving_gatherings.ask(turn, gathering, at - by if earlier else at + by)


def _stop(turn: Turn, match: re.Match[str]) -> None:
    moving_gatherings.ask(turn, which.meant(turn, Series(match["what"]), match["which"]), None)


def _stop_turned(turn: Turn, match: re.Match[str]) -> None:
    series = Series.MEETING if match["meeting"] else Series.STUDY
    moving_gatherings.ask(turn, which.meant(turn, series, match["which"]), None)


def _hold(turn: Turn, match: re.Match[str]) -> None:
    gathering = which.meant(turn, Series(match["what"]), match["which"])
    moving_gatherings.ask(turn, gathering, moving_gatherings.usual_time(turn, gathering))


_ACTS: tuple[tuple[re.Pattern[str], _Act], ...] = (
    (_ALWAYS, _say_always),
    (_PLACE, _say_place),
    (_SHIFTED, _shift),
    (_MOVED, _move),
    (_HELD, _hold),
    (_STOPPED, _stop),
    (_NOT_HELD, _stop_turned),
)
