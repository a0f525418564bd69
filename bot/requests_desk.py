"""Moves on requests, carried out: the new state, the books, the cards and the words, all in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot import request_cards, sentences
from bot.turn import Turn
from handlers.engine import moves
from handlers.engine import serial as serials
from handlers.engine.content import Card
from handlers.engine.matter import Matter, Notice, Plan
from handlers.engine.moves import Refusal
from handlers.engine.request import Request, State, Step, StepKind, Verdict
from handlers.engine.route import candidates
from storage import absences, cards, ledgers, requests
from storage.cards import Shown


def submit(turn: Turn, matter: Matter, plan: Plan, applicant: str, group: str, receipt: Shown) -> Request:
    """File what the check card showed: a number, the first step waiting, the books, and a card to who has it now."""
    number = requests.next_serial_number(turn.uow, turn.org, matter.code, turn.now.year)
    request = Request(
        serial=serials.make(matter.code, turn.now.year, number),
        matter=matter.code,
        applicant=applicant,
        entered_by=turn.account,
        form=plan.form,
        created_at=turn.now,
        policy_version=turn.facts.policy_version,
        steps=plan.steps,
        informed=plan.informed,
        group=group,
    )
    request = moves.opened(request, turn.now)
    requests.add(turn.uow, turn.org, request)
    turn.record("submit", request.serial)
    turn = turn.about(applicant)
    _write_books(turn, request, "申请")
    if plan.settled:
        request = _settle_at_once(turn, request)
    own = replace(receipt, about=request.serial, purpose=request_cards.RECEIPT, context={})
    turn.out.repaint(replace(own, card=_draw(turn, request_cards.RECEIPT, request, applicant)))
    _hand_to_holders(turn, request)
    _inform(turn, request)
    notify(turn, plan.notices, request.serial)
    return request


def decide(turn: Turn, serial: str, verdict: Verdict, words: str = "") -> Request | None:
    """One decision by whoever is acting; None (and the truth told) where it cannot be made."""
    before = requests.get(turn.uow, turn.org, serial, lock=True)
    if before is None:
        turn.reply(sentences.no_such_request(serial))
        return None
    turn = turn.about(before.applicant)
    after = moves.decide(before, verdict, turn.act(words))
    if isinstance(after, Refusal):
        tell_refusal(turn, before, after)
        return None
    commit(turn, before, after, verdict.value)
    _tell_outcome(turn, before, after)
    return after


def opine(turn: Turn, serial: str, words: str) -> None:
    """An opinion: of a required first step, or of a leader who was only told."""
    before = requests.get(turn.uow, turn.org, serial, lock=True)
    if before is None:
        return turn.reply(sentences.no_such_request(serial))
    if not words:
        return turn.reply(sentences.opinion_needs_words(serial))
    turn = turn.about(before.applicant)
    required = before.open_step is not None and before.open_step.kind is StepKind.OPINION
    if required and turn.account in before.holders:
        after = moves.decide(before, Verdict.OPINION, turn.act(words))
    else:
        after = moves.opine(before, turn.act(words))
    if isinstance(after, Refusal):
        return tell_refusal(turn, before, after)
    commit(turn, before, after, Verdict.OPINION.value)
    if required:
        _hand_to_holders(turn, after)
    return None


def withdraw(turn: Turn, serial: str, words: str = "") -> None:
    """Take one's own back: at once while it waits, with the approver's consent once it is approved (rules M20-8)."""
    before = requests.get(turn.uow, turn.org, serial, lock=True)
    if before is None:
        return turn.reply(sentences.no_such_request(serial))
    turn = turn.about(before.applicant)
    if before.state is State.APPROVED:
        return _ask_annul(turn, before, words)
    after = moves.withdraw(before, turn.act(words))
    if isinstance(after, Refusal):
        return tell_refusal(turn, before, after)
    commit(turn, before, after, Verdict.WITHDRAW.value)
    return None


def hand_over(turn: Turn, serial: str, to: str) -> None:
    """Give the open step to the person of this account: the office naming an approver, or a hand-over."""
    before = requests.get(turn.uow, turn.org, serial, lock=True)
    if before is None or before.open_step is None:
        return turn.reply(sentences.no_such_request(serial))
    if to == before.applicant:
        return turn.reply(sentences.nobody_decides_their_own())
    turn = turn.about(before.applicant)
    giver = f"{turn.member.name}转办"
    step = replace(before.open_step, approvers=(to,), why=f"{before.open_step.why}；{giver}")
    if step.kind is StepKind.ASSIGN:
        step = replace(step, kind=StepKind.DECIDE, why=f"由党政办{turn.member.name}指定审批")
    after = moves.hand_over(before, step, turn.act())
    if isinstance(after, Refusal):
        return tell_refusal(turn, before, after)
    commit(turn, before, after, Verdict.HAND_OVER.value)
    _hand_to_holders(turn, after)
    return None


def hand_over_to_name(turn: Turn, serial: str, name: str) -> None:
    """The same, to whoever is called this among those who may decide."""
    request = requests.get(turn.uow, turn.org, serial)
    if request is None:
        return turn.reply(sentences.no_such_request(serial))
    able = candidates(request.applicant, turn.facts)
    found = [member for member in able if name.strip() in (member.name, member.account)]
    if len(found) != 1:
        return turn.reply(sentences.name_the_approver([member.name for member in able]))
    return hand_over(turn, serial, found[0].account)


def give_slip(turn: Turn, serial: str) -> None:
    """The slip that was owed after a telephone leave is handed in (rules M20-6)."""
    before = requests.get(turn.uow, turn.org, serial, lock=True)
    if before is None:
        return turn.reply(sentences.no_such_request(serial))
    turn = turn.about(before.applicant)
    after = moves.give_slip(before, turn.act())
    if isinstance(after, Refusal):
        return tell_refusal(turn, before, after)
    commit(turn, before, after, Verdict.SLIP.value)
    return None


def notify(turn: Turn, notices: Iterable[Notice], serial: str) -> None:
    """Words that a matter wants said beside the cards; "" means the office's contact."""
    for notice in notices:
        to = notice.to or turn.facts.contact(but=turn.account)
        if to:
            turn.out.say(to, notice.text, serial)


def commit(turn: Turn, before: Request, after: Request, event: str) -> None:
    """Write what a move changed: state, record, books, and every card that is out about it."""
    requests.change(turn.uow, turn.org, before, after, turn.now)
    turn.record(event, after.serial)
    _write_books(turn, after, event)
    repaint_all(turn, after)


def tell_refusal(turn: Turn, request: Request, refusal: Refusal) -> None:
    """The truth to whoever made a move that cannot be made; a stale card of theirs is repainted on the way."""
    repaint_all(turn, request)
    turn.reply(sentences.refused(refusal.why, request, turn.facts), request.serial)
    turn.record("refused", request.serial, {"why": refusal.why.value})


def repaint_all(turn: Turn, request: Request) -> None:
    """Every card about it shows how it stands now, wherever it was sent."""
    for shown in cards.about(turn.uow, turn.org, request.serial):
        if shown.purpose in _REQUEST_PURPOSES:
            turn.out.repaint(replace(shown, card=_draw(turn, shown.purpose, request, shown.receiver)))


_REQUEST_PURPOSES = (request_cards.DECIDE, request_cards.NOTICE, request_cards.RECEIPT, request_cards.SLIP)


def _write_books(turn: Turn, request: Request, event: str) -> None:
    matter = turn.matters[request.matter]
    absences.rewrite(turn.uow, turn.org, request.serial, matter.absences(request, turn.facts))
    entry = dict(matter.entry(request, turn.facts))
    entry |= {"状态": request.state.value, "经办": turn.member.name}
    ledgers.write(
        turn.uow, turn.org, ledgers.Entry(matter.book, request.serial, request.applicant, event, entry, turn.now)
    )


def _draw(turn: Turn, purpose: str, request: Request, receiver: str) -> Card:
    return request_cards.draw(purpose, request, turn.matters[request.matter], turn.facts, receiver)


def _hand_to_holders(turn: Turn, request: Request) -> None:
    """A card to everyone who can move it now and has none yet."""
    for account in request.holders:
        turn.out.show(
            account, _draw(turn, request_cards.DECIDE, request, account), request_cards.DECIDE, request.serial
        )


def _settle_at_once(turn: Turn, request: Request) -> Request:
    """Whoever enters it is its approver: writing it down is the decision (rules M20-6)."""
    settled = moves.decide(request, Verdict.CONFIRM, turn.act("电话请假，由本人登记"))
    if isinstance(settled, Refusal):
        raise RuntimeError(f"{request.serial}: the approver's own entry was refused: {settled.why}")
    requests.change(turn.uow, turn.org, request, settled, turn.now)
    _write_books(turn, settled, Verdict.CONFIRM.value)
    return settled


def _inform(turn: Turn, request: Request) -> None:
    if request.entered_by != request.applicant:
        slip = _draw(turn, request_cards.SLIP, request, request.applicant)
        turn.out.show(request.applicant, slip, request_cards.SLIP, request.serial)
    for account in request.informed:
        turn.out.show(
            account, _draw(turn, request_cards.NOTICE, request, account), request_cards.NOTICE, request.serial
        )
    if request.state is State.RECORDED and (contact := turn.facts.contact(but=request.applicant)):
        matter = turn.matters[request.matter]
        turn.out.say(contact, sentences.recorded(matter.brief(request, turn.facts), request.serial), request.serial)


def _ask_annul(turn: Turn, before: Request, words: str) -> None:
    approver = before.settled_by.actor if before.settled_by else ""
    if approver in turn.facts.away or turn.facts.directory.member(approver) is None:
        approver = turn.facts.contact(but=before.applicant)
    step = Step(StepKind.ANNUL, (approver,), "批准后撤销，须经原审批人同意", "考勤制度 第4条")
    after = moves.ask_annul(before, step, turn.act(words))
    if isinstance(after, Refusal):
        return tell_refusal(turn, before, after)
    commit(turn, before, after, Verdict.ASK_ANNUL.value)
    _hand_to_holders(turn, after)
    return None


def _tell_outcome(turn: Turn, before: Request, after: Request) -> None:
    if after.open_step is not None:
        if after.open_position != before.open_position:
            _hand_to_holders(turn, after)
        return
    matter = turn.matters[after.matter]
    told = sentences.outcome(after, matter, turn.facts, annulling=before.state is State.ANNULLING)
    turn.out.say(after.applicant, told, after.serial)
    if after.entered_by != after.applicant:
        turn.out.say(after.entered_by, told, after.serial)
    if after.group and after.state is State.APPROVED and before.state is State.WAITING:
        turn.out.say_in_group(after.group, sentences.approved_in_group(after, matter, turn.facts), after.serial)
    if after.state is State.DENIED and (contact := turn.facts.contact()):
        turn.out.say(contact, sentences.denied(after, matter, turn.facts), after.serial)
