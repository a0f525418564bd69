"""The words of time in a text: each rule knows one way in which a day, an hour or a length is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

_PART_WORDS = {
    "am": (
        "上午 早上 一早 大清早 清早 清晨 早晨 早间 一大早 大早上 上半天 上半日 前半天 今早 一上午 凌晨 早 晨 "
        "打早 清早八早"
    ),
    "noon": "中午 午间 晌午 正午",
    "pm": "下午 午后 下半天 下半日 后半天 一下午",
    "eve": "傍晚 晚上 夜里 夜间 晚间 半夜 夜晚 傍黑 晚黑 擦黑 天黑 晚夕 晚 夜 黑夜 大晚上 当晚",
}
PARTS = {word: part for part, said in _PART_WORDS.items() for word in said.split()}

_RELATIVE_WORDS = {
    0: "今天 今日 今儿 今 当前",
    1: "明天 明日 明儿 明 第二天 次日",
    2: "后天 后日 后儿 后",
    3: "大后天 大后日 外后天 外天",
    -1: "昨天 昨日 昨儿 昨",
    -2: "前天 前日 前儿",
    -3: "大前天",
}
RELATIVE = {word: away for away, said in _RELATIVE_WORDS.items() for word in said.split()}

WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 7}
WEEKDAYS |= {str(n): n - 1 for n in range(1, 8)}

LINKS = "到至-~、和与及跟或"


@dataclass(frozen=True, slots=True)
class Atom:
    """One word of time. `kind` says what `value` holds:

    day: a `Day`; part: am / noon / pm / eve; clock: (hour, minute); length: `Length`.
    """

    kind: str
    begin: int
    end: int
    value: Any


@dataclass(frozen=True, slots=True)
class Day:
    """A day as said, before it is known which one is meant.

    `form` is one of relative, week, weekday, date, month_day, day, edge, tail, holiday, lunar, ago, same.
    """

    form: str
    number: int = 0
    month: int = 0
    year: int = 0
    shift: int | None = None  # weeks or months from the present one, where said
    name: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Length:
    """How long: days (natural, or working days where the text says so) or hours."""

    days: float = 0
    hours: float = 0
    working: bool = False
    vague: bool = False
    unit: str = "天"


class Pattern(Protocol):
    """What a rule looks with: an expression, or a look-up in tables."""

    def match(self, text: str, at: int, /) -> Any: ...


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of saying a time; `starts` are the characters that it may begin with."""

    name: str
    pattern: Pattern
    starts: str
    make: Callable[[Any], tuple[str, Any] | None]


NUMERALS = "0123456789一二两三四五六七八九十廿卅"
