"""How times are said: one rule for each way in which a day, an hour or a length is typed."""

from __future__ import annotations

import re
from typing import Any

from bot.language.numbers import SMALL, WHOLE, number, whole
from bot.language.times.atoms import NUMERALS, RELATIVE, WEEKDAYS, Day, Rule
from bot.language.times.hours import clock, digital, fresh_half, half, length, part_of_day, some_days, whole_day
from handlers.engine.phrases import phrase


def _relative(match: re.Match[str]) -> tuple[str, Any]:
    return "day", Day("relative", RELATIVE[match[1]])


_PAIRS = {"今明": 0, "明后": 1, "昨今": -1, "前昨": -2, "昨前": -2}


def _two_days(match: re.Match[str]) -> tuple[str, Any]:
    """明后两天, 今明两天: two days running."""
    return "day", Day("pair", _PAIRS[match[1]])


def _glued(match: re.Match[str]) -> tuple[str, Any]:
    """今早 明晚 昨夜: a day and its part in two characters; the part is read again on its own."""
    return "day", Day("relative", RELATIVE[match[1]])


_WEEK_SHIFTS = {"这": 0, "本": 0, "今": 0, "下": 1, "下下": 2, "下下下": 3, "上": -1, "上上": -2}


def _week_shift(words: str | None) -> int | None:
    if not words:
        return None
    return _WEEK_SHIFTS.get(words.replace("个", "").replace("一", "").replace("的", ""), 0)


def _weekday(match: re.Match[str]) -> tuple[str, Any]:
    return "day", Day("weekday", WEEKDAYS[match[2]], shift=_week_shift(match[1]))


def _weekend(match: re.Match[str]) -> tuple[str, Any]:
    return "day", Day("weekday", 7, shift=_week_shift(match[1]))


def _week(match: re.Match[str]) -> tuple[str, Any]:
    return "day", Day("week", shift=_week_shift(match[1]))


def _full_date(match: re.Match[str]) -> tuple[str, Any] | None:
    year = whole(match[1])
    return _dated(year + 2000 if year < 100 else year, whole(match[2]), whole(match[3]))


_YEARS = {"今": 0, "本": 0, "明": 1, "去": -1, "前": -2, "后": 2}


def _named_year(match: re.Match[str]) -> tuple[str, Any] | None:
    """明年1月4号: the year is counted from the present one (`shift`)."""
    month, day = whole(match[2]), whole(match[3])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return "day", Day("date", day, month, shift=_YEARS[match[1]])


def _dated(year: int, month: int, day: int) -> tuple[str, Any] | None:
    if not (1 <= month <= 12 and 1 <= day <= 31 and 2000 <= year <= 2099):
        return None
    return "day", Day("date", day, month, year)


def _month_day(match: re.Match[str]) -> tuple[str, Any] | None:
    month, day = whole(match[1]), whole(match[2])
    return ("day", Day("month_day", day, month)) if 1 <= month <= 12 and 1 <= day <= 31 else None


_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _said_month_day(match: re.Match[str]) -> tuple[str, Any] | None:
    """12月5号; a day that no year has (2月30号) is no time at all, rather than the 30th of some month."""
    month, day = whole(match[1]), whole(match[2])
    if not 1 <= month <= 12:
        return None
    return ("day", Day("month_day", day, month)) if 1 <= day <= _LONGEST_MONTHS[month - 1] else ("nothing", None)


def _shifted_month_day(match: re.Match[str]) -> tuple[str, Any] | None:
    """下个月5号, 这个月25号, 上月3号."""
    day = whole(match[2])
    return ("day", Day("day", day, shift=_week_shift(match[1]))) if 1 <= day <= 31 else None


def _day_of_month(match: re.Match[str]) -> tuple[str, Any] | None:
    day = whole(match[1])
    return ("day", Day("day", day)) if 1 <= day <= 31 else None


def _listed_day(match: re.Match[str]) -> tuple[str, Any] | None:
    """28、29、30三天: days of the month side by side."""
    return "day", Day("day", whole(match[1] or match[2]))


def _days_away(match: re.Match[str]) -> tuple[str, Any] | None:
    """三天后, 一周后, 两个月前: counted from today."""
    amount = number(match[1])
    if amount is None or amount != int(amount):
        return None
    unit = match[2].removeprefix("个")
    sign = -1 if match[3] in ("前", "以前", "之前") else 1
    return "day", Day("ago", sign * int(amount), detail=unit)


_EDGES = {"底": "last", "末": "last", "初": "first", "中": "middle", "尾": "last"}


def _month_edge(match: re.Match[str]) -> tuple[str, Any] | None:
    """月底, 下月初, 12月底, 这个月最后一天."""
    return "day", Day("edge", detail=_EDGES[match[3]], month=whole(match[2] or ""), shift=_week_shift(match[1]))


def _month_tail(match: re.Match[str]) -> tuple[str, Any] | None:
    """月底最后两天, 这个月最后一个工作日, 月底前三天: the last days of a month."""
    count = whole(match[3])
    detail = "workday" if "工作日" in match[4] or "上班" in match[4] else "day"
    return "day", Day("tail", count, month=whole(match[2] or ""), shift=_week_shift(match[1]), detail=detail)


def _month_head(match: re.Match[str]) -> tuple[str, Any] | None:
    """下个月头三天, 月初头两天: the first days of a month."""
    return "day", Day("head", whole(match[3]), month=whole(match[2] or ""), shift=_week_shift(match[1]))


def _week_head(match: re.Match[str]) -> tuple[str, Any] | None:
    """下周头三天: from its Monday."""
    return "day", Day("week_head", whole(match[2]), shift=_week_shift(match[1]))


def _month_last_weekday(match: re.Match[str]) -> tuple[str, Any] | None:
    """本月最后一个周五, 12月第二个周三: `year` holds which one (0 the last)."""
    nth = 0 if match[3] == "最后一" else whole(match[3].removeprefix("第"))
    return "day", Day("nth_weekday", WEEKDAYS[match[4]], whole(match[2] or ""), nth, _week_shift(match[1]))


def _third(match: re.Match[str]) -> tuple[str, Any] | None:
    """上旬 中旬 下旬: ten days; `number` says which."""
    return (
        "day",
        Day("third", "上中下".index(match[3]), month=whole(match[2] or ""), shift=_week_shift(match[1])),
    )


def _year_edge(match: re.Match[str]) -> tuple[str, Any] | None:
    return "day", Day("year_edge", detail=_EDGES[match[2]], shift=_YEARS.get(match[1] or "今", 0))


def _month(match: re.Match[str]) -> tuple[str, Any] | None:
    return "day", Day("month", month=whole(match[2] or ""), shift=_week_shift(match[1]))


def _nth_day(match: re.Match[str]) -> tuple[str, Any]:
    """第三天回: the day of leaving counts as the first."""
    return "day", Day("next", whole(match[1]) - 1)


def _same_day(match: re.Match[str]) -> tuple[str, Any] | None:
    return "day", Day("same")


_WEEK_WORD = r"(?:周|星期)"
_SHIFT = r"((?:这|本|今|下下下|下下|(?<!一)下|上上|上)(?:一)?个?的?)"
_MONTH_SHIFT = r"(?:(这个?|本|当|下个?|下下个?|上个?)月的?|(?<![0-9])([0-9]{1,2}|[一二三四五六七八九十]{1,2})月份?的?)"
_NOT_A_DAY = (
    r"(?![0-9](?![0-9]?[:点时号日月./])|[楼文令线车机桌院路坑井仓库柜门房厅钻电地圈]|公[里斤分顷交]|会议|宿舍|报告厅)"
)

RULES: tuple[Rule, ...] = (
    Rule(
        "full date",
        phrase(r"(20[0-9]{2}|[0-9]{2}(?=年))(?:年|-|/|\.)([0-9]{1,2})(?:月|-|/|\.)([0-9]{1,2})[日号]?"),
        "0123456789",
        _full_date,
    ),
    Rule("year date", phrase(rf"([今明去本前后])年的?({SMALL})月份?({SMALL})[日号]?"), "今明去本前后", _named_year),
    Rule(
        "days away",
        phrase(rf"(?:再?过)?({WHOLE})(天|个?星期|周|个月)(?:之|以)?(?!后天|前天)(后|前)(?![天半])"),
        NUMERALS + "再过",
        _days_away,
    ),
    Rule("days on", phrase(rf"再?过({WHOLE})(天|个?星期|周|个月)(?:之|以)?(后|)"), "再过", _days_away),
    Rule(
        "month last weekday",
        phrase(rf"{_MONTH_SHIFT}(最后一|第[一二三四])个?{_WEEK_WORD}([一二三四五六日天])"),
        NUMERALS + "这本当下上",
        _month_last_weekday,
    ),
    Rule(
        "month tail",
        phrase(rf"(?:{_MONTH_SHIFT}|月)(?:[底末]?的?最后|[底末]的?[那这])({SMALL}|)个?(天|工作日|上班日)"),
        NUMERALS + "这本当下上月",
        _month_tail,
    ),
    Rule(
        "month head",
        phrase(rf"(?:{_MONTH_SHIFT}|月初的?)(?:初的?)?[头前开]头?({SMALL})天"),
        NUMERALS + "这本当下上月",
        _month_head,
    ),
    Rule("week head", phrase(rf"{_SHIFT}{_WEEK_WORD}的?[头前开]头?({SMALL})天"), "这本今下上", _week_head),
    Rule(
        "month edge",
        phrase(
            r"(?:(这个?|本|当|下个?|上个?)(?=月)|([0-9]{1,2}"
            r"|[一二三四五六七八九十]{1,2})(?=月))?月份?([底末初尾])(?![一二三四五六七八九十])"
        ),
        NUMERALS + "这本当下上月",
        _month_edge,
    ),
    Rule("ten days", phrase(rf"{_MONTH_SHIFT}?([上中下])旬"), NUMERALS + "这本当下上中", _third),
    Rule(
        "month of shift",
        phrase(rf"(这个?|本|当|下个?|下下个?|上个?)月的?({SMALL})[号日]?"),
        "这本当下上",
        _shifted_month_day,
    ),
    Rule("month day", phrase(rf"({SMALL})月份?({SMALL})[日号](?!楼|文)"), NUMERALS, _said_month_day),
    Rule("month day bare", phrase(rf"({SMALL})月份?({SMALL})(?![0-9个点:元人份天名条位次项])"), NUMERALS, _month_day),
    Rule(
        "number date",
        phrase(r"([0-9]{1,2})[./]([0-9]{1,2})(?![0-9/.]|[天元万个米厘毫斤吨度折倍%小亩岁千kKgG]|公[里斤分顷])[日号]?"),
        "0123456789",
        _month_day,
    ),
    Rule(
        "dash date",
        phrase(r"(1[0-2]|0?[1-9])-(3[01]|[12][0-9]|0[1-9])(?![0-9\-]|[号日天元个点:人份月米名台小岁])"),
        "0123456789",
        _month_day,
    ),
    Rule("day", phrase(rf"({SMALL})(?:号|日(?!之?内|以内)){_NOT_A_DAY}"), NUMERALS, _day_of_month),
    Rule(
        "day of a pair",
        phrase(rf"({SMALL})(?=(?:到|至|-+|~|、|和|,|，| )({SMALL})[号日]{_NOT_A_DAY})"),
        NUMERALS,
        _day_of_month,
    ),
    Rule(
        "bare pair",
        phrase(
            r"([1-9]|[12][0-9]|3[01])(?=(?:到|至|-+|~)([1-9]|[12][0-9]|3[01])(?:$|[，,。；; ]|请|休|去"
            r"|出差|外出|下乡))"
        ),
        "123456789",
        _day_of_month,
    ),
    Rule(
        "listed day",
        phrase(
            r"([1-9]|[12][0-9]|3[01])(?=(?:[、,，](?:[12][0-9]|3[01]|[1-9]))+(?:[号日]"
            r"|[两三四五六2-6]天))|(?<=、)([1-9]|[12][0-9]|3[01])(?=[两三四五六2-6]天)"
        ),
        "123456789",
        _listed_day,
    ),
    Rule(
        "twenties",
        phrase(r"(廿[一二三四五六七八九]?)(?=(?:到|至|-|请|休|、|和|起|$|，|那天))"),
        "廿",
        _day_of_month,
    ),
    Rule(
        "relative",
        phrase(r"(大后[天日]|外后天|大前天|今[天日儿]|明[天日儿]|后[天日儿]|昨[天日儿]|前[天日儿])(?!都)"),
        "大外今明后昨前",
        _relative,
    ),
    Rule("two days", phrase(r"(今明|明后|昨今|前昨|昨前)(?:这)?(?:[两二2]天|[两二]日|天)?"), "今明昨前", _two_days),
    Rule("relative glued", phrase(r"([今明昨后])(?=[早晚夜晨]|上午|中午|下午|一早)"), "今明昨后", _glued),
    Rule("make-up day", phrase(r"补班(?=那天|当天|日)日?"), "补", lambda m: ("day", Day("makeup"))),
    Rule("next day", phrase(r"(第二天|次日|隔天|隔日)"), "第次隔", lambda m: ("day", Day("next", 1))),
    Rule("day of return", phrase(r"第([三四五六七])天(?=(?:上午|下午|晚上|中午)?[就再才]?[回返])"), "第", _nth_day),
    Rule("same day", phrase(r"(当天|当日|同天|同一天|即日|一天(?=来回|往返)|当晚)"), "当同即一", _same_day),
    Rule(
        "weekend",
        phrase(
            rf"{_SHIFT}?(?:{_WEEK_WORD}末|双休日|{_WEEK_WORD}六{_WEEK_WORD}?[日天]"
            rf"|{_WEEK_WORD}六[、和到至与]{_WEEK_WORD}[日天])"
        ),
        "这本今下上周星双",
        _weekend,
    ),
    Rule("weekday", phrase(rf"{_SHIFT}?{_WEEK_WORD}([一二三四五六日天1-7])(?!年|岁)"), "这本今下上周星", _weekday),
    Rule("week", phrase(rf"{_SHIFT}{_WEEK_WORD}(?:几|里|内|哪天)?(?![0-9一二三四五六日天末])"), "这本今下上", _week),
    Rule("year edge", phrase(r"([今明去本])?年([底末初尾])(?![一二三四五六七八九十])"), "今明去本年", _year_edge),
    Rule(
        "month",
        phrase(r"(?:(这个?|本|当|下个?|下下个?|上个?)月|([0-9]{1,2}|[一二三四五六七八九十]{1,2})月份?)"),
        NUMERALS + "这本当下上",
        _month,
    ),
    Rule("half part", phrase(r"一个?(上午|下午|晚上)"), "一", fresh_half),
    Rule("half asked for", phrase(r"(?<=[请休])(上半天|下半天)"), "上下", fresh_half),
    Rule(
        "part",
        phrase(
            r"(一大早|大清早|大早上|大晚上|上午|早上|一早|清早|清晨|早晨|早间|上半[天日]|前半天|凌晨|中午"
            r"|午间|晌午|正午|下午|午后|下半[天日]|后半天|傍晚|傍黑|晚黑|擦黑|打早|晚夕|晚上|夜里|夜间"
            r"|晚间|半夜|夜晚)"
        ),
        "一大上早清前凌中午晌正下后傍晚夜半擦打",
        part_of_day,
    ),
    Rule("part short", phrase(rf"(早|晚)(?={SMALL}(?:点|:))"), "早晚", part_of_day),
    Rule(
        "part glued",
        phrase(r"(?<=[今明昨后一二三四五六日天末当])(?<!住[一二三])(早|晚|夜|晨)(?![一点会到退上饭些走来回])"),
        "早晚夜晨",
        part_of_day,
    ),
    Rule("part glued to what lasted", phrase(r"(?<=[今明昨])(早|晚|夜)(?=一[直夜宿])"), "早晚夜", part_of_day),
    Rule(
        "part glued ahead",
        phrase(r"(?:(?<=[今明昨后日号])|(?<=[周期][一二三四五六]))(早|晚)(?=[上点到走来回])"),
        "早晚",
        part_of_day,
    ),
    Rule("clock digital", phrase(r"([0-9]{1,2}):([0-9]{2})"), "0123456789", digital),
    Rule(
        "clock",
        phrase(
            rf"({SMALL})(?:点(?!建议|意见|要求|看法|希望|体会|想法|问题|心意|小事|事|钱|东西)|时(?!间"
            rf"|候))(半|一刻|三刻|整|钟|多|(?:[0-9]{{1,2}}"
            rf"|[一二三四五]?十[一二三四五六七八九]?|零[一-九]|[一二三四五]十)分?(?!人|个|号))?钟?"
        ),
        NUMERALS,
        clock,
    ),
    Rule(
        "some days",
        phrase(
            r"(?:好?几|两三|三四|三五|四五|五六|六七|七八|[23456]-[34567]|多少|哪几?|若干)个?(?:天|日|周"
            r"|星期|小时|月)(?!后天)"
        ),
        "好几两三四五六七哪多若23456",
        some_days,
    ),
    Rule(
        "length",
        phrase(
            rf"({WHOLE}(?:\.[0-9])?)(个半|多?个(?!半))?(工作日|天|小时|钟头|星期|周(?!年(?!假|休)|岁"
            rf"|[一二三四五六日天末])|月|日)(半)?(?!假条)"
        ),
        NUMERALS + "百",
        length,
    ),
    Rule("half", phrase(r"半个?(天|日|月|小时|钟头)"), "半", half),
    Rule("whole day", phrase(r"(?:全天|整天|一整天|整整一天|整日)"), "全整一", whole_day),
)
