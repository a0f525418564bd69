"""A tap on a card: what the button means depends on the card's purpose and on how things stand now."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot import dialogue, dialogue_cards, finishing, request_cards, sentences
from bot.affairs.register import TAPS
from bot.desk import adding, deciding, listing, sending_on, tasks
from bot.incoming import Tap
from bot.turn import Turn
from handlers.engine.matter import Tapped
from handlers.engine.request import Verdict
from storage import cards, drafts
from storage.cards import Shown
from storage.drafts import LIVE, Draft, DraftState

_GONE = "这张卡片已经失效，请看最新的一条。"
_NOT_YOURS = "这张卡片不是发给您的，不能代办。"

_VERDICTS = {
    request_cards.APPROVE.label: Verdict.APPROVE,
    request_cards.REJECT.label: Verdict.REJECT,
    request_cards.CONFIRM.label: Verdict.CONFIRM,
    request_cards.DENY.label: Verdict.DENY,
}


def on_tap(turn: Turn, tap: Tap) -> None:
    """Do what was tapped, or tell the truth about why not (lessons 5.2, line 25)."""
    shown = cards.get(turn.uow, turn.org, tap.card_id)
    if shown is None or tap.button not in shown.labels:
        return turn.reply(_GONE)
    if shown.receiver != turn.account and not shown.is_group:
        turn.record("refused", shown.about, {"why": "card of somebody else"})
        return turn.reply(_NOT_YOURS)
    return _PURPOSES[shown.purpose](turn, shown, tap)


def _on_draft(turn: Turn, shown: Shown, tap: Tap) -> None:
    draft = drafts.get(turn.uow, turn.org, int(shown.context["draft"]))
    if draft is None or draft.state not in LIVE:
        return turn.reply(_over(draft))
    if draft.card_id != shown.id:
        return turn.reply(_GONE)
    move = _DRAFT_MOVES.get(tap.button)
    if move:
        return move(turn, draft)
    return dialogue.choose(turn, draft, tap.button)


def _on_request(turn: Turn, shown: Shown, tap: Tap) -> None:
    words, serial = tap.input.strip(), shown.about
    if tap.button in _VERDICTS:
        deciding.decide(turn, serial, _VERDICTS[tap.button], words)
    elif tap.button in _SENDING:
        _SENDING[tap.button](turn, serial, tap.choice or words)
    else:
        tasks.handle(turn, serial, Tapped(turn.account, tap.button, words, tap.choice))


def _on_receipt(turn: Turn, shown: Shown, tap: Tap) -> None:
    serial = shown.about
    if tap.button == request_cards.WITHDRAW.label:
        return deciding.withdraw(turn, serial, tap.input.strip())
    if tap.button == request_cards.URGE.label:
        return adding.urge(turn, serial)
    if tap.button == request_cards.CHANGE.label:
        return dialogue.change_returned(turn, serial)
    if tap.button == turn.matters[serial.split("-")[0]].finish:
        return finishing.finish(turn, serial, {}, by_tap=True)
    if shown.card.bears(tap.button) and tap.button == request_cards.SUBMIT.label:
        return adding.follow_up(turn, serial, tap.input.strip())
    return turn.reply(sentences.submitted_already(serial), serial)


def _on_slip(turn: Turn, shown: Shown, tap: Tap) -> None:
    adding.give_slip(turn, shown.about)


def _over(draft: Draft | None) -> str:
    if draft is not None and draft.state is DraftState.SUBMITTED:
        return "这份申请已经提交过了，不会重复提交。回复“我的申请”可以查看。"
    return "这份申请已经取消或者过期，没有提交。需要时请重新说一遍。"


_SENDING: Mapping[str, Callable[[Turn, str, str], None]] = {
    request_cards.OPINE.label: adding.opine,
    request_cards.HAND_OVER.label: sending_on.hand_over,
    request_cards.ADD_SIGNER.label: sending_on.add_signer,
    request_cards.RETURN.label: sending_on.return_for_change,
}

_DRAFT_MOVES: Mapping[str, Callable[[Turn, Draft], None]] = {
    dialogue_cards.SUBMIT: dialogue.submit,
    dialogue_cards.CHANGE: dialogue.offer_changes,
    dialogue_cards.CANCEL: dialogue.drop,
}

_PURPOSES: Mapping[str, Callable[[Turn, Shown, Tap], None]] = {
    dialogue.DRAFT: _on_draft,
    request_cards.DECIDE: _on_request,
    request_cards.NOTICE: _on_request,
    request_cards.RECEIPT: _on_receipt,
    request_cards.SLIP: _on_slip,
    listing.LIST: lambda turn, shown, tap: listing.on_tap(turn, shown, tap.button, tap.choice, tap.input.strip()),
    request_cards.CLOSED: lambda turn, shown, tap: turn.reply(_GONE),
    **TAPS,
}
