"""What is said about whoever presents at a study: the turn, a swap by consent, the reminder (rules M18-2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from handlers.engine.content import Button, Card, Style
from handlers.engine.facts import Facts
from handlers.engine.people import Member
from handlers.engine.wording import say_clock, say_day
from handlers.study.presenting import Exchange

AGREE, DECLINE = "同意", "不同意"

OFFICE_ONLY = "换别人的主讲由党政办办理。您本人要换，请说“下周日的主讲我想和某某换”。"
HOW = "请写明哪一次、和谁换，例如“下周日的主讲我想和某某换”。对方同意就换，轮次对调。"
SETTLED = "这次主讲调换已经处理过了。"
NOT_IN_TURN = "近一年没有轮到您主讲。"
NOTHING_TO_ANSWER = "现在没有等您同意的主讲调换。"
AGREED = "您已同意，主讲安排已改。"
DECLINED = "您没有同意，主讲安排没有改动。"


def _study(day: date, facts: Facts) -> str:
    return f"{say_day(day, facts.today)}学习"


def who_presents(day: date, at: datetime | None, member: Member | None, instead_of: str, facts: Facts) -> str:
    """The answer to «下周日学习由谁主讲»; `instead_of` is whose turn it was who is away."""
    if at is None:
        return f"{_study(day, facts)}不举行。"
    if member is None:
        return f"{_study(day, facts)}还没有排主讲，请问党政办。"
    why = f"（原定{instead_of}，当天请假或者外出）" if instead_of else ""
    return f"{say_day(at.date(), facts.today)}{say_clock(at)}学习由{member.unit}{member.name}主讲{why}。"


def own_turn(day: date, facts: Facts) -> str:
    """When somebody presents next."""
    return f"您下一次主讲是{_study(day, facts)}。有事来不了，请说“{day.month}月{day.day}日的主讲我想和某某换”。"


def coming(turns: Sequence[tuple[date, Member]], facts: Facts) -> str:
    """The next studies and who presents."""
    lines = [f"{say_day(day, facts.today)}：{member.unit}{member.name}" for day, member in turns]
    return "\n".join(["近期学习主讲安排：", *lines])


def no_study(day: date, facts: Facts) -> str:
    """That day is not one of them."""
    return f"{say_day(day, facts.today)}没有安排学习。"


def not_yours(day: date, member: Member | None, facts: Facts) -> str:
    """Somebody wants to swap what is another's turn."""
    who = f"由{member.name}主讲，不是您" if member else "还没有排主讲"
    return f"{_study(day, facts)}{who}，没有换。"


def not_theirs(day: date, name: str, facts: Facts) -> str:
    """The study that was named in return is not the other's turn."""
    return f"{_study(day, facts)}不是{name}主讲，没有换。"


def theirs_already(day: date, name: str, facts: Facts) -> str:
    """The office puts in whoever presents anyway."""
    return f"{_study(day, facts)}本来就由{name}主讲，没有改动。"


# --- a swap -----------------------------------------------------------------------------------------------------------


def what(exchange: Exchange, facts: Facts) -> str:
    """«12月13日（周日）学习改由高峰主讲，1月17日（周日）学习由林芳主讲»."""
    name = facts.directory.name
    back = f"，{_study(exchange.taken, facts)}由{name(exchange.giver)}主讲" if exchange.taken else ""
    return f"{_study(exchange.given, facts)}改由{name(exchange.taker)}主讲{back}"


def request_card(exchange: Exchange, facts: Facts) -> Card:
    """To whoever is asked: by a colleague, or because the one whose turn it is will be away."""
    name = facts.directory.name(exchange.giver)
    buttons = (Button(AGREE, Style.PRIMARY), Button(DECLINE))
    if exchange.on_leave:
        why = f"原定主讲的{name}那天请假或者外出，按顺序轮到您：{what(exchange, facts)}。"
        return Card("请您主讲学习", f"{why}请使用普通话。您同意吗？", buttons=buttons)
    return Card(f"{name}想和您换主讲", f"{what(exchange, facts)}。请使用普通话。您同意吗？", buttons=buttons)


def asked(exchange: Exchange, facts: Facts) -> str:
    """To whoever asked."""
    name = facts.directory.name(exchange.taker)
    return f"已问{name}：{what(exchange, facts)}。{name}同意后告诉您，同意以前仍由您主讲。"


def asked_already(exchange: Exchange, facts: Facts) -> str:
    """The same once more while the other one has not answered."""
    name = facts.directory.name(exchange.taker)
    return f"已经问过{name}，还没有答复，不重复发。着急请打电话，对方回复“同意换主讲”也可以。"


def agreed(exchange: Exchange, facts: Facts) -> str:
    """To whoever asked, or is away."""
    return f"{facts.directory.name(exchange.taker)}已同意：{what(exchange, facts)}。"


def refused(exchange: Exchange, facts: Facts) -> str:
    """To whoever asked; to the office where it was asked for somebody who is away."""
    name = facts.directory.name(exchange.taker)
    if exchange.on_leave:
        said = f"{exchange.given.month}月{exchange.given.day}日"
        return f"{name}不同意代讲：{what(exchange, facts)}。请另行安排，说“把{said}的主讲换成某某”。"
    return f"{name}不同意换主讲：{what(exchange, facts)}。安排没有改动，仍由您主讲；可以另找人换，或者联系党政办。"


def told_office(exchange: Exchange, facts: Facts) -> str:
    """To the office, which need not confirm."""
    return f"主讲调换告知：{what(exchange, facts)}，{'代讲人' if exchange.on_leave else '双方'}已同意。"


def changed(exchange: Exchange, facts: Facts) -> str:
    """The office changed it by hand."""
    return f"已改：{what(exchange, facts)}。已通知当事人。"


def told_changed(exchange: Exchange, facts: Facts) -> str:
    """To those whom the office's change concerns."""
    return f"主讲有变动（党政办调整）：{what(exchange, facts)}。请使用普通话。"


# --- the reminder -----------------------------------------------------------------------------------------------------


def reminder(day: date, at: datetime, facts: Facts) -> str:
    """Some days before, to whoever presents."""
    place = facts.policy.study.place
    where = f"，地点{place}" if place else ""
    swap = f"来不了请尽早说“{day.month}月{day.day}日的主讲我想和某某换”"
    return f"主讲提醒：{say_day(at.date(), facts.today)}{say_clock(at)}学习由您主讲{where}，请使用普通话。{swap}。"


def nobody_agreed(day: date, giver: str, facts: Facts) -> str:
    """Whoever should present is away, and nobody has agreed to stand in: said on the day before, to the office."""
    name = facts.directory.name(giver)
    said = f"{day.month}月{day.day}日"
    return (
        f"{_study(day, facts)}原定{name}主讲，当天请假或者外出，还没有人同意顺接，群提醒里没有写主讲人。"
        f"请落实后说“把{said}的主讲换成某某”。"
    )


def nobody(day: date, giver: str, facts: Facts) -> str:
    """Whoever should present is away, and so is everybody else in turn."""
    name = facts.directory.name(giver)
    said = f"{day.month}月{day.day}日"
    return f"{_study(day, facts)}原定{name}主讲，当天请假或者外出，没有人可以顺接。请说“把{said}的主讲换成某某”。"
