"""Incoming documents (文件收发、传阅、管理制度)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.language.dates import Length, Moment
from bot.language.sentence import TITLE, Sentence
from bot.language.slots.leave_days import end_of
from bot.language.slots.parts import (
    Slots,
    copies,
    note,
    note_moment,
    put_moment,
    settled,
)
from bot.language.wording import bare
from handlers.engine.phrases import phrase

DOC_NO = phrase(
    r"[\u4e00-\u9fffA-Z]{1,8}[〔\[［(（【][0-9]{4}[〕\]］)）】]第?[0-9]{1,4}号|(?<=文号)(?:是|为"
    r"|[：:])?[^，,。《 ]{3,20}"
)


_BEFORE_NUMBER = phrase(r"(?:文号)?(?:是|为|[：:])*|(?:收文|登记|来文|收到|文件|签收)+")
# 县政府办武政办发〔2026〕15号: the organ that sent it, and then the number's own words
_ORGAN_BEFORE = phrase(
    r"[\u4e00-\u9fff]{1,6}?(?:办公室|组织部|宣传部|统战部|政法委|纪委|政府办|党委办|委办|人大办|[局厅部院委会办])"
    r"(?!公室|[发函字通电请报复党]|员会)(?=[\u4e00-\u9fff]{2,6}[〔\[［(（【])"
)


def document_number(text: str) -> tuple[int, int] | None:
    """Where the document's number stands, without what leads to it and without the organ named before it."""
    match = DOC_NO.search(text)
    if match is None:
        return None
    begin = match.start()
    for lead in (_BEFORE_NUMBER, _ORGAN_BEFORE):
        before = lead.match(text, begin, match.end())
        begin = before.end() if before else begin
    return begin, match.end()


def doc_receive(s: Sentence) -> Slots:
    """An incoming document: from whom, its number and title, how many, by when."""
    slots: Slots = {}
    spans = copies(s, slots)
    number = document_number(s.text)
    if number:
        slots["doc_no"] = bare(s.text[slice(*number)])
        note(s, "doc_no", *number)
    title = TITLE.search(s.text)
    _sender(s, slots)
    if title:
        slots["document"] = title[1]
        note(s, "document", *title.span(1))
    else:
        _incoming_document(s, slots, spans)
    if s.has("紧急", "急件", "特急", "加急", "急文", "特提", "平急"):
        slots["urgent"] = True
    _deadline(s, slots)
    return slots


_SENDER_SAID = phrase(r"(?:来文单位|发文单位|发文机关|来文机关|来文|发文)(?:是|为|[：:])([\u4e00-\u9fff]{2,16})")
_RECEIVING = phrase(
    r"(?:我们?|麻烦|请(?!示)|帮忙?|帮我|给|需要?|要|想|得|来|申请|可以|再|另外|也|先|把|将|刚才|刚刚|刚"
    r"|今天|上午|下午|昨天|有)*(?:收文登记|来文登记|登记收文|登记来文|收文|来文|登记一?下?|登个记|签收"
    r"|收到|接到|接收|收)(?:了|一下|个|到)?|(?:发来|转来|送来|下发|印发|寄来|传来|传真过来|发过来|送过来|转发|发的|来的|发了"
    r"|来了|来函|的来文|发(?!改|展|布))(?:了|的)?|[一两二三四五六七八九十0-9]+[份个件](?:文件|文|急件"
    r"|紧急)?|(?:一?[份个件])?(?:紧急|特急|加急|(?<!应)急)(?:文件|件|文|通知)?|(?:文件|公文"
    r"|函件)(?=[x，,。q□]|$)|文号(?:是|为|[：:])?"
)
_ORGAN = phrase(
    r"(?:局|办公室|办|委|部|院|府|会|厅|队|中心|公司|所|科|组|联|协|社|站|处|校|县|州|市|省|纪委|人大|防指"
    r"|政协|银行|党校|指挥部|领导小组)$"
)


def _sender(s: Sentence, slots: Slots) -> None:
    """Who sent it: the organ that is named beside the document."""
    said = _SENDER_SAID.search(s.text)
    if said:
        slots["from"] = re.sub(r"(?:发来|转来|的).*$", "", said[1])
        note(s, "from", *said.span(1))
        return
    begin, end = document_number(s.text) or (0, 0)
    shape = s.text[:begin] + "□" * (end - begin) + s.text[end:]
    shape = TITLE.sub(lambda m: "□" * len(m[0]), shape)
    chars = list(shape)
    for begin, end in s.times.covered():
        chars[begin:end] = "x" * (end - begin)
    shape = _RECEIVING.sub(lambda m: "x" * len(m[0]), "".join(chars))
    pieces = list(re.finditer(r"[^x□，,。；;！!？?\n：:（）() ]+", shape))
    for match in pieces:
        sender = _organ(s.text[match.start() : match.end()])
        if sender:
            slots["from"] = sender
            note(s, "from", match.start(), match.end())
            return


_ORGAN_HEAD = phrase(
    r"^([\u4e00-\u9fff]{1,14}?(?:局|办公室|办|委|部|院|府|会|厅|队|中心|公司|所|科|组|联|协|社|站|处"
    r"|校))(?:的|关于|文件|通知|函|来?文|发|来|转|$)"
)


def _organ(words: str) -> str:
    words = re.sub(r"^(?:是|由|的|来自|从|把|有|，)+|(?:的|那边|给我们)+$", "", words)
    if 2 <= len(words) <= 16 and _ORGAN.search(words):
        return words
    head = _ORGAN_HEAD.match(words)
    return head[1] if head else ""


_INCOMING = phrase(
    r"(关于[^，,。《]{2,60}?(?:通知|函|意见|方案|通报|批复|请示|报告|决定|办法|规定|公告)"
    r"|(?<=[的发来到份])[^，,。《》x]{2,40}?(?:通知|函|意见|方案|通报|批复|请示|报告|决定|办法|规定|公告"
    r"|明传|要点|[\u4e00-\u9fff]{3}文件(?=[，,。；;]|$)))"
)
# 来文登记：县应急局，森林防火的函，两份: a piece of its own that ends in a kind of paper
_OF_ITS_OWN = phrase(
    r"(?:^|[，,：:；;])\s*([\u4e00-\u9fff0-9]{2,40}?(?:通知|函|意见|方案|通报|批复|请示|报告|决定|办法|公告|明传|要点|[^，,。](?:考核|工作)?文件))(?=[，,。；;]|$)"
)


_ABOUT = phrase(r"(关于[^，,。《]{2,60}?(?:通知|函|意见|方案|通报|批复|请示|报告|决定|办法|规定|公告))")


def _incoming_document(s: Sentence, slots: Slots, spans: list[tuple[int, int]]) -> None:
    match = _ABOUT.search(s.text) or _INCOMING.search(s.text) or _OF_ITS_OWN.search(s.text)
    if match:
        document = re.sub(r"^(?:一?[份个件]|[0-9]份|紧急|急|的|来了?|了)+", "", match[1])
        document = re.sub(
            r"^[\u4e00-\u9fff]{2,10}?(?:来|发|转|送)(?:来|了)*(?:一?[份个件])(?:紧急|特急|加急)?", "", document
        )
        if len(document) > 2:
            slots["document"] = document
            note(s, "document", *match.span(1))


_BY = phrase(r"之?前|以前|截止|为止|内|底前")


def _deadline(s: Sentence, slots: Slots) -> None:
    """By when: 12月22日前, 截止周五, 周五下班前."""
    within = [
        x
        for x in s.times.lengths
        if x.length.days
        and (re.match(r"之?内|以内", s.masked[x.end :]) or re.search(r"(?:限|限期|期限)$", s.masked[: x.begin]))
    ]
    if within:
        slots["deadline"] = _within(s, within[-1].length).isoformat()
        note(s, "deadline", within[-1].begin, within[-1].end)
        return
    moments = [m for m in s.times.moments() if settled(m)]
    by = [
        m
        for m in moments
        if m.tail in ("by", "until")
        or m.lead in ("by", "to")
        or re.match(
            r"(?:下班|上班|中午)?(?:之?前|以前|截止|要(?:报|交|反馈|完成)|完工|竣工|建成|报(?!告会)|交|反馈|完成|办结|回复|上报)",
            s.masked[m.end :],
        )
        or re.search(
            r"(?:截止|限|要求|期限|时限|反馈|完成|办结|报送|上报)(?:时间|日期|到|在|于|为|是|[：:])*$",
            s.masked[: m.begin],
        )
    ]
    chosen = by[-1] if by else None
    if chosen is not None:
        put_moment(slots, "deadline", chosen, last=True)
        note_moment(s, "deadline", chosen)
        return
    for moment in s.times.moments():
        if end := _period_end(s, moment):
            slots["deadline"] = end.isoformat()
            note_moment(s, "deadline", moment)
            return


def _period_end(s: Sentence, moment: Moment) -> date | None:
    """9月上旬完成 is by the 10th, 本月内 by its last day, 年底前 by 31 December; 中旬前 and 10月前 leave it open."""
    after = s.masked[moment.end :]
    if moment.kind == "third" and moment.tail != "by" and not re.match(r"之?以?前", after):
        return moment.last
    if moment.kind == "month" and re.match(r"份?(?:之|以)?内|底", after):
        return moment.last
    if moment.vague and s.masked[moment.begin : moment.end].endswith("年底"):
        return moment.vague[1]
    return None


def _within(s: Sentence, length: Length) -> date:
    """三天内: so many days from today; working days where they are named."""
    day = s.now.date()
    if not length.working:
        return day + timedelta(days=int(length.days))
    return end_of(day + timedelta(days=1), length.days, "", True, s.reader.calendar)


deadline = _deadline
