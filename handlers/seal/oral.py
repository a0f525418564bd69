"""An approval by telephone: written down by the keeper alone, valid at once, confirmed later (M07-3, X7)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from handlers.engine.facts import Facts
from handlers.engine.matter import Fault, Slots
from handlers.engine.people import Directory, Member, Role
from handlers.engine.roster import Seal
from handlers.seal import keeping
from handlers.seal.names import meant, short
from handlers.seal.who_decides import ARTICLE, may_say_yes

_ORAL = re.compile(
    r"口头(?:批准|同意|批|答应)|电话(?:里|中)?(?:已经?)?(?:同意|批准|批了|答应)|(?:批准|同意)[^，,。]{0,4}[（(]口头[）)]"
)
_SEALING = re.compile(r"章|印")
_TITLED = re.compile(r"([\u4e00-\u9fff])(副?书记|副?乡长|副?镇长|委员|副?主任)")
_FOR = re.compile(r"(?:给|为|替|帮)([^，,。；;：: 的《]{2,8})")
_CLOCK = re.compile(
    r"(?P<part>凌晨|早上|上午|中午|下午|傍晚|晚上)?(?<!\d)(?P<hour>\d{1,2})\s*[:：点时]\s*(?P<minute>\d{1,2}|半)?(?!\d)"
)
_SELF = re.compile(r"(?:给|为|替|同意|批准)(?:了)?(?:我|本人|自己)")
_CALLED = re.compile(r"不(?:是|算)|没有|吗|[?？]")

RULE = f"{ARTICLE}：使用印鉴必须经乡党委、政府领导签字或口头批准，并进行登记后方能使用"


def is_meant(text: str) -> bool:
    """Whether the words write down that a leader allowed the use of a seal by word of mouth."""
    return bool(_ORAL.search(text) and _SEALING.search(text)) and not _CALLED.search(text)


def starting(text: str, slots: Slots, facts: Facts, writer: str) -> Slots | Fault:
    """The slots of an oral entry: for whom, which leader, when; or why this person may not enter it."""
    seals, _ = meant(slots.get("seal"), facts.roster.seals)
    if not _is_keeper(writer, seals, facts):
        return Fault(keeper_only(seals or facts.roster.seals, facts))
    if _SELF.search(text):
        return Fault(for_oneself(seals or facts.roster.seals, facts))
    told = {"oral": True, "writer": writer, "said_at": _said_at(text, slots, facts)}
    rest = {k: v for k, v in slots.items() if k not in ("date", "date_part", "carry_out", "document")}
    whose = _beneficiary(text, writer, facts.directory)
    leader = _leader(text, whose, facts.directory)
    document = _without_name(str(slots.get("document", "")), whose, facts.directory) or _paper_in(text)
    found = {"person": whose, "leader": leader, "document": document}
    return {**rest, **told, **{name: value for name, value in found.items() if value}}


def leader_of(words: str, directory: Directory) -> Member | None:
    """The leader whom these words name, by name or by surname and title; None where it is none or not certain."""
    found = _by_name(words, directory) or _by_title(words, directory)
    return found[0] if len(found) == 1 else None


def not_on_the_list(leader: Member, seals: Iterable[Seal], applicant: str, facts: Facts) -> str:
    """That this leader's word does not count for one of these seals, and whose does; "" where it does (M07-3)."""
    for seal in seals:
        able = may_say_yes(seal, applicant, facts)
        if leader.account not in {member.account for member in able}:
            names = "、".join(f"{member.name}（{member.post}）" for member in able) or "党政办指定的领导"
            return (
                f"{RULE}。{short(seal.name)}的审批人是{names}，{leader.name}（{leader.post}）的口头同意不能作数，没有登记。"
                f"请向{names}请示，或者提交用印申请。"
            )
    return ""


def for_oneself(seals: Iterable[Seal], facts: Facts) -> str:
    """Whoever has something sealed does not write down the approval of it (rules X7)."""
    return f"{RULE}。申请人不能为自己登记口头批准，没有登记。{_way(seals, facts)}"


def keeper_only(seals: Iterable[Seal], facts: Facts) -> str:
    """Whoever is not the keeper of the seal does not enter an oral approval (rules M07-3)."""
    return f"{RULE}。口头批准只能由印章管理员登记，没有登记。{_way(seals, facts)}"


def _way(seals: Iterable[Seal], facts: Facts) -> str:
    names = dict.fromkeys(held.name for seal in seals if (held := keeping.keeper(seal, facts)))
    return f"请联系{'、'.join(names) or '党政办'}登记，或者直接提交用印申请，由领导在卡片上审批。"


def _is_keeper(writer: str, seals: tuple[Seal, ...], facts: Facts) -> bool:
    """The keeper of the seals that are named; of any seal, while none is."""
    if seals:
        return keeping.keeps(writer, seals, facts)
    return any(keeping.keeps(writer, (seal,), facts) for seal in facts.roster.seals)


def _said_at(text: str, slots: Slots, facts: Facts) -> str:
    """When the leader said it: the day and the clock that are written; now, where none is or it has not come yet."""
    said = str(slots.get("date", ""))
    if "T" in said:
        found = datetime.fromisoformat(said).replace(tzinfo=facts.now.tzinfo)
    elif clock := _CLOCK.search(text):
        day = date.fromisoformat(said[:10]) if said else facts.today - timedelta(days=_days_back(text))
        found = _at(day, clock, facts)
    else:
        return facts.now.isoformat()
    return (found if found <= facts.now else facts.now).isoformat()


def _days_back(text: str) -> int:
    return next((days for days, word in ((2, "前天"), (1, "昨天"), (1, "昨晚")) if word in text), 0)


def _at(day: date, clock: re.Match[str], facts: Facts) -> datetime:
    hour, minute = int(clock["hour"]), {"半": 30, None: 0}.get(clock["minute"], -1)
    minute = int(clock["minute"]) if minute < 0 else minute
    hour += 12 if clock["part"] in ("下午", "晚上", "傍晚") and hour < 12 else 0
    if hour > 23 or minute > 59:
        return facts.now
    return datetime.combine(day, time(hour, minute), facts.now.tzinfo)


def _beneficiary(text: str, writer: str, directory: Directory) -> str:
    """For whom it is: the member behind 给/为/替; "" where nobody is named like that."""
    for match in _FOR.finditer(text):
        found = [m for m in directory.members.values() if match[1].startswith(m.name)]
        if len(found) == 1:
            return found[0].account
    return ""


def _leader(text: str, whose: str, directory: Directory) -> str:
    name = directory.name(whose) if whose else ""
    found = leader_of(text.replace(name, "") if name else text, directory)
    return found.account if found else ""


def _by_name(words: str, directory: Directory) -> list[Member]:
    return [m for m in directory.members.values() if (m.name in words or m.account == words) and _can_allow(m)]


def _by_title(words: str, directory: Directory) -> list[Member]:
    found = [
        member
        for match in _TITLED.finditer(words)
        for member in directory.members.values()
        if member.name.startswith(match[1]) and match[2] in member.post and _can_allow(member)
    ]
    return list(dict.fromkeys(found))


def _can_allow(member: Member) -> bool:
    return any(member.holds(role) for role in (*_LEADERS, Role.OFFICE_DIRECTOR, Role.VICE_DIRECTOR))


_NO_DOCUMENT = frozenset({"口头", "电话", "同意", "批准", "刚才", "口头批准"})
_GAPS = re.compile(r"[，,。；;：:\s]+")
_COPIES = re.compile(r"(?:各|共|一式)?(?:\d+|[一二两三四五六七八九十]+)份$")
_OF_THE_APPROVAL = re.compile(r"口头|电话|同意|批准|章|盖|刚才|点|给|书记|乡长|镇长|主任|委员|\d$")
_LEADERS = (Role.PRINCIPAL, Role.SUPERVISING_LEADER)


def _paper_in(text: str) -> str:
    """The document, where it stands by itself between the words of the approval and the number of copies."""
    pieces = (_COPIES.sub("", piece) for piece in _GAPS.split(text))
    return next((piece for piece in pieces if len(piece) >= 2 and not _OF_THE_APPROVAL.search(piece)), "")


def _without_name(document: str, whose: str, directory: Directory) -> str:
    """The document alone: not whose it is, nor words that only tell of the approval."""
    if _ORAL.search(document) or document in _NO_DOCUMENT:
        return ""
    return document.removeprefix(f"{directory.name(whose)}的") if whose else document
