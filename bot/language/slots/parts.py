"""What several intents share: periods, one day, people, places, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import time
from typing import Any

from bot.language.dates import Moment, TimeSpan
from bot.language.lexicon import Name
from bot.language.numbers import NUMBER, number
from bot.language.sentence import Sentence
from bot.language.skeleton import Skeleton
from handlers.engine.phrases import phrase

Slots = dict[str, Any]

EXACT_KINDS = frozenset({"day", "period", ""})


def settled(moment: Moment) -> bool:
    """Whether the moment says which day it is (not 下个月, 中旬, 五一后)."""
    return moment.day is not None and moment.kind in EXACT_KINDS


def put_moment(slots: Slots, name: str, moment: Moment, last: bool = False) -> None:
    """A date slot, with its part of the day where no clock time was said."""
    slots[name] = moment.last_value() if last else moment.value()
    if moment.part and moment.clock is None:
        slots[name + "_part"] = moment.part


def note(s: Sentence, slot: str, begin: int, end: int) -> None:
    s.evidence[slot] = s.text[begin:end]


def note_moment(s: Sentence, slot: str, moment: Moment) -> None:
    note(s, slot, moment.begin, moment.end)


def listed_one_or_many(values: Iterable[Any]) -> Any:
    """One value as itself, several as a list."""
    unique = list(dict.fromkeys(values))
    return unique[0] if len(unique) == 1 else unique


def put_serials(s: Sentence, slots: Slots) -> None:
    if s.serials:
        slots["number"] = listed_one_or_many(serial for _, _, serial in s.serials)
        note(s, "number", s.serials[0][0], s.serials[-1][1])


def one_day(s: Sentence, slots: Slots, name: str = "date") -> Moment | None:
    """The one day that the sentence names."""
    for moment in s.times.moments():
        if settled(moment):
            put_moment(slots, name, moment)
            note_moment(s, name, moment)
            return moment
    return None


def with_later_hour(moment: Moment, spans: list[TimeSpan]) -> Moment:
    """后天的车，9点走: the hour, or the part of the day, said later of the same day."""
    if moment.clock or moment.several:
        return moment
    for span in spans:
        later = span.first
        same_day = later.begin > moment.begin and later.kind == "" and span.last is None and later.day == moment.day
        if same_day and later.tail != "back" and (not moment.part or (later.clock and later.part in ("", moment.part))):
            return replace(moment, clock=_clock_in_part(later, moment.part), part=moment.part or later.part)
    return moment


def _clock_in_part(later: Moment, part: str) -> time | None:
    """3点 said of an afternoon."""
    if later.clock and part in ("pm", "eve") and later.clock.hour < 12:
        return later.clock.replace(hour=later.clock.hour + 12)
    return later.clock


# --- numbers of things ------------------------------------------------------------------------------------------------

_COPIES = (
    phrase(rf"(?:总共|一共|合计)({NUMBER})份"),
    phrase(r"一式([0-9]+|[一二两三四五六七八九十]+)份?"),
    phrase(rf"({NUMBER})份"),
    phrase(rf"各({NUMBER})[份张本]"),
    phrase(rf"(?<![第共])({NUMBER})套"),
)


def copies(s: Sentence, slots: Slots) -> list[tuple[int, int]]:
    """How many of it: 一式三份, 2份."""
    for pattern in _COPIES:
        match = pattern.search(s.masked)
        if match and (value := number(match[1])) is not None:
            slots["copies"] = int(value)
            note(s, "copies", match.start(), match.end())
            return [match.span()]
    return []


_SHEETS = phrase(rf"(?<![第一])({NUMBER})(?:张(?!卡|车|桌)|[本册](?!书|子|地|级|月))")


def sheets(s: Sentence, slots: Slots) -> list[tuple[int, int]]:
    """How many sheets of it, where no copies are said: 两张."""
    match = _SHEETS.search(s.masked)
    value = number(match[1]) if match else None
    if match is None or value is None:
        return []
    slots["copies"] = int(value)
    note(s, "copies", match.start(), match.end())
    return [match.span()]


_HEADS = phrase(
    rf"(?:连同?我|包括我|加上?我|算上我|连驾驶员|连司机|不算驾驶员|不含驾驶员|连驾驶员不算|一共|总共|共计"
    rf"|共|合计|大概|大约|约|一行|坐)*"
    rf"({NUMBER})(?:(?:个|位|名|号)?(?:人(?!大|民|社|事|行|口|家|才|员|均|天|次)|客人|同志|(?:领导|专家"
    rf"|干部|来宾)(?=[，,。、]|$))|(?:个|位)(?=一起|一道|一块|去|要去|同去)|[位名](?!额|子|单))(?:一起"
    rf"|左右|的样子)?|(?:我们|咱们|坐|连同?我|包括我|算上我|加上?我|一共|总共)({NUMBER})个(?![月天小])|(?:人数|乘车人数)(?:是|为|[：:])?({NUMBER})(?:人|个|$|(?=[，,。；;]))"
)


def heads(s: Sentence) -> tuple[int, tuple[int, int]] | None:
    """How many people, and where it stands: 一共五个人, 一行4人, 我们三个."""
    shape = Skeleton(s.masked).cover(s.times.covered(), "t").shape
    for match in _HEADS.finditer(shape):
        value = number(match[1] or match[2] or match[3])
        if value and value == int(value) and value < 2000:
            return int(value), match.span()
    return None


_AMOUNT = phrase(
    rf"(?:人民币|￥|¥)?({NUMBER}(?:\.[0-9]+)?[万千]?)(?:多)?(?:元整?|块钱?|圆"
    rf"|(?<=万)(?![一二三四五六七八九])|(?<=千)(?![克瓦米一二三四五六七八九]))(?!/)"
)


def amount(s: Sentence) -> tuple[int | float, tuple[int, int]] | None:
    """Money in yuan: 2400元, 一千五百块, 1.5万."""
    for match in _AMOUNT.finditer(s.masked):
        value = number(match[1]) if match[1][-1] != "千" or not match[1][:-1].isdigit() else int(match[1][:-1]) * 1000
        if value and not (match[0].endswith("块") and value <= 20 and _A_THING.match(s.masked, match.end())):
            return value, match.span()
    return None


# 两块白板: so many pieces of it
_A_THING = phrase(r"(?!左右|以内|以下|核|报|还|整|吧|了|的)[\u4e00-\u9fff]{2}")


# --- people -----------------------------------------------------------------------------------------------------------

_FOR = phrase(r"(?:帮|替|给|代|为|帮忙给|帮忙)(?:(?:我们|咱们)?(?:所|办|中心|站|村|单位|办公室|这边)?(?:里|上)?的?)?$")
# 工作都交接给胡斌了
_HANDED = phrase(r"(?:交|移交|托付|转)(?:接|代|办)?(?:完|好|清)?给$")
_TOLD = phrase(r"(?:跟|向|和|给|同|经|找|问|请示|报告|由|让)$")
_UNKNOWN_FOR = phrase(
    r"(?:帮|替|代)(?!我|忙|下|他|她|你|您|大家|单位|办公室|家|人|看|查|个|一|到"
    r"|着)([\u4e00-\u9fff]{2,3}?)(?=(?:请|签|销|申请|领|报|打|借|向|明|今|后|下周|下午|上午|周|休|补"
    r"|点个?到|要|续|也|[0-9]))"
)


def named_for(s: Sentence) -> tuple[str | list[str], list[tuple[int, int]]] | None:
    """For whom: 帮王强乡长…, 替老杨和小林…; the words as typed."""
    for index, name in enumerate(s.names):
        if _FOR.search(s.masked[max(0, name.begin - 7) : name.begin]) and not _HANDED.search(s.masked[: name.begin]):
            group = list(joined_names(s, index))
            return listed_one_or_many(n.text for n in group), [(n.begin, n.end) for n in group]
    match = _UNKNOWN_FOR.search(s.masked)
    if match and match[1][0] not in "我你他她":
        return match[1], [match.span(1)]
    return None


_AND = phrase(r"[、和跟与及，,]|还有|以及|同")


def joined_names(s: Sentence, index: int) -> Iterator[Name]:
    """The name and those joined to it (高峰、林芳和胡斌)."""
    yield s.names[index]
    for before, after in zip(s.names[index:], s.names[index + 1 :], strict=False):
        if not _AND.fullmatch(s.masked[before.end : after.begin]):
            return
        yield after


def told_rather_than_meant(s: Sentence, name: Name) -> bool:
    """跟王乡长说过了: he was told; he is not the one it is about."""
    before, after = s.masked[max(0, name.begin - 2) : name.begin], s.masked[name.end : name.end + 6]
    return bool(_TOLD.search(before)) and bool(
        re.match(r"(?:已经?|也|都)?(?:说|汇报|报告|请示|打过|请假|讲|沟通|同意|批准|电话)", after)
    )
