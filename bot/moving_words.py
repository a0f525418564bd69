"""Moves on a request in words: 意见, 转办, 加签, 退回, 催办, 抄送, 备注, 点错了, 修改, and the work of a task.

Whatever a button does, words do too (lessons 5.2, line 30).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot import dialogue
from bot.desk import adding, deciding, listing, sending_on, tasks
from bot.finding import by_number, held_tasks, informed_of, only_own, only_waiting, running_thread
from bot.turn import Turn
from handlers.engine.matter import Tapped
from handlers.engine.request import Request, State
from storage import requests

NUMBER = r"(?P<number>[A-Za-z]{2}-?(?:\d{4}-)?\d{1,6})"
_NAME = r"(?P<name>[\u4e00-\u9fff]{2,4}?|[a-z][a-z0-9]{2,20})"
_GAP = r"[\s:：，,]*"

Find = Callable[[Turn], Request | None]
Do = Callable[[Turn, str, re.Match[str]], None]


@dataclass(frozen=True)
class Phrase:
    """A move in words: how it is said, which request is meant where no number is, and what it does.

    `unclear` is said where none or several can be meant; "" where the words are then no move at all.
    """

    pattern: re.Pattern[str]
    find: Find
    do: Do
    unclear: str


def _phrase(pattern: str, find: Find, do: Do, unclear: str) -> Phrase:
    return Phrase(re.compile(pattern, re.S), find, do, unclear)


_WHICH_WAITING = "请写明是哪一份，例如“{0} QJ-2026-0001”；回复“待办”可以查看等您办理的事项。"
_WHICH_OWN = "请写明是哪一份，例如“{0} QJ-2026-0001”；回复“我的申请”可以查看编号。"


def _words(match: re.Match[str]) -> str:
    return match["words"].strip()


def _last_decided(turn: Turn) -> Request | None:
    """What this person decided last: what «点错了» is about."""
    return requests.last_decided_by(turn.uow, turn.org, turn.account)


def _last_refused(turn: Turn) -> Request | None:
    """What this person refused last: what a reason given afterwards is about."""
    request = _last_decided(turn)
    return request if request and request.state is State.REJECTED else None


def _last_approved(turn: Turn) -> Request | None:
    """What this person approved last: what «撤销批准» is about where no number is said."""
    request = _last_decided(turn)
    return request if request and request.state is State.APPROVED else None


def _returned(turn: Turn) -> Request | None:
    return only_own(turn, State.RETURNED)


_LIST = re.compile(
    r"(?:我的|看看|查看|看一下)?(?:待办|待审批|审批列表|待办列表|待办事项)(?:列表|事项)?"
    r"|(?:还|现在|今天)?(?:有)?(?:哪些|什么|几个|多少|没有)?(?:要|等|待|需要)?(?:我)(?:要|来)?(?:审?批)的?(?:事项?|申请)?(?:没有|吗|呢)?"
    r"|(?:还|现在)?有?(?:哪些|什么|几个|多少)(?:还)?(?:没|没有|未|要|待)审?批的?(?:了|呢|吗)?"
)

_ALL = frozenset(["全部同意", "都同意", "全同意", "全都同意", "全部批准", "都批准", "全批了"])

# Whole sentences only: a mention of one of these words in a longer message is not a move.
PHRASES = (
    _phrase(
        rf"^意见{_GAP}{NUMBER}?{_GAP}(?P<words>.*)$",
        informed_of,
        lambda turn, serial, m: adding.opine(turn, serial, _words(m)),
        _WHICH_WAITING.format("意见"),
    ),
    _phrase(
        rf"^(?:转办|指定){_GAP}{NUMBER}?{_GAP}(?:转?给|由|到)?{_NAME}(?:审批|办理)?[。.]?$",
        only_waiting,
        lambda turn, serial, m: sending_on.hand_over(turn, serial, m["name"]),
        _WHICH_WAITING.format("转办"),
    ),
    _phrase(
        rf"^(?P<after>后)?加签{_GAP}{NUMBER}?{_GAP}(?:给|请)?{_NAME}[。.]?$",
        only_waiting,
        lambda turn, serial, m: sending_on.add_signer(turn, serial, m["name"], before=not m["after"]),
        _WHICH_WAITING.format("加签"),
    ),
    _phrase(
        rf"^退回到?(?:上|前)一(?:步|环节){_GAP}{NUMBER}?{_GAP}(?P<words>.*)$",
        only_waiting,
        lambda turn, serial, m: sending_on.return_to_previous(turn, serial, _words(m)),
        _WHICH_WAITING.format("退回上一步"),
    ),
    _phrase(
        rf"^退回{_GAP}{NUMBER}?{_GAP}(?P<words>.*)$",
        only_waiting,
        lambda turn, serial, m: sending_on.return_for_change(turn, serial, _words(m)),
        _WHICH_WAITING.format("退回"),
    ),
    _phrase(
        rf"^(?:催办|催一下|催催){_GAP}{NUMBER}?[。.]?$",
        lambda turn: only_own(turn, State.WAITING, State.ANNULLING),
        lambda turn, serial, m: adding.urge(turn, serial),
        _WHICH_OWN.format("催办"),
    ),
    _phrase(
        rf"^抄送{_GAP}{NUMBER}?{_GAP}(?:给)?{_NAME}[。.]?$",
        lambda turn: only_own(turn, State.WAITING, State.APPROVED) or only_waiting(turn),
        lambda turn, serial, m: adding.copy(turn, serial, m["name"]),
        _WHICH_OWN.format("抄送"),
    ),
    _phrase(
        rf"^备注{_GAP}{NUMBER}{_GAP}(?P<words>.+)$",
        only_waiting,
        lambda turn, serial, m: adding.comment(turn, serial, _words(m)),
        _WHICH_OWN.format("备注"),
    ),
    _phrase(
        rf"^续报{_GAP}{NUMBER}?{_GAP}(?P<words>.*)$",
        running_thread,
        lambda turn, serial, m: adding.follow_up(turn, serial, _words(m)),
        _WHICH_OWN.format("续报"),
    ),
    _phrase(
        rf"^(?:我?点错了|按错了|手滑了?){_GAP}{NUMBER}?[。.]?$",
        _last_decided,
        lambda turn, serial, m: deciding.undo(turn, serial),
        "没有可以取消的操作：只有刚才点过“同意”或“驳回”的，才能回复“点错了”。",
    ),
    _phrase(
        rf"^(?:撤销|取消|收回)(?:批准|同意|审批){_GAP}{NUMBER}?{_GAP}(?P<words>.*)$",
        _last_approved,
        lambda turn, serial, m: deciding.annul(turn, serial, _words(m)),
        _WHICH_WAITING.format("撤销批准"),
    ),
    _phrase(
        rf"^理由{_GAP}{NUMBER}?{_GAP}(?P<words>.+)$",
        _last_refused,
        lambda turn, serial, m: adding.give_reason(turn, serial, _words(m)),
        "",
    ),
    _phrase(
        rf"^修改{_GAP}{NUMBER}[。.]?$",
        _returned,
        lambda turn, serial, m: dialogue.change_returned(turn, serial),
        _WHICH_OWN.format("修改"),
    ),
)


def on_words(turn: Turn, plain: str) -> bool:
    """Whether these words are a move; if so, it is made or the truth is told."""
    short = plain.rstrip("。？?！! ")
    if _LIST.fullmatch(short):
        listing.show(turn)
        return True
    if short in _ALL:
        listing.approve_all(turn)
        return True
    return any(_on_phrase(turn, plain, phrase) for phrase in PHRASES) or _on_task(turn, plain)


def _on_phrase(turn: Turn, plain: str, phrase: Phrase) -> bool:
    match = phrase.pattern.match(plain)
    if match is None:
        return False
    request = by_number(turn, match["number"]) if match["number"] else phrase.find(turn)
    if request is not None:
        phrase.do(turn, request.serial, match)
    elif phrase.unclear:
        turn.reply(phrase.unclear)
    return request is not None or bool(phrase.unclear)


def _on_task(turn: Turn, plain: str) -> bool:
    """The button of a task that waits for this person, said in words, with what would stand in its text field."""
    for request in held_tasks(turn):
        matter = turn.matters[request.matter]
        step = request.step_of(turn.account)
        offer = matter.tasks[step.name].offer(request, turn.facts) if step else None
        for button in offer.buttons if offer else ():
            match = re.match(rf"^{re.escape(button.label)}{_GAP}{NUMBER}?{_GAP}(?P<words>.*)$", plain, re.S)
            if match and (not match["number"] or by_number(turn, match["number"]) == request):
                tasks.handle(turn, request.serial, Tapped(turn.account, button.label, _words(match), _words(match)))
                return True
    return False
