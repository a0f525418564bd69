"""Who presents at a study: the next ones, a certain one, one's own turn (学习制度 第3项; rules M18-2)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.affairs import gathering_turns as which
from bot.affairs.duty_days import day_in
from bot.turn import Turn
from handlers.engine.gathering import Gathering, Series
from handlers.study import presenting_words as words
from handlers.study.presenting import away_on, next_turn, presenter
from storage import gatherings, presenters

LEADS = r"(?:主讲|领学|主持学习)(?:人)?"
_WHO = r"(?:谁|哪个单位|哪个站所|哪位|哪个)"
_ASKED = re.compile(
    rf"(?P<which>.{{0,12}}?)的?(?:集中)?(?:学习)?(?:的|会)?"
    rf"(?:(?:由|是|轮到|该|归)?{_WHO}(?:来|负责|去)?{LEADS}|{LEADS}的?是{_WHO})的?(?:呢|啊|呀)?"
    r"|(?P<week>(?:[这本下]个?(?:周|星期)(?:日|天)?|[这本下]一?次)?的?(?:集中)?(?:学习)?)的?(?:主讲|领学)人(?:呢)?"
)
_ASKED_OTHERWISE = re.compile(
    rf"{_WHO}(?:来|负责)?{LEADS}(?P<of>.{{0,12}}?)的?(?:集中)?学习(?:呢|啊)?"
    rf"|(?P<which>.{{0,12}}?)的?(?:集中)?学习(?:(?:由|是|该)?{_WHO}(?:来|负责)?讲|(?:轮到|该)(?:的是)?{_WHO})(?:了|呢|啊)?"
)
_OWN = re.compile(
    rf"我(?:是)?(?:什么时候|哪天|哪个?周|几时|何时|多久)(?:轮到)?{LEADS}|(?:什么时候|哪天|几时)(?:轮到|该)我{LEADS}|我的{LEADS}(?:时间|安排)?"
)
_LIST = re.compile(
    rf"(?:查看|看看|看|查)?(?:近期|最近|今后)?的?(?:学习)?的?{LEADS}(?:的)?(?:安排|顺序|轮流表|轮值表|名单|表)"
)
_ELSEWHERE = re.compile(r"课|会|培训|讲座|宣讲")
_THE_NEXT = re.compile(r"[这本下]一?次的?")
_SHOWN_STUDIES = 6
_YEAR = timedelta(days=370)


def on_words(turn: Turn, text: str) -> bool:
    """«下周日学习由谁主讲»; «我什么时候主讲»; «主讲安排»."""
    if match := _OWN.fullmatch(text):
        _tell_own(turn)
    elif (match := _ASKED.fullmatch(text)) and not _ELSEWHERE.search(match["which"] or ""):
        _tell(turn, (match["which"] or match["week"] or "").removesuffix("学习"))
    elif match := _ASKED_OTHERWISE.fullmatch(text):
        _tell(turn, match["of"] or match["which"] or "")
    elif _LIST.fullmatch(text):
        _tell_coming(turn)
    else:
        return False
    return True


def _tell(turn: Turn, said: str) -> None:
    gathering = meant(turn, said)
    if isinstance(gathering, str):
        return turn.answer(gathering)
    day = gathering.planned
    assigned = presenters.assigned(turn.uow, turn.org, min(day, turn.facts.today))
    usual = presenter(day, turn.facts, assigned)
    away = away_on(gathering.at.date(), turn.facts) if gathering.at else frozenset()
    member = presenter(day, turn.facts, assigned, away)
    instead = usual.name if usual and member and usual != member else ""
    return turn.answer(words.who_presents(day, gathering.at, member, instead, turn.facts))


def _tell_own(turn: Turn) -> None:
    assigned = presenters.assigned(turn.uow, turn.org, turn.facts.today)
    day = next_turn(turn.account, held(turn, turn.facts.today), turn.facts, assigned)
    turn.answer(words.own_turn(day, turn.facts) if day else words.NOT_IN_TURN)


def _tell_coming(turn: Turn) -> None:
    assigned = presenters.assigned(turn.uow, turn.org, turn.facts.today)
    found = ((day, presenter(day, turn.facts, assigned)) for day in held(turn, turn.facts.today)[:_SHOWN_STUDIES])
    turn.answer(words.coming([(day, member) for day, member in found if member], turn.facts))


def held(turn: Turn, first: date) -> list[date]:
    """The studies of a year from this day on that are held, by their day in the week's plan."""
    coming = gatherings.coming(turn.uow, turn.org, Series.STUDY, first, first + _YEAR, turn.facts)
    return [gathering.planned for gathering in coming if gathering.held]


def meant(turn: Turn, said: str) -> Gathering | str:
    """The study that the words mean, the next one where they name no day; why there is none else."""
    said = _THE_NEXT.sub("", said)
    day = day_in(turn, said) if said.strip() else None
    if day is None:
        return which.meant(turn, Series.STUDY, said)
    sunday = day + timedelta(days=(Series.STUDY.weekday - day.weekday()) % 7)
    gathering = which.standing(turn, Series.STUDY, sunday)
    if day in (sunday, gathering.at.date() if gathering.at else sunday):
        return gathering
    return words.no_study(day, turn.facts)
