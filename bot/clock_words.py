"""How the office reads of its recurring duties: the list, a preview, what was ordered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from handlers.engine.content import Card, File, Outgoing, OutgoingKind, Text
from handlers.engine.wording import say_moment
from schedules.engine import Job
from schedules.foresight import Occurrence

OFFICE_ONLY = "定时事项由党政办查看和调整，请联系党政办。"
QUIET = "现在是免打扰时间，没有发。请在白天再试。"
CROWDED = "整点和半点平台最拥挤，消息容易延迟，请错开几分钟，例如{}。"
WHEN_UNCLEAR = "改到什么时候没有看懂，请写成“把{}改到周日19:07”的样子。"
_MOST_SHOWN = 8


def listing(lines: Sequence[tuple[Job, datetime | None, bool]], today: date) -> str:
    """Every duty with its next time; what is left off last."""
    on = [f"{job.title}：{say_moment(due, today) if due else '近期没有'}" for job, due, muted in lines if not muted]
    off = [f"{job.title}：已停发" for job, _, muted in lines if muted]
    hint = "可以回复“预览 名称”“现在发 名称”“停发 名称”“恢复 名称”，或者“把 名称 改到 时间”。"
    return "\n".join(["定时事项和下一次的时间：", *on, *off, hint])


def preview(title: str, coming: Sequence[Occurrence], muted: bool, today: date, name: Callable[[str], str]) -> str:
    """What it would send next, by what is known now."""
    if not coming:
        return f"{title}近期没有要发的。"
    head = f"{title}接下来{len(coming)}次，内容按现在的情况，到时以实际为准："
    if muted:
        head = f"{title}现在已停发；如果恢复，接下来{len(coming)}次是："
    return "\n".join([head, *(_occurrence(one, today, name) for one in coming)])


def _occurrence(one: Occurrence, today: date, name: Callable[[str], str]) -> str:
    said = _grouped([thing for thing in one.sends if thing.kind is not OutgoingKind.UPDATE], name)
    lines = said[:_MOST_SHOWN]
    if len(said) > len(lines):
        lines.append(f"另有{len(said) - len(lines)}条，从略。")
    return "\n".join([f"【{say_moment(one.at, today)}】" + ("" if lines else "没有需要发的。"), *lines])


def _grouped(things: Sequence[Outgoing], name: Callable[[str], str]) -> list[str]:
    """Each text once, with everybody who gets it."""
    receivers: dict[str, list[str]] = {}
    for thing in things:
        to = thing.to.name if thing.to.is_group else name(thing.to.name)
        receivers.setdefault(_text(thing), []).append(to)
    return [f"发给{'、'.join(to)}：{words}" for words, to in receivers.items()]


def _text(thing: Outgoing) -> str:
    content = thing.content
    if isinstance(content, Text):
        return content.text
    if isinstance(content, File):
        return f"文件“{content.name}” {content.text}"
    return _card(content)


def _card(card: Card) -> str:
    buttons = "、".join(button.label for button in card.buttons)
    return f"卡片“{card.title}” {card.text}" + (f"（按钮：{buttons}）" if buttons else "")


def unknown(name: str, titles: Sequence[str]) -> str:
    """No duty is called so."""
    return f"没有叫“{name}”的定时事项。现有的：{'、'.join(titles)}。"


def ran(title: str, count: int) -> str:
    """It was fired because the office asked."""
    if not count:
        return f"{title}已执行，现在没有需要发的。"
    return f"{title}已发，共{count}条；原定的时间照常。"


def muted(title: str, now: bool) -> str:
    """It is left off from now on, or was already."""
    return f"{title}{'从现在起停发' if now else '已经停发'}；需要时回复“恢复 {title}”。"


def cannot_mute(title: str) -> str:
    """It does more than send something."""
    return f"{title}不能停发：到期的事项由它办理，停了就没有人办。只想换个时间的，可以说“把{title}改到明天9点07分”。"


def unmuted(title: str, now: bool, due: datetime | None, today: date) -> str:
    """It is taken up again, or was never left off."""
    when = f"，下一次在{say_moment(due, today)}" if due else ""
    return f"{title}已恢复{when}；停发期间的不补发。" if now else f"{title}没有停发{when}。"


def moved(title: str, was: datetime, to: datetime, today: date) -> str:
    """One occurrence fires at another time."""
    return f"{title}原定{say_moment(was, today)}，已改到{say_moment(to, today)}，只改这一次。"


def cannot_move(title: str, why: str) -> str:
    """Why nothing was moved."""
    return f"{title}没有改动：{why}"
