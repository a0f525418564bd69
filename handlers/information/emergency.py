"""Emergencies (突发): the telephone first, a minimal record at once, news in one thread (rules M08-3, M17-3)."""

from __future__ import annotations

from dataclasses import replace

from handlers.engine.facts import Facts
from handlers.engine.matter import Fault, Handled, Notice, Slots
from handlers.engine.people import Member, Role
from handlers.engine.request import Request
from handlers.engine.wording import say_clock
from handlers.information.piece import Piece

_STRONG = (
    "滑坡",
    "泥石流",
    "火灾",
    "失火",
    "溺水",
    "坍塌",
    "塌方",
    "爆炸",
    "中毒",
    "交通事故",
    "山洪",
    "地震",
    "决口",
    "被困",
)
_OPENING = ("突发", "紧急情况", "紧急报告", "险情")
_ASKING = ("怎么", "吗", "？", "?", "预案", "演练", "培训", "学习", "会议", "通知")


def is_emergency(text: str, slots: Slots, facts: Facts) -> bool:
    """Said to be one: flagged urgent, of the regulation's emergency kind, or told in the words of a disaster."""
    urgent_kinds = {kind.name for kind in facts.policy.information.kinds if kind.emergency}
    return bool(slots.get("urgent")) or slots.get("category") in urgent_kinds or is_meant(text)


def is_meant(text: str) -> bool:
    """Whether the words report an emergency although nobody said «报信息»; questions and drills are none."""
    plain = text.rsplit("】", maxsplit=1)[-1].strip()
    if any(word in plain for word in _ASKING):
        return False
    opens = any(word in plain[:12] for word in _OPENING)
    return opens or (any(word in plain for word in _STRONG) and "发生" in plain)


def told(reporter: Member, facts: Facts) -> tuple[str, ...]:
    """Who hears of it at once, day or night: supervising and principal leaders, and the office (rules M17-3)."""
    leaders = [facts.directory.supervising_leader(reporter), *facts.directory.holders(Role.PRINCIPAL)]
    accounts = [leader.account for leader in leaders if leader] + [facts.contact(but=reporter.account)]
    return tuple(dict.fromkeys(a for a in accounts if a and a != reporter.account))


def telephone_first(facts: Facts) -> str:
    """What the reporter is told before anything else."""
    phone = facts.policy.office.phone
    number = f"（{phone}）" if phone else ""
    return f"请立即打电话报告党政办{number}和分管领导，电话报告在先，这里只作登记。"


def first_word(piece: Piece, reporter: Member, facts: Facts) -> str:
    """To everyone who is told: time, who reported, and the first clause; details stay on the telephone."""
    who = f"{say_clock(facts.now)}，{reporter.unit}{reporter.name}报告"
    return f"【突发事件】{who}：{piece.title}（{{serial}}）。请电话核实处置。"


def followed(request: Request, words: str, facts: Facts) -> Handled | Fault:
    """One more follow-up in the thread; everyone who was told hears of it."""
    piece = Piece.from_form(request.form)
    if not piece.news:
        return Fault(f"{request.serial} 不是突发情况，不用续报。")
    if not words:
        return Fault(f"请写明新情况，例如“续报 {request.serial} 道路已抢通”。")
    number = len(piece.news)
    news = (*piece.news, {"at": facts.now.isoformat(), "words": words})
    text = f"【突发事件 续报{number}】{request.serial} {piece.title}：{words}"
    notices = tuple(Notice(account, text) for account in request.form.get("told", ()))
    form = {**replace(piece, news=news).to_form(), "told": request.form.get("told", [])}
    return Handled(form, f"续报{number}已登记，已告知有关领导和党政办。", notices)
