"""Printing and copying (文印管理制度)."""

from __future__ import annotations

import re

from bot.language.numbers import NUMBER, number
from bot.language.sentence import TITLE, Sentence
from bot.language.skeleton import Skeleton, struck
from bot.language.slots.parts import (
    Slots,
    copies,
    listed_one_or_many,
    note,
)
from bot.language.wording import document_words
from handlers.engine.phrases import phrase

_PAGES = phrase(rf"(?:每份|一份|共|一共|总共|有|约|大概)?({NUMBER})(?:页|面(?!积|包|粉|试|都|打|印|的))")
_SHEETS = phrase(rf"({NUMBER})[张本册条](?!书|子|地|级)")
_PRINT_WORDING = (
    phrase(
        r"(?:我们?|本人|麻烦|请|帮忙?|帮我|给我|给|需要?|要|想|得|去|来|申请|能不能|可以|再|还|另外|也|先"
        r"|急着?|批量|拿去|这边)*(?:打印|复印|影印|加印|翻印|印制|印刷|彩印|彩打|文印|打出来|打"
        r"|印)(?:一?下|个|一个|一些|些|点|出来|机|好|成|为|[0-9一二两三四五六七八九十]次)*(?=[^章泥台]|$)"
    ),
    phrase(
        r"(?:彩色|黑白|单面|双面|正反面|两面|双面的|A[34]纸?|a[34]纸?|装订(?:成册|好)?|胶装"
        r"|彩色的)(?:打印|复印|印|打)?|一式(?=q)|(?:各|每样|每个|每人|一共|总共|共|都要?)(?=[qx])"
    ),
)


_NOT_DOCUMENT = phrase(
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
    slots["mode"] = "copy" if re.search(r"复印|影印|翻印|复(?=[一两二三四五0-9]|[，,。]|$)", s.masked) else "print"
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
    shape = struck(shape, *_PRINT_WORDING)
    for match in re.finditer(r"[^qx，,。；;！!？?\n：:（）()]+", shape):
        document = document_words(s.text[match.start() : match.end()])
        if len(document) >= 2 and not _NOT_DOCUMENT.fullmatch(document) and not _PRINT_NOISE.fullmatch(document):
            slots["document"] = document
            note(s, "document", match.start(), match.end())
            return


_PRINT_NOISE = phrase(
    r"(?:开会用?|会上用|急用|明天用?|下午用?|今天要?|上会用?|发下去|存档用?|每份|每张|装订|纸|份|张|页"
    r"|就行|就可以|谢谢)*|.{0,6}(?:开会|会上|培训|上报|下午|明天|入户)(?:要|就要)?用"
)
