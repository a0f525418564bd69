"""Official receptions (公务接待制度)."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.language.sentence import Sentence
from bot.language.skeleton import Skeleton
from bot.language.slots.parts import (
    Slots,
    heads,
    note,
    note_moment,
    put_moment,
    settled,
    with_later_hour,
)
from bot.language.wording import bare
from handlers.engine.phrases import phrase


def reception(s: Sentence) -> Slots:
    """An official reception: when, who comes, how many, whether they stay the night."""
    slots: Slots = {}
    _reception_days(s, slots)
    skeleton = Skeleton(s.masked).cover(s.times.covered(), "t")
    found = heads(s)
    if found:
        slots["people"] = found[0]
        note(s, "people", *found[1])
        skeleton.cover([found[1]], "q")
    if _LODGING.search(s.masked) and not _NO_LODGING.search(s.masked):
        slots["lodging"] = True
    _visitors(s, slots, skeleton)
    return slots


_LODGING = phrase(
    r"住宿|住一?晚|住一?宿|住一?夜|过夜|住下|食宿|吃住|要住|住[一二两三0-9]+[晚夜天]|住(?:在)?接待室|安排住|房间|留宿"
    r"|住乡|住(?=[，,。]|$)"
)
_NO_LODGING = phrase(r"不(?:安排)?住|不过夜|不留宿|不用住|不需要住|不消住|当天(?:就)?(?:走|回|返)")
# 后天上午来一批考察团，来两天: the last day follows.
_STAYING = phrase(r"(?:来|待|呆|驻点?|调研|检查|督查|考察|共|为期|一共)(?=(l))")
_STAYS = phrase(r"(?:他们|客人)?(?:就|还|都|要|想|得|需要?|在|安排)*(?:住|留宿|过夜)")
_LEAVING = phrase(r"(?:就|才|上午|下午|早上)?(?:走|离开|返|回|结束)")


def _reception_days(s: Sentence, slots: Slots) -> None:
    spans = [span for span in s.times.spans if settled(span.first)]
    if not spans:
        return
    staying = [span for span in spans[1:] if _STAYS.match(s.masked, span.end)]  # 晚上要住: no hour of their coming
    first = with_later_hour(spans[0].first, [span for span in spans if span not in staying])
    put_moment(slots, "date", first)
    note_moment(s, "date", first)
    last = spans[0].last
    if last is not None and settled(last):
        put_moment(slots, "end", last, last=True)
    elif first.several:
        slots["end"] = first.last_value()
    elif len(spans) > 1 and _LEAVING.match(s.masked, spans[-1].end):
        put_moment(slots, "end", spans[-1].first)
    elif first.day is not None and (days := _STAYING.search(s.shape)):
        stay = next(lasting for lasting in s.times.lengths if lasting.begin == days.start(1))
        if stay.length.days >= 1:
            slots["end"] = (first.day + timedelta(days=int(stay.length.days) - 1)).isoformat()
            note(s, "end", stay.begin, stay.end)


_HOSTING = (
    phrase(
        r"(?:我们?|单位|乡上|乡里|麻烦|请(?!示)|帮忙?|帮我|给|需要?|要|想|得|申请|可以|再|另外|也|先|食堂"
        r"|办公室|党政办|报告|准备|到时候?|负责)*(?:公务接待|接待登记|接待申请|申请接待|登记接待|接待"
        r"|安排|准备|备|订|留)(?:一?下|好|个|一顿|一桌|两桌|顿|登记|申请|任务)*(?:工作餐|便餐|便饭|用餐"
        r"|就餐|吃饭|食宿|住宿|午餐|晚餐|中饭|晚饭|午饭|早餐|伙食|房间|餐|饭)?(?:和住宿|和食宿|一下|一桌"
        r"|即可|就行|标准)*|(?:工作餐|便餐|便饭|用餐|就餐|吃饭|食宿|住宿|午餐|晚餐|中饭|晚饭|午饭)(?:一桌"
        r"|即可)*|(?:来客|客人|来宾|来访单位|对象|人员)(?:是|为|有|[：:])?"
    ),
)
_COMING = phrase(
    r"(?:一行|等)?(?:t|q|x)*(?:要|会|将|准备|预计)?(?:来|到(?!会)|莅临|下来|前来|过来)(?:了)?(?:我们?"
    r"|咱们?|我处)?(?:乡(?!村)|乡上|乡里|单位|这里|村上|青禾乡?|镇上|县里)?.*$"
)
_GUEST_NOISE = phrase(
    r"^(?:有|的|是|，|和|预计|大概|一批|个|位|来了?|们|给|为|领导|共|约)+(?=.{2})|(?:的|一行|要|有|共|等"
    r"|大概|预计|领导们|约|来|到|人|带队|率队|进驻|他们)+$"
)
_NOT_GUESTS = phrase(
    r"(?:要|需要?|住|宿|一晚|过夜|走|就|乡上|标准|不住|不喝酒|食堂|接待室|陪|p|陪餐|一桌|吃|午|晚|在|当天"
    r"|返回|调研|检查|工作|指导|的|和|一起|中午|两顿|安排|晚上|住一晚|公函|有|函|来|到|共|人|谢谢|麻烦|下"
    r"|一下|个|便|饭|公务|不)*"
)


def _visitors(s: Sentence, slots: Slots, skeleton: Skeleton) -> None:
    """Who comes: what remains when the hosting, the day and the number are taken away."""
    skeleton.strike(*_HOSTING)
    for begin, end, words in skeleton.pieces():
        guests = _GUEST_NOISE.sub("", bare(_COMING.sub("", words)))
        guests = re.sub(r"(?<=.)(?:来|到).{0,12}$", "", guests)
        if len(guests) >= 2 and not _NOT_GUESTS.fullmatch(guests):
            slots["guests"] = guests
            note(s, "guests", begin, end)
            return
