"""Sending a request another way: to another approver, to one more signer, back to be changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot import sentences
from bot.desk.carrying_out import carry_out, hand_to_holders
from bot.turn import Turn
from handlers.engine import handing
from handlers.engine.moves import Refusal
from handlers.engine.people import Member
from handlers.engine.request import Request, Step, StepKind, StepState, Verdict
from handlers.engine.route import candidates
from storage import requests


def hand_over(turn: Turn, serial: str, name: str) -> None:
    """转办: the open step goes to the leader of this name; from the office, it names the approver."""
    _to_leader(turn, serial, name, Verdict.HAND_OVER, _handed_over)


def add_signer(turn: Turn, serial: str, name: str, before: bool = True) -> None:
    """加签: one more leader decides, before whoever adds them or after."""
    _to_leader(turn, serial, name, Verdict.ADD_SIGNER, lambda t, r, m: _with_signer(t, r, m, before))


def return_for_change(turn: Turn, serial: str, words: str) -> None:
    """退回: the applicant is told what to change, and hands it in again under the same number."""
    if not words:
        return turn.reply(sentences.return_needs_words(serial))
    done = carry_out(
        turn, serial, lambda t, before: handing.return_to_applicant(before, t.act(words)), Verdict.RETURN.value
    )
    if done is not None:
        turn, _, after = done
        brief = turn.matters[after.matter].brief(after, turn.facts)
        turn.out.say(after.applicant, sentences.returned(after.serial, brief, turn.member.name, words), serial)
    return None


def return_to_previous(turn: Turn, serial: str, words: str) -> None:
    """退回上一步: the step before is asked anew, and told what to look at again."""
    if not words:
        return turn.reply(sentences.return_needs_words(serial))
    done = carry_out(
        turn,
        serial,
        lambda t, before: handing.return_to_step(before, before.open_position - 1, t.act(words)),
        Verdict.RETURN.value,
    )
    if done is not None:
        turn, before, after = done
        hand_to_holders(turn, after, before)
        for account in after.holders:
            turn.out.say(account, sentences.returned_to_you(serial, turn.member.name, words), serial)
    return None


def release(turn: Turn, leaver: Member) -> list[str]:
    """Somebody moved or left: what only they could move goes to the office, which is told of all of it (rules X11).

    `turn` is the office's own. Returns the numbers of what was handed over.
    """
    held = requests.waiting_for(turn.uow, turn.org, leaver.account)
    for request in held:
        _release(turn, request, leaver)
    serials = [request.serial for request in held]
    if serials:
        turn.reply(sentences.released(leaver.name, serials))
    return serials


Send = Callable[[Turn, Request, Member], Request | Refusal]


def _to_leader(turn: Turn, serial: str, name: str, verdict: Verdict, send: Send) -> None:
    request = requests.get(turn.uow, turn.org, serial)
    able = candidates(request.applicant, turn.facts) if request else ()
    found = [member for member in able if name.strip() in (member.name, member.account)]
    if request is not None and len(found) != 1:
        return turn.reply(sentences.name_the_approver([member.name for member in able]))
    done = carry_out(turn, serial, lambda t, before: send(t, before, found[0]), verdict.value)
    if done is not None:
        hand_to_holders(done[0], done[2])
    return None


def _handed_over(turn: Turn, request: Request, to: Member) -> Request | Refusal:
    step = request.open_step or Step(StepKind.DECIDE, (), "", "")
    target = replace(step, approvers=(to.account,), why=f"{step.why}；由{turn.member.name}转办")
    if step.kind is StepKind.ASSIGN:
        target = replace(target, kind=StepKind.DECIDE, why=f"由党政办{turn.member.name}指定审批")
    return handing.hand_over(request, target, turn.act(to.name))


def _with_signer(turn: Turn, request: Request, signer: Member, before: bool) -> Request | Refusal:
    article = request.open_step.article if request.open_step else ""
    why = f"{turn.member.name}请您{'先' if before else '再'}签署"
    step = Step(StepKind.DECIDE, (signer.account,), why, article, state=StepState.LATER)
    return handing.add_signer(request, step, before, turn.act(signer.name))


def _release(turn: Turn, request: Request, leaver: Member) -> None:
    step = request.open_step
    if step is None:
        return
    turn = turn.about(request.applicant)
    target = _without(step, leaver.account, turn.facts.contact(but=request.applicant))
    carry_out(
        turn,
        request.serial,
        lambda t, r: handing.released(r, leaver.account, target, t.now),
        Verdict.HAND_OVER.value,
    )
    after = requests.get(turn.uow, turn.org, request.serial)
    if after is not None and len(step.approvers) == 1:
        hand_to_holders(turn, after)


def _without(step: Step, leaver: str, contact: str) -> Step:
    """The step without them: the others of it go on; a decision that nobody is left for is assigned by the office."""
    others = tuple(account for account in step.approvers if account != leaver)
    if others:
        return replace(step, approvers=others)
    kind = StepKind.ASSIGN if step.kind in _DECIDING else step.kind
    return replace(step, kind=kind, approvers=(contact,), why=f"{step.why}；原经办人已调离，由党政办办理")


_DECIDING = frozenset({StepKind.DECIDE, StepKind.OPINION, StepKind.ASSIGN})
