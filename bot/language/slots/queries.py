"""Questions: who is on duty, how far is it, how much is left; and the approver's words."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.language.dates import Moment
from bot.language.lexicon import SURNAMES
from bot.language.sentence import Sentence
from bot.language.slots.leave import leave_type
from bot.language.slots.parts import Slots, listed_one_or_many, note, note_moment, put_moment, put_serials, settled
from bot.language.wording import bare
from handlers.engine.phrases import phrase

_ROLE = phrase(r"带班领导|值班领导|值班人员|值班员|值班干部|值班驾驶员|值班司机|值班长|带班人员?|带班")
_MYSELF = phrase(
    r"我(?:的)?下(?:一)?(?:个|次|轮)的?班|(?:轮到|排|安排|到|该|是|有)我|我(?:们)?(?:.{0,6})(?:值班|带班|的班|值守|值)|我(?:还)?(?:有|排|上)(?:几|多少)个班|我(?:是不是|有没有"
    r"|哪天|几时|什么时候)"
)


def duty_query(s: Sentence) -> Slots:
    """Who is on duty then, or when somebody is."""
    slots: Slots = {}
    role = _ROLE.search(s.masked)
    if role and role[0] != "值班人员":
        slots["role"] = role[0]
        note(s, "role", *role.span())
    _duty_person(s, slots)
    _duty_time(s, slots)
    return slots


# 张伟什么时候值班: somebody whom the roster does not know.
_STRANGER = phrase(
    rf"(?:帮我?|请)?(?:查|看"
    rf"|问)?(?:一?下)?([{''.join(sorted(SURNAMES))}][^\W\d_我你他她谁哪]{{1,2}}?)(?=(?:是)?(?:什么时候|几时"
    rf"|哪天|哪几天|几号|下周|本周|这周)[^，,。]{{0,6}}值)"
)


def _duty_person(s: Sentence, slots: Slots) -> None:
    names = list(s.names)
    if names:
        slots["person"] = listed_one_or_many(n.text for n in names)
        note(s, "person", names[0].begin, names[-1].end)
    elif (stranger := _STRANGER.match(s.masked)) and stranger[1] not in s.lexicon.kinds:
        slots["person"] = stranger[1]
        note(s, "person", *stranger.span(1))
    elif match := _MYSELF.search(s.masked):
        slots["person"] = "我"
        note(s, "person", *match.span())


_PERIODS = frozenset({"day", "period", "week", "month", "third", ""})


def _duty_time(s: Sentence, slots: Slots) -> None:
    for span in s.times.spans:
        first = span.first
        if first.day is None or first.kind not in _PERIODS:
            continue
        if span.last is not None and span.last.day is not None:
            put_moment(slots, "start", first)
            put_moment(slots, "end", span.last, last=True)
        elif first.several:
            slots["start"], slots["end"] = first.value(), first.last_value()
        elif first.festive and (rest := _whole_break(s, first)):
            slots["start"], slots["end"] = rest
        else:
            put_moment(slots, "date", first)
            _days_in_a_row(s, slots, first)
            _by_kind_of_duty(s, slots)
        note_moment(s, "start" if "start" in slots else "date", first)
        return


def _days_in_a_row(s: Sentence, slots: Slots, first: Moment) -> None:
    """年三十初一初二是哪几个守: days named one after the other are a period."""
    days = [m.day for m in s.times.moments() if m.day is not None and m.kind == "day"]
    if first.day is None or len(days) < 2:
        return
    if days == [first.day + timedelta(days=n) for n in range(len(days))]:
        slots["start"], slots["end"] = days[0].isoformat(), days[-1].isoformat()
        slots.pop("date", None)


_NIGHT_DUTY = phrase(r"值(?:晚|夜)班?|晚班|夜班")


def _by_kind_of_duty(s: Sentence, slots: Slots) -> None:
    """今天哪个值晚班: the duty's name says the part of the day."""
    night = _NIGHT_DUTY.search(s.masked) and "白班" not in s.masked
    if night and "date" in slots and "T" not in slots["date"] and "date_part" not in slots:
        slots["date_part"] = "eve"


_LONG = phrase(r"春节|国庆|五一|过年|十一")


def _whole_break(s: Sentence, moment: Moment) -> tuple[str, str] | None:
    """春节值班, 清明三天的值班表: the days of the break, where it is a long one or its length is said."""
    words = s.masked[moment.begin : moment.end]
    said = re.match(r"(?:节)?(?:这|那)?(?=l)", s.shape[moment.end :])
    if not _LONG.match(words) and not said:
        return None
    again = s.reader.find(words + "假期", s.now, s.past).spans
    found = again[0].first if again else None
    if found and found.day and found.several:
        return found.value(), found.last_value()
    if said and moment.day and (days := _days_said(s, moment.end + said.end())):
        return moment.value(), (moment.day + timedelta(days=days - 1)).isoformat()
    return None


def _days_said(s: Sentence, at: int) -> int:
    return next((int(lasting.length.days) for lasting in s.times.lengths if lasting.begin == at), 0)


# What a question about an earlier request is about; the first that is met, from the more particular down.
MATTERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("archive_borrow", phrase(r"借档|档案|卷宗")),
    ("leave_return", phrase(r"销假")),
    ("loan", phrase(r"借款|借支|核销|报账|还款|报销|借的?钱|借的?[^，,。]{0,4}(?:费|款|备用金)|差旅费|JK")),
    ("info", phrase(r"信息|稿|投稿|简报|动态|社情民意|XX-?[0-9]")),
    ("seal", phrase(r"用印|盖章|用章|公章|印章|盖.{0,6}章|章|YY")),
    ("purchase", phrase(r"采购|购置|申购|买的?|CG")),
    ("repair", phrase(r"报修|维修|修(?!改)|坏")),
    ("supplies", phrase(r"领用|领的|领(?:纸|笔|墨|本|东西)|办公用品|申领|要的(?:笔|纸)")),
    ("print", phrase(r"打印|复印|印的|文印")),
    ("reception", phrase(r"接待")),
    ("supervise", phrase(r"督办|督查|催办")),
    ("doc_receive", phrase(r"收文|来文")),
    ("minutes", phrase(r"纪要")),
    ("outing", phrase(r"外出|出差|下乡|下村|报备|WC")),
    ("vehicle", phrase(r"用车|派车|要车|车|YC")),
    ("leave", phrase(r"请假|假条|休假|年假|公休|事假|病假|婚假|产假|丧假|调休|补休|年休|假|QJ")),
)


def status_query(s: Sentence) -> Slots:
    """How far an earlier request is: which matter, number, day, whose."""
    slots: Slots = {}
    put_serials(s, slots)
    text = s.masked
    matter = next((name for name, pattern in MATTERS if pattern.search(text)), "")
    if matter:
        slots["matter"] = matter
    names = [
        n
        for n in s.names
        if not re.match(r"(?:那里|那儿|那点|那边|那|批|审|签|处)", text[n.end :])
        and not re.search(r"(?:在|到|给|等|找)$", text[: n.begin])
    ]
    if names:
        slots["person"] = listed_one_or_many(n.text for n in names)
    for moment in s.times.moments():
        if settled(moment) and not moment.several:
            put_moment(slots, "date", moment)
            note_moment(s, "date", moment)
            break
    return slots


def balance_query(s: Sentence) -> Slots:
    """How much leave there is: which kind, whose."""
    slots: Slots = {}
    leave_type(s, slots)
    names = list(s.names)
    if names:
        slots["person"] = listed_one_or_many(n.text for n in names)
    return slots


# --- the approver's words ---------------------------------------------------------------------------------------------

_DECIDING = phrase(
    r"(?:领导意见[：:]|好的?|嗯|可以|行|经研究|原则上?|我这?边?|都|全部|一并|就|拟|情况属实|已阅|阅|对"
    r"|按规定|也|先|暂时|统统)?(?:不予?|暂不|无法|没法|不能)?"
    r"(?:同意不了|批不了|准不了|不同意|同意|驳回|退回去?|打回去?|不予批准|不予同意|不准|准假|准了|批准"
    r"|照准|审批通过|不通过|通过|没意见|无意见|没有意见|无异议|没问题|不批|先不批|暂不批?准?|拒绝|否决"
    r"|准予|准许|准|批了|批|OK|ok|Ok|可以|不可以|不行|行|不得行|缓一缓|暂缓|不赞成)(?:了|的|吧|申请"
    r"|该申请|此申请|这个|这条|这张|这几个)?"
)
_SHORT_NUMBER = phrase(
    r"(?<![0-9A-Za-z\-.月])([0-9]{1,5})(?![0-9.:点月日天个人元块%时年]|号(?!的|[，,。]|$)|分钟)|(?<![0-9A-Za-z\-.月])(?:3[2-9]|[4-9][0-9]|[1-9][0-9]{2,4})(?=号(?:同意|不|驳|批|准|通过|退))"
)


def approve_text(s: Sentence) -> Slots:
    """Approval in words: which numbers, whose, what is said beside it."""
    return _decision(s)


def reject_text(s: Sentence) -> Slots:
    """Refusal in words."""
    return _decision(s)


def _decision(s: Sentence) -> Slots:
    slots: Slots = {}
    covered = _decision_numbers(s, slots)
    covered += _decision_person(s, slots)
    _comment(s, slots, covered)
    return slots


def _decision_numbers(s: Sentence, slots: Slots) -> list[tuple[int, int]]:
    if s.serials:
        put_serials(s, slots)
        return [(begin, end) for begin, end, _ in s.serials]
    found = [m for m in _SHORT_NUMBER.finditer(s.masked) if _beside_decision(s.masked, m)]
    if found:
        slots["number"] = listed_one_or_many(m[1] or m[0] for m in found)
        note(s, "number", found[0].start(), found[-1].end())
    return [m.span() for m in found]


def _beside_decision(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    return bool(re.search(r"(?:^|同意|驳回|批准|退回|准了?|通过|[0-9、，,和及 ]|第|编号|把)\s*$", before)) and bool(
        re.match(r"\s*(?:号)?(?:$|[、，,和及。 ]|[0-9]|都|不?同意|驳回|批|准|通过|退回|也|可以|不行|不批)", after)
    )


_WHOSE = phrase(r"(?:的|这|那|请假|用车|用印|申请|假|去|休|下乡|下村|出差|外出|年假|事假|病假|采购|报|盖|派|借|领)")


def _decision_person(s: Sentence, slots: Slots) -> list[tuple[int, int]]:
    """同意李静的请假: whose request."""
    names = [
        n
        for n in s.names
        if re.search(r"(?:同意|驳回|批准|准|退回|通过|给|批|^|[，,、和]|^那个|^这个)$", s.masked[: n.begin])
        and (
            _WHOSE.match(s.masked, n.end)
            or re.match(r"$|[，,。、和]", s.masked[n.end :])
            or re.match(r"(?:不)?同意|驳回|批", s.masked[n.end :])
        )
    ]
    names = [n for n in names if not re.match(r"(?:来|负责|顶|先|代|替|把|跟|和我|安排)", s.masked[n.end :])]
    decided = [
        n
        for n in names
        if n.begin == 0
        or s.masked[: n.begin] in ("那个", "这个")
        or _DECIDING.search(s.masked[: n.begin])
        or s.masked[n.end :].startswith(("的", "、", "和"))
    ]
    first_clause = re.split(r"[，,。；;]", s.masked)[0]
    if names and names[0].end <= len(first_clause):
        names = [n for n in names if n.end <= len(first_clause) or "同意" not in first_clause]
    decided = [n for n in decided if n.end <= len(first_clause) or s.masked[n.end : n.end + 1] == "的"]
    decided = [n for n in decided if not _LEFT_OPEN.search(_clause_of(s.masked, n.end))]
    if not decided:
        return []
    slots["person"] = listed_one_or_many(n.text for n in decided)
    note(s, "person", decided[0].begin, decided[-1].end)
    return [(n.begin, n.end) for n in decided]


# 王强的同意，赵敏的等明天再说: the second is not decided
_LEFT_OPEN = phrase(r"再说|再看|再定|再议|先放|先等|以后说")


def _clause_of(text: str, at: int) -> str:
    return re.split(r"[，,。；;]", text[at:])[0]


_REQUEST_WORDS = phrase(
    r"^(?:的|这个|这条|这张|那个|那张|请假|用车|用印|申请|假条|年假|事假|病假|外出|报备|采购|报销|借款|盖章"
    r"|派车|信息|单子?|一下|吧|了|该|此|号|、|和|及|请求|事项|请示|报修|两个|几个|都|全部"
    r"|[0-9一二两三]+天)+"
)


def _comment(s: Sentence, slots: Slots, covered: list[tuple[int, int]]) -> None:
    """What the approver says beside the decision."""
    chars = list(s.text)
    for begin, end in covered:
        chars[begin:end] = "，" * (end - begin)
    text = "".join(chars)
    match = _DECIDING.search(text)
    if match is None:
        return
    after = _cleaned(text[match.end() :])
    before = _cleaned(text[: match.start()])
    again = _DECIDING.match(after)
    after = _cleaned(after[again.end() :]) if again else after
    comment = after or before
    if len(comment) >= 2:
        slots["comment"] = comment
        at = s.text.find(comment)
        if at >= 0:
            note(s, "comment", at, at + len(comment))


_COMMENT_NOISE = phrase(
    r"(?:我|的|了|请假|申请|可以|要得|已阅|阅|但|好的?|行|嗯|请|这个|这条|单子?|都|全部|吧|号|领导意见|意见|批示|OK|ok"
    r"|经研究|研究|原则上?|我这边|情况属实|一下)*"
)


def _cleaned(words: str) -> str:
    words = bare(_REQUEST_WORDS.sub("", bare(words)))
    words = re.sub(r"^(?:因为|由于|理由(?:是|[：:])|原因(?:是|[：:])|但是?|不过|，)+", "", words)
    words = bare(words)
    return "" if _COMMENT_NOISE.fullmatch(words) else re.sub(r"，{2,}", "，", words)
