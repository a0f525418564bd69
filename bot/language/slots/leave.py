"""Leave: when, how long, which kind, why, for whom; taking it back; coming back."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.language.dates import Moment, TimeSpan
from bot.language.sentence import Sentence
from bot.language.skeleton import Skeleton
from bot.language.slots.leave_days import ASKING, MENTIONED_AFTER, when
from bot.language.slots.parts import (
    Slots,
    joined_names,
    listed_one_or_many,
    named_for,
    note,
    note_moment,
    put_moment,
    put_serials,
    settled,
    told_rather_than_meant,
)
from bot.language.wording import trimmed
from handlers.engine.phrases import phrase

# What is said -> what it is called (考勤制度; the longer names first).
_CALLED = {
    "年假": "年休假 公休假 带薪假 年修假 年假 年休 公休",
    "事假": "事假",
    "病假": "病假",
    "婚假": "婚假",
    "陪产假": "陪产假",
    "护理假": "陪护假 独生子女护理假 护理假",
    "产检假": "产检假",
    "产假": "产假",
    "丧假": "丧假",
    "探亲假": "探亲假",
    "育儿假": "育儿假",
    "哺乳假": "哺乳假",
    "调休": "调休假 调休 补休",
}
LEAVE_TYPES = {said: name for name, words in _CALLED.items() for said in words.split()}
_TYPE = phrase("|".join(sorted(LEAVE_TYPES, key=len, reverse=True)))


def leave_type(s: Sentence, slots: Slots) -> list[tuple[int, int]]:
    """The kind of leave, only where its name is said; the last one said counts."""
    matches = list(_TYPE.finditer(s.masked))
    if matches:
        slots["leave_type"] = LEAVE_TYPES[matches[-1][0]]
        note(s, "leave_type", *matches[-1].span())
    return [match.span() for match in matches]


def leave(s: Sentence) -> Slots:
    """The slots of a request for leave."""
    slots: Slots = {}
    types = leave_type(s, slots)
    span = when(s, slots)
    person = _person(s, slots)
    _reason(s, slots, types, person, span)
    put_serials(s, slots)
    return slots


# --- for whom, why ----------------------------------------------------------------------------------------------------


def _person(s: Sentence, slots: Slots) -> list[tuple[int, int]]:
    """For whom: 帮王强乡长…; or the one the sentence is about (李静明天请病假一天)."""
    found = named_for(s)
    if found:
        slots["person"] = found[0]
        note(s, "person", *found[1][0])
        return found[1]
    together = re.search(r"帮?我(?:和|跟|与)(p+)(?=请|一起请|申请|要请|都)", s.shape)
    if together:
        return [together.span(1)]
    listed = re.search(r"(?:姓名|申请人|请假人)(?:是|为|[：:])?(p+)", s.shape)
    if listed:
        slots["person"] = s.text[listed.start(1) : listed.end(1)]
        note(s, "person", *listed.span(1))
        return [listed.span(1)]
    asked = re.search(r"(p+)(?:同志)?(?:让|叫|喊|托|委托|请)我(?:来|去)?(?:帮|替|给|代)", s.shape)
    if asked:
        slots["person"] = s.text[asked.start(1) : asked.end(1)]
        note(s, "person", *asked.span(1))
        return [asked.span(1)]
    for name in s.names:
        if (
            name.begin <= 3
            and not told_rather_than_meant(s, name)
            and _SUBJECT.match(s.masked, name.end)
            and s.masked[: name.begin].strip("，, 。") in ("", "我们", "我", "报告", "领导")
        ):
            slots["person"] = name.text
            note(s, "person", name.begin, name.end)
            return [(name.begin, name.end)]
    return []


_SUBJECT = phrase(
    r"(?:同志)?(?:今|明|后|大后|昨|前|下|本|这|周|星期|[0-9]|因|要|想|请|休|上午|下午|家里|身体|从|生病"
    r"|病|补|需|他|她)"
)

_WORDING = (
    phrase(
        r"(?:我们?|本人|p+(?:同志)?(?:让|叫|喊|托|委托|请)我)?(?:帮?我[和跟与]p+|[帮替给代][他她])?(?:已经?|特此?"
        r"|想要?|要|需要?|得|准备|打算|申请|先|再|补|多|只|就|能不能|可不可以|可以|可否|麻烦|帮我|给我"
        r"|帮忙|帮|替|给|代|也|来|另外|计划|预计|大概|可能|一共|总共|共|合计|连着|连)*p*(?:的)?(?:请假条?"
        r"|申请(?=[tlk])|(?<!申)请(?=[个上下的一了tlkx]|完?假|天假)|休假|休息(?=[tlk个上一])|休(?=[tlk个上一完了到])"
        r"|歇(?=[tlk个上一])|告假|(?:的?假)?补(?:一?[张个份]|写|交|办|上)?(?:假条?|条子|请假条)|补休|续假"
        r"|办假|请?准许我?|缺勤|到下班(?:时|前)?|提前走|提前离开|早走|晚到|晚来|迟到|早点走|早退)(?:个|一下|一个|下|了|到|上|掉|完|的"
        r"|[tlk])*(?:假条?|天)?"
    ),
    phrase(
        r"[tlk]+(?:的?假条?|休|请)(?=$|[，,。；;xtlk])|(?:从|自|打|由|一直到?|到|至|于|在|等)(?=[tl])"
        r"|(?<=[tl])(?:开始|起头|起|算起|算|为止|之前|以前|前|左右|期间|那天|当天|回来|结束|就行|就够了?"
        r"|够了|即可)"
    ),
    phrase(
        r"(?:请假|休假)?(?:时间|日期|类别|类型|姓名|事由|理由|原因|天数)[：:]|(?:的)?(?:值守|值班|补班"
        r"|补班日|学习|例会|点名|早会|会议)(?:那天|当天)?(?=我?[x请])|(?:连着|接着|连上|正好|刚好|赶上(?!车|飞机|高铁|火车|末班))t*"
        r"|(?:帮|替|给|代)(?:我们|咱们)?(?:所|办|中心|站|村|单位)?(?:里|上)?的?(?=[px])|每天|各(?=l|x)|(?:高考|中考|开学|赶街|过节|[\u4e00-\u9fff]{2})那(?=l)|提前|整(?=[tlx]|$)"
    ),
    phrase(
        r"(?:的?假条?|年休|一天都?|半天)(?=$|[，,。；;])|(?:不来(?:上班|单位)?|来不了|来不成|上不了班"
        r"|不能来(?:上班)?|不上班|不在岗?|不来了|过不来)(?:了)?"
    ),
    phrase(
        r"(?<=[tlkx])(?:我|本人)?(?:要|想|需要?|准备|打算|申请|得)(?=$|[，,。；;tlkx])|(?:假期|时间"
        r"|日期)(?:是|为|[：:])?(?=[tlx])"
    ),
)
_NOISE = phrase(
    r"(?:现在|不到|预产期|还没(?:补|办)手续|补?办?手续|值班照常|再?续|把?的?假?改[成到为]|没来(?:上班|成|得?及)?|没上班|没写.{0,3}|那几?|领导好?|书记好|主任好|乡长好|(?:主任|领导|书记|乡长)早|开始|结束|我们?|本人|领导|各位领导|主任|书记|您好|你好|早上好|上午好|下午好|麻烦|谢谢|跟[您你](?:说|讲|汇报)(?:一?下|一声|个事)?|就是|那个|(?:具体|日子|时间)?.{0,6}再(?:说|报|定)|月[初中底]|跨年那天|不是[明后今昨]天|这边|打算|拟|休息|元月|请|的|是|了|就|要|想"
    r"|也|还|再|都|来|和|共|一共|不算|刚才说的不算|刚才|更正|算|用|办|说错|嗯|那个|帮我?|跟您?请个?|申请"
    r"|需要|补|报告|再?往后(?:顺|推|延|挪)|顺延|推后|(?:时间|日子|日期)?(?:您|你|领导)?定在?|用掉|打个?招呼|说一声|连起来休?|连着休?|走的|不好意思|抱歉|对不起|不对|不是|错了|说错了|我错了|哦不|情况特殊|单位|.{0,6}补班.{0,4}"
    r"|也?算在?内?|报备.{0,4}|年的?|还剩|以后|以前|安排在?|还没休|把剩下的|剩下的|本人|[0-9、，]+|晚点来|晚点到|除去(?:双休日?|节假日|休息日)?|(?:双休日?|节假日)?(?:不算|除外|不含|不计)|(?:正常|照常|按时)上班|(?:工作|事情?|活)(?:已经?|都)?.{0,10}(?:交接|安排|移交|衔接).{0,8}|手[头上]的?(?:工作"
    r"|事).{0,12}|电话.{0,4}(?:说|请示|汇报|联系)过.{0,4}|已.{0,6}(?:请示|汇报|报告|口头|电话|说过).{0,8}"
    r"|有事电话.{0,4}|保持.{0,4}畅通|看(?:能)?(?:行|可以|得)不?|行不|可以不|可以么?|得不得|给得|要得|好不"
    r"|好吗|批一下|准一下|请批示?|条子|假条.{0,4}补|回来补.{0,3}|忘了?.{0,4}(?:条子|假条|请假|补|写|报)"
    r"|补一下|事后补.{0,4}|今年的?|去年的?|剩下的?|半个?|上班|全部|什么的|大概|左右|而已|就行|就好|差不多"
    r"|可能|应该|不一定|待定|另外|还有|顺便|同时)*"
)
_MARKED_REASON = phrase(
    r"(?:因为|由于|理由(?:是|为|就?写|[：:])?|原因(?:是|为|[：:])?|事由(?:是|为|[：:])?|缘由(?:是)?"
    r"|(?:(?<=本人)|(?<=我)|(?<![\u4e00-\u9fff原]))因(?!此|公))"
)


def _without_names(s: Sentence, words: str) -> str:
    for name in s.names:
        words = words.replace(name.text, "")
    return words


def _times_of_reason(s: Sentence, span: TimeSpan | None) -> list[tuple[int, int]]:
    """Times that are told within a reason (因为要参加3月8日的汇演): the reason keeps them."""
    return [
        (m.begin, m.end)
        for m in s.times.moments()
        if span is not None
        and not span.begin <= m.begin < span.end
        and (
            MENTIONED_AFTER.match(s.masked, m.end)
            or re.search(r"(?:因为?|由于|参加|赶|等|约[好了]?|定[在了]|要|是)[^，,。；;]{0,8}$", s.masked[: m.begin])
        )
        and not ASKING.search(re.split(r"[，,。；;]", s.masked[m.end :])[0])
    ]


def _beside_another_time(s: Sentence, begin: int, span: TimeSpan | None, kept: list[tuple[int, int]]) -> bool:
    """明天上午开会，下午请半天假去体检: what is told of another time is hardly the reason."""
    if span is None:
        return False
    first = max(s.masked.rfind(stop, 0, begin) for stop in "，,。；;") + 1
    return any(
        first <= m.begin < begin
        and not span.begin <= m.begin < span.end
        and (m.begin, m.end) not in kept
        and (m.day != span.first.day or m.part != "" or m.clock is not None)
        for m in s.times.moments()
    )


def _reason(
    s: Sentence, slots: Slots, types: list[tuple[int, int]], person: list[tuple[int, int]], span: TimeSpan | None
) -> None:
    """Why: what remains when the time, the length, the kind and the asking are taken away."""
    kept = _times_of_reason(s, span)
    lengths = [(lasting.begin, lasting.end) for lasting in s.times.lengths]
    times = [known for known in s.times.covered() if known not in kept and known not in lengths]
    skeleton = Skeleton(s.masked).cover(times, "t").cover(lengths, "l").cover(types, "k").cover(person, "p")
    skeleton.cover(((begin, end) for begin, end, _ in s.serials), "n").strike(*_WORDING)
    pieces = [(begin, end, s.text[begin:end]) for begin, end, _ in skeleton.pieces()]
    marked = [piece for piece in pieces if _MARKED_REASON.search(piece[2])]
    pieces.sort(key=lambda piece: _beside_another_time(s, piece[0], span, kept))
    for piece in marked or pieces:
        begin, end, words = _with_what_follows(s, skeleton.shape, *piece)
        reason = _tidied(words)
        if len(reason) >= 2 and not _NOISE.fullmatch(_without_names(s, reason)):
            slots["reason"] = reason
            note(s, "reason", begin, end)
            return


_SUBJECT_ALONE = phrase(
    r"我?(?:家|们家)?(?:娃娃?|孩子|儿子|女儿|媳妇|老婆|老公|爱人|老人|父亲|母亲|爸爸?|妈妈?|爷爷|奶奶|公公|婆婆|岳父|岳母|小孩)"
)
_TELLS = phrase(r"t+[^tlkpdqncx，,。；;！!？?\n…（）()：:]+")


def _with_what_follows(s: Sentence, shape: str, begin: int, end: int, words: str) -> tuple[int, int, str]:
    """我娃下午开家长会: somebody named before a time is the beginning of what is told after it."""
    follows = _TELLS.match(shape, end) if _SUBJECT_ALONE.fullmatch(words.strip()) else None
    return (begin, follows.end(), s.text[begin : follows.end()]) if follows else (begin, end, words)


_LEADING_SELF = phrase(
    r"^(?:我|本人|自己)(?=(?:因|由于|家里?|有|要|想|去|得|需|身体|头|肚子|牙|脚|手|腰|感冒|发烧|不舒服|胃"
    r"|带|陪|回|办))(?!家里?人)"
)


def _tidied(words: str) -> str:
    match = _MARKED_REASON.search(words)
    words = words[match.end() :] if match and match.start() <= 6 else words
    words = trimmed(_LEADING_SELF.sub("", trimmed(words)))
    return trimmed(_STAYED_AWAY.sub("", _AWAY_BECAUSE.sub("", words))) or words


_AWAY_BECAUSE = phrase(
    r"^(?:没来上班|没上班|没来(?!得|成)|不在)(?:就?是)?(?:因为)?(?=[\u4e00-\u9fff]{2})|^(?:主任|领导|书记|乡长)(?=我)"
)
_STAYED_AWAY = phrase(
    r"(?:所以|就|就没|今天)?(?:没来上班|没上班|没能来|没来成|没来|没到岗|没到|来不了|来不成|不来了|不能来)$"
)


# --- taking it back, coming back --------------------------------------------------------------------------------------


def leave_cancel(s: Sentence) -> Slots:
    """A leave taken back: which one, by number, days or kind."""
    slots: Slots = {}
    put_serials(s, slots)
    leave_type(s, slots)
    span = next((span for span in s.times.spans if settled(span.first)), None)
    if span is None:
        return slots
    put_moment(slots, "start", span.first)
    note_moment(s, "start", span.first)
    if span.last is not None and settled(span.last):
        put_moment(slots, "end", span.last, last=True)
    elif span.first.several:
        slots["end"] = span.first.last_value()
    return slots


def _lately(s: Sentence, moment: Moment) -> Moment:
    """10月10日返岗 said on the 12th, 8号返岗 said on the 9th: one comes back about now, not in a month."""
    if moment.day is None or (moment.day - s.now.date()).days < 20:
        return moment
    earlier = s.reader.find(s.masked[moment.begin : moment.end], s.now, past=True).spans
    return replace(moment, day=earlier[0].first.day) if earlier else moment


_BACK_VERBS = phrase(r"上的班|回|返|到岗|上班|销|来|报到|归|复")


def leave_return(s: Sentence) -> Slots:
    """Back from leave: the day back at work, whose, which."""
    slots: Slots = {}
    put_serials(s, slots)
    leave_type(s, slots)
    _person(s, slots)
    if "person" not in slots and s.names and not told_rather_than_meant(s, s.names[0]):
        slots["person"] = listed_one_or_many(name.text for name in joined_names(s, 0))
    moments = [_lately(s, m) for m in s.times.moments() if settled(m)]
    near = [
        m
        for m in moments
        if _BACK_VERBS.search(re.split(r"[，,。；;]", s.masked[m.end :])[0][:8])
        and not re.match(r"的|请的|到|至|-", s.masked[m.end :])
    ]
    if not near and moments and not re.match(r"的|请的", s.masked[moments[0].end :]):
        near = moments[-1:]
    if near:
        put_moment(slots, "date", near[-1])
        note_moment(s, "date", near[-1])
    return slots
