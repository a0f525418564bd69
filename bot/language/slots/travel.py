"""Going out: a car, and being away on duty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from bot.language.dates import Moment, TimeSpan
from bot.language.lexicon import SURNAMES
from bot.language.sentence import Sentence
from bot.language.skeleton import Skeleton
from bot.language.slots.parts import (
    Slots,
    heads,
    listed_one_or_many,
    note,
    note_moment,
    put_moment,
    settled,
    with_later_hour,
)
from bot.language.slots.places import destinations
from bot.language.tables import listed
from bot.language.wording import bare, trimmed
from handlers.engine.phrases import phrase

VEHICLE_KINDS = listed(
    "越野车 商务车 皮卡车 皮卡 面包车 中巴车 中巴 大巴车 大巴 轿车 小轿车 货车 小货车 七座车 七座的?车? [5-9]座的?车? "
    "七座 五座车 五座 公务车 执法车 应急车 救护车 消防车 洒水车 垃圾车 小车 越野 商务 "
    "SUV 新能源车 电车 大车"
)
_KIND = phrase("|".join(sorted(VEHICLE_KINDS, key=len, reverse=True)))
_PLATE_SAID = phrase(
    r"(?:云?[A-Z]·?)?[A-Z]?[0-9][0-9A-Z]{2,4}(?=号?的?车|(?![0-9A-Za-z元块份个人天号点:]))|尾号[0-9]{3,4}(?:的车)?",
    re.ASCII,
)
_DRIVER = (
    phrase(r"(?:驾驶员|司机|师傅)(?:是|用|要|安排|请|找|叫|让|为|[：:])?(p+)"),
    phrase(r"(?:用|约|坐|搭|要|借)(?:一下|个)?(p+)(?:师傅)?的车"),
    # 唐师傅明天空不空
    phrase(r"(p+)[^，,。p]{0,5}(?:空不空|有没有空|有空|得不得闲|得不得空|闲不闲)"),
    phrase(r"(?:让|由|请|叫|要|安排|派|喊)(p+)(?:师傅)?(?:来)?(?:开|驾驶|送|当驾驶员|跑)"),
    phrase(r"(p+)(?:师傅)?(?:开车|驾车|驾驶|来开|开(?=[，,。]|$))"),
)


def vehicle(s: Sentence) -> Slots:
    """A car: from when to when, where to, who, why, which."""
    slots: Slots = {}
    skeleton = _covered(s)
    _car(s, slots, skeleton)
    _car_times(s, slots)
    _driver(s, slots, skeleton)
    _company(s, slots, skeleton, count=True)
    _where_and_why(s, slots, skeleton)
    return slots


def _covered(s: Sentence) -> Skeleton:
    skeleton = Skeleton(s.masked).cover(s.times.covered(), "t")
    skeleton.cover(((b, e) for b, e, _ in s.serials), "n")
    return skeleton.strike(_AROUND_TIME)


_AROUND_TIME = phrase(
    r"(?:从|自|等到|到|至|于)(?=t)|(?<=t)(?:开始|起(?!草)|左右|之前|以前|前(?!往)|出发|发车|走(?!访)|动身"
    r"|准时|的时候|下班后|上班后|(?:到|至|-|~|、|和|——)+(?=t))+"
)


def _car(s: Sentence, slots: Slots, skeleton: Skeleton) -> None:
    plate = s.lexicon.plate(s.masked)
    if plate:
        at = s.masked.index(plate)
        slots["vehicle"] = plate
        skeleton.cover([(at, at + len(plate))], "c")
        note(s, "vehicle", at, at + len(plate))
        return
    kinds = [m for m in _KIND.finditer(s.masked) if not s.masked[: m.start()].endswith("加油")]
    if kinds:
        slots["vehicle"] = kinds[-1][0]
        skeleton.cover((m.span() for m in kinds), "c")
        note(s, "vehicle", *kinds[-1].span())


def _car_times(s: Sentence, slots: Slots) -> None:
    """depart and return."""
    out, back = _out_and_back(s)
    if out is not None:
        put_moment(slots, "depart", out.first)
        note_moment(s, "depart", out.first)
    if back is not None:
        put_moment(slots, "return", back, last=True)
        note_moment(s, "return", back)
    elif out is not None:
        _return_from_words(s, slots, out.first)


def _out_and_back(s: Sentence) -> tuple[TimeSpan | None, Moment | None]:
    spans = [span for span in s.times.spans if settled(span.first) and not _STAYS_OUT.match(s.masked, span.end)]
    going = [span for span in spans if span.first.tail != "back"]
    changed = re.search(r"(?:改期?|换|推迟|提前|推|延期?)(?:到|成|为|至)", s.masked)
    later = [span for span in going if changed and span.begin >= changed.end()]
    out = next((span for span in later or going if not span.first.festive), going[0] if going else None)
    if out is not None and out.last is None:
        out = TimeSpan(with_later_hour(out.first, going))
    backs = [m for span in spans for m in (span.first, span.last) if m is not None and m.tail == "back"]
    if backs:
        return out, backs[-1]
    if out is None:
        return None, None
    if out.last is not None and settled(out.last):
        return out, out.last
    if out.first.several:
        return out, Moment(out.first.begin, out.first.end, out.first.last)
    return out, None


# 今天下村走访，晚上不回: when one does not come back is not when one goes
_STAYS_OUT = phrase(r"(?:就)?不(?:回|在)")
_ROUND_DAYS = phrase(r"(?:来回|往返|去)(?:一共|大概|要|共|得)?(?=l)")
_SAME_DAY = phrase(r"(?:当天|当日|同天|(?<!第)一天|即日)(?:就|能|可以|要|内)?(?:来回|往返|回|去|返)")


def _return_from_words(s: Sentence, slots: Slots, out: Moment) -> None:
    """当天回 is the day of leaving; 来回两天 the day after."""
    if out.day is None:
        return
    if _SAME_DAY.search(s.masked):
        slots["return"] = out.day.isoformat()
        return
    for lasting in s.times.lengths:
        days = lasting.length.days
        if days >= 1 and days == int(days) and not lasting.length.working:
            slots["return"] = (out.day + timedelta(days=int(days) - 1)).isoformat()
            note(s, "return", lasting.begin, lasting.end)


def _driver(s: Sentence, slots: Slots, skeleton: Skeleton) -> None:
    shape = Skeleton(s.masked).cover(((n.begin, n.end) for n in s.names), "p").shape
    for pattern in _DRIVER:
        match = pattern.search(shape)
        if match:
            slots["driver"] = s.text[match.start(1) : match.end(1)]
            note(s, "driver", *match.span(1))
            skeleton.cover([match.span()], "c")
            return


_WITH = phrase(
    r"(?:同行(?:人员|的)?(?:有|是|为)?[：:]?|随行(?:人员)?(?:有|是)?|和|跟|与|带上?|同|叫上|喊上|还有"
    r"|以及|我[、,，]|连同|加上?|一起的?有|人员[：:]?|陪同?)$"
)
_GROUP_AFTER = phrase(
    r"(?:一起|一道|一块|同行|同去|同往|我们?|和我|跟我|同我|三人|两人|二人|[0-9一二两三四五]个?人|去|也去)"
)


def _company(s: Sentence, slots: Slots, skeleton: Skeleton, count: bool) -> None:
    """Who else goes, and how many in all."""
    persons, spans = _companions(s, skeleton)
    found = heads(s)
    if count and found is None and (alone := re.search(r"(?:就|只有?)我一?个?人?(?![\u4e00-\u9fff])", s.masked)):
        found = 1, alone.span()
    if count and found:
        slots["passengers"] = found[0]
        note(s, "passengers", *found[1])
    if found:
        skeleton.cover([found[1]], "q")
    if persons:
        slots["persons"] = persons
        note(s, "persons", spans[0][0], spans[-1][1])
        skeleton.cover((span for span in spans if _BESIDE.search(s.masked[: span[0]])), "p")
        if count and not found and _WITH_ME.search(s.masked):
            slots["passengers"] = len(persons) + 1


_BESIDE = phrase(
    r"(?:帮|替|给|跟随|跟着|陪同?|随|和|跟|与|同|带上?|叫上|喊上|、|^|[，,]|我|同行[：:]?"
    r"|随行(?:人员)?[：:]?|人员[：:]?)$"
)
_WITH_ME = phrase(r"我(?:和|跟|与|、|,|，|同|带)|(?:和|跟|与|、|同)我|(?:我们|咱们)")


def _companions(s: Sentence, skeleton: Skeleton) -> tuple[list[str], list[tuple[int, int]]]:
    persons: list[str] = []
    spans: list[tuple[int, int]] = []
    shape = skeleton.shape
    for name in s.names:
        if shape[name.begin] == "c" or _told(s, name.begin, name.end):
            continue
        persons.append(name.text)
        spans.append((name.begin, name.end))
    for begin, end in _strangers(s):
        if not any(first < end and begin < last for first, last in spans):
            persons.append(s.text[begin:end])
            spans.append((begin, end))
    return list(dict.fromkeys(persons)), spans


_SURNAME = "".join(sorted(SURNAMES))
# 同行张伟、王芳; 和张伟去…: people whom the roster does not know.
_LISTED = phrase(
    rf"(?:同行|随行)(?:人员|的)?(?:有|是"
    rf"|为)?[：:]?((?:[{_SURNAME}][\u4e00-\u9fff]{{1,2}}[、和及，,]?)+)(?=[，,。；;]|$)"
)
_BESIDE_ME = phrase(
    rf"(?:和|跟|与|叫上|带上)([{_SURNAME}][\u4e00-\u9fff]{{1,2}}?)(?=去|到|一起|一道|一块|克|下乡|下村"
    rf"|下午|明|后天|今|同|[，,。]|$)"
)
_ONE = phrase(rf"[{_SURNAME}][\u4e00-\u9fff]{{1,2}}")


def _strangers(s: Sentence) -> Iterator[tuple[int, int]]:
    """People told by their place in the sentence alone; words of the dictionary are none."""
    for match in _LISTED.finditer(s.masked):
        for name in _ONE.finditer(s.masked, match.start(1), match.end(1)):
            yield name.span()
    for match in _BESIDE_ME.finditer(s.masked):
        if match[1] not in s.lexicon.kinds and match[1][:2] not in s.lexicon.kinds:
            yield match.span(1)


_TOLD_AFTER = phrase(r"(?:已经?|也|都)?(?:同意|批准|说过|知道|安排的?(?!个|一|辆|台|车|张)|批了|准了|签字)")
_TOLD_BEFORE = phrase(r"(?:请示|报告|汇报|征得|经|跟|向|给|找)$")


def _told(s: Sentence, begin: int, end: int) -> bool:
    """经王乡长同意: named, but not going."""
    return bool(_TOLD_BEFORE.search(s.masked[max(0, begin - 2) : begin]) and _TOLD_AFTER.match(s.masked, end)) or bool(
        re.match(r"(?:已经?)?(?:同意|批准|安排(?!个|一|辆|台|车|张))了?", s.masked[end : end + 6])
    )


_CAR_WORDING = (
    phrase(
        r"(?:我们?(?:办|所|站|中心)?|本人|能不能|可不可以|可以|能|麻烦|请|帮我?忙?(?:p+)?|给|想|要|需要?"
        r"|得|申请|再|还|另外|单位|办公室|乡上|公家|提前|预约|临时|等会儿?|一会儿?|等下|待会儿?|马上|现在"
        r"|看看|看一下|问下|问一下)*"
        r"(?:派|用|要|调|安排|申请|搭|坐|借|订|叫|给|出|约|找|来|有|需要?|整|弄|搞)(?:我们?|单位的?"
        r"|公家的?|乡上的?|政府的?|用|坐|一?下|一|个|辆|台|张|部|两|几|趟|点|个把)*(?:的)?(?:公务|公|便"
        r"|顺风|单位的?)?(?:用)?(?:c+|车辆|车子?)(?:c|子|辆|不|没|吗|吧|呗|嘛|一下|用|给我|可以|得不得"
        r"|行不行|使用|一趟|申请|要不要得|要不要)*"
    ),
    phrase(
        r"(?:公务)?(?:用|派|要|申请|坐)车(?!辆?[^，,。]{0,2}检)(?:申请|单)?|(?:用|开|要|派|坐|有"
        r"|搭)?c+(?:车)?(?:去)?|(?:车辆|车子?|车)(?=[，,。]|$|t)"
    ),
    phrase(
        r"(?:用)?(?:牌照|车牌)(?:是|为|[：:])?(?=[cx])|(?:还)?有(?:空)?位子?[没不吗]?"
        r"|(?:还)?坐得下[^，,。]*|(?:刚才|之前|前面)?(?:报|申请|说)的|(?:车子?|时间|人数|人)(?:改|换|不变"
        r"|推迟|提前)(?:一?下|到|成|为)?"
        r"|(?:改|换|推迟|提前)(?:到|成|为|一?下)|(?:还)?要不要得?|要的话|得不得|(?:用)?(?:两|一|几)趟"
        r"|从[^，,。xtd]{2,8}(?=出发|走|x)|(?<=x)一?[辆台张部]|(?:上午|早上|刚才|昨天|我)定的(?:那个|那台)?|再加|(?:连"
        r"|不含|不算|含|除|除了)?(?:驾驶员|司机)(?:不算|除外|在内|在外|外|开)?|(?:一共|总共|共|合计|大概"
        r"|一行)(?=q)|(?<=q)(?:左右|一起)?"
    ),
    # 车能不能给我们所留一张
    phrase(
        r"(?:给|帮|为|替)(?:我们?(?:所|办|站|中心|村)?|[\u4e00-\u9fff]{2,8}(?:所|办|站|中心|村))(?:留|用|派|安排|调|开)"
        r"(?:一?[张台辆部个])?(?=[，,。]|$)|c+(?:能不能|可不可以|可以|能)(?=x)"
    ),
    phrase(
        r"住[一两二三四0-9][晚夜]|(?:当天|当日|同天|一天)(?:就|能|可以|要|内)?(?:来回|往返|回来|回|返回|返)|(?:来回|往返)t*"
        r"|(?:大概|大约|预计|估计|计划|可能)?t+(?:左右)?(?:办完事?)?(?:就|才|再|能|要|会|可以)?(?:返回|赶回|回来|回"
        r"|返程|返)|(?<=[xt])(?:赶回来|赶回|回来|返回|回|返)(?![家访族])|(?<=[村组])(?:驻村|下村|入村)"
    ),
)


def _where_and_why(s: Sentence, slots: Slots, skeleton: Skeleton) -> None:
    skeleton.strike(*_CAR_WORDING)
    places = destinations(s, skeleton.shape)
    if places:
        slots["destination"] = listed_one_or_many(bare(s.text[b:e]) for b, e in places)
        note(s, "destination", places[0][0], places[-1][1])
    _purpose(s, slots, skeleton, places)


_GO_BEFORE = phrase(
    r"(?:要|想|得|准备|打算|需|需要|计划|我们?|带队|一起|下午|出差|下乡|下村|先|再|又|然后)*(?:前往|前去"
    r"|去往|去|到|克|赴|往|下|回|跑一?趟|跑|上|进|驻|在)$|(?:出差|下乡|下村|外出)(?:去|到)?$"
)
_NOISE = phrase(
    r"(?:我们?|本人|领导|主任|您好|你好|麻烦|谢谢|[那这][辆台张]|用|请|的|是|了|就|要|想|也|还|再|都|来|和|跟|与|带|同行"
    r"|随行|人员|有|共|一共|总共|一起|一道|出去|出发|动身|回|返回|回来|上午|下午|外出|报备|报告|一下|下乡"
    r"|下村|出差|入村|进村|驻村|公出|因公|在外|当天|左右|出门|不在|办公室|单位|岗|需要|准备|安排|得|前|去"
    r"|到|克|赴|往|走|p|人|个|预计|大概|估计|可能|应该|嗯|向|跟|您|你|说一声|主要|备案|特此|知悉|请知悉"
    r"|车|派|用|可以|不|吗|没|有没有|开|、|等|等人|同志|一行|两个|三个|们|登记|出[趟个]差|等会儿?|待会儿?|马上|现在"
    r"|刚才|改|换|成|把|那|这|趟|一趟|提前|推迟|时间|已|今天|明天|另外|一声|说|报|就|只|自己|跟随|陪同"
    r"|跟着|随|看看|能不能|带我|算我|一个|就行|取消|改由.*|即可|同一时间|同样时间|两个村|三个村|几个村|其他不变|不变|出公差|公差|为期|地点|上午|各村|三|村)*"
)


def _purpose(s: Sentence, slots: Slots, skeleton: Skeleton, places: list[tuple[int, int]]) -> None:
    """Why: what is said after the place, else in a clause of its own."""
    skeleton.cover(places, "d").strike(_LEADS_TO_PLACE)
    skeleton.strike(*_TRAVEL_WORDING)
    after = [p for p in skeleton.pieces() if any(p[0] == end for _, end in places)]
    others = [p for p in skeleton.pieces() if p not in after]
    for begin, end, words in (*after, *others):
        purpose = _purpose_words(words)
        if len(purpose) >= 2 and not _NOISE.fullmatch(_without_names(s, purpose)):
            slots["purpose"] = purpose
            note(s, "purpose", begin, end)
            return


def _without_names(s: Sentence, words: str) -> str:
    for name in s.names:
        words = words.replace(name.text, "p")
    return words


_LEADS_TO_PLACE = phrase(
    r"(?:要|想|得|准备|打算|需要?|计划|带队|先|再|又|然后|我们?)*(?:前往|前去|去往|出差到|出差去|出差"
    r"|下乡到|下乡去|下村到|下村去|去|到|克|赴|往|下到|下|跑一?趟|跑|上|进|驻|蹲点|都?住在?|在|回)(?=d)|(?<=d)(?:里"
    r"|那边|那里|那点|去|克)?(?:一趟|一下)?"
)
_TRAVEL_WORDING = (
    phrase(
        r"(?:跟随|跟着|陪同|陪|随|跟|和|与|同)p+(?:同志|一起|一道|一块|去)?|(?:我们?|本人)?(?:和|跟|与|带"
        r"|同)p+|帮p+|p+(?:、p+)+|(?:因公)?外出(?:报备|登记)?(?=[：:，,x]|$)|^(?:另外|还有|也)|报一?声"
        r"|(?:为|为期)?l+|(?:今天|我)(?=[，,]|$)|我(?:要|去|来)*参加(?=[，,]|$)|(?:向|跟|给)?(?:您|你"
        r"|办公室|党政办|领导)?(?:报备|报告(?=[一下，,x]|$)(?<!送报告)(?<!交报告)(?<!写报告)|备案|说一声"
        r"|报一?下|外出登记)(?:一下|下)?|(?:我|本人)(?=[，,。x]|$)|(?:驻村|下乡|下村|出差|外出|入村|进村"
        r"|公出|因公外出)(?=[，,。xt]|$)"
    ),
    phrase(r"(?:同行|随行)(?:人员|的)?(?:有|是|为)?[：:]?[^，,。；;]*|(?:事由|目的|任务|原因)(?:是|为|[：:])"),
    phrase(r"(?:不在(?:办公室|单位|岗)|不回来|有事打电话|电话联系|保持.{0,4}畅通)"),
)


def _purpose_words(words: str) -> str:
    words = trimmed(words)
    words = re.sub(
        r"^先?(?:外出|出去|出门)(?=[办开参考学调接送])|^(?:下村|下乡|入村|进村|下组)(?=[搞做抓推核])|^现在(?=.{2})",
        "",
        words,
    )
    words = re.sub(r"^(?:下去|上去|过去|出去)(?=[看办开查收接送处做走检])", "", words)
    words = re.sub(r"^(?:外出|出差|培训|学习)*(?:登记|报备)$", "", words)
    words = re.sub(r"^(?:这)?[两三四几]个(?:村|乡镇|站所|地方)", "", words)
    words = re.sub(r"^从[\u4e00-\u9fff]{2,4}(?=[接送拉])", "", words)
    words = re.sub(r"^(?:有个?|用来|用于|主要|是|的|我们?|一起|一道|为了|事由|目的)+", "", words)
    words = re.sub(r"(?:(?<![机纪摘概重主提必])要|想|需要?|申请|得|用|派|去一?趟|去|克)$", "", words)
    return trimmed(words)


# --- away on duty -----------------------------------------------------------------------------------------------------


def outing(s: Sentence) -> Slots:
    """Away on duty: from when to when, where, why, with whom."""
    slots: Slots = {}
    skeleton = _covered(s)
    _outing_times(s, slots)
    _company(s, slots, skeleton, count=False)
    _where_and_why(s, slots, skeleton)
    if "purpose" not in slots:
        _purpose_by_kind(s, slots)
    return slots


# 驻村一周，今天起，青禾村; 后天到州里开两天会
_KINDS = phrase(r"驻村|蹲点|开(?=l+会)")


def _purpose_by_kind(s: Sentence, slots: Slots) -> None:
    """Being stationed, or a meeting of so many days, where nothing else says why."""
    lengths = ((lasting.begin, lasting.end) for lasting in s.times.lengths)
    if kind := _KINDS.search(Skeleton(s.masked).cover(lengths, "l").shape):
        slots["purpose"] = "开会" if kind[0] == "开" else kind[0]
        note(s, "purpose", *kind.span())


def _outing_times(s: Sentence, slots: Slots) -> None:
    out, back = _out_and_back(s)
    if out is not None:
        put_moment(slots, "start", out.first)
        note_moment(s, "start", out.first)
    if back is not None:
        put_moment(slots, "end", back, last=True)
        note_moment(s, "end", back)
        return
    if out is None or out.first.day is None:
        return
    if _SAME_DAY.search(s.masked):
        slots["end"] = out.first.day.isoformat()
        return
    _end_from_length(s, slots, out.first)


def _end_from_length(s: Sentence, slots: Slots, first: Moment) -> None:
    for lasting in s.times.lengths:
        days = lasting.length.days
        if days >= 1 and days == int(days) and first.day is not None:
            slots["end"] = (first.day + timedelta(days=int(days) - 1)).isoformat()
            note(s, "end", lasting.begin, lasting.end)
