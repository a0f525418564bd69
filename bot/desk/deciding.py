"""Deciding: approve, refuse, take back a mis-tap, withdraw, annul."""

from __future__ import annotations

from datetime import timedelta

from bot import sentences
from bot.affairs import duty_cover
from bot.desk.carrying_out import carry_out, hand_to_holders, tell_outcome
from bot.turn import Turn
from handlers.engine import moves
from handlers.engine.moves import Refusal
from handlers.engine.request import Request, State, Step, StepKind, Verdict
from storage import requests


def decide(turn: Turn, serial: str, verdict: Verdict, words: str = "") -> Request | None:
    """One decision by whoever is acting; None (and the truth told) where it cannot be made."""
    if verdict is Verdict.APPROVE and _leaves_duty_uncovered(turn, serial):
        return None
    done = carry_out(turn, serial, lambda t, before: moves.decide(before, verdict, t.act(words)), verdict.value)
    if done is None:
        return None
    tell_outcome(*done)
    return done[2]


def _leaves_duty_uncovered(turn: Turn, serial: str) -> bool:
    """Whether this would be the final approval while a duty shift is still without anybody (rules M19-4)."""
    before = requests.get(turn.uow, turn.org, serial, lock=True)
    if before is None or before.state is not State.WAITING:
        return False
    after = moves.decide(before, Verdict.APPROVE, turn.act())
    if isinstance(after, Refusal) or after.state is not State.APPROVED:
        return False
    return duty_cover.hinders(turn.about(before.applicant), before)


def undo(turn: Turn, serial: str) -> None:
    """点错了: the decision just made is taken back, the step waits for the same person again."""
    within = timedelta(minutes=turn.facts.policy.dialogue.undo_minutes)
    done = carry_out(turn, serial, lambda t, before: moves.undo(before, t.act(), within), Verdict.UNDO.value)
    if done is None:
        return
    turn, before, after = done
    turn.reply(f"{serial} 刚才的“{before.decisions[-1].verdict.value}”已取消，请重新办理。", serial)
    if before.state is not after.state:
        name = turn.member.name
        turn.out.say(after.applicant, f"{serial}：{name}刚才点错了，正在重新审批，请以最新通知为准。", serial)
        if after.group and before.state is State.APPROVED:
            words = sentences.approved_by_mistake(after, turn.matters[after.matter], turn.facts)
            turn.out.say_in_group(after.group, words, serial)


def withdraw(turn: Turn, serial: str, words: str = "") -> None:
    """Take one's own back: at once while it waits, with the approver's consent once it is approved (rules M20-8)."""
    request = requests.get(turn.uow, turn.org, serial)
    if request is not None and request.state is State.APPROVED:
        return _ask_annul(turn, serial, words)
    move = moves.recall if request is not None and _can_be_recalled(turn, request) else moves.withdraw
    carry_out(turn, serial, lambda t, before: move(before, t.act(words)), Verdict.WITHDRAW.value)
    return None


def _can_be_recalled(turn: Turn, request: Request) -> bool:
    return request.state is State.RECORDED and turn.matters[request.matter].recallable


def annul(turn: Turn, serial: str, words: str) -> None:
    """撤销批准: by whoever approved it, with a reason; everyone concerned is told (lessons 5.2, line 23)."""
    if not words:
        return turn.reply(sentences.annulment_needs_words(serial))
    done = carry_out(turn, serial, lambda t, before: _annulled(t, before, words), Verdict.ANNUL.value)
    if done is None:
        return None
    tell_outcome(*done)
    return turn.reply(sentences.annulled(done[2], turn.matters[done[2].matter], done[0].facts), serial)


def _annulled(turn: Turn, before: Request, words: str) -> Request | Refusal:
    return moves.annul(before, turn.act(words), turn.matters[before.matter].has_begun(before))


def _ask_annul(turn: Turn, serial: str, words: str) -> None:
    done = carry_out(turn, serial, lambda t, before: _annulment(t, before, words), Verdict.ASK_ANNUL.value)
    if done is not None:
        hand_to_holders(done[0], done[2])


def _annulment(turn: Turn, before: Request, words: str) -> Request | Refusal:
    """Who approved it agrees to its annulment; the office where that person is away."""
    approver = before.settled_by.actor if before.settled_by else ""
    if approver in turn.facts.away or turn.facts.directory.member(approver) is None:
        approver = turn.facts.contact(but=before.applicant)
    decided = before.settled_by.step if before.settled_by else 0
    article = before.steps[decided].article
    step = Step(StepKind.ANNUL, (approver,), "批准后撤销，须经原审批人同意", article)
    begun = turn.matters[before.matter].has_begun(before)
    return moves.ask_annul(before, step, turn.act(words), begun)
