"""A meeting or a study is moved, stopped, or held after all: what speaks against it, and what is said (rules M01-5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from handlers.engine.content import Button, Card, Style
from handlers.engine.facts import Facts
from handlers.engine.gathering import Gathering, Series, Standing
from handlers.engine.wording import say_clock, say_day
from handlers.engine.working_hours import is_quiet
from handlers.meeting.words import policy_of, when

TELL, LEAVE = "发到群里", "不改了"
SETTLED = "这张卡片已经处理过，请看最新的一条。"
PAST = "改到的时间已经过了，请重新说一个时间。"
PLACE = "地点在制度文件里改（“例会”“学习”两节的“地点”）；只有这一次换地方的，请直接在群里通知。"
ALWAYS = "这里一次只改一次例会或者学习；每周固定的时间和开不开，在制度文件“例会”“学习”两节里改。"
UNCLEAR_ON_CARD = "改到什么时候没有看懂，请回复日期和时间，例如“4月8日9点”，也可以写在卡片里再点“改期”。"
STUDY_LEAVE = (
    "学习请假不论长短，都向党政办请假（学习制度 第4项）：私聊说“星期天的学习请个假，孩子生病”，由党政办审批；"
    "当天早上截止以后，请直接打电话告知党政办。"
)
_FARTHEST = timedelta(days=20)
_LASTS = timedelta(hours=2)
"""So long a meeting or a study is taken to last, where another is held on the same day."""


def name_of(gathering: Gathering, facts: Facts) -> str:
    """12月7日（周一）的例会."""
    return f"{say_day(gathering.planned, facts.today)}的{gathering.series.value}"


def against(gathering: Gathering, at: datetime | None, others: Iterable[Gathering], facts: Facts) -> str:
    """Why it cannot be held then (None: not at all), "" where it can; `others` are those of the same series."""
    if gathering.standing is Standing.CLOSED or (gathering.at is not None and gathering.at <= facts.now):
        return f"{name_of(gathering, facts)}已经开过，不能再改。"
    return _ill_timed(gathering, at, others, facts) if at else ""


def _ill_timed(gathering: Gathering, at: datetime, others: Iterable[Gathering], facts: Facts) -> str:
    if at <= facts.now:
        return PAST
    if is_quiet(at, facts.policy.reminders):
        return f"{say_clock(at)}在免打扰时间里，不能安排，请换一个时间。"
    if abs(at.date() - gathering.planned) > _FARTHEST:
        return (
            f"离原定的{say_day(gathering.planned, facts.today)}超过{_FARTHEST.days}天，请换一个时间，或者取消这一次。"
        )
    same = next((o for o in others if o.planned != gathering.planned and o.at and o.at.date() == at.date()), None)
    if same is not None and same.at is not None:
        day, name = say_day(at.date(), facts.today), gathering.series.value
        return f"{day}{say_clock(same.at)}已有{name}，不能再排一次；请换一天，或者取消这一次。"
    return ""


def doubts(gathering: Gathering, at: datetime | None, held: Iterable[Gathering], facts: Facts) -> tuple[str, ...]:
    """What the office should know before it is told to everybody; `held` is what else is held on that day."""
    if at is None:
        return ()
    found = [
        f"当天{say_clock(other.at)}还有{other.series.value}"
        for other in held
        if other.series is not gathering.series and other.at and abs(other.at - at) < _LASTS
    ]
    if gathering.series is Series.MEETING and not facts.calendar.presumed().is_workday(at.date()):
        found.append("这一天不上班")
    return tuple(found)


def check_card(gathering: Gathering, found: Iterable[str], facts: Facts) -> Card:
    """To the office, before everybody is told."""
    warned = "；".join(found)
    return Card(
        f"{name_of(gathering, facts)}的安排，请核对",
        f"{f'请注意：{warned}。' if warned else ''}将发到全体群：“{to_everybody(gathering, facts)}”",
        (),
        (Button(TELL, Style.PRIMARY), Button(LEAVE)),
    )


def standing_already(gathering: Gathering, facts: Facts) -> str:
    """To the office, which asks for what is so already."""
    return f"{to_everybody(gathering, facts).removesuffix('。')}，本来就是这样安排的，没有改动。"


def settled_already(gathering: Gathering, facts: Facts) -> str:
    """To who taps a card that was settled, by this or another way."""
    return (
        f"已经定了：{to_everybody(gathering, facts)}要再改，请直接说，例如“{gathering.series.value}改到周二上午9点”。"
    )


def stands(gathering: Gathering, facts: Facts) -> str:
    """To whoever asks when it is."""
    name = "开例会" if gathering.series is Series.MEETING else "集中学习"
    if gathering.at is None:
        return f"{name_of(gathering, facts)}停一次。"
    place = policy_of(gathering.series, facts).place
    return f"{when(gathering, facts.today)}{f'在{place}' if place else ''}{name}。"


def left(gathering: Gathering, by: str, facts: Facts) -> str:
    """The office leaves it as it is."""
    return f"{by}：{name_of(gathering, facts)}没有改动。"


def settled(gathering: Gathering, by: str, facts: Facts) -> str:
    """What the office decided, said back to it."""
    name = f"{say_day(gathering.planned, facts.today)}的{gathering.series.value}"
    if not gathering.held:
        return f"{by}：{name}停一次，不再提醒。"
    assert gathering.at is not None
    if _as_usual(gathering, facts):
        return f"{by}：{name}照常，{say_clock(gathering.at)}开始。"
    return f"{by}：{name}改到{when(gathering, facts.today)}，到时提醒。"


def to_everybody(gathering: Gathering, facts: Facts) -> str:
    """To the big group, where the office has moved or stopped what people expect."""
    name = f"{say_day(gathering.planned, facts.today)}的{gathering.series.value}"
    if not gathering.held:
        return f"{name}停一次。"
    if _as_usual(gathering, facts) and gathering.at:
        return f"{name}照常，{say_clock(gathering.at)}开始。"
    return f"{name}改到{when(gathering, facts.today)}。"


def _as_usual(gathering: Gathering, facts: Facts) -> bool:
    """Whether it is held on its own day and at its usual hour."""
    usual = policy_of(gathering.series, facts).start
    at = gathering.at
    return at is not None and (at.date(), at.time()) == (gathering.planned, usual)
