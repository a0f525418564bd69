"""What the office wrote about attendance: 潘磊今天迟到15分钟; 今天上午何平早退; 昨天高峰没来 (rules M20-1, M20-2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time

from bot.affairs.attendance.past_days import Days, past_days
from bot.affairs.attendance.people_named import people_named
from bot.language.lexicon import SURNAMES
from bot.language.normalise import normalise
from bot.language.numbers import WHOLE, number
from handlers.attendance import words
from handlers.attendance.registering import Said
from handlers.attendance.timing import Finding
from handlers.engine.days import Half
from handlers.engine.matter import Fault
from handlers.engine.people import Directory, Member

_PREFIX = re.compile(r"(?:登记|记|补登|补登记)(?:一下|个|一笔)?考勤[：:，,\s]*|考勤登记[：:，,\s]*")
_ASKING = re.compile(r"^(?:请|麻烦)?(?:帮我|帮忙|给我)?(?:登记|记|补登|记录)(?:一下|个|一笔)?[：:，,\s]*")
"""«帮我记一下，潘磊今天迟到15分钟»."""
_CLAUSES = re.compile(r"[，,；;。！!\n]+|都?是(?=因为|由于)|(?<!是)(?=因为|由于)")
_PLAIN_WORDS = re.compile(r"迟到|晚到|早退|早走|旷工|缺勤|没来|没到")
_NAMED_BY_WORD = re.compile(r"迟到|早退|旷工|缺勤|提前.*走")
"""What is nothing but attendance, though no day is named."""
_NEGATIVE = re.compile(r"(?:迟到|晚到|早退|早走)了?[-－—负]\s*\d+")
_ALWAYS = re.compile(r"天天|每天|经常|老是|总是|(?:这|上)(?:个)?(?:周|星期|礼拜)天天")
_ASKS = re.compile(r"[?？吗呢]|谁|怎么|为什么|为啥|是不是|有没有|几个|多少")
_NOTE = re.compile(
    r"(?:是|都是)?(?:因为|由于|原因是|说是).+|(?:他|她|本人|路上|因)?(?:说)?.{0,6}(?:堵车|塞车|车坏|爆胎|修车|睡过头|起晚|闹钟|送孩子|接孩子|下雨"
    r"|下雪|封路|塌方|停电|生病|病了|发烧|看病|不舒服|有事|忘了).{0,6}|(?:说明|备注)[：:]?.+|(?:打?了?(?:他|她)?(?:电话|手机)|联系).+|.{0,3}(?:没有?|未)(?:请假|报告|报备|说明|假条).*"
)
_CLOCK = rf"(?P<hour>{WHOLE})(?:[:点时])(?P<minute>{WHOLE}|半|一刻|三刻)?分?"
_LENGTH = rf"(?P<minutes>{WHOLE})(?:多)?分(?:钟)?(?:{WHOLE}秒)?|(?P<hours>半|{WHOLE})个?(?:小时|钟头)"
_LENGTH += r"|(?P<quarters>[一三])刻钟"
_CAME = r"(?:才|后|多|以后)*(?:到岗|到办公室|到单位|到的?|来上班|来单位|来的?|上班)(?:了|的)?"
_WENT = r"(?:就|前|多|左右)*(?:走|离开|离岗|下班|溜)(?:了|的)?"
_WHAT: tuple[tuple[Finding, re.Pattern[str]], ...] = (
    (Finding.SUSPECTED, re.compile(
        r"(?:一直|都)?(?:没有?|未)(?:来上班|来单位|来|到岗|到班|到单位|上班|在岗|见人|见到人|露面|露脸|出现|到)(?:了)?|不见人影?|旷工|缺勤|缺岗|不在岗|没人影"
    )),
    (Finding.LATE, re.compile(rf"(?:迟到|晚到|晚来|[来到]得?晚|来迟)(?:了)?(?:大约|大概|约|有)?(?:{_LENGTH})?")),
    (Finding.LEFT_EARLY, re.compile(rf"(?:早退|早走)(?:了)?(?:大约|大概|约|有)?(?:{_LENGTH})?")),
    (Finding.LEFT_EARLY, re.compile(rf"提前(?:了)?(?:大约|大概|约)?(?:{_LENGTH})(?:{_WENT}|早退)?")),
    (Finding.LATE, re.compile(rf"{_CLOCK}{_CAME}")),
    (Finding.LEFT_EARLY, re.compile(rf"{_CLOCK}{_WENT}")),
    (Finding.LEFT_EARLY, re.compile(rf"提前(?:了)?{_WENT}")),
)  # fmt: skip
_A_NAME = re.compile(rf"[{''.join(sorted(SURNAMES))}][\u4e00-\u9fff]{{1,2}}")
_ALSO_CLOCK = re.compile(_CLOCK)
_HALVES = (
    ((Half.MORNING,), re.compile(r"今早|今晨|上午|早上|早晨|一早|早")),
    ((Half.AFTERNOON,), re.compile(r"下午|午后")),
    ((Half.MORNING, Half.AFTERNOON), re.compile(r"全天|整天|一整天|一天都?|整日")),
)
_FILLERS = re.compile(
    r"副?(?:主任|所长|乡长|书记|院长)|委员|会计|同志|师傅|老师|上班|下班|单位|办公室|中心|[所办站室]|[的了也又都就在才是有和与及跟，、\s“”\"（）()]"
)
_FIGURE = re.compile(
    rf"(?:是|大约|大概|约|提前|早退|迟到|晚到|晚了|早走)*(?:了)?(?:(?:{_LENGTH})|{_CLOCK})(?:{_WENT}|{_CAME}|早退)?"
)
_BARE_MINUTES = re.compile(WHOLE)


@dataclass(frozen=True)
class Read:
    """What was written: of whom what, a note beside it, and whether it was plainly called attendance."""

    said: tuple[Said, ...]
    note: str = ""


@dataclass
class _Reading:
    """The clauses so far: a clause without a day or without names goes on from the one before."""

    today: date
    directory: Directory
    plain: bool
    """Whether the words said that they are about attendance: then what is not understood is told."""
    writer: Member
    said: list[Said] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    days: Days | None = None
    people: tuple[Member, ...] = ()


def read(text: str, today: date, directory: Directory, writer: Member) -> Read | Fault | None:
    """What these words register; None where they are about something else."""
    text = normalise(text).text
    prefix = _PREFIX.match(text)
    reading = _Reading(today, directory, bool(prefix), writer)
    rest = text[prefix.end() :] if prefix else _ASKING.sub("", text)
    if wrong := _plainly_wrong(rest, reading):
        return wrong
    for clause in filter(None, (part.strip() for part in _CLAUSES.split(rest))):
        fault = _clause(clause, reading)
        if isinstance(fault, Fault):
            return fault
        if not fault:
            return Fault(words.not_understood(clause)) if prefix else None
    if prefix and not reading.said:
        return Fault(words.HOW)
    return Read(tuple(reading.said), "；".join(reading.notes)) if prefix else _unprefixed(rest, reading)


def _unprefixed(text: str, reading: _Reading) -> Read | Fault | None:
    """Words that do not say that they are about attendance: a day, and more than one's own plan, must be in them."""
    if not reading.said or _is_ones_own_plan(text, reading):
        return None
    if reading.days is None:
        return _without_a_day(text, reading)
    return Read(tuple(reading.said), "；".join(reading.notes))


def _plainly_wrong(text: str, reading: _Reading) -> Fault | None:
    """«潘磊今天迟到-5分钟»; «曹颖这个星期天天迟到»: about attendance, and nothing that can be registered."""
    if _NEGATIVE.search(text):
        return Fault(words.below_nothing())
    always = _ALWAYS.search(text)
    if always is None or not _NAMED_BY_WORD.search(text) or _ASKS.search(text):
        return None
    people, _ = people_named(text, reading.directory, reading.writer)
    found = not isinstance(people, Fault) and people and people[0] != reading.writer
    return Fault(words.which_day(people[0].name)) if found and not isinstance(people, Fault) else None


def _without_a_day(text: str, reading: _Reading) -> Fault | None:
    """«谢红旷工一天» is attendance; «何平8点到» need not be."""
    if not _NAMED_BY_WORD.search(text) or _ASKS.search(text):
        return None
    return Fault(words.which_day(reading.said[0].member.name))


def _unknown(rest: str, days: Days | None, reading: _Reading) -> Fault | bool:
    """«张三今天迟到了»: a day, a finding, and a name that is nobody's."""
    name = _FILLERS.sub("", _halves(rest)[1])
    if days is None or not _A_NAME.fullmatch(name) or not reading.directory.in_office(reading.writer):
        return False
    return Fault(words.unknown(name))


def _is_ones_own_plan(text: str, reading: _Reading) -> bool:
    """«我今天下午5点走», «何平明天早走»: tells when somebody will go, and registers nothing."""
    if all(one.day > reading.today for one in reading.said) and reading.days is not None:
        own = all(one.member == reading.writer for one in reading.said)
        return own or not _NAMED_BY_WORD.search(text)
    return all(one.member == reading.writer for one in reading.said) and not _PLAIN_WORDS.search(text)


def figure(text: str) -> tuple[time | None, int | None] | None:
    """A clock time or minutes alone, as an answer: 11:40走的, 提前20分钟, 20; None for anything else."""
    said = normalise(text).text.strip("。，,. ")
    if _BARE_MINUTES.fullmatch(said):
        return None, int(number(said) or 0)
    match = _FIGURE.fullmatch(re.sub(r"今天|上午|下午|早上", "", said))
    if match is None:
        return None
    return _clock(match, ()), _minutes(match)


def finding_said(text: str) -> tuple[Finding, time | None, int | None] | None:
    """A finding with its figures alone, as a correction names it: 迟到5分钟, 11:40走的; None for anything else."""
    what = _what(normalise(text).text)
    if what is None:
        return None
    finding, match, rest = what
    halves, rest = _halves(rest)
    return None if _FILLERS.sub("", rest) else (finding, _clock(match, halves), _minutes(match))


def _clause(clause: str, reading: _Reading) -> Fault | bool:
    """Whether the clause was understood; a fault only where it is plain what the words are about."""
    if reading.said and _NOTE.fullmatch(clause):
        reading.notes.append(clause)
        return True
    what = _what(clause)
    if what is None:
        return not reading.said and _names_alone(clause, reading)
    finding, match, rest = what
    try:
        days, rest = past_days(rest, reading.today)
    except ValueError as wrong:
        return reading.plain and Fault(f"{wrong}，没有登记，请核对。")
    people, rest = people_named(rest, reading.directory, reading.writer)
    if isinstance(people, Fault):
        return (reading.plain or bool(days or reading.days)) and people
    reading.days = days or reading.days
    return _take(clause, finding, match, people, rest, reading)


def _names_alone(clause: str, reading: _Reading) -> bool:
    """«潘磊，今天迟到15分钟»: what it is of whom follows."""
    people, rest = people_named(clause, reading.directory, reading.writer)
    if isinstance(people, Fault) or not people or _FILLERS.sub("", rest):
        return False
    reading.people = people
    return True


def _take(
    clause: str, finding: Finding, match: re.Match[str], people: Sequence[Member], rest: str, reading: _Reading
) -> Fault | bool:
    """The clause's people, with its part of the day and its figures, joined to what was read before."""
    halves, rest = _halves(rest)
    if left := _ALSO_CLOCK.search(rest):
        rest = rest.replace(left[0], "", 1)
    clock, minutes = _clock(left or match, halves), _minutes(match)
    completes = not people and bool(reading.said) and finding is reading.said[-1].finding
    reading.people = tuple(people) or reading.people
    if not reading.people:
        unknown = _unknown(rest, reading.days, reading)
        return (reading.plain and Fault(words.nobody(clause))) or unknown
    if _FILLERS.sub("", rest):
        return False
    if completes:
        return _completes(reading, clock, minutes)
    days = reading.days or Days(reading.today, reading.today)
    reading.said += _each(reading.people, days, Said(reading.writer, reading.today, finding, halves, clock, minutes))
    return True


def _each(people: Sequence[Member], days: Days, what: Said) -> Iterable[Said]:
    return [replace(what, member=member, day=day) for member in people for day in days.each()]


def _completes(reading: _Reading, clock: time | None, minutes: int | None) -> bool:
    """«潘磊今天迟到，8:45才到»: the second clause gives the figure of the first."""
    last = reading.said[-1]
    if last.clock is not None or last.minutes is not None:
        return False
    reading.said[-1] = replace(last, clock=clock, minutes=minutes)
    return True


def _what(clause: str) -> tuple[Finding, re.Match[str], str] | None:
    for finding, pattern in _WHAT:
        if match := pattern.search(clause):
            return finding, match, clause[: match.start()] + "，" + clause[match.end() :]
    return None


def _halves(rest: str) -> tuple[tuple[Half, ...], str]:
    for halves, pattern in _HALVES:
        if match := pattern.search(rest):
            return halves, rest[: match.start()] + rest[match.end() :]
    return (), rest


def _minutes(match: re.Match[str]) -> int | None:
    found = match.groupdict()
    if found.get("minutes"):
        return int(number(found["minutes"]) or 0)
    if found.get("quarters"):
        return int(number(found["quarters"]) or 0) * 15
    return int((number(found["hours"]) or 0) * 60) if found.get("hours") else None


def _clock(match: re.Match[str], halves: tuple[Half, ...]) -> time | None:
    """The time of day; one to six o'clock without a part of the day is after noon."""
    found = match.groupdict()
    if not found.get("hour"):
        return None
    hour = int(number(found["hour"]) or 0)
    minute = {"半": 30, "一刻": 15, "三刻": 45, None: 0}.get(found["minute"])
    minute = int(number(found["minute"]) or 0) if minute is None else minute
    afternoon = halves == (Half.AFTERNOON,) or (not halves and 1 <= hour <= 6)
    hour += 12 if afternoon and hour < 12 else 0
    return time(hour, minute) if hour < 24 and minute < 60 else None
