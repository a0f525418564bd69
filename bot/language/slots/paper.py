"""Paper: printing, archives, incoming documents, minutes."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.language.dates import Length
from bot.language.numbers import NUMBER, number
from bot.language.sentence import TITLE, Sentence
from bot.language.skeleton import Skeleton
from bot.language.slots.leave import end_of
from bot.language.slots.parts import (
    Slots,
    copies,
    listed_one_or_many,
    note,
    note_moment,
    one_day,
    put_moment,
    settled,
)
from bot.language.wording import bare, document_words

# --- printing ---------------------------------------------------------------------------------------------------------

_PAGES = re.compile(rf"(?:每份|一份|共|一共|总共|有|约|大概)?({NUMBER})(?:页|面(?!积|包|粉|试))")
_SHEETS = re.compile(rf"({NUMBER})张")
_PRINT_WORDING = (
    re.compile(
        r"(?:我们?|本人|麻烦|请|帮忙?|帮我|给我|给|需要?|要|想|得|去|来|申请|能不能|可以|再|还|另外|也|先"
        r"|急着?|批量|拿去|这边)*(?:打印|复印|影印|加印|翻印|印制|印刷|彩印|彩打|文印|打出来|打"
        r"|印)(?:一?下|个|一个|一些|些|点|出来|机|好|成|为|[0-9一二两三四五六七八九十]次)*(?=[^章泥台]|$)"
    ),
    re.compile(
        r"(?:彩色|黑白|单面|双面|正反面|两面|双面的|A[34]纸?|a[34]纸?|装订(?:成册|好)?|胶装"
        r"|彩色的)(?:打印|复印|印|打)?|一式(?=q)|(?:各|每样|每个|每人|一共|总共|共|都要?)(?=[qx])"
    ),
)


def _struck(shape: str, *patterns: re.Pattern[str]) -> str:
    for pattern in patterns:
        shape = pattern.sub(lambda m: "x" * len(m[0]), shape)
    return shape


_NOT_DOCUMENT = re.compile(
    r"(?:我们?|领导|您好|麻烦|谢谢|请|的|了|要|想|急|急用|比较急|在|去|来|用|用一下|一下|和|办公室"
    r"|文件上?|东西|申请|两个|都|好|登记|需要|外|那边|吗|不|材料上?)*"
)


def printing(s: Sentence) -> Slots:
    """Printing or copying: what, how many, how."""
    slots: Slots = {}
    spans = copies(s, slots)
    pages = _PAGES.search(s.masked)
    if pages and (value := number(pages[1])) is not None:
        slots["pages"] = int(value)
        spans.append(pages.span())
        note(s, "pages", *pages.span())
    if "copies" not in slots and (sheets := _SHEETS.search(s.masked)):
        slots["copies"] = int(number(sheets[1]) or 0)
        spans.append(sheets.span())
    slots["mode"] = "copy" if re.search(r"复印|影印|翻印", s.masked) else "print"
    if re.search(r"双面|正反面|两面", s.masked) and not re.search(r"不要双面|别双面", s.masked):
        slots["duplex"] = True
    if re.search(r"彩色|彩印|彩打|彩页|要彩", s.masked):
        slots["color"] = True
    _print_document(s, slots, spans)
    return slots


def _print_document(s: Sentence, slots: Slots, spans: list[tuple[int, int]]) -> None:
    titles = list(TITLE.finditer(s.text))
    if titles:
        slots["document"] = listed_one_or_many(m[1] for m in titles)
        note(s, "document", *titles[0].span(1))
        return
    shape = Skeleton(s.masked).cover(spans, "q").shape
    shape = _struck(shape, *_PRINT_WORDING)
    for match in re.finditer(r"[^qx，,。；;！!？?\n：:（）()]+", shape):
        document = document_words(s.text[match.start() : match.end()])
        if len(document) >= 2 and not _NOT_DOCUMENT.fullmatch(document) and not _PRINT_NOISE.fullmatch(document):
            slots["document"] = document
            note(s, "document", match.start(), match.end())
            return


_PRINT_NOISE = re.compile(
    r"(?:开会用?|会上用|急用|明天用?|下午用?|今天要?|上会用?|发下去|存档用?|每份|每张|装订|纸|份|张|页"
    r"|就行|就可以|谢谢)*|.{0,6}(?:开会|会上|培训|上报|下午|明天|入户)(?:要|就要)?用"
)


# --- archives ---------------------------------------------------------------------------------------------------------

_RETURNING = re.compile(
    r"(?:^|[，,。])(?:我)?(?:来|要|把|将|今天|现在|上次|那[份本个]|之前|借的|前面"
    r"|昨天)*[^，,。]{0,20}?(?:归还|还(?!有|要借|没|想|需|能|林|草|款|不)|退还|送回|还回)"
)
_BORROWING = re.compile(
    r"借(?!的|走的|出去的)|查阅|调阅|查一?下|查档|调取|调档|调一?下|翻一?下|看一?下|调出"
    r"|查(?=[0-9\u4e00-\u9fff]{2,16}档案)"
)
_DUE = re.compile(r"(?:归还|还(?!林|草)|送回|退还|用完还)")
_ARCHIVE_ASKING = (
    r"(?:我们?|本人|麻烦|请|帮忙?|帮我|给我|给|需要?|要|想|得|去|来|申请|能不能|可以|再|另外|也|先|把|将)*"
)
_ARCHIVE_WORDING = (
    re.compile(
        rf"(?:^|(?<=[，,：:。 ])){_ARCHIVE_ASKING}(?:借阅|借用|借出|借|查阅|调阅|查|调取|调出|调|翻阅|看"
        rf"|归还|退还|还(?!林|草)回?|送回|查档|借档)(?:一?下|个)?(?:[一二两三0-9]+[份本卷套盒]|个|份|本"
        rf"|卷)?(?:档案)?(?=[：:，,])|(?:(?:^|(?<=[，,：:。 tx])){_ARCHIVE_ASKING}"
        rf"|(?<=[要想来去案]))(?:借阅一?下?|借用|借出|借一?下?|借个?|查阅一?下?|调阅一?下?|查一?下"
        rf"|查(?!处)|调取|调阅|调(?!查|解)|翻阅|看一?下|归还|退还|还(?!林|草)回?|送回)(?:一?下|个|份|本"
        rf"|卷)?(?:[一二两三0-9]+[份本卷套])?"
    ),
    re.compile(
        r"(?:预计|大概|准备|打算)?(?:从|到|至)?t+(?:之?前|以前|左右|就|再|来|会|能|准时|上午|下午"
        r"|下班前)*(?:归还|退还|还回?|送回|用完)?(?:了|给你们?)?|用?(?:l+)(?:就还|归还|还|后还|左右"
        r"|后归还)?|^档案(?=还|归还|x)|(?<=x)了(?=[：:])"
    ),
)


def archive_borrow(s: Sentence) -> Slots:
    """An archive file borrowed, or brought back."""
    slots: Slots = {}
    text = s.masked
    borrowing = _BORROWING.search(text)
    returning = _RETURNING.search(text)
    slots["action"] = "return" if returning and not borrowing else "borrow"
    if returning and borrowing and re.search(r"还(?:上次|之前|前面|昨天|那)|借的.{0,14}还", text):
        slots["action"] = "return"
    due = _due(s, slots)
    _archive_document(s, slots, due)
    return slots


def _due(s: Sentence, slots: Slots) -> list[tuple[int, int]]:
    """By when the file is due back: 周一还, 借三天."""
    moments = [m for m in s.times.moments() if settled(m) and not _OF_THE_FILE.match(s.masked, m.end)]
    covered = [(m.begin, m.end) for m in moments] + [(x.begin, x.end) for x in s.times.lengths]
    if slots["action"] == "return":
        return covered
    late = [
        m
        for m in moments
        if _DUE.match(
            re.sub(
                r"^(?:之?前|以前|下班前|下班|上午|下午|左右|就|再|来|会|能|准时|一定|用完|我|把它|给你们)*",
                "",
                s.masked[m.end :],
            )
        )
        or m.tail in ("back", "by")
        or m.lead in ("by", "to")
    ]
    if late:
        put_moment(slots, "return", late[-1], last=True)
        note_moment(s, "return", late[-1])
    return covered


_OF_THE_FILE = re.compile(r"(?:的)?(?:档案|会议|卷|文书|合同|党委|发文|收文|记录|台账|案卷|账)")


def _archive_document(s: Sentence, slots: Slots, covered: list[tuple[int, int]]) -> None:
    title = TITLE.search(s.text)
    if title:
        slots["document"] = title[1]
        note(s, "document", *title.span(1))
        return
    shape = _struck(Skeleton(s.masked).cover(covered, "t").shape, *_ARCHIVE_WORDING)
    pieces = [document_words(s.text[m.start() : m.end()]) for m in re.finditer(r"[^tlx，,。；;！!？?\n：:]+", shape)]
    pieces = [p for p in pieces if len(p) >= 2 and not _ARCHIVE_NOISE.fullmatch(p)]
    files = [p for p in pieces if re.search(r"档案|卷|材料|文件|台账|册|合同|记录|账|表|图|[0-9]{4}年", p)]
    if files or pieces:
        slots["document"] = re.sub(
            r"^(?:上次|之前|昨天|前面|前天|上周)?借(?:走|出去)?的?(?:那[本份卷个]|的)?", "", (files or pieces)[0]
        )
        at = s.text.find(slots["document"])
        note(s, "document", at, at + len(slots["document"]))


_ARCHIVE_NOISE = re.compile(
    r"(?:用完就?|就|会|再|能|一定|准时|登记|我|写材料用?|核对(?:数据|情况)?|参考|迎检用?|归还|了|还|来|查"
    r"|的|用|档案|档案室|p|下班|看完|完了|好|编.{1,3}用|年检用?|在办公室看|不带走)*"
)


# --- incoming documents -----------------------------------------------------------------------------------------------

DOC_NO = re.compile(
    r"[\u4e00-\u9fffA-Z]{1,8}[〔\[［(（【][0-9]{4}[〕\]］)）】]第?[0-9]{1,4}号|(?<=文号)(?:是|为"
    r"|[：:])?[^，,。《 ]{3,20}"
)


def doc_receive(s: Sentence) -> Slots:
    """An incoming document: from whom, its number and title, how many, by when."""
    slots: Slots = {}
    spans = copies(s, slots)
    number_match = DOC_NO.search(s.text)
    if number_match:
        slots["doc_no"] = bare(
            re.sub(r"^(?:文号)?(?:是|为|[：:])*|^(?:收文|登记|来文|收到|文件|签收)+", "", number_match[0])
        )
        note(s, "doc_no", *number_match.span())
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


_SENDER_SAID = re.compile(r"(?:来文单位|发文单位|发文机关|来文机关|来文|发文)(?:是|为|[：:])([\u4e00-\u9fff]{2,16})")
_RECEIVING = re.compile(
    r"(?:我们?|麻烦|请(?!示)|帮忙?|帮我|给|需要?|要|想|得|来|申请|可以|再|另外|也|先|把|将|刚才|刚刚|刚"
    r"|今天|上午|下午|昨天|有)*(?:收文登记|来文登记|登记收文|登记来文|收文|来文|登记一?下?|登个记|签收"
    r"|收到|接到|接收|收)(?:了|一下|个|到)?|(?:发来|转来|送来|下发|印发|寄来|传来|转发|发的|来的|发了"
    r"|来了|来函|的来文|发(?!改|展|布))(?:了|的)?|[一两二三四五六七八九十0-9]+[份个件](?:文件|文|急件"
    r"|紧急)?|(?:一?[份个件])?(?:紧急|特急|加急|(?<!应)急)(?:文件|件|文|通知)?|(?:文件|公文"
    r"|函件)(?=[x，,。q□]|$)|文号(?:是|为|[：:])?"
)
_ORGAN = re.compile(
    r"(?:局|办公室|办|委|部|院|府|会|厅|队|中心|公司|所|科|组|联|协|社|站|处|校|县|州|市|省|纪委|人大"
    r"|政协|银行|党校|指挥部|领导小组)$"
)


def _sender(s: Sentence, slots: Slots) -> None:
    """Who sent it: the organ that is named beside the document."""
    said = _SENDER_SAID.search(s.text)
    if said:
        slots["from"] = re.sub(r"(?:发来|转来|的).*$", "", said[1])
        note(s, "from", *said.span(1))
        return
    shape = DOC_NO.sub(lambda m: "□" * len(m[0]), s.text)
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


_ORGAN_HEAD = re.compile(
    r"^([\u4e00-\u9fff]{1,14}?(?:局|办公室|办|委|部|院|府|会|厅|队|中心|公司|所|科|组|联|协|社|站|处"
    r"|校))(?:的|关于|文件|通知|函|来?文|发|来|转|$)"
)


def _organ(words: str) -> str:
    words = re.sub(r"^(?:是|由|的|来自|从|把|有|，)+|(?:的|那边|给我们)+$", "", words)
    if 2 <= len(words) <= 16 and _ORGAN.search(words):
        return words
    head = _ORGAN_HEAD.match(words)
    return head[1] if head else ""


_INCOMING = re.compile(
    r"(关于[^，,。《]{2,60}?(?:通知|函|意见|方案|通报|批复|请示|报告|决定|办法|规定|公告)"
    r"|(?<=[的发来到份])[^，,。《》x]{2,40}?(?:通知|函|意见|方案|通报|批复|请示|报告|决定|办法|规定|公告"
    r"|明传|要点))"
)


_ABOUT = re.compile(r"(关于[^，,。《]{2,60}?(?:通知|函|意见|方案|通报|批复|请示|报告|决定|办法|规定|公告))")


def _incoming_document(s: Sentence, slots: Slots, spans: list[tuple[int, int]]) -> None:
    match = _ABOUT.search(s.text) or _INCOMING.search(s.text)
    if match:
        document = re.sub(r"^(?:一?[份个件]|[0-9]份|紧急|急|的|来了?|了)+", "", match[1])
        if len(document) > 2:
            slots["document"] = document
            note(s, "document", *match.span(1))


_BY = re.compile(r"之?前|以前|截止|为止|内|底前")


def _deadline(s: Sentence, slots: Slots) -> None:
    """By when: 12月22日前, 截止周五, 周五下班前."""
    within = [x for x in s.times.lengths if re.match(r"之?内|以内", s.masked[x.end :]) and x.length.days]
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
            r"(?:下班|上班|中午)?(?:之?前|以前|截止|要(?:报|交|反馈|完成)|报(?!告会)|交|反馈|完成|办结|回复|上报)",
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


def _within(s: Sentence, length: Length) -> date:
    """三天内: so many days from today; working days where they are named."""
    day = s.now.date()
    if not length.working:
        return day + timedelta(days=int(length.days))
    return end_of(day + timedelta(days=1), length.days, "", True, s.reader.calendar)


deadline = _deadline


# --- minutes ----------------------------------------------------------------------------------------------------------

_MINUTES_ASKING = re.compile(
    r"(?:我们?|本人|麻烦|请|帮忙?|帮我|给我|给|需要?|要|想|得|去|来|申请|能不能|可以|再|另外|也|先|把|将"
    r"|根据|按)*(?:写|出|整理|形成|起草|拟|做|弄|搞|生成|补|记)(?:一?下|个|一个|一份|份|好|出来|成|了|出"
    r"|写)*|(?:我们?|麻烦|帮我|请|把|将|给我)+(?=[^写出])"
)
_MINUTES = re.compile(r"(?:的)?(?:会议)?(?:纪要|纪录|记录)(?:稿|初稿)?")
_MEETS = re.compile(r"会|学习|碰头|调度|座谈|培训|研判|约谈")


def minutes(s: Sentence) -> Slots:
    """Minutes wanted: of which meeting, held when."""
    slots: Slots = {}
    one_day(s, slots)
    shape = Skeleton(s.masked).cover(s.times.covered(), "t").shape
    shape = _MINUTES.sub(lambda m: "n" * len(m[0]), shape)
    shape = _MINUTES_ASKING.sub(lambda m: "x" * len(m[0]), shape)
    title = TITLE.search(s.text)
    for match in re.finditer(r"[^tnx，,。；;！!？?\n：: ]+", shape):
        words = _meeting_words(s.text[match.start() : match.end()])
        before_minutes = shape[match.end() : match.end() + 1] == "n"
        if before_minutes and not _MEETS.search(words) and len(words) >= 2:
            words += "会议" if s.text.startswith("会议", match.end()) else ""
        if len(words) >= 2 and (_MEETS.search(words) or before_minutes):
            slots["meeting"] = words
            note(s, "meeting", match.start(), match.end())
            return slots
    if title:
        slots["meeting"] = title[1]
    return slots


def _meeting_words(words: str) -> str:
    words = re.sub(
        r"^(?:把|将|给|帮|我们?|的|开的|召开的|那个|那场|这次|这个|这场|召开|刚开的|刚才|刚|参加|关于|次"
        r"|场|请|麻烦|开|了|们)+",
        "",
        bare(words),
    )
    return re.sub(r"(?:的|了|上|这个|那个|要|需要|请|给|帮|开完|召开|结束|完)+$", "", words)


__all__ = ["archive_borrow", "deadline", "doc_receive", "minutes", "printing"]
