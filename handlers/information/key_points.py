"""The key points of the year's (or a period's) information work: sent to every unit, with who has read them (M08-4)."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.engine.content import Button, Card, Style
from handlers.engine.facts import Facts
from handlers.engine.people import Member

SEND, KEEP, RECEIVED = "下发", "不下发", "收到"
ARTICLE = "信息报送制度"
OFFICE_ONLY = "信息报送要点由党政办下发。"
NOTHING_SENT = "还没有下发过信息报送要点。要下发的，请回复“下发信息报送要点：……”。"
_LEADERSHIP = "领导班子"
EMPTY = "请把要点写在后面，例如“下发信息报送要点：一季度重点报送春耕备耕、森林防火”。"
SETTLED = "这份要点已经处理过了。"


def receivers(facts: Facts) -> tuple[Member, ...]:
    """The heads of every unit and village, in the order of the roster."""
    units = (unit for unit in facts.directory.units.values() if unit.kind != _LEADERSHIP)
    found = (facts.directory.member(unit.head) for unit in units)
    return tuple(dict.fromkeys(head for head in found if head is not None))


def draft(words: str, facts: Facts) -> Card:
    """To whoever of the office wrote it: nothing leaves before this is confirmed."""
    count = len(receivers(facts))
    text = f"{words}\n将发给{count}位站所、村委会负责人，各自点“收到”。"
    return Card("信息报送要点，请核对", text, (), (Button(SEND, Style.PRIMARY), Button(KEEP)))


def card(words: str, sender: Member) -> Card:
    """To each unit."""
    text = f"{words}\n请按要点报送信息（{ARTICLE}）。有疑问请联系党政办。"
    return Card("信息报送要点", text, (), (Button(RECEIVED, Style.PRIMARY),))


def sent(words: str, count: int, by: Member) -> str:
    """What the draft says afterwards."""
    return f"{words}\n{by.name}：已发给{count}位负责人。回复“信息报送要点谁没看”可以查。"


def who_has_not(missing: Sequence[str], count: int) -> str:
    """To the office only; nobody is named in a group."""
    if not missing:
        return f"最近一次信息报送要点发给{count}位，都已点“收到”。"
    return f"最近一次信息报送要点发给{count}位，还没有点“收到”的{len(missing)}位：{'、'.join(missing)}。"
