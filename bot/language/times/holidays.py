"""Holidays in a text: which one is named, and which of its days is meant (国庆后上班第一天, 节前最后一个工作日)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.language.numbers import SMALL, whole
from bot.language.times.atoms import NUMERALS, Day, Rule
from bot.language.times.lunar import (
    Occurrence,
    last_occurrence,
    lunar_day,
    new_years_eve,
    next_occurrence,
    solar_term,
)
from handlers.engine.calendar import Calendar, UnknownYearError
from handlers.engine.phrases import phrase


def _solar(month: int, day: int) -> Occurrence:
    return lambda year: date(year, month, day)


def _lunar(month: int, day: int) -> Occurrence:
    return lambda year: lunar_day(year, month, day)


def _term(name: str) -> Occurrence:
    return lambda year: solar_term(year, name)


# The day that gives a holiday its name.
FESTIVALS: dict[str, Occurrence] = {
    "元旦": _solar(1, 1),
    "春节": _lunar(1, 1),
    "清明": _term("清明"),
    "劳动节": _solar(5, 1),
    "端午": _lunar(5, 5),
    "中秋": _lunar(8, 15),
    "国庆": _solar(10, 1),
    "除夕": new_years_eve,
    "元宵": _lunar(1, 15),
    "妇女节": _solar(3, 8),
    "植树节": _solar(3, 12),
    "青年节": _solar(5, 4),
    "儿童节": _solar(6, 1),
    "建党节": _solar(7, 1),
    "建军节": _solar(8, 1),
    "教师节": _solar(9, 10),
    "七夕": _lunar(7, 7),
    "重阳": _lunar(9, 9),
    "中元": _lunar(7, 15),
    "腊八": _lunar(12, 8),
    "火把节": _lunar(6, 24),
    "冬至": _term("冬至"),
    "夏至": _term("夏至"),
    "立冬": _term("立冬"),
    "立春": _term("立春"),
    "立夏": _term("立夏"),
    "立秋": _term("立秋"),
    "圣诞": _solar(12, 25),
    "小年": _lunar(12, 24),
}

NAMES = {
    "国庆节": "国庆",
    "国庆": "国庆",
    "十一": "国庆",
    "劳动节": "劳动节",
    "五一节": "劳动节",
    "五一": "劳动节",
    "元旦节": "元旦",
    "元旦": "元旦",
    "春节": "春节",
    "过年": "春节",
    "过完年": "春节",
    "清明节": "清明",
    "清明": "清明",
    "端午节": "端午",
    "端午": "端午",
    "中秋节": "中秋",
    "中秋": "中秋",
    "除夕": "除夕",
    "大年三十": "除夕",
    "年三十": "除夕",
    "三十晚上": "除夕",
    "大年夜": "除夕",
    "元宵节": "元宵",
    "元宵": "元宵",
    "三八节": "妇女节",
    "三八": "妇女节",
    "妇女节": "妇女节",
    "植树节": "植树节",
    "五四": "青年节",
    "青年节": "青年节",
    "六一": "儿童节",
    "儿童节": "儿童节",
    "七一": "建党节",
    "建党节": "建党节",
    "八一": "建军节",
    "建军节": "建军节",
    "教师节": "教师节",
    "七夕": "七夕",
    "重阳节": "重阳",
    "重阳": "重阳",
    "中元节": "中元",
    "七月半": "中元",
    "腊八": "腊八",
    "火把节": "火把节",
    "冬至": "冬至",
    "夏至": "夏至",
    "立冬": "立冬",
    "立春": "立春",
    "立夏": "立夏",
    "立秋": "立秋",
    "圣诞节": "圣诞",
    "圣诞": "圣诞",
    "小年": "小年",
}

# A holiday without its name: the one that comes next (or is going on).
ANY = "any"
_ANY_NAMES = ("小长假", "放假", "收假", "长假", "假期", "过节", "节")
_SPRING_NAMES = ("年",)

_ORDINAL = "([一二三四五六七八1-8])"
_HOLIDAY_WORD = "(?:假期|小长假|长假|黄金周|大假|放假|假|节)?"
_AFTER = "(?:放?完|结束|收假|上班|过)?(?:了)?(?:后|之后|以后|过后)?的?"

# Which of its days: the words after the name, tried in this order.
DETAILS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, phrase(pattern))
    for name, pattern in (
        ("workday after", rf"{_HOLIDAY_WORD}{_AFTER}(?:上班|收假|返岗|复工|开工)的?(?:后的?)?第?{_ORDINAL}天(?:上班)?"),
        ("workday after", rf"{_HOLIDAY_WORD}{_AFTER}第{_ORDINAL}天(?:上班|到岗|返岗)"),
        ("workday after", rf"{_HOLIDAY_WORD}{_AFTER}(?:的)?第{_ORDINAL}个(?:工作日|上班日)"),
        (
            "first workday after",
            rf"节?(?:后|之后|过后)(?:那一?天)|{_HOLIDAY_WORD}{_AFTER}(?:首个工作日|首日|头一?天上班|(?:上班|收假|复工|返岗)(?:那天|当天|首日|那日))",
        ),
        ("day after", rf"{_HOLIDAY_WORD}(?:后|之后|以后|过后|收假后?|结束后?)的?第{_ORDINAL}天"),
        (
            "last workday before",
            rf"{_HOLIDAY_WORD}(?:之|以)?前的?(?:最后一?个?(?:工作日|上班日)|最后一天(?:上班)?|上班的?最后一天)",
        ),
        ("days before break", rf"(?:假期|放假|长假|小长假|假)(?:之|以)?前的?({SMALL})天"),
        ("days before", rf"节?(?:之|以)?前的?({SMALL})天"),
        ("last days", rf"{_HOLIDAY_WORD}的?最后({SMALL})?天"),
        ("nth day of break", rf"(?:假期|放假|长假|小长假)的?第{_ORDINAL}天"),
        ("nth day", rf"节?的?第{_ORDINAL}天"),
        ("after", r"(?:节|假期|长假|小长假|放假|收假|放完假|过完)(?:过后|之后|以后|后)(?!天)"),
        (
            "break",
            r"(?:节?假期|小长假|长假|黄金周|大假|节?放假|节?的?假)(?:期间|这几天|那几天|里面?|当中)?"
            r"|节?期间|节?这几天|节?那几天",
        ),
        ("after", r"节?(?:过后|之后|以后|后)(?!天)"),
        ("before", r"节?(?:之前|以前|前)(?!后)"),
    )
)
_ANY_DETAILS = frozenset(
    {"workday after", "first workday after", "day after", "last workday before", "days before break"}
    | {"days before", "last days", "nth day of break", "nth day"}
)

_NAME = phrase("|".join(sorted(NAMES, key=len, reverse=True)))
_DAY_ITSELF = phrase(r"节?(?:当天|那天|当日)|节?")
_TEN_ONE_NEEDS = phrase(
    r"(?:假|长假|小长假|黄金周|放假|期间|节|之?后|以后|之?前|以前|过后|收假|国庆|[一二三四五六七七]天|7天)(?!天)"
)
_NOT_FESTIVAL = phrase(
    r"(?:节)?(?:慰问|放假通知|放假安排|联欢|晚会|活动|汇演|文艺|物资|福利|礼|节目|座谈|祭|纪念|表彰|安全"
    r"|大检查|氛围|粽|月饼|劳模|总结|方案|通知|系列|庆祝|献礼|保障|安保|演出|运动会|游园|走访|烟花|花"
    r"|团拜|年货|装饰|灯笼)|[一二三四五六七八九十0-9]?(?:[点号个月:]|路|小学|中学|学校|组|社)|党|勋"
)


def _named(match: _Found) -> tuple[str, Any] | None:
    """国庆, 国庆假期, 五一后, 春节前最后一个工作日; the match ends with the name, the detail is in the lookahead."""
    return "day", Day("holiday", whole(match[3] or "1"), name=match[1], detail=match[2] or "day")


class _HolidayPattern:
    """A pattern over two tables: a name, then one of the details. Looks like a compiled expression to the scanner."""

    def __init__(self, generic: bool) -> None:
        self.generic = generic

    def match(self, text: str, at: int) -> _Found | None:
        name_end, name = self._name(text, at)
        if not name:
            return None
        for detail, pattern in DETAILS:
            if self.generic and detail not in _ANY_DETAILS:
                continue
            found = pattern.match(text, name_end)
            if found and found.end() > name_end:
                count = found[1] if found.re.groups and found[1] else "1"
                return _Found(name, detail, count, found.end())
        if self.generic:
            return None
        itself = _DAY_ITSELF.match(text, name_end)
        return _Found(
            name, "day" if itself and itself.end() > name_end else "bare", "1", itself.end() if itself else name_end
        )

    def _name(self, text: str, at: int) -> tuple[int, str]:
        if self.generic:
            return _generic_name(text, at)
        match = _NAME.match(text, at)
        if match is None or _NOT_FESTIVAL.match(text, match.end()) or _kept_up(text, at, match):
            return 0, ""
        if match[0] == "十一" and not _TEN_ONE_NEEDS.match(text, match.end()):
            return 0, ""
        return match.end(), NAMES[match[0]]


def _kept_up(text: str, at: int, match: re.Match[str]) -> bool:
    """回家过年, 过元宵: what one does, not when."""
    after = text[match.end() : match.end() + 1]
    if match[0] == "过年":
        return at > 0 or after not in ("期", "那", "值", "放", "前", "后")
    return at > 0 and text[at - 1] == "过" and after not in ("期", "那")


def _generic_name(text: str, at: int) -> tuple[int, str]:
    """节后 放假前 收假 (the next holiday); 年后 年前 (the Spring Festival)."""
    before = text[at - 1] if at else ""
    if text.startswith("年", at) and (
        not before or before not in "今明去前后半每今上下0123456789一二两三四五六七八九十百千几多成"
    ):
        return at + 1, "春节"
    for word in _ANY_NAMES:
        if text.startswith(word, at) and (not before or before not in "请休年产婚病事春过小长国中季环关细情时章调气"):
            # 放假 and 收假 are read again as part of the detail
            return (at if word in ("放假", "收假") else at + len(word)), ANY
    return 0, ""


@dataclass(frozen=True, slots=True)
class _Found:
    """What the two tables found; answers as a match does."""

    name: str
    detail: str
    count: str
    at_end: int

    def end(self) -> int:
        return self.at_end

    def __getitem__(self, group: int) -> str:
        return ("", self.name, self.detail, self.count)[group]


_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8}
_LUNAR_MONTHS |= {"九": 9, "十": 10, "十一": 11, "十二": 12}
_LUNAR_DAY = (
    r"(初[一二三四五六七八九十]|十[一二三四五六七八九]|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?"
    r"|三十)"
)
_PLAIN_LUNAR = r"(初[一二三四五六七八九十])(?!级|中|稿|步|期|审|核|次|心|二班)"


def _lunar_said(match: re.Match[str]) -> tuple[str, Any] | None:
    day = whole(match[2].removeprefix("初"))
    return "day", Day("lunar", day, _LUNAR_MONTHS.get(match[1] or "", 0))


def _new_year_said(match: re.Match[str]) -> tuple[str, Any]:
    return "day", Day("lunar", whole(match[1].removeprefix("初")), 1)


HOLIDAY_RULES: tuple[Rule, ...] = (
    Rule(
        "lunar date",
        phrase(rf"(?:农历|阴历|老历|旧历)的?([一二三四五六七八九十]|十[一二]|[正冬腊])月{_LUNAR_DAY}"),
        "农阴老旧",
        _lunar_said,
    ),
    Rule("lunar month named", phrase(rf"([正冬腊])月{_LUNAR_DAY}"), "正冬腊", _lunar_said),
    Rule(
        "lunar first days",
        phrase(rf"(?:([一二三四五六七八九十]|十[一二])月)?{_PLAIN_LUNAR}"),
        "初" + NUMERALS,
        _lunar_said,
    ),
    Rule("new year days", phrase(rf"(?:大年|过年|年){_PLAIN_LUNAR}"), "大过年", _new_year_said),
    Rule(
        "holiday",
        _HolidayPattern(generic=False),
        "国十劳五元春过清端中除大年三妇植青六儿七八教重腊火冬夏立圣小建",
        _named,
    ),
    Rule("holiday unnamed", _HolidayPattern(generic=True), "小放收长假过节年", _named),
)


@dataclass(frozen=True, slots=True)
class Break:
    """The rest days of a holiday; `sure` is False where nobody has published them yet."""

    first: date
    last: date
    sure: bool = True


def festival(name: str, today: date, past: bool) -> date | None:
    """The day that the name means: the coming one (the one going on included), or the last one."""
    occurrence = FESTIVALS[name]
    if past:
        return last_occurrence(occurrence, today)
    return next_occurrence(occurrence, today)


# Days of a break that nobody has published: before and after the festival itself.
_USUAL = {"国庆": (0, 6), "春节": (1, 6), "劳动节": (0, 4)}


def break_of(name: str, today: date, past: bool, calendar: Calendar) -> Break | None:
    """The break of that name: the one going on, else the next, else (past) the last one."""
    if name == ANY:
        return _next_break(today, past, calendar)
    near = last_occurrence(FESTIVALS[name], today + timedelta(days=1))
    if near is not None and not past and (going := _around(name, near, calendar)).last >= today:
        return going
    day = festival(name, today, past)
    return _around(name, day, calendar) if day else None


def _around(name: str, day: date, calendar: Calendar) -> Break:
    first = last = day
    try:
        if calendar.is_workday(day):
            return Break(day, day)
        while not calendar.is_workday(first - timedelta(days=1)):
            first -= timedelta(days=1)
        while not calendar.is_workday(last + timedelta(days=1)):
            last += timedelta(days=1)
    except UnknownYearError:
        before, after = _USUAL.get(name, (0, 0))
        return Break(day - timedelta(days=before), day + timedelta(days=after), sure=False)
    return Break(first, last)


def _next_break(today: date, past: bool, calendar: Calendar) -> Break | None:
    step = -1 if past else 1
    for away in range(0, 200):
        day = today + timedelta(days=step * away)
        try:
            if calendar.holiday(day):
                return _around("", day, calendar)
        except UnknownYearError:
            return Break(day, day, sure=False)
    return None
