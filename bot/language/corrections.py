"""What was taken back in the same breath does not count; the last word does (周三，不对，周四)."""

from __future__ import annotations

import re
from datetime import datetime

from bot.language.dates import TimeReader, TimeSpan
from bot.language.lexicon import Lexicon
from bot.language.numbers import NUMBER
from handlers.engine.phrases import phrase

_MARK = phrase(
    r"(?:[，,。、\s…]*(?:哦|噢|啊|呃|喔)?(?:不对不对|不对头|不对|不是不是|不是|错了错了|错了|说错了?"
    r"|我说错了|搞错了?|打错了?|写错了?|记错了?|口误|更正(?:一下|为)?|哦不|啊不|噢不)"
    r"|[，,。、\s…]+(?:应该是|改成|改为|改到|算了还是|算了|还是算了|还是))(?:了)?(?:[，,：:、\s]|是"
    r"|应该是|还是|改成|改为|应该)*"
)
_NEEDLE = phrase(r"不对|不是|错|口误|更正|哦不|啊不|噢不|应该是|改成|改为|改到|算了|还是|不算|作废|重新")
_ALL_BEFORE = phrase(
    r"^.*?(?:刚才|前面|上面|之前|刚刚)(?:说|讲|发|报)?的?(?:那[条个])?(?:不算数?|作废|不要了|搞错了|错了"
    r"|不对)[，,。！!\s]+",
    re.S,
)
_QUANTITY = phrase(rf"({NUMBER})(份|个人|人|个|支|盒|包|本|瓶|把|卷|块|张|台|辆|套|元|箱|页|条)")
_GOING = phrase(r"(?:去|克)([^，,。；;]{2,12})")
_ALTERNATIVES = (
    phrase(
        r"年休假|公休假|年假|公休|事假|病假|婚假|陪产假|护理假|产检假|产假|丧假|探亲假|育儿假|哺乳假|调休"
        r"|补休"
    ),
    phrase(r"(?:盖|用)?(?:党委|政府|党政办)(?:的)?(?:公?章|印章?)"),
    phrase(r"越野车|商务车|皮卡|面包车|中巴|轿车"),
    phrase(r"双面|单面"),
    phrase(r"彩色|黑白"),
    phrase(r"打印|复印"),
    phrase(r"上午|下午"),
)


def last_word(text: str, reader: TimeReader, lexicon: Lexicon, now: datetime) -> str:
    """The text without what it takes back."""
    if not _NEEDLE.search(text):
        return text
    text = _ALL_BEFORE.sub("", text)
    for _ in range(4):
        corrected = _corrected_once(text, reader, lexicon, now)
        if corrected == text:
            break
        text = corrected
    return text


def _corrected_once(text: str, reader: TimeReader, lexicon: Lexicon, now: datetime) -> str:
    for mark in _MARK.finditer(text):
        before, after = text[: mark.start()], text[mark.end() :]
        if not before or not after:
            continue
        clause = re.split(r"[，,。；;！!？?]", after)[0]
        if "还是" in mark[0] and _GOING.match(clause):
            continue
        kept = _struck(before, clause, reader, lexicon, now)
        if kept is not None:
            return kept.rstrip("，, ") + "，" + after
    return text


def _struck(before: str, clause: str, reader: TimeReader, lexicon: Lexicon, now: datetime) -> str | None:
    """What came before, less what the clause says anew; None where the clause says nothing of that kind."""
    kept = before
    for strike in (_strike_time, _strike_length):
        kept = strike(kept, clause, reader, now)
    kept = _strike_quantity(kept, clause)
    kept = _strike_alternative(kept, clause)
    kept = _strike_name(kept, clause, lexicon)
    if kept == before and _GOING.match(clause):
        kept = _without_last(kept, _GOING)
    return kept if kept != before else None


def _strike_time(before: str, clause: str, reader: TimeReader, now: datetime) -> str:
    said = reader.find(clause, now).spans
    had = reader.find(before, now).spans
    if not said or not had:
        return before
    new, old = said[0], had[-1]
    if new.last is None and new.first.lead == "to" and old.last is not None:
        return _cut(before, _link_begin(before, old), old.last.end)
    if new.first.kind == "":
        return _strike_finer(before, new, old, reader, now)
    return _cut(before, old.begin, old.end)


def _link_begin(text: str, span: TimeSpan) -> int:
    return span.first.end


def _strike_finer(before: str, new: TimeSpan, old: TimeSpan, reader: TimeReader, now: datetime) -> str:
    """Only the hour or the part of the day is said anew: the day stays."""
    begin = old.begin
    atoms = [a for a in reader.scan(before) if begin <= a.begin < old.end and a.kind in ("part", "clock", "half_part")]
    if not atoms:
        return before
    if new.first.part == "" and new.first.clock is not None and not any(a.kind == "clock" for a in atoms):
        return before
    return _cut(before, atoms[0].begin, atoms[-1].end)


def _strike_length(before: str, clause: str, reader: TimeReader, now: datetime) -> str:
    said, had = reader.find(clause, now).lengths, reader.find(before, now).lengths
    return _cut(before, had[-1].begin, had[-1].end) if said and had else before


def _strike_quantity(before: str, clause: str) -> str:
    said = _QUANTITY.search(clause)
    if said is None:
        return before
    had = [m for m in _QUANTITY.finditer(before) if m[2].endswith(said[2]) or said[2].endswith(m[2])]
    if not had:
        return before
    begin, end = had[-1].span()
    name = re.match(r"[^，,。]{0,10}", clause[said.end() :])
    if name and name[0] == "" and said.start() == 0:
        return before[:begin] + said[0] + before[end:]
    return _cut(before, begin, end)


def _strike_alternative(before: str, clause: str) -> str:
    for alternatives in _ALTERNATIVES:
        said = alternatives.search(clause)
        if said and any(m[0] != said[0] for m in alternatives.finditer(before)):
            before = _without_last(before, alternatives)
    return before


def _strike_name(before: str, clause: str, lexicon: Lexicon) -> str:
    had = lexicon.names(before)
    if had and lexicon.names(clause):
        return _cut(before, had[-1].begin, had[-1].end)
    return before


def _without_last(text: str, pattern: re.Pattern[str]) -> str:
    matches = list(pattern.finditer(text))
    return _cut(text, *matches[-1].span()) if matches else text


def _cut(text: str, begin: int, end: int) -> str:
    return text[:begin] + text[end:]
