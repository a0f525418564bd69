"""Words of time put together into moments (周四上午9点半)."""

from __future__ import annotations

from bot.language.times.atoms import Atom, Day, Length
from bot.language.times.moments import Lasting, Words
from handlers.engine.phrases import phrase

_JOINS = frozenset({"", " ", "的", "（", "(", "那天", "当天", "这天", "，", ",", "）", ")", "是", "、", "的那天"})
_WEAK_JOINS = frozenset({"，", ",", "、", "是"})
_LOOSE_JOIN = phrase(r"(?:补班|值班|上班|学习)?(?:的)?(?:那天|当天|这天|那个)?的?")

_LEADS = phrase(r"(从|自|打从|打|由|等到|一直到|直到|到了|到|至|截至|截止到?|最迟|最晚|赶在|务必|于|在)$")
_LEAD_KINDS = {"从": "from", "自": "from", "打": "from", "打从": "from", "由": "from", "截至": "by", "截止": "by"}
_LEAD_KINDS |= {"截止到": "by", "最迟": "by", "最晚": "by", "赶在": "by", "到": "to", "至": "to", "到了": "to"}
_LEAD_KINDS |= {"直到": "to", "一直到": "to", "等到": "from", "务必": "by", "于": "", "在": ""}

_BACK = phrase(
    r"(?:左右|前后|那天|当天|当晚|再|才|就|能|要|会|可|可以|下班|办完事?|开完会?|大概|之?前|以前|应该|估计"
    r"|我?们?){0,3}(?:返回|返程|返乡|返岗|[赶送]?回|转回|回转|归队|返|回)(?!家|老家|复|来水|避|族)"
)
_TAILS = (
    ("from", phrase(r"(?:开始|起(?!来|草|床)|往后|算起|为起|过后)(?!到)|开始")),
    ("by", phrase(r"(?:下班|上班|中午|晚上|一?早)?(?:之前|以前|前)(?!后|往|去|台)")),
    ("until", phrase(r"(?:为止|止|结束)")),
    ("after", phrase(r"(?:之后|以后|过后|后)(?!天|勤|面)")),
)


def group(text: str, atoms: list[Atom]) -> tuple[list[Words], list[Lasting]]:
    """The atoms put together into moments; lengths stand apart."""
    moments: list[Words] = []
    lengths: list[Lasting] = []
    current: Words | None = None
    for atom in atoms:
        if atom.kind == "length":
            lengths.append(Lasting(atom.begin, atom.end, atom.value))
            continue
        if atom.kind == "half_part":
            lengths.append(Lasting(atom.begin, atom.end, Length(0.5, unit="天")))
        if current is not None and _join(current, atom, text[current.end : atom.begin]):
            continue
        current = Words(atom.begin, atom.end)
        _put(current, atom)
        moments.append(current)
    for words in moments:
        words.lead, words.tail = _lead(text, words.begin), _tail(text, words.end)
    return moments, lengths


def _put(words: Words, atom: Atom) -> None:
    if atom.kind == "day":
        words.day = atom.value
    elif atom.kind in ("part", "half_part"):
        words.part = atom.value
    else:
        words.clock = atom.value
    words.end = atom.end


def _join(words: Words, atom: Atom, gap: str) -> bool:
    """Whether the atom says more about the same moment: 周四 + 上午 + 9点半, 12月5号（周六）."""
    if gap not in _JOINS and not (atom.kind != "day" and _LOOSE_JOIN.fullmatch(gap)):
        return False
    if atom.kind == "day":
        return _join_day(words, atom, gap)
    if words.clock is not None or (gap in _WEAK_JOINS and not _may_follow_comma(words, atom, gap)):
        return False
    if atom.kind == "part" and words.part:
        return _said_twice(words, atom, gap)
    if words.part and atom.kind == "half_part":
        return False
    _put(words, atom)
    return True


def _may_follow_comma(words: Words, atom: Atom, gap: str) -> bool:
    """明天，上午9点: after a comma an hour still belongs to its day, and so does a part of it."""
    if words.day is None:
        return False
    return atom.kind == "clock" or (atom.kind == "part" and not words.part and gap != "、")


def _said_twice(words: Words, atom: Atom, gap: str) -> bool:
    """明早一早: the same part of the day once more."""
    if atom.value != words.part or gap:
        return False
    words.end = atom.end
    return True


_EXACT = ("date", "month_day", "day", "lunar", "holiday")


def _join_day(words: Words, atom: Atom, gap: str) -> bool:
    """A second name of the same day: 明天周五, 12月5号（周六）, 周五12.4."""
    if words.day is None or words.part or words.clock or not _names_again(words.day, atom.value, gap):
        return False
    old, new = words.day, atom.value
    words.more.append(new if old.form in _EXACT or old.form == "relative" else old)
    if (new.form in _EXACT and old.form not in _EXACT) or old.form == "weekday":
        words.day = new
    words.end = atom.end
    return True


def _names_again(old: Day, new: Day, gap: str) -> bool:
    """Whether the second day only confirms the first."""
    if gap not in ("", "（", "(", " ") and not (gap == "是" and old.form == "relative"):
        return False
    if new.form == "holiday" and new.detail in ("before", "after"):
        return False  # 下周四元旦前要车
    if new.form == "makeup" or (old.form == "lunar" and new.form == "holiday"):
        return True
    forms = {old.form, new.form}
    return ("weekday" in forms and bool(forms & {"relative", *_EXACT}) and new.number != 7) or _weekday_number(old, new)


def _weekday_number(old: Day, new: Day) -> bool:
    """周五7号: the number seven is a day, not a weekend."""
    return old.form == "weekday" and new.form in _EXACT and new.number == 7


def _lead(text: str, begin: int) -> str:
    match = _LEADS.search(text, max(0, begin - 3), begin)
    return _LEAD_KINDS.get(match[1], "") if match else ""


def _tail(text: str, end: int) -> str:
    if _BACK.match(text, end):
        return "back"
    for kind, pattern in _TAILS:
        if pattern.match(text, end):
            return kind
    return ""
