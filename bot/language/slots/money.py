"""Public money borrowed for duty, or settled (财务管理制度 第3条)."""

from __future__ import annotations

import re

from bot.language.numbers import number
from bot.language.sentence import Sentence
from bot.language.skeleton import Skeleton
from bot.language.slots.parts import (
    Slots,
    amount,
    note,
    put_serials,
)
from bot.language.wording import trimmed
from handlers.engine.phrases import phrase

_SETTLING = phrase(
    r"核销|报账|还款|冲账|要冲|销账|归还|还(?:上次|之前|借|掉|清|了|公款|前面|那笔|[0-9])|结清|平一?下?账|退(?:款"
    r"|还|回)|今天核销|报销|多退少补|还(?=.{0,6}借)|销(?=.{0,4}借款)"
)
_LOAN_WORDING = phrase(
    r"(?:我们?|本人|麻烦|请|帮忙?|帮我|给我|需要?|要|想|得|去|来|申请|能不能|可以|再|另外|也|先|办公室"
    r"|财政所|单位|向|从|预)*(?:借款|借支|借用|借|预支|支取?|预借|备用金|公款)(?:一?下|点|个|了)*(?:公款"
    r"|备用金|现金|差旅费|钱)?|(?:公款|备用金|现金|差旅费|借款|钱)(?=[q，,。]|$)|q+"
)
_LOAN_NOISE = phrase(
    r"(?:退|余款|我|的|了|用|用于|花|开支|要|想|急|急用|元|块|钱|现金|公款|备用金|左右|大概|大约|约|共|一共|金额"
    r"|领导已?同意|已批|实际|发生|请批准|谢谢|回来|报账|核销|单据|发票|多退少补|凭票|按规定|后|上回|前面|出差回来?"
    r"|前几天|那笔|上次|上周|昨天)*"
)


def loan(s: Sentence) -> Slots:
    """Public money borrowed for duty, or settled."""
    slots: Slots = {}
    settling = bool(_SETTLING.search(s.masked))
    asking = re.search(r"(?:想|要|需|申请|预|先|因公.{0,6}|出差.{0,6})借(?!的|款核|款报)", s.masked)
    slots["action"] = "settle" if settling and not (asking and not re.search(r"借.{0,10}核销$", s.masked)) else "borrow"
    put_serials(s, slots)
    money = amount(s) or _bare_sum(s)
    spans = [money[1]] if money else []
    if money:
        slots["amount"] = money[0]
        note(s, "amount", *money[1])
    _loan_purpose(s, slots, spans)
    return slots


_BARE_SUM = phrase(
    r"(?:花了?|用了?|开支|共计?|合计|金额|实际)+(?:是|为|[：:])?([0-9]{2,7})(?![0-9.天年月号个份人])|"
    r"(?:借|预支|支取?|垫)(?:款|支|公款|点|钱|的那?笔?|[\u4e00-\u9fff]{0,4}[费金])?([0-9]{2,7}|[一二两三四五六七八九][千百万][一二三四五六七八九]?百?)(?![0-9天年月号个份])"
)


def _bare_sum(s: Sentence) -> tuple[int | float, tuple[int, int]] | None:
    match = _BARE_SUM.search(s.masked)
    value = number(match[1] or match[2]) if match else None
    return (value, match.span(1 if match[1] else 2)) if match and value else None


def _loan_purpose(s: Sentence, slots: Slots, money: list[tuple[int, int]]) -> None:
    skeleton = Skeleton(s.masked).cover(money, "q").cover(((b, e) for b, e, _ in s.serials), "n")
    skeleton.cover(s.times.covered(), "t")
    shape = _LOAN_WORDING.sub(lambda m: "x" * len(m[0]), skeleton.shape)
    if slots["action"] == "settle":
        shape = re.sub(
            r"(?:核销|报账|还款|冲账|销账|归还|结清|报销|还掉|还清|还|来|要|办|了|一下|退|把|上次|之前|那笔|的|单)+",
            lambda m: "x" * len(m[0]),
            shape,
        )
    for match in re.finditer(r"[^qntlx，,。；;！!？?\n：:（）()]+", shape):
        words = trimmed(
            re.sub(
                r"^(?:的|用于|用来|用作|做|作|去|到|要|为|因为|因(?!公)|买|是)+(?=.{2})",
                "",
                trimmed(s.text[match.start() : match.end()]),
            )
        )
        words = re.sub(r"(?:要|想|需要?|先|得|申请|需|用|向单位|的)+$", "", words)
        if len(words) >= 2 and not _LOAN_NOISE.fullmatch(words):
            slots["purpose"] = words
            note(s, "purpose", match.start(), match.end())
            return
    fee = re.search(r"差旅费|培训费|住宿费|会务费|路费", s.masked)
    if fee and slots["action"] == "borrow":
        slots["purpose"] = fee[0]
        note(s, "purpose", *fee.span())
