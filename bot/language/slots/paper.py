"""Paper: sealing, printing, archives, incoming documents, minutes."""

from __future__ import annotations

import re

from bot.language.numbers import NUMBER, number
from bot.language.sentence import TITLE, Sentence
from bot.language.skeleton import Skeleton
from bot.language.slots.parts import (
    Slots,
    copies,
    listed_one_or_many,
    note,
    note_moment,
    one_day,
    put_moment,
    put_serials,
    settled,
)
from bot.language.slots.places import destinations
from bot.language.wording import bare, trimmed

# --- seals ------------------------------------------------------------------------------------------------------------

SEALS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "党政办章",
        re.compile(
            r"党政办公?室?的?(?:公章|印章|章|大印|印)|党政综合办公室的?章|办公室的?(?:公章|印章|章)|党政办(?=盖|的章|公章|印)|盖(?:个|一下)?党政办"
        ),
    ),
    (
        "党委章",
        re.compile(
            r"(?:中共)?(?:青禾乡?)?(?:乡)?党委(?:会|员会)?的?(?:公章|印章|章|大印|印)|(?:盖|用|带|借)(?:个|一下|一个)?(?:乡)?党委(?!书|会议|办)|中共[\u4e00-\u9fff]{0,6}委员会(?:公章|印章|的?章)|党委(?=和政府的?(?:两个)?(?:公?章|印))|党委(?=、政府)|党章"
        ),
    ),
    (
        "政府章",
        re.compile(
            r"(?:青禾乡?)?(?:乡)?(?:人民)?政府的?(?:公章|印章|章|大印|印)|(?:盖|用|带|借)(?:个|一下|一个)?(?:乡)?(?:人民)?政府(?!工作|采购|办)|行政章|政府(?=和党委的?(?:两个)?(?:公?章|印))|政府(?=、党委)"
        ),
    ),
)
_OTHER_SEAL = re.compile(
    r"(法人章|法人私章|私章|财务专用章|财务章|财务专章|骑缝章|合同专用章|合同章|校对章|名章|法定代表人章|村委会章|村委会公章|工会章|工会公章|民政专用章|[\u4e00-\u9fff]{1,6}专用章|(?:人大|纪委|武装部|团委|妇联|工会|综治|财政所|林业站|司法所|卫生院|经管站|国土所|规划所|社事办|社会事务办|农业农村服务中心|党支部|党总支|[\u4e00-\u9fff]{2}村委会|村党总支)的?(?:公?章|印章))"
)
_OUT = re.compile(
    r"带(?!头|领|队|班|病|薪)(?:着|上|走|出|去)?.{0,10}(?:章|印)|(?:章|印).{0,8}(?:带出|带到|带去|带走|外带|带起|借出|拿去|拿到|拿出|带一?下|外借)|外带|借(?:用|出)?.{0,6}(?:章|印)(?:.{0,4}(?:去|外出|出去|用))|(?:公章|印章|党委章|政府章)(?:借|外出)|拿(?:着|上)?.{0,6}(?:公?章|印章?)(?:去|到|克|出)|上门盖|现场盖|出去盖"
)
_SEAL_WORDING = (
    re.compile(
        r"(?:我们?|本人|麻烦|请|帮忙?|帮我|给我|需要?|要|想|得|去|来|申请|能不能|可以|再|还|另外|也|先|外|将|把|拿|用)*(?:加盖|盖一?下?个?|盖|用印|用章|带|借用?|拿|外带)(?:一下|个|一个|下|上|着|出|走|[0-9一二两三四五六七八九十]+次)*s+(?:出去|外出|出|去)?(?:用印|盖章|盖|使用|用)?"
    ),
    re.compile(
        r"(?:加盖|盖|用印|用)?s+|(?:需要?|要|想|得|去|来|申请|请|帮忙?|麻烦|能不能|可以|给我|帮我)*(?:盖章|盖个章|盖一下章|盖下章|盖公章|盖个公章|用印|用章|盖一下|盖个|盖印|盖戳|加盖公章|加盖|公章|印章|盖)(?:用|一下|吗|不|可以吗|审批|申请|登记|[一二两三四五六七八九十0-9]次)*"
    ),
)
_DOCUMENT_LEADS = re.compile(
    r"^(?:我们?|本人|麻烦|请|帮忙?|帮我|帮|给我|给|有[一二两三几]?[份个张]?|这[份个张]|那[份个张]|一[份个张]|[0-9一二两三]+[份个张]|需要?|要|想|得|把|将|拿着?|在|到|的|上|关于(?=□)|用于|用来|也|还|再|先|去|来|用|申请|为|对|因|是|打|出|开|办|领导|您好|你好)+"
)
_DOCUMENT_TAILS = re.compile(
    r"(?:上面?|需要?|要|想|得|请|麻烦|去|来|的|了|用|在|拿|帮忙?|给|可以|上的|一式|各|和|也|都|两边|两个|一下|吧|吗|谢谢|审批|急用|比较急|急)+$"
)


def seal(s: Sentence) -> Slots:
    """Sealing: with which seal, what, how many; or a seal taken out, where and when."""
    slots: Slots = {}
    spans = _seal_names(s, slots)
    skeleton = Skeleton(s.masked).cover(s.times.covered(), "t").cover(copies(s, slots), "q").cover(spans, "x")
    skeleton = Skeleton(s.masked).cover(s.times.covered(), "t").cover(_copy_span(s), "q")
    shape_chars = list(skeleton.shape)
    for begin, end in spans:
        shape_chars[begin:end] = "s" * (end - begin)
    shape = "".join(shape_chars)
    if _OUT.search(s.masked):
        slots["carry_out"] = True
    _seal_day(s, slots)
    _seal_place_and_document(s, slots, shape)
    return slots


def _copy_span(s: Sentence) -> list[tuple[int, int]]:
    return copies(s, {})


def _seal_names(s: Sentence, slots: Slots) -> list[tuple[int, int]]:
    """The seals named, under their short names; 公章 alone names none."""
    found: list[tuple[int, int, str]] = []
    for match in _OTHER_SEAL.finditer(s.masked):
        found.append((*match.span(), re.sub(r"^(?:盖|加盖|用|带|要|借|拿)+", "", match[1])))
    for name, pattern in SEALS:
        for match in pattern.finditer(s.masked):
            if not any(begin < match.end() and match.start() < end for begin, end, _ in found):
                begin = match.start() + len(re.match(r"[盖用带借个一下]*", match[0])[0])  # type: ignore[index]
                found.append((begin, match.end(), name))
    found.sort()
    if found:
        slots["seal"] = listed_one_or_many(name for _, _, name in found)
        note(s, "seal", found[0][0], found[-1][1])
    return [(begin, end) for begin, end, _ in found]


def _seal_day(s: Sentence, slots: Slots) -> None:
    if not slots.get("carry_out") and TITLE.search(s.text) and not s.times.spans:
        return
    one_day(s, slots)


def _seal_place_and_document(s: Sentence, slots: Slots, shape: str) -> None:
    places = destinations(s, shape.replace("s", "c")) if slots.get("carry_out") else []
    if places:
        slots["destination"] = listed_one_or_many(bare(s.text[b:e]) for b, e in places)
        note(s, "destination", places[0][0], places[-1][1])
    title = TITLE.search(s.text)
    if title:
        titles = [m[1] for m in TITLE.finditer(s.text)]
        slots["document"] = listed_one_or_many(titles)
        note(s, "document", title.start(1), title.end(1))
        return
    chars = list(shape)
    for begin, end in places:
        chars[begin:end] = "d" * (end - begin)
    shape = "".join(chars)
    shape = _struck(shape, *_SEAL_WORDING, _SEAL_REST)
    for match in re.finditer(r"[^tqsdcx，,。；;！!？?\n：:（）()]+", shape):
        document = _document_words(s.text[match.start() : match.end()])
        if len(document) >= 2 and not _NOT_DOCUMENT.fullmatch(document):
            slots["document"] = document
            note(s, "document", match.start(), match.end())
            return


_SEAL_REST = re.compile(
    r"(?:从|到|去|克|往|前往|赴|上|在|送)(?=d)|(?<=t)(?:用|要|去|前|之前|左右|到)+|(?:印章)?(?:外带|带出去?|拿出去)|(?:一共|总共|共|各)(?=q)|(?:我们?|本人)(?=[tx]|要|想|去)|一式(?=q)"
)
_NOT_DOCUMENT = re.compile(
    r"(?:我们?|领导|您好|麻烦|谢谢|请|的|了|要|想|急|急用|比较急|在|去|来|回|归还|还|当天|用|用一下|一下|带|拿|借|走|和|公章|印章|外出|使用|办公室|盖|文件上?|文件|东西|材料上?|申请|办事|办手续|出去|当天还|用完就还|下班前还|孙磊|一起|两个|都|好|登记|需要|外|那边)*"
)


def _struck(shape: str, *patterns: re.Pattern[str]) -> str:
    for pattern in patterns:
        shape = pattern.sub(lambda m: "x" * len(m[0]), shape)
    return shape


def _document_words(words: str) -> str:
    words = bare(words)
    for _ in range(3):
        words = _DOCUMENT_TAILS.sub("", _DOCUMENT_LEADS.sub("", words))
    return trimmed(bare(words))


# --- printing ---------------------------------------------------------------------------------------------------------

_PAGES = re.compile(rf"(?:每份|一份|共|一共|总共|有|约|大概)?({NUMBER})(?:页|面(?!积|包|粉|试))")
_SHEETS = re.compile(rf"({NUMBER})张")
_PRINT_WORDING = (
    re.compile(
        r"(?:我们?|本人|麻烦|请|帮忙?|帮我|给我|给|需要?|要|想|得|去|来|申请|能不能|可以|再|还|另外|也|先|急着?|批量|拿去|这边)*(?:打印|复印|影印|加印|翻印|印制|印刷|彩印|彩打|文印|打出来|打|印)(?:一?下|个|一个|一些|些|点|出来|机|好|成|为|[0-9一二两三四五六七八九十]次)*(?=[^章泥台]|$)"
    ),
    re.compile(
        r"(?:彩色|黑白|单面|双面|正反面|两面|双面的|A[34]纸?|a[34]纸?|装订(?:成册|好)?|胶装|彩色的)(?:打印|复印|印|打)?|一式(?=q)|(?:各|每样|每个|每人|一共|总共|共|都要?)(?=[qx])"
    ),
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
    titles = [m for m in TITLE.finditer(s.text)]
    if titles:
        slots["document"] = listed_one_or_many(m[1] for m in titles)
        note(s, "document", *titles[0].span(1))
        return
    shape = Skeleton(s.masked).cover(spans, "q").shape
    shape = _struck(shape, *_PRINT_WORDING)
    for match in re.finditer(r"[^qx，,。；;！!？?\n：:（）()]+", shape):
        document = _document_words(s.text[match.start() : match.end()])
        if len(document) >= 2 and not _NOT_DOCUMENT.fullmatch(document) and not _PRINT_NOISE.fullmatch(document):
            slots["document"] = document
            note(s, "document", match.start(), match.end())
            return


_PRINT_NOISE = re.compile(
    r"(?:开会用?|会上用|急用|明天用?|下午用?|今天要?|上会用?|发下去|存档用?|每份|每张|装订|纸|份|张|页|就行|就可以|谢谢)*|.{0,6}(?:开会|会上|培训|上报|下午|明天|入户)(?:要|就要)?用"
)


# --- archives ---------------------------------------------------------------------------------------------------------

_RETURNING = re.compile(
    r"^(?:我)?(?:来|要|把|将|今天|现在|上次|那[份本个]|之前|借的|前面)*.{0,20}?(?:归还|还(?!有|要借|没|想|需|能)|退还|送回|还回)"
)
_BORROWING = re.compile(r"借(?!的)|查阅|调阅|查一?下|查档|调取|调档|调一?下|翻一?下|看一?下|调出")
_DUE = re.compile(r"(?:归还|还|送回|退还|用完还)")
_ARCHIVE_WORDING = (
    re.compile(
        r"(?:我们?|本人|麻烦|请|帮忙?|帮我|给我|给|需要?|要|想|得|去|来|申请|能不能|可以|再|另外|也|先|把|将)*(?:借阅一?下?|借用|借出|借一?下?|借个?|查阅一?下?|调阅一?下?|查一?下|查|调取|调阅|调|翻阅|看一?下|归还|退还|还回?|送回)(?:一?下|个|份|本|卷)?(?:[一二两三0-9]+[份本卷套])?"
    ),
    re.compile(
        r"(?:预计|大概|准备|打算)?(?:从|到|至)?t+(?:之?前|以前|左右|就|再|来|会|能|准时|上午|下午)*(?:归还|退还|还回?|送回|用完)?(?:了|给你们?)?|用?(?:l+)(?:就还|归还|还|后还|左右)?"
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
    if slots["action"] == "return":
        return list(s.times.covered())
    moments = [m for m in s.times.moments() if settled(m)]
    late = [
        m
        for m in moments
        if _DUE.match(
            re.sub(r"^(?:之?前|以前|下班前|上午|下午|左右|就|再|来|会|能|准时|一定|用完|我)*", "", s.masked[m.end :])
        )
        or m.tail in ("back", "by")
        or m.lead in ("by", "to")
    ]
    if late:
        put_moment(slots, "return", late[-1], last=True)
        note_moment(s, "return", late[-1])
    covered = [(m.begin, m.end) for m in moments]
    return covered + [(lasting.begin, lasting.end) for lasting in s.times.lengths]


def _archive_document(s: Sentence, slots: Slots, covered: list[tuple[int, int]]) -> None:
    title = TITLE.search(s.text)
    if title:
        slots["document"] = title[1]
        note(s, "document", *title.span(1))
        return
    shape = _struck(Skeleton(s.masked).cover(covered, "t").shape, *_ARCHIVE_WORDING)
    pieces = [_document_words(s.text[m.start() : m.end()]) for m in re.finditer(r"[^tlx，,。；;！!？?\n：:]+", shape)]
    pieces = [p for p in pieces if len(p) >= 2 and not _ARCHIVE_NOISE.fullmatch(p)]
    files = [p for p in pieces if re.search(r"档案|卷|材料|文件|台账|册|合同|记录|账", p)]
    if files or pieces:
        slots["document"] = re.sub(
            r"^(?:上次|之前|昨天|前面|前天|上周)?借的?(?:那[本份卷个]|的)?", "", (files or pieces)[0]
        )
        at = s.text.find(slots["document"])
        note(s, "document", at, at + len(slots["document"]))


_ARCHIVE_NOISE = re.compile(
    r"(?:用完就?|就|会|再|能|一定|准时|登记|我|写材料用?|核对|参考|迎检用?|归还|了|还|来|查|的|用)*"
)


# --- incoming documents -----------------------------------------------------------------------------------------------

DOC_NO = re.compile(
    r"[\u4e00-\u9fffA-Z]{1,8}[〔\[［(（【][0-9]{4}[〕\]］)）】]第?[0-9]{1,4}号|(?<=文号)(?:是|为|[：:])?[^，,。《 ]{3,20}"
)
_SENDER = (
    re.compile(
        r"(?:收到|收|来自|由|接到|接)(?:了)?(?:一?份|一个)?([\u4e00-\u9fff]{2,16}?)(?:发来|转来|送来|下发|印发|寄来|传来|来|发|转|送|的)(?:的)?(?=[一1]?[份个件]?[^，,]{0,8}(?:《|文|函|通知|电|件|意见|方案|批复|$))"
    ),
    re.compile(
        r"(?:^|[：:，,。\s]|收文|来文|登记|今天|上午|下午|刚才|刚)(?:登记|收文|来文|一?下|一份|个|[：:，, ])*([\u4e00-\u9fff]{2,16}?)(?:发来|转来|送来|下发|印发|寄来|传来|发的|来的|发了|来了|转发|来文|来函|发文|的?(?=《))"
    ),
    re.compile(r"(?:来文单位|发文单位|发文机关|来文机关|单位)(?:是|为|[：:])?([\u4e00-\u9fff]{2,16})"),
)
_SENDER_NOT = re.compile(
    r"^(?:今天|刚才|刚刚|刚|上午|下午|昨天|收到|收文|来文|登记|一下|一份|一个|帮我?|麻烦|请|我们?|有|把|这份|个|的|急件|紧急|了|，)+"
)


def doc_receive(s: Sentence) -> Slots:
    """An incoming document: from whom, its number and title, how many, by when."""
    slots: Slots = {}
    spans = copies(s, slots)
    number_match = DOC_NO.search(s.text)
    if number_match:
        slots["doc_no"] = bare(re.sub(r"^(?:文号)?(?:是|为|[：:])*", "", number_match[0]))
        slots["doc_no"] = re.sub(r"^(?:收文|登记|来文|收到|文件|文)+", "", slots["doc_no"])
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


def _sender(s: Sentence, slots: Slots) -> None:
    text = DOC_NO.sub(lambda m: "，" * len(m[0]), s.text)
    for pattern in _SENDER:
        for match in pattern.finditer(text):
            sender = _SENDER_NOT.sub("", match[1])
            sender = re.sub(r"(?:今天|刚刚|刚才|昨天|上午|下午|紧急)+$", "", sender)
            if len(sender) >= 2 and not re.search(r"登记|收文|通知$|^文|文件", sender):
                slots["from"] = sender
                note(s, "from", match.start(1), match.end(1))
                return


_INCOMING = re.compile(
    r"(?:发来|转来|送来|下发|印发|寄来|传来|发的|来的|发了|来了|的)(?:一?份|一个|[0-9]份)?(?:紧急|急件)?的?(关于[^，,。《]{2,60}|[^，,。《》]{2,40}?(?:通知|函|意见|方案|通报|批复|请示|报告|决定|办法|规定|公告|明传|文件|要点|计划|安排))"
)


def _incoming_document(s: Sentence, slots: Slots, spans: list[tuple[int, int]]) -> None:
    match = _INCOMING.search(s.text) or re.search(
        r"(关于[^，,。《]{2,60}?(?:通知|函|意见|方案|通报|批复|请示|报告|决定|办法|规定|公告))", s.text
    )
    if match:
        document = re.sub(rf"(?:文件)?{NUMBER}份$", "", match[1])
        slots["document"] = re.sub(r"^(?:一?份|一个|紧急|的)+", "", document)
        note(s, "document", *match.span(1))


_BY = re.compile(r"之?前|以前|截止|为止|内|底前")


def _deadline(s: Sentence, slots: Slots) -> None:
    """By when: 12月22日前, 截止周五, 周五下班前."""
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


deadline = _deadline


# --- minutes ----------------------------------------------------------------------------------------------------------

_MEETING = re.compile(r"([\u4e00-\u9fffA-Za-z0-9]{0,24}?(?:会议|会|例会|座谈|学习|培训|晨会|碰头|调度)(?!纪|记|谈))")
_MINUTES_WORDING = re.compile(
    r"(?:我们?|本人|麻烦|请|帮忙?|帮我|给我|给|需要?|要|想|得|去|来|申请|能不能|可以|再|另外|也|先|把|将|根据|按)*(?:写|出|整理|形成|起草|拟|做|弄|搞|生成|补|记)(?:一?下|个|一个|一份|份|好|出来|成|了)*|(?:的)?(?:会议)?(?:纪要|会议记录|纪录|记录)(?:.*)$|(?:召开|开)的?|(?:的)(?=$)"
)


def minutes(s: Sentence) -> Slots:
    """Minutes wanted: of which meeting, held when."""
    slots: Slots = {}
    moment = one_day(s, slots)
    title = TITLE.search(s.text)
    text = s.masked
    head = re.split(r"(?:会议)?纪要|会议记录", text)[0] if re.search(r"会.{0,4}(?:纪要|记录)", text) else text
    shape = Skeleton(text).cover(s.times.covered(), "t").shape
    shape = (
        shape
        if not re.search(r"会.{0,3}的?(?:会议)?(?:纪要|记录)", text)
        else shape[: len(head) if head.endswith(("会", "会的", "例会", "学习", "会议")) else len(shape)]
    )
    for match in re.finditer(r"[^tx，,。；;！!？?\n：: ]+", re.sub(_MINUTES_WORDING, lambda m: "x" * len(m[0]), shape)):
        words = _meeting_words(s.text[match.start() : match.end()])
        if len(words) >= 2 and re.search(r"会|学习|例会|碰头|调度|座谈|培训", words):
            slots["meeting"] = words
            note(s, "meeting", match.start(), match.end())
            break
    if title and "meeting" not in slots:
        slots["meeting"] = title[1]
    _ = moment
    return slots


def _meeting_words(words: str) -> str:
    words = re.sub(
        r"^(?:把|将|给|帮|我|的|开的|召开的|那个|那场|这次|这个|上午|下午|的|召开|刚开的|刚才|刚|参加|关于|次|场|请|麻烦)+",
        "",
        bare(words),
    )
    return re.sub(r"(?:的|了|上|这个|那个|要|需要|请|给|帮)+$", "", words)


__all__ = ["archive_borrow", "deadline", "doc_receive", "minutes", "printing", "put_serials", "seal"]
