"""What waits for somebody, as one card: decide one of them, or all of those that the policy lets be decided at once.

Each item is still its own decision and its own record (lessons 5.2, line 22).
"""

from __future__ import annotations

from dataclasses import replace

from bot.desk import deciding
from bot.turn import Turn
from handlers.engine.content import Button, Card, Choice, Field, Input, Style
from handlers.engine.request import Request, StepKind, Verdict
from storage import cards, requests
from storage.cards import Shown

LIST = "list"
ALL, APPROVE, REJECT = "全部同意", "同意", "驳回"
_MOST = 20
_LOOKED_THROUGH = 50
_NOTHING = "现在没有等您办理的事项。"


def show(turn: Turn) -> None:
    """The list of what waits for whoever is acting, the longest waiting first."""
    waiting = requests.waiting_for(turn.uow, turn.org, turn.account)
    if not waiting:
        return turn.reply(_NOTHING)
    serials = [request.serial for request in waiting[:_MOST]]
    turn.out.show(turn.account, _card(turn, serials), LIST, context={"serials": serials})
    return None


def approve_all(turn: Turn) -> None:
    """全部同意 in words is about the list that was shown; what nobody has seen is shown first."""
    seen = cards.seen_by(turn.uow, turn.org, [turn.account], most=_LOOKED_THROUGH)
    shown = next((card for card in seen if card.purpose == LIST and card.card.bears(ALL)), None)
    return on_tap(turn, shown, ALL, "", "") if shown else show(turn)


def on_tap(turn: Turn, shown: Shown, button: str, choice: str, words: str) -> None:
    """A decision on the chosen item, or on all of them that may be decided together; then the list as it is now."""
    serials = list(shown.context["serials"])
    waiting = {r.serial for r in requests.waiting_for(turn.uow, turn.org, turn.account)}
    if button == ALL:
        meant = [s for s in serials if s in waiting and _together(turn, s)]
    else:
        meant = [s for s in serials if s == choice]
    if not meant:
        return turn.reply("请先在列表里选一项，再点按钮。" if button != ALL else _NOTHING)
    for serial in meant:
        deciding.decide(turn, serial, Verdict.REJECT if button == REJECT else Verdict.APPROVE, words)
    return turn.out.repaint(replace(shown, card=_card(turn, serials)))


def _card(turn: Turn, serials: list[str]) -> Card:
    """Every item of the list with where it stands; buttons for what can still be decided."""
    found = [request for serial in serials if (request := requests.get(turn.uow, turn.org, serial))]
    open_ones = [r.serial for r in found if turn.account in r.holders and _decides(r)]
    fields = tuple(Field(r.serial, _line(turn, r)) for r in found)
    title = f"等您办理的事项（{len(found)}项）"
    if not open_ones:
        return Card(title, "列表里需要审批的都已办理。", fields)
    together = [serial for serial in open_ones if _together(turn, serial)]
    every = (Button(ALL, Style.PRIMARY),) if len(together) > 1 else ()
    buttons = (*every, Button(APPROVE, Style.PLAIN if every else Style.PRIMARY), Button(REJECT, Style.DANGER))
    text = "选一项后点“同意”或“驳回”；也可以回复“12、15同意，18不同意”。"
    return Card(title, text, fields, buttons, Input("意见或理由（可不填）"), Choice("选一项", tuple(open_ones)))


def _line(turn: Turn, request: Request) -> str:
    brief = turn.matters[request.matter].brief(request, turn.facts)
    waits = turn.account in request.holders
    return brief if waits else f"{brief}（{request.state.value}）"


def _decides(request: Request) -> bool:
    step = request.open_step
    return step is not None and step.kind in (StepKind.DECIDE, StepKind.ANNUL)


def _together(turn: Turn, serial: str) -> bool:
    """Whether the policy lets this kind be approved with others in one tap; an annulment never is."""
    request = requests.get(turn.uow, turn.org, serial)
    step = request.open_step if request else None
    if request is None or step is None or step.kind is not StepKind.DECIDE:
        return False
    return turn.matters[request.matter].name in turn.facts.policy.dialogue.approved_together
