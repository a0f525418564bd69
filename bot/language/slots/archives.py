"""Archive files borrowed and brought back (文书档案管理制度 第4、5条)."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.language.sentence import TITLE, Sentence
from bot.language.skeleton import Skeleton, struck
from bot.language.slots.parts import (
    Slots,
    note,
    note_moment,
    put_moment,
    settled,
)
from bot.language.wording import document_words
from handlers.engine.phrases import phrase

_RETURNING = phrase(
    r"(?:^|[，,。])(?:我)?(?:来|要|把|将|今天|现在|上次|那[份本个]|之前|借的|前面"
    r"|昨天)*[^，,。]{0,20}?(?:归还|还(?!有|要借|没|想|需|能|林|草|款|不)|退还|送回|还回)"
)
_BORROWING = phrase(
    r"借(?!的|走的|出去的)|查阅|调阅|查一?下|(?<![普核检调抽])查档|调取|调档|调一?下|(?:要|想|申请)调(?!整)|翻一?下|看一?下|调出"
    r"|查(?=[0-9\u4e00-\u9fff]{2,16}档案)"
)
_DUE = phrase(r"(?:归还|还(?!林|草)|送回|退还|用完还)")
_ARCHIVE_ASKING = (
    r"(?:我们?|本人|麻烦|请|帮忙?|帮我|给我|给|需要?|要|想|得|去|来|申请|能不能|可以|再|另外|也|先|把|将)*"
)
_ARCHIVE_WORDING = (
    phrase(
        rf"(?:^|(?<=[，,：:。 ])){_ARCHIVE_ASKING}(?:借阅|借用|借出|借|查阅|调阅|查|调取|调出|调|翻阅|看"
        rf"|归还|退还|还(?!林|草)回?|送回|查档|借档)(?:一?下|个)?(?:[一二两三0-9]+[份本卷套盒]|个|份|本"
        rf"|卷)?(?:档案)?(?=[：:，,])|(?:(?:^|(?<=[，,：:。 tx])){_ARCHIVE_ASKING}"
        rf"|(?<=[要想来去案]))(?:借阅一?下?|借用|借出|借一?下?|借个?|查阅一?下?|调阅一?下?|查一?下"
        rf"|查(?!处)|调取|调阅|调(?!查|解)|翻阅|看一?下|归还|退还|还(?!林|草)回?|送回)(?:一?下|个|份|本"
        rf"|卷)?(?:[一二两三0-9]+[份本卷套])?"
    ),
    phrase(
        r"(?:预计|大概|准备|打算)?(?:从|到|至)?t+(?:之?前|以前|左右|就|再|来|会|能|准时|上午|下午"
        r"|下班前)*(?:归还|退还|还回?|送回|用完)?(?:了|给你们?)?|用?(?:l+)(?:就还|归还|还|后还|左右"
        r"|后归还)?|^档案(?=还|归还|x)|(?:现在|今天|我|就|来)+还(?:了|掉|回来)?(?=$|[，,。])|(?<=x)了(?=[：:])"
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
    for lasting in s.times.lengths:
        if lasting.length.days >= 1 and re.search(r"(?:借|用|看|查)[^，,。]*$", s.masked[: lasting.begin]):
            slots["return"] = (s.now.date() + timedelta(days=int(lasting.length.days))).isoformat()
            note(s, "return", lasting.begin, lasting.end)
    return covered


_OF_THE_FILE = phrase(r"(?:的)?(?:档案|会议|卷|文书|合同|党委|发文|收文|记录|台账|案卷|账)")


def _archive_document(s: Sentence, slots: Slots, covered: list[tuple[int, int]]) -> None:
    title = TITLE.search(s.text)
    if title:
        slots["document"] = title[1]
        note(s, "document", *title.span(1))
        return
    shape = struck(Skeleton(s.masked).cover(covered, "t").shape, *_ARCHIVE_WORDING)
    pieces = [document_words(s.text[m.start() : m.end()]) for m in re.finditer(r"[^tlx，,。；;！!？?\n：:]+", shape)]
    pieces = [p for p in pieces if len(p) >= 2 and not _ARCHIVE_NOISE.fullmatch(p)]
    files = [p for p in pieces if re.search(r"档案|卷|材料|文件|台账|册|合同|记录|账|表|图|[0-9]{4}年", p)]
    if files or pieces:
        slots["document"] = re.sub(
            r"^(?:上次|之前|昨天|前面|前天|上周|去?年|上个月)?借(?:走|出去)?的?(?:那[本份卷个]|的)?",
            "",
            (files or pieces)[0],
        )
        slots["document"] = re.sub(r"(?<=.{3})[一二两三四五六七八九十0-9]+[卷份本盒册]$", "", slots["document"])
        slots["document"] = re.sub(r"(?<=.{2})(?:现在|今天|已经?)?(?:归还|还回来?|退还|送回)$", "", slots["document"])
        at = s.text.find(slots["document"])
        note(s, "document", at, at + len(slots["document"]))


_ARCHIVE_NOISE = phrase(
    r"(?:用完就?|就|会|再|能|一定|准时|登记|我|写材料用?|核对(?:数据|情况)?|参考|迎检用?|归还|了|还|来|查"
    r"|的|用|档案|档案室|p|下班|看完|完了|好|编.{1,3}用|年检用?|在办公室看|不带走)*"
)
